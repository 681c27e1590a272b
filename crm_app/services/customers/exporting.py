"""The list of customers as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.customers.queries import LISTING, whole_customers
from crm_app.services.customers.rows import CustomerPage
from crm_app.services.taken import Taken, Taking, batches, points_in, word

approvals.register_list("customers", Permission.CUSTOMER_READ, LISTING)

_POINTS = ("mobile", "phone", "fax", "email", "wechat", "website", "address")
_FIELDS = ("name", "kind", "tier", "stage", "industry", "size", "region", "source")
_FIELDS += ("legal_name_zh", "legal_name_en", "tax_id", "parent", *_POINTS, "owner")


@command(Permission.CUSTOMER_READ)
def export_customers(work: Work, asked: ListQuery) -> Taken:
    """All customers of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "customers", asked, rows)
    work.record("export:customers", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("customers", _FIELDS, ("taken.people",))
    for some in batches(rows):
        for page in whole_customers(work, some):
            taking.add(page.public_id, _cells(page), page.custom)
    return taking.taken()


def _cells(page: CustomerPage) -> dict[str, object]:
    own = ("name", "tier", "industry", "size", "region", "source", "owner", "tax_id")
    return {
        **{name: getattr(page, name) for name in (*own, "legal_name_zh", "legal_name_en")},
        **points_in(page.points, _POINTS),
        "kind": word(f"customers.kind.{page.kind}"),
        "stage": word(f"customers.stage.{page.stage}"),
        "parent": page.parent_name,
        "taken.people": "、".join(dict.fromkeys(person.name for person in page.people)),
    }
