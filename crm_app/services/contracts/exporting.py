"""The list of contracts as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.contracts.queries import LISTING, contract_rows
from crm_app.services.contracts.rows import ContractRow
from crm_app.services.taken import Taken, Taking, batches, word

approvals.register_list("contracts", Permission.CONTRACT_READ, LISTING)

_OWN = ("number", "amount", "currency", "received", "signed_on", "starts_on", "ends_on")
_BESIDE = ("number", "title_field", "customer", "status", *_OWN[1:], "owner")


@command(Permission.CONTRACT_READ)
def export_contracts(work: Work, asked: ListQuery) -> Taken:
    """All contracts of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "contracts", asked, rows)
    work.record("export:contracts", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("contracts", (), [f"contracts.{name}" for name in _BESIDE])
    for some in batches(rows):
        for row in contract_rows(work, some):
            taking.add(row.public_id, _cells(row))
    return taking.taken()


def _cells(row: ContractRow) -> dict[str, object]:
    return {
        **{f"contracts.{name}": getattr(row, name) for name in _OWN},
        "contracts.title_field": row.title,
        "contracts.customer": row.customer.name,
        "contracts.status": word(f"contracts.status.{row.status}"),
        "contracts.owner": row.owner.name,
    }
