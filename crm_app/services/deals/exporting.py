"""The list of deals as it is taken out of the product, which the audit remembers."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import select

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.deals import Competitor, Deal, Pipeline
from crm_app.services import approvals
from crm_app.services.choices import Option, option, options_of
from crm_app.services.custom_fields import values_of
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.pipelines import all_stages
from crm_app.services.references import NOBODY, named_records, references
from crm_app.services.taken import Taken, Taking, batches

approvals.register_list("deals", Permission.DEAL_READ, LISTING)

_FIELDS = ("name", "customer", "contact", "pipeline", "stage", "amount", "currency")
_FIELDS += ("expected_close", "competitor", "lost_reason", "owner")
_BESIDE = ("deals.probability", "deals.weighted", "deals.days", "deals.next_step")


@command(Permission.DEAL_READ)
def export_deals(work: Work, asked: ListQuery) -> Taken:
    """All deals of a list that one may see, in its order; refuses more than 5,000, and what
    needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "deals", asked, rows)
    work.record("export:deals", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("deals", _FIELDS, _BESIDE)
    for some in batches(rows):
        _take(work, taking, some)
    return taking.taken()


def _take(work: Work, taking: Taking, deals: Sequence[Deal]) -> None:
    session = work.session
    contacts = references(work, (("contact", deal.contact_id) for deal in deals))
    rivals = named_records(session, Competitor, (deal.competitor_id for deal in deals))
    reasons, stages = options_of(session, "lost_reason"), all_stages(session)
    pipelines = {
        one.id: Option(one.key, one.name_zh, one.name_en) for one in session.exec(select(Pipeline))
    }
    shown = ("name", "customer", "stage", "amount", "currency", "expected_close", "owner")
    for deal, row in zip(deals, deal_rows(work, list(deals)), strict=True):
        values = {
            **{name: getattr(row, name) for name in shown},
            "contact": contacts.get(("contact", deal.contact_id or 0), NOBODY).name,
            "pipeline": pipelines[stages[deal.stage_id].pipeline_id],
            "competitor": rivals.get(deal.competitor_id or 0, NOBODY).name,
            "lost_reason": option(reasons, deal.lost_reason),
            "deals.probability": Decimal(row.probability),
            "deals.weighted": row.weighted,
            "deals.days": Decimal(row.days),
            "deals.next_step": row.next_step,
        }
        taking.add(deal.public_id, values, values_of(work, deal))
