"""The list of contacts as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.contacts.queries import LISTING, whole_contacts
from crm_app.services.contacts.rows import ContactPage
from crm_app.services.taken import Taken, Taking, batches, points_in

approvals.register_list("contacts", Permission.CONTACT_READ, LISTING)

_POINTS = ("mobile", "phone", "fax", "email", "wechat", "website", "address")
_FIELDS = ("name", "honorific", "other_name", "company", "title", "department", *_POINTS)
_FIELDS += ("birthday", "source", "owner")


@command(Permission.CONTACT_READ)
def export_contacts(work: Work, asked: ListQuery) -> Taken:
    """All contacts of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "contacts", asked, rows)
    work.record("export:contacts", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("contacts", _FIELDS)
    for some in batches(rows):
        for page in whole_contacts(work, some):
            taking.add(page.public_id, _cells(page), page.custom)
    return taking.taken()


def _cells(page: ContactPage) -> dict[str, object]:
    own = ("name", "honorific", "other_name", "birthday", "source", "owner")
    place = next((one for one in page.positions if one.ended is None), None)
    return {
        **{name: getattr(page, name) for name in own},
        **points_in(page.points, _POINTS),
        "company": place.customer if place else "",
        "title": place.title if place else "",
        "department": place.department if place else "",
    }
