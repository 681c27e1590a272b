"""Every way targets can change."""

from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import today
from crm_app.lib.periods import read_period
from crm_app.models.targets import Target, TargetMonth
from crm_app.services.currencies import read_currency, read_number, smallest
from crm_app.services.locks import one_at_a_time
from crm_app.services.targets import rules
from crm_app.services.targets.pasting import Line, read_lines
from crm_app.services.targets.queries import months_of, row_of
from crm_app.services.targets.rows import TargetForm
from crm_app.services.targets.subjects import Found, find, possible, reaches

_LINES = 500


@command(Permission.TARGET_WRITE)
def set_target(work: Work, form: TargetForm, version: int | None = None) -> str:
    """Set a year's target of somebody, a team, a product or the house; returns its public id.

    Another amount splits the year anew into quarters and months, unless the form names the months.
    What was planned for months that are over stays, and a year that is over is closed.
    """
    one_at_a_time(work, "targets")
    return _set(work, form, version).public_id


@command(Permission.TARGET_WRITE)
def set_part(
    work: Work,
    public_id: str,
    period: str,
    amount: str,
    *,
    keep: bool = False,
    version: int | None = None,
) -> None:
    """Give a quarter or a month of a target another figure (`period`: 2026Q3, 2026-09).

    With `keep` the other months take up the difference, so that they add up to the year's target;
    without it the target says how much they differ from it.
    """
    target = found_target(work, public_id, version)
    part = read_period(period)
    if part is None or part.months == 12 or part.year != target.year:
        raise Invalid("targets.part_unknown", field="period", typed=period[:20])
    unit = smallest(target.currency)
    number = _read(amount, target.currency)
    before = months_of(work, [target])[target.id or 0]
    whole = target.amount if keep else None
    over = _over(work, target.year)
    changed = rules.put_part(before, part, number, unit=unit, whole=whole, over=over)
    _write(work, target, changed)


@command(Permission.TARGET_WRITE)
def remove_target(work: Work, public_id: str) -> TargetForm:
    """Take a target away; returns what sets it again as it was."""
    target = found_target(work, public_id)
    rules.check_year(target.year, today(work.actor.zone))
    months = months_of(work, [target])[target.id or 0]
    form = form_of(work, target, months)
    for row in work.session.exec(select(TargetMonth).where(_of(target))):
        work.session.delete(row)
    work.session.flush()
    work.session.delete(target)
    work.touch("target")
    return form


@command(Permission.TARGET_WRITE)
def paste_targets(work: Work, year: int, text: str) -> int:
    """Set targets from lines of a spreadsheet: a name, then the year's amount or twelve months, and
    a currency if it is not CNY. Returns how many; a line that cannot be read refuses all of them.
    """
    one_at_a_time(work, "targets")
    lines = read_lines(text, possible(work))
    if not lines:
        raise Invalid("targets.paste_empty", field="text")
    if len(lines) > _LINES:
        raise Invalid("targets.paste_long", field="text", most=_LINES)
    for line in lines:
        _set_line(work, year, line)
    return len(lines)


def _set_line(work: Work, year: int, line: Line) -> None:
    kind, subject = line.subject.kind, line.subject.public_id
    total = str(sum((_read(one, line.currency) for one in line.amounts), Decimal(0)))
    months = line.amounts if len(line.amounts) == 12 else ()
    _set(work, TargetForm(kind, subject, year, total, line.currency, months), None)


def found_target(work: Work, public_id: str, version: int | None = None) -> Target:
    """The target with that public id, if it is within reach; refuses a stale `version`."""
    statement = select(Target).where(col(Target.public_id) == public_id).with_for_update()
    target = work.session.exec(statement).one_or_none()
    if target is None or not reaches(work, subject_of(target)):
        raise NotFound("targets.not_found")
    if version is not None and target.version != version:
        raise Stale("record.stale")
    return target


def subject_of(target: Target) -> Found:
    """Whose a target is."""
    for kind in ("user", "team", "product"):
        if key := getattr(target, f"{kind}_id"):
            return Found(kind, key)
    return Found("house", None)


def form_of(work: Work, target: Target, months: list[Decimal]) -> TargetForm:
    """What sets a target as it is."""
    row = row_of(work, target, months)
    words = tuple(str(month) for month in months)
    return TargetForm(
        row.subject.kind,
        row.subject.public_id,
        row.year,
        str(row.amount),
        row.currency,
        words,
    )


def _set(work: Work, form: TargetForm, version: int | None) -> Target:
    found = find(work, form.kind, form.subject)
    year, currency = (
        rules.check_year(form.year, today(work.actor.zone)),
        read_currency(form.currency),
    )
    amount = _read(form.amount, currency)
    if form.months and len(form.months) != 12:
        raise Invalid("targets.months_twelve", field="months")
    named = [_read(month, currency) for month in form.months]
    target = work.session.exec(
        select(Target)
        .where(
            col(Target.year) == year,
            col(Target.subject) == found.word,
            col(Target.currency) == currency,
        )
        .with_for_update()
    ).one_or_none()
    if version is not None and version != (target.version if target else 0):
        raise Stale("record.stale")
    if target is None:
        target = work.add(_new(found, year, currency))
        months = named or rules.split_year(amount, smallest(currency))
    elif target.amount == amount and not named:
        return target
    else:
        months = _changed(work, target, amount, named)
    target.amount = amount
    _write(work, target, months)
    return target


def _changed(work: Work, target: Target, amount: Decimal, named: list[Decimal]) -> list[Decimal]:
    """The months of a target that gets another amount, or other months by name."""
    before, over = months_of(work, [target])[target.id or 0], _over(work, target.year)
    if not named:
        return rules.put_year(before, amount, unit=smallest(target.currency), over=over)
    if named[:over] != before[:over]:
        raise Invalid("targets.period_closed", field="months")
    return named


def _over(work: Work, year: int) -> int:
    return rules.months_over(year, today(work.actor.zone))


def _new(found: Found, year: int, currency: str) -> Target:
    target = Target(subject=found.word, year=year, currency=currency, version=0)
    if found.kind != "house":
        setattr(target, f"{found.kind}_id", found.key)
    return target


def _write(work: Work, target: Target, months: list[Decimal]) -> None:
    kept = {row.month: row for row in work.session.exec(select(TargetMonth).where(_of(target)))}
    for month, amount in enumerate(months, 1):
        row = kept.get(month) or TargetMonth(target_id=target.id or 0, month=month)
        row.amount = amount
        work.session.add(row)
    target.version += 1
    target.is_demo = False
    work.session.flush()


def _of(target: Target) -> Any:
    return col(TargetMonth.target_id) == target.id


def _read(typed: str, currency: str) -> Decimal:
    number = read_number(typed, "amount")
    if number % smallest(currency):
        raise Invalid("targets.too_fine", field="amount", currency=currency)
    return number
