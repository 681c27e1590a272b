"""The values that the fields of conditions can have, in both languages."""

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.choices import Choice
from crm_app.models.prices import ProductCategory
from crm_app.services.approvals.fields import CATEGORIES, Field
from crm_app.services.choices import Option


def options_of(work: Work, field: Field) -> list[Option]:
    """The values of a choice, in order; none for a figure."""
    if field.kind != "choice":
        return []
    if isinstance(field.options, tuple):
        return [
            one
            if isinstance(one, Option)
            else Option(one, *(say(to, f"{field.words}.{one}") for to in ("zh", "en")))
            for one in field.options
        ]
    if field.options == CATEGORIES:
        groups = select(ProductCategory).order_by(col(ProductCategory.rank))
        return [
            Option(one.public_id, one.name_zh, one.name_en) for one in work.session.exec(groups)
        ]
    found = select(Choice).where(col(Choice.list_key) == field.options).order_by(col(Choice.rank))
    return [Option(row.key, row.name_zh, row.name_en) for row in work.session.exec(found)]
