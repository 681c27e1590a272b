"""Every way leads are read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import PointKind
from crm_app.models.leads import OPEN, Lead, LeadStatus, WebForm
from crm_app.models.quotes import Product
from crm_app.models.users import User
from crm_app.services import tasks
from crm_app.services.choices import option, options_of
from crm_app.services.classification import predicted_of
from crm_app.services.custom_fields import CustomColumns, cells_of, values_of
from crm_app.services.leads.fields import FIELDS
from crm_app.services.leads.rows import (
    NO_STEP,
    AssignedBy,
    Consent,
    LeadPage,
    LeadRow,
    NewLeads,
)
from crm_app.services.leads.screening import open_questions, questions_of
from crm_app.services.points import first, points_of_many
from crm_app.services.references import NOBODY, Reference, references, users_by_id
from crm_app.services.scoring import BANDS, NO_SCORE, score_rows

_LISTS = ("industry", "source", "size", "discard_reason")
_FIRST_NEW = 3


def _owned_by(work: Work, value: str) -> object:
    """`me`, `nobody` (in a pool), or a person's public id."""
    if value == "me":
        return col(Lead.owner_id) == work.actor.user_id
    if value == "nobody":
        return col(Lead.owner_id).is_(None)
    found = select(User.id).where(col(User.public_id) == value)
    return col(Lead.owner_id) == found.scalar_subquery()


def _in_status(work: Work, value: str) -> object:
    """One status, or `open`: what is neither converted nor given up."""
    if value == "open":
        return col(Lead.status).in_(OPEN)
    return one_of(col(Lead.status), LeadStatus)(work, value)


def _in_band(_: Work, value: str) -> object:
    """`top`, `middle` or `low`."""
    if value not in BANDS:
        raise Invalid("list.value_unknown", value=value[:60])
    return col(Lead.band) == value


LISTING = Listing(
    model=Lead,
    kind="lead",
    filters={
        "status": _in_status,
        "source": col(Lead.source),
        "industry": col(Lead.industry),
        "region": col(Lead.region),
        "band": _in_band,
        "owner": _owned_by,
    },
    orders={
        "updated": col(Lead.updated_at).desc(),
        "created": col(Lead.created_at),
        "name": col(Lead.pinyin),
        "touched": col(Lead.last_touch_at),
        "score": col(Lead.score),
    },
    further=CustomColumns(Lead),
    fields=FIELDS,
)


@query(Permission.LEAD_READ)
def leads(work: Work, asked: ListQuery) -> Page[LeadRow]:
    """One page of the leads one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(lead_rows(work, page.rows))


def lead_rows(work: Work, found: Sequence[Lead]) -> list[LeadRow]:
    """List rows for leads, with owner, number and next step in a few reads."""
    ids = [lead.key for lead in found]
    owners = users_by_id(work.session, (lead.owner_id for lead in found))
    lists = {name: options_of(work.session, name) for name in ("industry", "source")}
    points = points_of_many(work.session, Lead, ids)
    steps = tasks.next_steps(work, "lead", ids)
    rows = []
    for lead in found:
        own, step = points.get(lead.key, []), steps.get(lead.key, NO_STEP)
        rows.append(
            LeadRow(
                public_id=lead.public_id,
                name=lead.name,
                honorific=lead.honorific,
                company=lead.company,
                title=lead.title,
                status=lead.status.value,
                source=option(lists["source"], lead.source),
                industry=option(lists["industry"], lead.industry),
                region=lead.region,
                phone=first(own, PointKind.MOBILE, PointKind.PHONE),
                email=first(own, PointKind.EMAIL),
                owner=owners.get(lead.owner_id or 0, NOBODY).name,
                next_step=step.title,
                next_due=step.due,
                is_overdue=step.is_overdue,
                last_touch_at=lead.last_touch_at,
                created_at=lead.created_at,
                updated_at=lead.updated_at,
                score=lead.score,
                band=lead.band,
                custom=cells_of(work, lead),
            )
        )
    return rows


@query(Permission.LEAD_READ)
def new_leads(work: Work) -> NewLeads:
    """The actor's own leads that nobody has contacted yet, for his home page."""
    mine = work.visible(Lead).where(
        col(Lead.owner_id) == work.actor.user_id, col(Lead.status) == LeadStatus.NEW
    )
    counted = select(func.count()).select_from(mine.with_only_columns(col(Lead.id)).subquery())
    first_ones = mine.order_by(col(Lead.updated_at).desc(), col(Lead.id).desc()).limit(_FIRST_NEW)
    rows = lead_rows(work, work.session.exec(first_ones).all())
    return NewLeads(work.session.exec(counted).one(), rows)


