"""Web forms as an administrator reads them."""

from sqlmodel import col, func, select

from crm_app.config import settings
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.leads import Lead, WebForm
from crm_app.models.quotes import Product
from crm_app.services.web_forms.rows import WebFormRow

_SAME = ("public_id", "version", "name", "language", "consent_version", "source", "campaign")
_SAME += tuple(
    f"{name}_{language}"
    for name in ("title", "intro", "thanks", "consent")
    for language in ("zh", "en")
)


@query(Permission.SETTINGS)
def web_forms(work: Work) -> list[WebFormRow]:
    """All forms, those at work first."""
    came = select(Lead.web_form_id, func.count(), func.max(Lead.created_at)).where(
        col(Lead.web_form_id).is_not(None)
    )
    counts = {
        key: (count, last)
        for key, count, last in work.session.exec(came.group_by(col(Lead.web_form_id)))
    }
    products = dict(work.session.exec(select(Product.id, Product.public_id)).all())
    found = select(WebForm).order_by(col(WebForm.is_active).desc(), col(WebForm.id))
    rows = []
    for form in work.session.exec(found):
        count, last = counts.get(form.id, (0, None))
        rows.append(
            WebFormRow(
                **{name: getattr(form, name) for name in _SAME},
                fields={name: str(need) for name, need in form.fields.items()},
                product=products.get(form.product_id, ""),
                origins="\n".join(form.origins),
                url=f"{settings().url}/form/{form.public_id}",
                is_active=form.is_active,
                count=count,
                last_at=last,
            )
        )
    return rows
