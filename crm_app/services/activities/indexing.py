"""What of an activity can be found by search."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from crm_app.core.search import SearchText, indexed
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead

_TITLE = 80


@indexed(Activity, "activity")
def describe(session: Session, activity: Activity) -> SearchText:
    """Everything that was written, and the name of what it is about first."""
    first = " ".join((activity.text or activity.outcome).split())[:_TITLE]
    return SearchText(first, _name(session, activity), (activity.text, activity.outcome))


def _name(session: Session, activity: Activity) -> str:
    """The customer's name, else the deal's, contact's or lead's; of the activity's own owner only: whoever
    sees the one sees the other."""
    statement = (
        select(func.coalesce(Customer.name, Deal.name, Contact.name, Lead.name))
        .select_from(ActivityLink)
        .outerjoin(Customer, _is(Customer, "customer", activity))
        .outerjoin(Deal, _is(Deal, "deal", activity))
        .outerjoin(Contact, _is(Contact, "contact", activity))
        .outerjoin(Lead, _is(Lead, "lead", activity))
        .where(col(ActivityLink.activity_id) == activity.id)
        .order_by(col(Customer.id).is_(None), col(ActivityLink.id))
    )
    return session.exec(statement.limit(1)).first() or ""


def _is(
    model: type[Customer] | type[Deal] | type[Contact] | type[Lead], kind: str, activity: Activity
) -> ColumnElement[bool]:
    return and_(
        col(ActivityLink.record_kind) == kind,
        col(model.id) == ActivityLink.record_id,
        col(model.owner_id) == activity.owner_id,
    )