@query(Permission.LEAD_READ)
def lead_page(work: Work, public_id: str) -> LeadPage:
    """A lead whole."""
    return whole_leads(work, [work.find(Lead, public_id)])[0]


@query(Permission.LEAD_READ)
def lead_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[LeadPage]:
    """The next leads whole, newest first, for the API."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(whole_leads(work, found.rows), found.next)


def whole_leads(work: Work, found: Sequence[Lead]) -> list[LeadPage]:
    """Leads with everything that is shown of them."""
    session, ids = work.session, [lead.key for lead in found]
    owners = users_by_id(session, (lead.owner_id for lead in found))
    lists = {name: options_of(session, name) for name in _LISTS}
    points = points_of_many(session, Lead, ids)
    steps = tasks.next_steps(work, "lead", ids)
    products = _products(work, {lead.product_id for lead in found})
    became = references(work, (pair for lead in found for pair in _became(lead)))
    questions = questions_of(work, ids)
    scores = score_rows(work, "lead", ids)
    predicted = predicted_of(work, found, lists)
    forms = _forms(work, {lead.web_form_id for lead in found})
    return [
        LeadPage(
            public_id=lead.public_id,
            version=lead.version,
            name=lead.name,
            honorific=lead.honorific,
            title=lead.title,
            company=lead.company,
            region=lead.region,
            address=lead.address,
            industry=option(lists["industry"], lead.industry),
            size=option(lists["size"], lead.size),
            source=option(lists["source"], lead.source),
            campaign=lead.campaign,
            product=products.get(lead.product_id or 0, NOBODY).name,
            product_public_id=products.get(lead.product_id or 0, NOBODY).public_id,
            note=lead.note,
            status=lead.status.value,
            discard_reason=option(lists["discard_reason"], lead.discard_reason),
            consent=Consent(
                lead.consent_text, lead.consent_version, lead.consent_at, lead.consent_origin
            ),
            web_form=forms.get(lead.web_form_id or 0, ""),
            assigned=_assigned(lead),
            owner=owners.get(lead.owner_id or 0, NOBODY).name,
            owner_public_id=owners.get(lead.owner_id or 0, NOBODY).public_id,
            is_mine=lead.owner_id is not None and lead.owner_id == work.actor.user_id,
            is_open=lead.status in OPEN,
            last_touch_at=lead.last_touch_at,
            created_at=lead.created_at,
            updated_at=lead.updated_at,
            converted_at=lead.converted_at,
            next_step=steps.get(lead.key, NO_STEP),
            became=[became[pair] for pair in _became(lead) if pair in became],
            points=points.get(lead.key, []),
            questions=questions[lead.key],
            missing=len(open_questions(questions[lead.key])),
            score=scores.get(lead.key, NO_SCORE),
            predicted=predicted[lead.key],
            custom=values_of(work, lead),
        )
        for lead in found
    ]


def _forms(work: Work, ids: set[int | None]) -> dict[int, str]:
    """Inner id → what the web form is called."""
    wanted = [form_id for form_id in ids if form_id is not None]
    if not wanted:
        return {}
    found = select(WebForm.id, WebForm.name).where(col(WebForm.id).in_(wanted))
    return {form_id or 0: name for form_id, name in work.session.exec(found)}


def _assigned(lead: Lead) -> AssignedBy:
    """What was noted when a rule decided."""
    noted = lead.assignment
    if not noted:
        return AssignedBy()
    texts = {name: str(noted.get(name, "")) for name in ("name", "zh", "en", "person")}
    return AssignedBy(**texts, at=datetime.fromisoformat(noted["at"]))


def _became(lead: Lead) -> list[tuple[str, int]]:
    pairs = (
        ("customer", lead.customer_id),
        ("contact", lead.contact_id),
        ("deal", lead.deal_id),
    )
    return [(kind, record_id) for kind, record_id in pairs if record_id is not None]


def _products(work: Work, ids: set[int | None]) -> dict[int, Reference]:
    """Inner id → product, in the actor's language."""
    wanted: list[Any] = [product_id for product_id in ids if product_id is not None]
    if not wanted or not work.actor.can(Permission.PRODUCT_READ):
        return {}
    found = work.session.exec(select(Product).where(col(Product.id).in_(wanted)))
    return {
        product.id or 0: Reference(
            "product",
            product.public_id,
            product.name_en if work.actor.language == "en" else product.name_zh,
        )
        for product in found
    }
