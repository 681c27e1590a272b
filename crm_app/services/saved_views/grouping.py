"""A list in groups: how many there are in each, and what they come to."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.asking import without_index
from crm_app.core.conditions import Group, Rule, Tree
from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.orders import Order
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services.choices import Option
from crm_app.services.custom_fields import CustomColumns
from crm_app.services.pipelines import all_stages
from crm_app.services.saved_views import wording
from crm_app.services.saved_views.listings import Kind
from crm_app.services.saved_views.queries import kind_of

MOST_GROUPS = 200
NOTHING = "-"
# What each kind of list can be grouped by: columns of its own table, in the order of the offer.
_COLUMNS: dict[str, dict[str, Any]] = {
    "customer": {
        **{n: col(getattr(Customer, n)) for n in ("tier", "stage", "industry", "region", "source")},
        "owner": col(Customer.owner_id),
    },
    "contact": {"source": col(Contact.source), "owner": col(Contact.owner_id)},
    "lead": {
        **{n: col(getattr(Lead, n)) for n in ("status", "source", "industry", "region", "band")},
        "owner": col(Lead.owner_id),
    },
    "deal": {
        "stage": col(Deal.stage_id),
        "close": col(Deal.expected_close),
        "tier": col(Deal.buyer_tier),
        "region": col(Deal.buyer_region),
        "owner": col(Deal.owner_id),
    },
    "quote": {"status": col(Quote.status), "owner": col(Quote.owner_id)},
    "contract": {"status": col(Contract.status), "owner": col(Contract.owner_id)},
    "order": {"status": col(Order.status), "owner": col(Order.owner_id)},
}
# What is summed up, each currency by itself.
_SUMS: dict[str, tuple[Any, Any]] = {
    "deal": (col(Deal.amount), col(Deal.currency)),
    "quote": (col(Quote.total), col(Quote.currency)),
    "contract": (col(Contract.amount), col(Contract.currency)),
    "order": (col(Order.total), col(Order.currency)),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """What the records of a group come to in a currency: an exact decimal."""

    currency: str
    amount: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a list; `key` opens it (`NOTHING`: those without), `where` are its conditions."""

    key: str
    zh: str
    en: str
    count: int
    sums: list[Sum] = field(default_factory=list)
    where: str = ""


@query(Permission.SELF)
def group_choices(work: Work, kind: str) -> list[Option]:
    """What a kind of list can be grouped by."""
    of = kind_of(work, kind)
    fields = wording.fields_of(work, of)
    listed = CustomColumns(of.listing.model)
    own = [one for one in fields if listed.choices(work, one)]
    names = [*_COLUMNS[kind], *own]
    return [Option(name, *wording.name_of(fields[name])) for name in names]


@query(Permission.SELF)
def groups(work: Work, kind: str, asked: ListQuery, by: str) -> list[GroupRow]:
    """The groups of a list, with what each has; of more than 200 the biggest."""
    of = kind_of(work, kind)
    column = _column(work, of, kind, by)
    amount, currency = _SUMS.get(kind, (None, None))
    summed = [] if amount is None else [currency, func.sum(amount)]
    if by == "owner" and amount is None and work.actor.scope is Scope.TEAM:
        # Along an index that has the team too.
        column = without_index(column)
    counted: Any = select(column, func.count(), *summed).select_from(of.listing.model)
    model = of.listing.model
    found = work.narrowed(counted, model, along=True)
    living = [*conditions(work, of.listing, asked), col(model.deleted_at).is_(None)]
    # In the order of an index there is nothing to put in order; what comes twice is added up below.
    between = [col(Deal.stage_id)] if (kind, by) == ("deal", "owner") else []
    keys = [column] if amount is None else [column, *between, currency]
    rows = work.session.exec(found.where(*living).group_by(*keys)).all()
    return _gathered(work, of, by, rows)


def _gathered(work: Work, of: Kind, by: str, rows: Any) -> list[GroupRow]:
    counts: dict[str, int] = {}
    sums: dict[str, dict[str, Decimal]] = {}
    read = _reader(work, by)
    for value, count, *money in rows:
        key = read(value)
        counts[key] = counts.get(key, 0) + count
        if money and money[1]:
            mine = sums.setdefault(key, {})
            mine[money[0]] = mine.get(money[0], Decimal(0)) + money[1]
    asked = wording.fields_of(work, of)[by]
    names = {one.key: one for one in wording.options(work, asked)}
    shown = sorted(counts, key=lambda key: counts[key], reverse=True)[:MOST_GROUPS]
    order = {key: place for place, key in enumerate(names)}
    dated = asked.kind == "day"
    shown.sort(key=lambda key: (key == NOTHING, order.get(key, len(order)), key if dated else ""))
    none = Option(NOTHING, *(wording.said("saved_views.group_none")))
    made = [
        (key, none if key == NOTHING else names.get(key, Option(key, key, key))) for key in shown
    ]
    return [
        GroupRow(
            *(key, one.zh, one.en, counts[key], _sums(sums.get(key, {}))),
            _where(by, key, asked.kind),
        )
        for key, one in made
    ]


def _sums(amounts: dict[str, Decimal]) -> list[Sum]:
    return [Sum(currency, f"{amount.normalize():f}") for currency, amount in amounts.items()]


def _column(work: Work, of: Kind, kind: str, by: str) -> Any:
    own = CustomColumns(of.listing.model).choices(work, by)
    column = own[0] if own else _COLUMNS[kind].get(by)
    if column is None:
        raise Invalid("saved_views.group_unknown", field="group", name=by[:60])
    if by != "close":
        return column
    return func.strftime("%Y-%m", column) if is_sqlite() else func.to_char(column, "YYYY-MM")


def _reader(work: Work, by: str) -> Callable[[Any], str]:
    """How a stored value is called in conditions."""
    if by == "owner":
        people = dict(work.session.exec(select(User.id, User.public_id)).all())
        return lambda value: people.get(value, NOTHING)
    if by == "stage":
        stages = {key: one.public_id for key, one in all_stages(work.session).items()}
        return lambda value: value.value if isinstance(value, Enum) else stages.get(value, NOTHING)
    return lambda value: str(value.value if isinstance(value, Enum) else value or NOTHING)


def _where(by: str, key: str, kind: str) -> str:
    if key == NOTHING:
        rule = Rule(by, "empty")
    elif kind == "day":
        last = monthrange(int(key[:4]), int(key[5:]))[1]
        rule = Rule(by, "between", (f"{key}-01", f"{key}-{last}"))
    else:
        rule = Rule(by, "is", (key,))
    return Tree("all", (Group("all", (rule,)),)).text()
