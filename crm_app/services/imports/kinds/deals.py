"""Chances to sell, open ones and the history."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.bulk import as_stored
from crm_app.core.search import SearchText
from crm_app.core.work import Work
from crm_app.lib.names import person_key, spoken_forms
from crm_app.models.customers import Contact, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.imports import ImportRow
from crm_app.services import deals, pipelines
from crm_app.services.deals import DealForm
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.kinds import base
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.kinds.companies import find_companies, names_of
from crm_app.services.imports.packing import Packer, custom_json, exact
from crm_app.services.scoring import deals_arrived

_COLUMNS = (
    *("id", "public_id", "owner_id", "team_id", "name", "customer_id", "contact_id", "stage_id"),
    *("stage_entered_at", "amount", "currency", "expected_close", "lost_reason", "closed_at"),
    *("passed", "custom"),
)
_CHANGE = (*("public_id", "deal_id", "to_stage_id", "at", "by_id", "holder_id", "holder_team_id"),)
_FIELDS = ("name", "amount", "currency", "expected_close")
_SCORED = 2000


class Deals(Side):
    """Rows that are deals of customers who are there already."""

    model = Deal
    needed = ("name", "customer")
    money = ("amount",)
    # A deal that is known goes from stage to stage on its board, where gates ask what they need.
    fixed = ("stage", "closed_on", "lost_reason", "contact", "customer")

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Customer, contact and stage of each."""
        find_companies(work, desk, rows, "customer", must_be=True)
        stages = desk.cache.get("stages") or _stages(work)
        desk.cache["stages"] = stages
        for row in rows:
            typed = row.read.get("stage", "")
            found = stages.get(typed.casefold())
            if found is None:
                row.faults.append(Fault("stage", "imports.stage_unknown", {"typed": typed[:40]}))
                continue
            row.read["to"] = [found["id"], found["kind"]]
            lacking = [name for name in found["required"] if not row.read.get(name)]
            if lacking and found["kind"] == "open":
                row.faults.append(Fault(lacking[0], "imports.stage_needs", {"stage": typed}))
        _contacts(work, rows)

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Id; its name with its customer."""
        found = super().keys(read)
        place = read.get("at")
        return [*found, f"name:{place[0]}:{read['name']}"] if place and read.get("name") else found

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id, by name and customer."""
        found = self._by_id(work, keys)
        names = {key.split(":", 2)[2] for key in keys if key.startswith("name:")}
        columns = (Deal.customer_id, Deal.id, Deal.public_id, Deal.version, Deal.name)
        there = col(Deal.name).in_(names), col(Deal.deleted_at).is_(None)
        statement: Any = select(*columns).where(*there)  # pyright: ignore[reportCallIssue, reportArgumentType]
        for customer_id, *rest in work.session.exec(work.narrowed(statement, Deal)):
            known = Known(*rest)
            found.setdefault(f"name:{customer_id}:{known.name}", []).append(known)
        return found

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of deals."""
        found = work.session.exec(select(Deal).where(col(Deal.id).in_(list(ids)))).all()
        stages = pipelines.all_stages(work.session)
        customers = names_of(work, [deal.customer_id for deal in found])
        columns = select(Contact.id, Contact.name).where(
            col(Contact.id).in_([deal.contact_id for deal in found if deal.contact_id])
        )
        people = dict(work.session.exec(work.narrowed(columns, Contact)).all())
        values: dict[int, dict[str, Any]] = {}
        for one in found:
            read: dict[str, Any] = {"id": one.public_id, "owner": one.owner_id, "name": one.name}
            read |= {"customer": customers.get(one.customer_id, ""), "currency": one.currency}
            read |= {"stage": stages[one.stage_id].name_zh, "amount": _amount(one)}
            if one.contact_id in people:
                read["contact"] = people[one.contact_id]
            if one.expected_close:
                read["expected_close"] = one.expected_close.isoformat()
            if one.closed_at:
                read["closed_on"] = one.closed_at.date().isoformat()
            if one.lost_reason:
                read["lost_reason"] = one.lost_reason
            values[one.key] = read | {f"custom.{key}": v for key, v in one.custom.items()}
        return values

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The deal, its place in the pipeline, and what it is found by."""
        owner, number = self.owner_of(packer, read), packer.number("deal")
        stage_id, kind = read["to"]
        moment = _moment(read.get("closed_on")) if kind != "open" else None
        at = as_stored(moment or packer.moment)
        row = (
            *(number, public_id, *owner, read["name"], read["at"][0], read.get("contact_at")),
            *(stage_id, at, exact(read.get("amount")), read.get("currency", "CNY")),
            *(read.get("expected_close"), read.get("lost_reason", "") if kind == "lost" else ""),
            *(None if kind == "open" else at, pipelines.passed_text([stage_id])),
            custom_json(read),
        )
        packer.put("deal", _COLUMNS, row, id="deal")
        change = (packer.new_id(), number, stage_id, at, packer.cache["actor"], *owner)
        packer.put("stage_change", _CHANGE, change, deal_id="deal")
        customer = read["customer"]
        words = (read["name"], customer, *spoken_forms(customer), *packer.cache["own"](read))
        packer.document("deal", number, public_id, owner, SearchText(read["name"], customer, words))
        noted = {name: read.get(name) for name in (*_FIELDS, "customer", "contact", "stage")}
        noted |= {"owner_id": owner[0]}
        packer.note("deal", public_id, noted)

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """As somebody would change it on its page; a stage is gone to like any other."""
        own = {name[7:]: value for name, value in values.items() if name.startswith("custom.")}
        form: dict[str, Any] = {name: values[name] or "" for name in _FIELDS if name in values}
        if values.get("owner"):
            form["owner"] = base.public_id_of(work, values["owner"])
        deals.change_deal.within(work, public_id, DealForm(**form, custom=own or None))
        return ""

    def arrived(self, work: Work, batch_id: int) -> None:
        """What is kept of their customers; how likely each is to be won, unless they are very many:
        then the worker's own round sees to it."""
        came = select(ImportRow.record).where(
            col(ImportRow.batch_id) == batch_id, col(ImportRow.verdict) == "new"
        )
        deals.refill_buyers(work, came)
        of_open = select(Stage.id).where(col(Stage.kind) == StageKind.OPEN)
        fresh = select(Deal).where(col(Deal.public_id).in_(came), col(Deal.stage_id).in_(of_open))
        found = list(work.session.exec(fresh.limit(_SCORED + 1)))
        if len(found) <= _SCORED:
            deals_arrived(work, found)


