"""What conditions of flows can look at. A further field is a line here and a fact of its subject."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from crm_app.core.permissions import ROLES
from crm_app.models.customers import LifecycleStage, Tier
from crm_app.services.choices import Option

NUMBER_OPS: dict[str, Callable[[Decimal, Decimal], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}
CHOICE_OP = "in"
TEXT_OPS: dict[str, Callable[[str, str], bool]] = {
    "is": lambda value, wanted: value.casefold() == wanted.casefold(),
    "has": lambda value, wanted: wanted.casefold() in value.casefold(),
}
DAY_OPS: dict[str, Callable[[str, str], bool]] = {"from": ge, "until": le}
CATEGORIES = "categories"
_OFFERS = frozenset({"quote", "deal"})
_WHOSE = _OFFERS | {"contract", "transfer"}


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a subject's facts hold. `kind` is percent, money, number or choice; of custom
    fields (approvals/custom.py) also text and date.

    `options` are the values of a choice, of a custom one with their names, or the key of the list (`choices`) that holds them, or
    `CATEGORIES` for groups of products; `is_secret` is only for those who may see costs.
    """

    key: str
    kind: str
    subjects: frozenset[str]
    options: tuple[str, ...] | tuple[Option, ...] | str = ()
    words: str = ""
    is_secret: bool = False

    @property
    def ops(self) -> tuple[str, ...]:
        """How it can be compared."""
        own = {"choice": (CHOICE_OP,), "text": tuple(TEXT_OPS), "date": tuple(DAY_OPS)}
        return own.get(self.kind, tuple(NUMBER_OPS))


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("discount", "percent", _OFFERS),
        Field("amount", "money", _OFFERS | {"contract"}),
        Field("margin", "percent", _OFFERS, is_secret=True),
        Field("category", "choice", _OFFERS, CATEGORIES),
        Field("payment_days", "number", _OFFERS | {"contract"}),
        Field("tier", "choice", _WHOSE, tuple(Tier), "approvals.tier"),
        Field("stage", "choice", _WHOSE, tuple(LifecycleStage), "customers.stage"),
        Field("industry", "choice", _WHOSE, "industry"),
        Field("source", "choice", _WHOSE, "source"),
        Field("size_of", "choice", _WHOSE, "size"),
        Field("role", "choice", _WHOSE | {"export"}, ROLES, "role"),
        Field("rows", "number", frozenset({"export"})),
        Field(
            "listing",
            "choice",
            frozenset({"export"}),
            ("customers", "contacts", "leads", "deals", "quotes", "contracts", "orders"),
            "approvals.listing",
        ),
        Field(
            "record",
            "choice",
            frozenset({"transfer"}),
            ("customer", "contact", "lead"),
            "approvals.record",
        ),
    )
}


def hold(conditions: Iterable[Mapping[str, Any]], facts: Mapping[str, Any]) -> bool:
    """Whether all conditions hold."""
    return all(holds(condition, facts) for condition in conditions)


def holds(condition: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether one does; what a subject does not say is nothing that holds.

    An amount in another currency than the condition's passes an upper limit, and never a lower one:
    a currency is no way round.
    """
    field, value = FIELDS.get(condition["field"]), facts.get(condition["field"])
    kind = field.kind if field is not None else condition.get("kind")
    if kind is None or value is None:
        return False
    if kind == "choice":
        return bool(set(condition["value"]) & _set(value))
    if kind in ("text", "date"):
        compare = (TEXT_OPS | DAY_OPS)[condition["op"]]
        return compare(str(value), str(condition["value"]))
    if kind == "money" and condition.get("currency") != facts.get("currency"):
        return condition["op"] in (">", ">=") and value > 0
    return NUMBER_OPS[condition["op"]](Decimal(value), Decimal(condition["value"]))


def _set(value: Any) -> set[str]:
    return {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
