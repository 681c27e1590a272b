"""Companies, and people who buy for themselves."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.database import among
from crm_app.core.work import Work
from crm_app.models.customers import Customer, PersonalDetail
from crm_app.services import customers, details
from crm_app.services.customers import CustomerForm
from crm_app.services.details import details_of_many
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.kinds import base
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.likeness import company_key
from crm_app.services.imports.packing import Packer, put_customer, shown_points
from crm_app.services.imports.shapes import POINTS
from crm_app.services.points import points_of_many

_TEXTS = (
    *("name", "kind", "tier", "stage", "legal_name_zh", "legal_name_en", "tax_id"),
    *("industry", "size", "source", "region"),
)


class Customers(Side):
    """Rows that are customers."""

    model = Customer
    many = (*POINTS, "note")

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Whether somebody out of sight works with them."""
        base.check_held(work, desk, rows)
        if desk.scope_all:
            return
        keys = {company_key(row.read["name"]) for row in rows if row.read.get("name")}
        living = among(Customer.name_key, keys), col(Customer.deleted_at).is_(None)
        found = select(Customer.name_key, Customer.id).where(*living)
        seen = {key for _, key in work.session.exec(work.narrowed(found, Customer))}
        held = {name for name, key in work.session.exec(found) if key not in seen}
        for row in rows:
            if company_key(row.read.get("name", "")) in held:
                row.faults.append(Fault("name", "imports.held"))

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Id, tax id, and the name without its legal form."""
        found = super().keys(read)
        if read.get("tax_id"):
            found.append(f"tax_id:{read['tax_id']}")
        return [*found, f"name:{company_key(read['name'])}"] if read.get("name") else found

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id, tax id, name."""
        found = self._by_id(work, keys)
        for word, column in (("tax_id", Customer.tax_id), ("name", Customer.name_key)):
            wanted = [key.partition(":")[2] for key in keys if key.startswith(f"{word}:")]
            if not wanted:
                continue
            columns = (column, Customer.id, Customer.public_id, Customer.version, Customer.name)
            there = among(column, wanted), col(Customer.deleted_at).is_(None)
            statement = select(*columns).where(*there).order_by(col(Customer.id))  # pyright: ignore[reportCallIssue, reportArgumentType]
            for value, *rest in work.session.exec(work.narrowed(statement, Customer)):
                found.setdefault(f"{word}:{value}", []).append(Known(*rest))
        return found

    def against(self, read: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """All but another spelling of the name."""
        same = company_key(read.get("name", "")) == company_key(stored.get("name", ""))
        if read.get("id") or not same:
            return read
        return {name: value for name, value in read.items() if name != "name"}

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of customers."""
        found = work.session.exec(select(Customer).where(col(Customer.id).in_(list(ids)))).all()
        points = points_of_many(work.session, Customer, ids)
        remembered = details_of_many(work.session, Customer, ids)
        values: dict[int, dict[str, Any]] = {}
        for one in found:
            read: dict[str, Any] = {"id": one.public_id, "owner": one.owner_id}
            read |= {name: str(getattr(one, name)) for name in _TEXTS if getattr(one, name)}
            for point in points.get(one.key, []):
                read.setdefault(point.kind, []).append([point.kind, point.value, point.shown])
            if texts := [detail.text for detail in reversed(remembered.get(one.key, []))]:
                read["note"] = texts
            read |= {f"custom.{key}": value for key, value in one.custom.items()}
            values[one.key] = read
        return values

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The customer with what reaches it and what it is found by."""
        owner, number = self.owner_of(packer, read), packer.number("customer")
        put_customer(packer, number, public_id, read, owner)
        points = packer.points("customer", number, read)
        notes = read.get("note", [])
        packer.details("customer", number, notes)
        name = read["name"]
        zh, en = read.get("legal_name_zh", ""), read.get("legal_name_en", "")
        words = customers.indexing.Words(
            name,
            read.get("region", ""),
            zh or ("" if name.isascii() else name),
            en or (name if name.isascii() else ""),
            read.get("tax_id", ""),
        )
        said = customers.indexing.text_of(words, points, notes, packer.cache["own"](read), ())
        packer.document("customer", number, public_id, owner, said)
        noted = {one: read.get(one) for one in _TEXTS} | shown_points(read)
        noted |= {"note": "\n".join(notes), "owner_id": owner[0]}
        noted |= {one: value for one, value in read.items() if one.startswith("custom.")}
        packer.note("customer", public_id, noted)

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """As somebody would change it on its page."""
        kinds = tuple(name for name in POINTS if name in values)
        own = {name[7:]: value for name, value in values.items() if name.startswith("custom.")}
        form: dict[str, Any] = {name: values[name] or "" for name in _TEXTS if name in values}
        if kinds:
            form |= {"points": base.as_points(values, kinds), "point_kinds": kinds}
        customers.change_customer.within(work, public_id, CustomerForm(**form, custom=own or None))
        customer = work.find(Customer, public_id)
        if "note" in values:
            _remember(work, customer, values["note"] or [])
        if values.get("owner"):
            base.give(work, customer, values["owner"])
        return ""


def _remember(work: Work, customer: Customer, texts: list[str]) -> None:
    stored = work.session.exec(
        select(PersonalDetail).where(col(PersonalDetail.customer_id) == customer.id)
    ).all()
    known = {row.text for row in stored}
    for row in stored:
        if row.text not in texts:
            details.forget.within(work, row.public_id)
    for text in texts:
        if text not in known:
            details.remember.within(work, "customer", customer.public_id, text)
