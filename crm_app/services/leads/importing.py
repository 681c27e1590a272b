"""Leads of a table: read by column, told apart from those that are known, and taken in one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col

from crm_app.core.errors import AppError, Conflict, Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.names import company_key, person_key
from crm_app.locales.catalog import TEXT
from crm_app.models.leads import Lead
from crm_app.services.choices import Option, options_of
from crm_app.services.leads.arriving import take_in
from crm_app.services.leads.rows import LeadForm
from crm_app.services.ownership import holders
from crm_app.services.points import read_point

_WORDS = ("name", "title", "company", "region", "address", "campaign", "note")
_LISTS = ("industry", "size", "source")
_POINTS = ("mobile", "phone", "email", "wechat")
IMPORTED = (*_WORDS[:3], *_POINTS, *_WORDS[3:5], *_LISTS, *_WORDS[5:])
_SOURCE = "import"


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row did not come in: its line of the file, the column, and the refusal."""

    row: int
    column: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What became of a table."""

    rows: int = 0
    new: int = 0
    duplicates: int = 0
    invalid: int = 0
    skipped: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)


def columns_of(head: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field → column: what was said, else the column that is called as the field is, in either
    language."""
    unknown = [name for name in given if name not in IMPORTED]
    missing = [column for column in given.values() if column not in head]
    if unknown or missing:
        raise Invalid("leads.column_unknown", name=(unknown or missing)[0])
    found = dict(given)
    for name in IMPORTED:
        called = {name, *TEXT.get(f"leads.{name}", ()), *TEXT.get(f"contacts.{name}", ())}
        same = {one.casefold() for one in called}
        column = next((one for one in head if one.strip().casefold() in same), None)
        if column is not None and name not in found and column not in found.values():
            found[name] = column
    if not {"name", "company"} & set(found):
        raise Invalid("leads.column_missing")
    return found


def import_leads(
    actor: Actor,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    given: Mapping[str, str],
    *,
    campaign: str = "",
    dry_run: bool = False,
) -> Imported:
    """Take a table in, a lead a row and transaction: into the pool, where the rules decide.

    What is known already, in the product or from a row before, is left alone: doing it again after
    it was stopped half way does the rest.
    """
    done = Imported(mapping=columns_of(head, given))
    lists = import_lists(actor)
    places = {name: list(head).index(column) for name, column in done.mapping.items()}
    seen: set[Any] = set()
    for line, row in enumerate(rows, 2):
        cells = {name: row[at].strip() for name, at in places.items() if at < len(row)}
        if not any(cells.values()):
            done.skipped += 1
            continue
        done.rows += 1
        try:
            form = _form(cells, lists, campaign)
            _take(actor, form, seen, dry_run=dry_run)
            done.new += 1
        except Conflict:
            done.duplicates += 1
        except AppError as refusal:
            done.invalid += 1
            name = str(getattr(refusal, "field", ""))
            column = done.mapping.get(name, name)
            done.errors.append(RowError(line, column, refusal.code, dict(refusal.params)))
    return done


@query(Permission.LEAD_WRITE)
def import_lists(work: Work) -> dict[str, dict[str, Option]]:
    """The lists that a table's cells are looked up in."""
    return {name: options_of(work.session, name) for name in _LISTS}


@query(Permission.LEAD_WRITE)
def is_known(work: Work, form: LeadForm) -> bool:
    """Whether a number or an address is somebody's, or there was such a person of such a company."""
    if holders(work, form.points or []):
        return True
    named = person_key(form.name)[:120] if form.name else ""
    firm = company_key(form.company)[:200] if form.company else ""
    same = work.visible(Lead).where(col(Lead.name_key) == named, col(Lead.company_key) == firm)
    return work.session.exec(same).first() is not None


@command(Permission.LEAD_WRITE)
def take_row(work: Work, form: LeadForm) -> None:
    """A lead that nobody entered by hand: whoever holds its company gets it, else the rules decide."""
    take_in(work, Lead(name=""), form)


def _take(actor: Actor, form: LeadForm, seen: set[Any], *, dry_run: bool) -> None:
    if not form.name and not form.company:
        raise Invalid("leads.name_missing", field="name")
    marks: set[Any] = {point.value for point in form.points or []}
    marks |= {(form.name or "", form.company or "")}
    if marks & seen or is_known(actor, form):
        raise Conflict("leads.known_row")
    if not dry_run:
        take_row(actor, form)
    seen |= marks


def _form(cells: Mapping[str, str], lists: Mapping[str, dict[str, Option]], campaign: str) -> Any:
    points = [read_point(kind, cells[kind]) for kind in _POINTS if cells.get(kind)]
    words: dict[str, Any] = {name: cells[name] for name in _WORDS if cells.get(name)}
    for name, known in lists.items():
        words[name] = _key(known, cells.get(name, ""), name)
    words["source"] = words["source"] or _SOURCE
    words["campaign"] = words.get("campaign") or campaign
    return LeadForm(**words, owner="", points=points)


def _key(known: Mapping[str, Option], typed: str, name: str) -> str:
    """An entry of a list by its key or either name."""
    if not typed:
        return ""
    for one in known.values():
        if typed.casefold() in (one.key.casefold(), one.zh.casefold(), one.en.casefold()):
            return one.key
    raise Invalid("leads.not_in_list", field=name, typed=typed[:60])
