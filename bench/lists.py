"""Lists, filters and search at 100,000 customers, against LIKE on the same rows."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from crm_app.core import database
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Actor
from crm_app.services import customers, search

QUERIES = ("云岭", "茶业", "王伟", "晨光精密", "55501", "softw", "上海", "zhangwei")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    median: float
    p95: float
    against: str


def timed(work: Callable[[], Any], times: int = 30) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one warm-up."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95) - 1]


def measure(actors: dict[str, Actor]) -> list[Row]:
    """Server times of what a list screen asks for."""
    rows = []
    for who in ("director", "manager", "rep"):
        actor = actors[who]
        for name, asked in {
            "first page": ListQuery(),
            "page 40": ListQuery(page=40),
            "by name": ListQuery(sort="name"),
            "tier A": ListQuery(filters={"tier": "A"}),
            "region": ListQuery(filters={"region": "上海"}),
        }.items():
            median, p95 = timed(lambda actor=actor, asked=asked: customers.customers(actor, asked))
            rows.append(Row(f"list, {who}: {name}", median, p95, ""))
    for who in ("director", "rep"):
        rows += [_search(actors[who], who, words) for words in QUERIES]
    return rows


def _search(actor: Actor, who: str, words: str) -> Row:
    median, p95 = timed(lambda: search.find(actor, words, 20))
    like, _ = timed(lambda: _like(actor, words), 3)
    found = {hit.public_id for hit in search.find(actor, words, 100)}
    same = found == set(_like(actor, words, 100))
    return Row(
        f"search, {who}: {words}",
        median,
        p95,
        f"LIKE {like:.1f} ms, hits {'equal' if same else 'DIFFER'}",
    )


def _like(actor: Actor, words: str, limit: int = 20) -> list[str]:
    own = "" if actor.role == "director" else " AND owner_id = :owner"
    statement = (
        f"SELECT public_id FROM search_doc WHERE text LIKE :words{own} ORDER BY id DESC LIMIT :n"
    )
    with Session(database.engine()) as session:
        values = {"words": f"%{words}%", "n": limit, "owner": actor.user_id}
        return list(session.connection().execute(text(statement), values).scalars())
