"""Customers that rows name: found among those one sees, told apart from those one does not."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.database import among
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.services import customers
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.likeness import company_key
from crm_app.services.imports.packing import Packer


def find_companies(
    work: Work, desk: Desk, rows: Sequence[Judged], field: str, *, must_be: bool = False
) -> None:
    """Put `at` (inner id, owner, team) onto rows whose company is a customer already; `must_be`
    refuses those that name one that is none."""
    known: dict[str, Any] = desk.cache.setdefault("companies", {})
    wanted = {company_key(row.read[field]) for row in rows if row.read.get(field)}
    _look_up(work, desk, known, sorted(wanted - known.keys()))
    for row in rows:
        if not row.read.get(field):
            continue
        found = known.get(company_key(row.read[field]))
        if found == "held":
            row.faults.append(Fault(field, "imports.held"))
        elif found is not None:
            row.read["at"], name = list(found[:-1]), found[-1]
            if name != row.read[field]:  # he will be filed under what it is called here
                row.filed = None
        elif must_be:
            name = row.read[field]
            row.faults.append(Fault(field, "imports.customer_unknown", {"typed": name[:60]}))


def _look_up(work: Work, desk: Desk, known: dict[str, Any], keys: list[str]) -> None:
    columns: Any = (Customer.name_key, Customer.id, Customer.owner_id, Customer.team_id)
    columns = (*columns, Customer.name)
    known |= dict.fromkeys(keys)
    there = among(Customer.name_key, keys), col(Customer.deleted_at).is_(None)
    found = select(*columns).where(*there).order_by(col(Customer.id).desc())
    if not desk.scope_all:
        known |= {key: "held" for key, *_ in work.session.exec(found)}
    for key, *place in work.session.exec(work.narrowed(found, Customer)):
        known[key] = place


def names_of(work: Work, ids: Sequence[int]) -> dict[int, str]:
    """Inner id → name of customers that the actor may see."""
    found = select(Customer.id, Customer.name).where(col(Customer.id).in_(list(ids)))
    rows = work.session.exec(work.narrowed(found, Customer))
    return {key: name for key, name in rows if key is not None}


def finish_companies(packer: Packer) -> None:
    """The documents of the customers that came along with rows."""
    for made in packer.companies.values():
        zh, en = ("", made.name) if made.name.isascii() else (made.name, "")
        words = customers.indexing.Words(made.name, "", zh, en)
        said = customers.indexing.text_of(words, (), (), (), made.all_words())
        packer.document("customer", made.number, made.public_id, made.owner, said)
