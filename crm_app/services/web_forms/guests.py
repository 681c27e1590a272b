"""What a visitor of somebody's website may do: see a form, and send it.

Unknown forms and those that are off are the same: not found.
"""

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.ids import is_id, new_id
from crm_app.models.leads import Lead, WebForm
from crm_app.models.quotes import Product
from crm_app.services import company, leads
from crm_app.services.choices import Option, options_of
from crm_app.services.leads import Consent, LeadForm
from crm_app.services.locks import one_at_a_time
from crm_app.services.points import read_point
from crm_app.services.web_forms import rules
from crm_app.services.web_forms.rows import TEXTS, Asked, OpenForm, Sent

_REACHES = ("mobile", "email", "wechat")
_LISTS = ("industry", "size")


@query(Permission.SELF)
def open_form(work: Work, public_id: str, framed_by: str = "") -> OpenForm:
    """The form as visitors see it; refuses (`web_forms.foreign_frame`) a site that is not listed."""
    form, house = _active(work, public_id), company.profile_of(work)
    rules.check_frame(form, framed_by)
    texts = {
        name: {language: getattr(form, f"{name}_{language}") for language in ("zh", "en")}
        for name in TEXTS
    }
    return OpenForm(
        form.public_id,
        form.language,
        **texts,
        consent_version=form.consent_version,
        fields=[
            Asked(name, need == "required", _options(work, name))
            for name, need in form.fields.items()
        ],
        origins=list(form.origins),
        seller={"zh": house.name_zh, "en": house.name_en},
    )


@command(Permission.SELF)
def send_form(work: Work, public_id: str, sent: Sent, *, is_own: bool) -> None:
    """What somebody typed becomes a lead, with what he agreed to, and goes through the rules.

    `is_own`: it was sent from our own page. A filled trap is a program's: it is answered as if all
    were well, noted for security, and nothing is kept. The same page sent twice makes one lead.
    """
    work.asks_later = True
    form = _active(work, public_id)
    rules.check_origin(form, sent.origin, is_own=is_own)
    if sent.trap:
        work.refused("web_forms.trapped", form=form.name, origin=sent.origin[:200])
        return
    texts = rules.check_sent(form, sent)
    points = [read_point(kind, texts[kind]) for kind in _REACHES if texts.get(kind)]
    one_at_a_time(work, f"sent-{sent.public_id}")
    if _known(work, sent.public_id):
        return
    lead = Lead(name="", public_id=sent.public_id if is_id(sent.public_id) else new_id())
    lead.web_form_id = form.id
    lead.product_id = leads.product_id(work, texts.get("product")) or form.product_id
    leads.take_in(
        work,
        lead,
        LeadForm(
            name=texts.get("name") or None,
            company=texts.get("company") or None,
            title=texts.get("title"),
            region=texts.get("region"),
            note=texts.get("note"),
            industry=_listed(work, "industry", texts.get("industry", "")),
            size=_listed(work, "size", texts.get("size", "")),
            source=form.source,
            campaign=form.campaign,
            consent=_consent(work, form, sent),
            points=points,
        ),
    )


def _active(work: Work, public_id: str) -> WebForm:
    found = select(WebForm).where(col(WebForm.public_id) == public_id, col(WebForm.is_active))
    form = work.session.exec(found).one_or_none()
    if form is None:
        raise NotFound("web_forms.not_found")
    return form


def _known(work: Work, public_id: str) -> bool:
    """Whether this page was sent before."""
    known = select(Lead.id).where(col(Lead.public_id) == public_id)
    return work.session.exec(known).first() is not None


def _consent(work: Work, form: WebForm, sent: Sent) -> Consent:
    """The words that stood there, in the language in which they were read."""
    text = getattr(form, f"consent_{rules.spoken(form, sent.language)}")
    if not text:
        return Consent()
    return Consent(text, form.consent_version, work.now, sent.origin[:300])


def _options(work: Work, name: str) -> list[Option]:
    if name in _LISTS:
        return list(options_of(work.session, name).values())
    if name != "product":
        return []
    found = select(Product).where(col(Product.is_active)).order_by(col(Product.name_zh))
    return [Option(one.public_id, one.name_zh, one.name_en) for one in work.session.exec(found)]


def _listed(work: Work, name: str, typed: str) -> str:
    """An entry of a list; what is in none is nothing."""
    return typed if typed in options_of(work.session, name) else ""
