"""From customers' figures to scores, group, stage, tier and value: whole columns at once.

numpy is loaded when somebody is judged first. Days are their ordinals, 0 is none; sums are whole
ten-thousandths; groups, stages and tiers are their places in `WORDS`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from crm_app.lib.exact import SCALE
from crm_app.services.lifecycle.rules import (
    GROUPS,
    STAGES,
    TIERS,
    YEAR,
    Basis,
    Figures,
    Judged,
    Limits,
    group_of,
)

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

WORDS = {"rfm_group": ("", *GROUPS), "stage": ("", *STAGES), "tier": ("", *TIERS)}
# Shorter than these, days say nothing of a pace (chosen on the sets of bench/expected.py).
LEAST_KNOWN, LEAST_INTERVAL = 120, 30
_FIRST, _REPEAT, _REFERRAL, _RISK, _LOST = (
    WORDS["stage"].index(name) for name in ("first", "repeat", "referral", "at_risk", "lost")
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Figures of many customers, a whole column each; as `Figures`."""

    orders: "Array"
    spent: "Array"
    orders_year: "Array"
    spent_year: "Array"
    first: "Array"
    last: "Array"
    second: "Array"


def columns_of(rows: Sequence[Figures]) -> Columns:
    """Some customers as columns."""
    import numpy as np  # noqa: PLC0415 - heavy

    found = [
        (
            *(one.orders, one.spent, one.orders_year, one.spent_year),
            *(one.first_on.toordinal(), one.last_on.toordinal()),
            one.second_on.toordinal() if one.second_on else 0,
        )
        for one in rows
    ]
    return Columns(*np.array(found, dtype=np.int64).reshape(-1, 7).T)


def cuts(values: Iterable[float]) -> list[float]:
    """Where each fifth begins: the least value that so many fifths of all lie strictly below.

    Equal values get equal scores, whoever comes first, so that anybody can reckon them again.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    value, count = np.unique(
        np.asarray(list(values) if not hasattr(values, "dtype") else values), return_counts=True
    )
    below = count.cumsum() - count
    at = np.searchsorted(5 * below, np.arange(1, 5) * count.sum())
    return [value[place].item() for place in at if place < len(value)]


def basis_of(day: date, all_figures: Columns, limits: Limits) -> Basis:
    """What to judge by, from everybody's figures."""
    today = day.toordinal()
    return Basis(
        day,
        {
            "recency": cuts(all_figures.last - today),
            "frequency": cuts(all_figures.orders),
            "money": cuts(all_figures.spent),
        },
        limits,
    )


def judge(one: Figures, basis: Basis, referred_on: date | None = None) -> Judged:
    """Scores, group, stage with its date, tier and expected value of one customer."""
    import numpy as np  # noqa: PLC0415 - heavy

    referred = np.array([referred_on.toordinal() if referred_on else 0])
    columns = columns_of([one])
    found = {name: column[0].item() for name, column in judge_all(columns, basis, referred).items()}
    for name, words in WORDS.items():
        found[name] = words[found[name]]
    found["stage_since"] = date.fromordinal(found["stage_since"])
    interval = np.array([found["interval"]])
    return Judged(**found, there=_activity(columns, basis, interval)[0].item())


def judge_all(all_: Columns, basis: Basis, referred: "Array") -> dict[str, "Array"]:
    """The same of everybody; `referred` is the day on which somebody first referred another, or 0."""
    import numpy as np  # noqa: PLC0415 - heavy

    since = np.maximum(0, basis.day.toordinal() - all_.last)
    scores = {
        name: 1 + np.searchsorted(basis.cuts.get(name, ()), values, side="right")
        for name, values in (
            ("recency", -since),
            ("frequency", all_.orders),
            ("money", all_.spent),
        )
    }
    interval = _intervals(all_, basis.limits)
    stage, begun = _stages(all_, basis, interval, referred)
    group = _groups()[(*scores.values(), (all_.orders == 1).astype(int))]
    return {
        "interval": interval,
        **scores,
        "rfm_group": group,
        "stage": stage,
        "stage_since": begun,
        "tier": _tiers(all_, basis.limits),
        "expected": _expected(all_, basis, interval),
    }


