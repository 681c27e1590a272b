"""People with their companies."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.database import among
from crm_app.core.work import Work
from crm_app.lib.birthdays import day_key
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services import contacts, customers
from crm_app.services.details import details_of_many
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.kinds import base
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.kinds.changed_people import (
    PLACED,
    TEXTS,
    change_people,
    change_person,
)
from crm_app.services.imports.kinds.companies import find_companies, finish_companies
from crm_app.services.imports.likeness import company_key, person_of, same_person
from crm_app.services.imports.packing import Made, Packer, custom_json, shown_points
from crm_app.services.imports.shapes import POINTS
from crm_app.services.points import points_of_many

_COLUMNS = (
    *("id", "public_id", "owner_id", "team_id", "name", "name_key", "honorific", "family_name"),
    *("given_name", "pinyin", "other_name", "birthday", "birthday_key", "source", "custom"),
    "name_typed",
)
_PLACE = ("public_id", "contact_id", "customer_id", "title", "department")


class Contacts(Side):
    """Rows that are people."""

    model = Contact
    many = (*POINTS, "note")

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Their companies, and whether somebody else works with them."""
        find_companies(work, desk, rows, "company")
        base.check_held(work, desk, rows)

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Id, mobile, mail, WeChat."""
        return [*super().keys(read), *base.point_keys(read)]

    def weak(self, read: dict[str, Any]) -> str:
        """The same name at the same company."""
        if not read.get("name") or not read.get("company"):
            return ""
        return f"{person_of(read['name'])[1]}@{company_key(read['company'])}"

    def fits(self, read: dict[str, Any], name: str) -> bool:
        """Whoever has the same number under quite another name is somebody else."""
        return same_person(read.get("name", ""), name)

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id, number, mail, WeChat."""
        return self._by_id(work, keys) | base.find_by_points(work, Contact, keys)

    def find_weak(self, work: Work, keys: Sequence[str]) -> dict[str, Known]:
        """Of the same name, at a customer of the same name."""
        wanted = {key.rpartition("@")[0] for key in keys}
        columns = (Customer.name_key, Contact.name_key, Contact.id, Contact.public_id)
        found = (
            select(*columns, Contact.version, Contact.name)  # pyright: ignore[reportCallIssue, reportArgumentType]
            .join(Position, col(Position.contact_id) == Contact.id)
            .join(Customer, col(Customer.id) == Position.customer_id)
            .where(
                among(Contact.name_key, wanted),
                col(Contact.deleted_at).is_(None),
                col(Customer.deleted_at).is_(None),
            )
        )
        rows = work.session.exec(work.narrowed(found, Contact))
        return {f"{name}@{company}": Known(*rest) for company, name, *rest in rows}

    def against(self, read: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """All but another way to say the name."""
        return base.named_by(read, stored)

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of contacts."""
        found = work.session.exec(select(Contact).where(col(Contact.id).in_(list(ids)))).all()
        points = points_of_many(work.session, Contact, ids)
        remembered = details_of_many(work.session, Contact, ids)
        places = _main_places(work, ids)
        values: dict[int, dict[str, Any]] = {}
        for one in found:
            read: dict[str, Any] = {"id": one.public_id, "owner": one.owner_id}
            read |= {name: getattr(one, name) for name in TEXTS if getattr(one, name)}
            read |= dict(zip(PLACED, places.get(one.key, ()), strict=False))
            for point in points.get(one.key, []):
                read.setdefault(point.kind, []).append([point.kind, point.value, point.shown])
            if texts := [detail.text for detail in reversed(remembered.get(one.key, []))]:
                read["note"] = texts
            read |= {f"custom.{key}": value for key, value in one.custom.items()}
            values[one.key] = read
        return values

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The contact, his numbers, his place, what is remembered, and what he is found by."""
        person, key = person_of(read["name"])
        honorific = read.get("honorific") or person.honorific
        owner, number = self.owner_of(packer, read), packer.number("contact")
        other, birthday = read.get("other_name", ""), read.get("birthday")
        typed = read.get("typed", person.name)[:160]
        row = (
            *(number, public_id, *owner, person.name, key[:120], honorific, person.family[:60]),
            *(person.given[:60], person.pinyin[:200], other, birthday),
            *(day_key(birthday) if birthday else "", read.get("source", ""), custom_json(read)),
            typed,
        )
        packer.put("contact", _COLUMNS, row, id="contact")
        points = packer.points("contact", number, read)
        notes = read.get("note", [])
        packer.details("contact", number, notes)
        places = self._place(packer, read, number, owner, points)
        words = contacts.indexing.Words(person.name, honorific, person.family, other, typed)
        said = contacts.indexing.text_of(words, places, points, notes, packer.cache["own"](read))
        packer.document("contact", number, public_id, owner, said)
        noted = {name: read.get(name) for name in (*TEXTS, *PLACED)}
        noted |= {**shown_points(read), "name": person.name, "honorific": honorific}
        noted |= {"note": "\n".join(notes), "owner_id": owner[0]}
        noted |= {name: value for name, value in read.items() if name.startswith("custom.")}
        packer.note("contact", public_id, noted)

    def foresee(self, packer: Packer, read: dict[str, Any]) -> Made | None:
        """His company, where it comes with him."""
        if read.get("at") or not read.get("company"):
            return None
        return packer.company(read["company"], self.owner_of(packer, read))

    def _place(
        self, packer: Packer, read: dict[str, Any], number: int, owner: tuple[int, int], points: Any
    ) -> list[tuple[str, str, str]]:
        if not read.get("company"):
            return []
        title, department = read.get("title", ""), read.get("department", "")
        at = read.get("at")
        if at:
            row = (packer.new_id(), number, at[0], title, department)
            packer.put("position", _PLACE, row, contact_id="contact")
            packer.reindexed.add(at[0])
            return [(read["company"], title, department)]
        made: Made = packer.company(read["company"], owner)
        row = (packer.new_id(), number, made.number, title, department)
        packer.put("position", _PLACE, row, contact_id="contact", customer_id="customer")
        if made.owner == owner:
            made.note_words(customers.indexing.words_of_person(read["name"], title, points))
        return [(made.name, title, department)]

    def finish(self, packer: Packer) -> None:
        """The documents of the companies that came along, with the words of their people."""
        finish_companies(packer)

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """As somebody would change him on his page."""
        return change_person(work, public_id, values)

    def change_many(self, work: Work, changes: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
        """As `change`, with what belongs to them read in one go."""
        return change_people(work, changes)


def _main_places(work: Work, ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    found = contacts.places_of(work, ids)
    running = {key: [one for one in rows if one.ended is None] for key, rows in found.items()}
    return {
        key: (rows[0].customer, rows[0].title, rows[0].department)
        for key, rows in running.items()
        if rows
    }
