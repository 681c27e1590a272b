"""The list of leads as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.leads.queries import LISTING, whole_leads
from crm_app.services.leads.rows import LeadPage
from crm_app.services.taken import Taken, Taking, batches, points_in, word

approvals.register_list("leads", Permission.LEAD_READ, LISTING)

_POINTS = ("mobile", "phone", "email", "wechat")
_WORDS = ("honorific", "title", "company", "region", "address", "industry", "size", "source")
_WORDS += ("campaign", "product", "note", "owner")
_FIELDS = ("name", *_WORDS[:3], *_POINTS, *_WORDS[3:-1], "status", "owner")
_BESIDE = ("leads.next_step", "leads.created_at")


@command(Permission.LEAD_READ)
def export_leads(work: Work, asked: ListQuery) -> Taken:
    """All leads of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "leads", asked, rows)
    work.record("export:leads", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("leads", _FIELDS, _BESIDE)
    for some in batches(rows):
        for page in whole_leads(work, some):
            taking.add(page.public_id, _cells(page), page.custom)
    return taking.taken()


def _cells(page: LeadPage) -> dict[str, object]:
    return {
        **{name: getattr(page, name) for name in _WORDS},
        **points_in(page.points, _POINTS),
        # Without a person's name the company's stands there.
        "name": page.name if page.name != page.company[:120] else "",
        "status": word(f"leads.status.{page.status}"),
        "leads.next_step": page.next_step.title,
        "leads.created_at": page.created_at,
    }
