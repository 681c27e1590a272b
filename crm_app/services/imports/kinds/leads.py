"""People and companies that may become customers."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.database import among
from crm_app.core.work import Work
from crm_app.lib.names import person_key, pinyin, read_person
from crm_app.models.imports import ImportRow
from crm_app.models.leads import OPEN, Lead
from crm_app.services import assignment, leads
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.kinds import base
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.kinds.companies import find_companies
from crm_app.services.imports.likeness import company_key, person_of, same_person
from crm_app.services.imports.packing import Packer, custom_json, shown_points
from crm_app.services.imports.shapes import POINTS
from crm_app.services.leads import LeadForm
from crm_app.services.points import points_of_many
from crm_app.services.scoring import leads_arrived

_COLUMNS = (
    *("id", "public_id", "owner_id", "team_id", "name", "name_key", "pinyin", "honorific", "title"),
    *("company", "company_key", "region", "address", "industry", "size", "source", "campaign"),
    *("note", "custom"),
)
_TEXTS = (
    *("name", "honorific", "title", "company", "region", "address", "industry", "size", "source"),
    *("campaign", "note"),
)
_POINTS = tuple(name for name in POINTS if name != "address")
_SOURCE = "import"
_BATCH = 500


class Leads(Side):
    """Rows that are leads; without an owner they lie in the pool, where the rules decide."""

    model = Lead
    many = _POINTS
    needed = ("name", "company")

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Who of them is a customer of somebody: he gets the lead."""
        find_companies(work, desk, rows, "company")
        base.check_held(work, desk, rows)

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Id, mobile, mail, WeChat."""
        return [*super().keys(read), *base.point_keys(read)]

    def weak(self, read: dict[str, Any]) -> str:
        """The same person of the same company, or the same company without anybody."""
        named = person_of(read["name"])[1] if read.get("name") else ""
        company = company_key(read["company"]) if read.get("company") else ""
        return f"{named}@{company}" if company else ""

    def fits(self, read: dict[str, Any], name: str) -> bool:
        """Another name is another person."""
        return not read.get("name") or same_person(read["name"], name)

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id, number, mail, WeChat."""
        return self._by_id(work, keys) | base.find_by_points(work, Lead, keys)

    def find_weak(self, work: Work, keys: Sequence[str]) -> dict[str, Known]:
        """Of the same name and company."""
        firms = {key.rpartition("@")[2][:200] for key in keys}
        columns = (Lead.name_key, Lead.company_key, Lead.id, Lead.public_id, Lead.version)
        living = among(Lead.company_key, firms), col(Lead.deleted_at).is_(None)
        found = select(*columns, Lead.name).where(*living)  # pyright: ignore[reportCallIssue, reportArgumentType]
        rows = work.session.exec(work.narrowed(found, Lead))
        return {f"{name}@{company}": Known(*rest) for name, company, *rest in rows}

    def against(self, read: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """All but another way to say the name."""
        return base.named_by(read, stored)

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of leads."""
        found = work.session.exec(select(Lead).where(col(Lead.id).in_(list(ids)))).all()
        points = points_of_many(work.session, Lead, ids)
        values: dict[int, dict[str, Any]] = {}
        for one in found:
            read: dict[str, Any] = {"id": one.public_id}
            if one.owner_id:
                read["owner"] = one.owner_id
            read |= {name: getattr(one, name) for name in _TEXTS if getattr(one, name)}
            if not one.is_person:
                read.pop("name")
            for point in points.get(one.key, []):
                read.setdefault(point.kind, []).append([point.kind, point.value, point.shown])
            read |= {f"custom.{key}": value for key, value in one.custom.items()}
            values[one.key] = read
        return values

    def owner_of(self, packer: Packer, read: dict[str, Any]) -> Any:
        """Who the row says, else whose its company is; else nobody."""
        if read.get("owner"):
            return super().owner_of(packer, read)
        place = read.get("at")
        if place is None or str(place[1]) not in packer.cache["teams"]:
            return None, None
        return place[1], place[2]

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The lead with what reaches it and what it is found by."""
        usual = {"source": _SOURCE, "campaign": packer.cache["options"].get("campaign", "")}
        read = {**{name: value for name, value in usual.items() if value}, **read}
        owner, number = self.owner_of(packer, read), packer.number("lead")
        person = read_person(read.get("name", ""))
        company = read.get("company", "")
        name = person.name or company[:120]
        honorific = read.get("honorific") or person.honorific
        texts = {
            one: read.get(one, "") for one in ("title", "region", "address", "campaign", "note")
        }
        row = (
            *(number, public_id, *owner, name),
            *(person_key(person.name)[:120] if person.name else "", pinyin(name)[:200], honorific),
            *(texts["title"], company, company_key(company) if company else ""),
            *(texts["region"], texts["address"]),
            *(read.get(one, "") for one in ("industry", "size", "source")),
            *(texts["campaign"], texts["note"], custom_json(read)),
        )
        packer.put("lead", _COLUMNS, row, id="lead")
        points = packer.points("lead", number, {one: read[one] for one in _POINTS if one in read})
        words = leads.indexing.Words(name, honorific, company, **texts)
        said = leads.indexing.text_of(words, points, packer.cache["own"](read))
        packer.document("lead", number, public_id, (owner[0] or 0, owner[1] or 0), said)
        noted = {one: read.get(one) for one in _TEXTS} | shown_points(read)
        noted |= {"name": name, "honorific": honorific, "owner_id": owner[0]}
        noted |= {one: value for one, value in read.items() if one.startswith("custom.")}
        packer.note("lead", public_id, noted)

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """As somebody would change it on its page."""
        kinds = tuple(name for name in _POINTS if name in values)
        own = {name[7:]: value for name, value in values.items() if name.startswith("custom.")}
        form: dict[str, Any] = {name: values[name] or "" for name in _TEXTS if name in values}
        if kinds:
            form |= {"points": base.as_points(values, kinds), "point_kinds": kinds}
        if values.get("owner"):
            form["owner"] = base.public_id_of(work, values["owner"])
        leads.change_lead.within(work, public_id, LeadForm(**form, custom=own or None))
        return ""

    def arrived(self, work: Work, batch_id: int) -> None:
        """Classes and scores of all, and owners for those of the pool, as the rules say."""
        came = select(ImportRow.record).where(
            col(ImportRow.batch_id) == batch_id, col(ImportRow.verdict) == "new"
        )
        desk, last = assignment.desk_for(work), 0
        while True:
            some = select(Lead).where(col(Lead.public_id).in_(came), col(Lead.id) > last)
            found = list(work.session.exec(some.order_by(col(Lead.id)).limit(_BATCH)))
            if not found:
                return
            leads_arrived(work, found)
            free = [one for one in found if one.owner_id is None]
            assignment.place_all(work, desk, free, _held(work, free))
            last = found[-1].key


def _held(work: Work, found: Sequence[Lead]) -> dict[str, int]:
    """Company → whose open lead there is of it."""
    keys = {one.company_key for one in found if one.company_key}
    there = select(Lead.company_key, Lead.owner_id).where(
        col(Lead.company_key).in_(keys),
        col(Lead.owner_id).is_not(None),
        col(Lead.status).in_(OPEN),
        col(Lead.deleted_at).is_(None),
    )
    return {key: owner for key, owner in work.session.exec(there.order_by(col(Lead.id))) if owner}
