"""What conditions of flows can look at. A further field is a line here and a fact of its subject."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from crm_app.core.permissions import ROLES
from crm_app.models.customers import Tier
from crm_app.models.lifecycle import STAGES
from crm_app.services.choices import Option

NUMBER_OPS: dict[str, Callable[[Decimal, Decimal], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}
CHOICE_OP = "in"
TEXT_OPS: dict[str, Callable[[str, str], bool]] = {
    "is": lambda value, wanted: value.casefold() == wanted.casefold(),
    "has": lambda value, wanted: wanted.casefold() in value.casefold(),
}
DAY_OPS: dict[str, Callable[[str, str], bool]] = {"from": ge, "until": le}
CATEGORIES = "categories"
COLLIDES = "collides"
_OFFERS = frozenset({"quote", "deal"})
_PAPERS = _OFFERS | {"contract"}
_WHOSE = _PAPERS | {"transfer"}


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a subject's facts hold. `kind` is percent, money, number, text or choice; of custom
    fields (approvals/custom.py) also date.

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
        Field("discount", "percent", _PAPERS),
        Field("amount", "money", _PAPERS),
        Field("margin", "percent", _PAPERS, is_secret=True),
        Field("category", "choice", _PAPERS, CATEGORIES),
        Field("promotion", "choice", _PAPERS, (COLLIDES, "none"), "approvals.promotion"),
        Field("payment_days", "number", _PAPERS),
        Field("payment_terms", "text", _PAPERS),
        Field("tier", "choice", _WHOSE, tuple(Tier), "approvals.tier"),
        Field("stage", "choice", _WHOSE, STAGES, "customers.stage"),
        Field("industry", "choice", _WHOSE, "industry"),
        Field("source", "choice", _WHOSE, "source"),
        Field("size_of", "choice", _WHOSE, "size"),
        Field("role", "choice", _WHOSE | {"export"}, ROLES, "role"),
        Field("rows", "number", frozenset({"export"})),
        Field(
            "listing",
            "choice",
            frozenset({"export"}),
            (
                "customers",
                "contacts",
                "leads",
                "deals",
                "quotes",
                "contracts",
                "orders",
                "products",
                "activities",
            ),
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


Turn = Callable[[Decimal, str, str], Decimal | None]


def no_rate(_amount: Decimal, _code: str, _into: str) -> Decimal | None:
    """What an amount is worth in another currency where nobody says."""
    return None


def hold(
    conditions: Iterable[Mapping[str, Any]], facts: Mapping[str, Any], turn: Turn = no_rate
) -> bool:
    """Whether all conditions hold."""
    return all(holds(condition, facts, turn) for condition in conditions)


def holds(condition: Mapping[str, Any], facts: Mapping[str, Any], turn: Turn = no_rate) -> bool:
    """Whether one does; what a subject does not say is nothing that holds, and of several values one
    is enough.

    An amount in another currency than the condition's is converted by the day's rate. Without one it
    passes an upper limit, and never a lower one: a currency is no way round.
    """
    field, value = FIELDS.get(condition["field"]), facts.get(condition["field"])
    kind = field.kind if field is not None else condition.get("kind")
    if kind is None or value is None:
        return False
    if kind == "choice":
        return bool(set(condition["value"]) & _set(value))
    several = value if isinstance(value, list | tuple) else [value]
    if kind in ("text", "date"):
        compare = (TEXT_OPS | DAY_OPS)[condition["op"]]
        return any(compare(str(one), str(condition["value"])) for one in several)
    figures = [Decimal(one) for one in several]
    if kind == "money" and condition.get("currency") != facts.get("currency"):
        worth = turn(figures[0], str(facts.get("currency")), str(condition.get("currency")))
        if worth is None:
            return condition["op"] in (">", ">=") and figures[0] > 0
        figures = [worth]
    compare_figures = NUMBER_OPS[condition["op"]]
    return any(compare_figures(one, Decimal(condition["value"])) for one in figures)


def _set(value: Any) -> set[str]:
    return {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
