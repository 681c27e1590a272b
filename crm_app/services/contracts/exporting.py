"""The list of contracts as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.contracts.queries import LISTING, contract_rows
from crm_app.services.contracts.rows import ContractRow

approvals.register_list("contracts", Permission.CONTRACT_READ, LISTING)


@command(Permission.CONTRACT_READ)
def export_contracts(work: Work, asked: ListQuery) -> list[ContractRow]:
    """All contracts of a list that one may see, in its order; refuses more than 5,000, and what
    needs somebody's word first."""
    rows = contract_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "contracts", asked, len(rows))
    work.record("export:contracts", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