@cache
def _groups() -> Any:
    """The place of each combination's group: recency, frequency, money, bought once."""
    import numpy as np  # noqa: PLC0415 - heavy

    places = np.zeros((6, 6, 6, 2), dtype=np.int64)
    for r, f, m in np.ndindex(5, 5, 5):
        for once in (0, 1):
            name = group_of(r + 1, f + 1, m + 1, orders=2 - once)
            places[r + 1, f + 1, m + 1, once] = WORDS["rfm_group"].index(name)
    return places


def _intervals(all_: Columns, limits: Limits) -> "Array":
    """The usual days between orders: the mean, not less than the shortest; after one order what the
    rules say."""
    import numpy as np  # noqa: PLC0415 - heavy

    span = all_.last - all_.first
    mean = np.rint(span / np.maximum(1, all_.orders - 1)).astype(np.int64)
    unknown = (all_.orders < 2) | (span == 0)
    return np.where(unknown, limits.first_days, np.maximum(limits.shortest_days, mean))


def _stages(
    all_: Columns, basis: Basis, interval: "Array", referred: "Array"
) -> tuple["Array", "Array"]:
    """The stage and the day on which it began."""
    import numpy as np  # noqa: PLC0415 - heavy

    limits, late = basis.limits, basis.day.toordinal() - all_.last
    risky, gone = (100 * late >= interval * p for p in (limits.risk_percent, limits.lost_percent))
    passed = [
        all_.last - (-interval * percent // 100)
        for percent in (limits.lost_percent, limits.risk_percent)
    ]
    is_ = [gone & risky, risky, referred > 0, all_.second > 0]
    stage = np.select(is_, [_LOST, _RISK, _REFERRAL, _REPEAT], _FIRST)
    return stage, np.select(is_, [*passed, referred, all_.second], all_.first)


def _tiers(all_: Columns, limits: Limits) -> "Array":
    """A or B by what was bought within a year (either condition is enough), otherwise C."""
    import numpy as np  # noqa: PLC0415 - heavy

    found = []
    for spend, orders in ((limits.a_spend, limits.a_orders), (limits.b_spend, limits.b_orders)):
        least = int(spend * SCALE) or np.iinfo(np.int64).max
        by_orders = all_.orders_year >= (orders or np.iinfo(np.int64).max)
        found.append((all_.spent_year >= least) | by_orders)
    return np.select(found, [1, 2], 3)


def _activity(all_: Columns, basis: Basis, interval: "Array") -> "Array":
    """How far a customer counts as still there: whole for one usual interval (a month at least),
    half after each more, in steps of a quarter of an interval."""
    import numpy as np  # noqa: PLC0415 - heavy

    late = np.maximum(0, basis.day.toordinal() - all_.last)
    past = np.maximum(0, late / np.maximum(interval, LEAST_INTERVAL) - 1)
    return 0.5 ** (np.floor(4 * past) / 4)


def known_days(first: Any, day: date) -> Any:
    """For how long somebody is known, in begun months of 30 days, `LEAST_KNOWN` at least: one or two
    orders in a few weeks are no pace yet, and the value is not another every night."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.maximum(LEAST_KNOWN, -((first - day.toordinal() - 1) // 30) * 30)


def _expected(all_: Columns, basis: Basis, interval: "Array") -> "Array":
    """What he probably brings within a year, to the cent, in ten-thousandths: average order x orders
    a year x how far still there. How far off that is: `bench/expected.py`."""
    import numpy as np  # noqa: PLC0415 - heavy

    a_year = all_.orders * YEAR / known_days(all_.first, basis.day)
    value = all_.spent / all_.orders * a_year * _activity(all_, basis, interval)
    return np.rint(value / 100).astype(np.int64) * 100
