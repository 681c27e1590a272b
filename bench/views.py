"""Conditions in groups, windows of an endless list, and groups with sums at 100,000 customers: CPU."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bench.lists import Row
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Actor
from crm_app.lib.memory import keep_loaded
from crm_app.services import customers, deals, saved_views
from crm_app.state.windows import BEFORE, ONWARD

TIMES = 60


def _where(match: str, *groups: tuple[str, list[list[Any]]]) -> ListQuery:
    parts = [{"match": way, "rules": rules} for way, rules in groups]
    return ListQuery(filters={"where": json.dumps({"match": match, "groups": parts})})


CONDITIONS = {
    "tier A and region 上海": _where(
        "all", ("all", [["tier", "is", ["A"]], ["region", "is", ["上海"]]])
    ),
    "(tier A or B) and (region 上海 or 杭州)": _where(
        "all",
        ("any", [["tier", "is", ["A"]], ["tier", "is", ["B"]]]),
        ("any", [["region", "is", ["上海"]], ["region", "is", ["杭州"]]]),
    ),
    "(tier A and silent 90 days) or region empty": _where(
        "any",
        ("all", [["tier", "is", ["A"]], ["silent_days", "least", ["90"]]]),
        ("all", [["region", "empty", []]]),
    ),
    "name contains 云岭 or phone contains 5550": _where(
        "any", ("any", [["name", "contains", ["云岭"]], ["phone", "contains", ["5550"]]])
    ),
}


def burnt(work: Callable[[int], Any], times: int = TIMES) -> tuple[float, float]:
    """Median and 95th percentile of CPU milliseconds; `work` gets the number of the try."""
    work(0)
    taken = []
    for number in range(times):
        begun = time.process_time()
        work(number)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95) - 1]


def measure(actors: dict[str, Actor]) -> list[Row]:
    """What a list asks for while one looks for records and scrolls through all of them."""
    keep_loaded()
    rows = []
    for who, actor in actors.items():
        for name, asked in CONDITIONS.items():
            window = replace(asked, size=ONWARD, start=0)
            figures = burnt(lambda _, a=actor, w=window: customers.customers(a, w))
            rows.append(Row(f"conditions, {who}: {name} (n = {TIMES})", *figures, "CPU"))
        total = customers.customers(actor, ListQuery(whole=True)).total
        for name, sort in (("newest", ""), ("by name", "name")):
            figures = burnt(
                lambda n, a=actor, s=sort, t=total: customers.customers(a, _place(n, s, t))
            )
            rows.append(Row(f"window anywhere, {who}: {name} (n = {TIMES})", *figures, "10 ms CPU"))
        rows += _groups(who, actor)
    return rows


def _place(number: int, sort: str, total: int) -> ListQuery:
    """Windows all over the list, in an order that is none; how long it is, is known by then."""
    start = number * 7_919 % max(total - BEFORE - ONWARD, 1)
    return ListQuery(sort=sort, size=BEFORE + ONWARD, start=start, total=total)


def _groups(who: str, actor: Actor) -> list[Row]:
    found = []
    for kind, by in (("customer", "tier"), ("customer", "owner"), ("deal", "stage")):
        figures = burnt(
            lambda _, k=kind, b=by: saved_views.groups(actor, k, ListQuery(), b), TIMES // 3
        )
        found.append(
            Row(f"groups, {who}: {kind}s by {by} (n = {TIMES // 3})", *figures, "CPU, all counted")
        )
    total = deals.deals(actor, ListQuery(whole=True)).total
    figures = burnt(lambda n: deals.deals(actor, _place(n, "", total)))
    return [
        *found,
        Row(f"window of deals, {who} (n = {TIMES})", *figures, "10 ms CPU"),
    ]
