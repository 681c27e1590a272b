"""Products among the many: they are nobody's, and their values are chosen from lists of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.quotes import Product
from crm_app.services import products, tax_rates
from crm_app.services.bulk.rows import EditField, EditOption
from crm_app.services.products import ProductForm

_STATES = {"active": True, "inactive": False}


@dataclass(frozen=True, slots=True)
class House:
    """How records that nobody owns are listed and found; `choices` are the fields that many can be
    given, with what they can be."""

    model: type[Any]
    find: Callable[[Work, str, int | None], Any]
    listed: Callable[[Work, ListQuery, int], list[str]]
    choices: Callable[[Work], list[EditField]]


def product_form(state: str | None = None, **entered: Any) -> ProductForm:
    """The form of a product; on sale or withdrawn is chosen by name."""
    if state is not None and state not in _STATES:
        raise Invalid("list.value_unknown", field="state", value=state[:60])
    return ProductForm(**entered, is_active=None if state is None else _STATES[state])


def product_choices(work: Work) -> list[EditField]:
    """Group, tax rate, on sale or withdrawn."""
    groups = [
        EditOption(one.public_id, one.path_zh, one.path_en)
        for one in products.categories.within(work)
    ]
    rates = [
        EditOption(f"{one.percent.normalize():f}", one.zh, one.en)
        for one in tax_rates.tax_rates.within(work)
        if one.is_active
    ]
    states = [EditOption(one, *_said(f"products.{one}")) for one in _STATES]
    return [
        EditField("category", "choice", *_said("products.category"), groups),
        EditField(
            "tax_rate",
            "choice" if rates else "number",
            *_said("products.tax_rate"),
            rates,
            required=True,
        ),
        EditField("state", "choice", *_said("products.state"), states, required=True),
    ]


def _said(key: str) -> tuple[str, str]:
    return say("zh", key), say("en", key)


PRODUCTS = House(Product, products.find_to_change, products.product_ids, product_choices)