def _amount(deal: Deal) -> str:
    return f"{deal.amount.normalize():f}"


def _moment(day: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC) if day else None


def _stages(work: Work) -> dict[str, dict[str, Any]]:
    """By name and key; those of the first pipeline go before the others, nothing is its first."""
    known: dict[str, dict[str, Any]] = {}
    for pipeline in pipelines.active_pipelines(work.session):
        for stage in pipelines.active_stages(work.session, pipeline):
            said = {
                "id": stage.id,
                "kind": stage.kind.value,
                "required": [one for one in stage.required if one in ("amount", "expected_close")],
            }
            known.setdefault("", said)
            for word in (stage.name_zh, stage.name_en, stage.key, *_KINDS[stage.kind]):
                known.setdefault(word.casefold(), said)
    return known


_KINDS = {
    StageKind.OPEN: (),
    StageKind.WON: ("won", "赢单", "成交", "closed won"),
    StageKind.LOST: ("lost", "输单", "丢单", "closed lost"),
}


def _contacts(work: Work, rows: Sequence[Judged]) -> None:
    """People by their name at the customer."""
    named = [row for row in rows if row.read.get("contact") and row.read.get("at")]
    ids = {row.read["at"][0] for row in named}
    columns = (Position.customer_id, Contact.name_key, Contact.id)
    found = (
        select(*columns)  # pyright: ignore[reportCallIssue, reportArgumentType]
        .join(Contact, col(Contact.id) == Position.contact_id)
        .where(col(Position.customer_id).in_(ids), col(Contact.deleted_at).is_(None))
    )
    known = {
        (customer, name): key
        for customer, name, key in (work.session.exec(work.narrowed(found, Contact)) if ids else ())
    }
    for row in named:
        place = (row.read["at"][0], person_key(row.read["contact"])[:120])
        if place in known:
            row.read["contact_at"] = known[place]
        else:
            said = {"typed": row.read["contact"][:60]}
            row.faults.append(Fault("contact", "imports.contact_unknown", said))
