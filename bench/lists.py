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
from crm_app.lib.memory import keep_loaded
from crm_app.services import customers, search

QUERIES = ("云岭", "茶业", "王伟", "晨光精密", "55501", "softw", "上海", "zhangwei")
TIMES = 30
LISTS = {
    "first page": ListQuery(),
    "page 40": ListQuery(page=40),
    "by name": ListQuery(sort="name"),
    "tier A": ListQuery(filters={"tier": "A"}),
    "region": ListQuery(filters={"region": "上海"}),
    "words 云岭": ListQuery(words="云岭"),
    "words 云岭, tier A": ListQuery(words="云岭", filters={"tier": "A"}),
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    median: float
    p95: float
    against: str


def timed(work: Callable[[], Any], times: int = TIMES) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one warm-up."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95) - 1]


def measure(actors: dict[str, Actor]) -> list[Row]:
    """Server times of what a list screen asks for, in a process that is as a server's is."""
    keep_loaded()
    rows = [_list(actors[who], who, *asked) for who in actors for asked in LISTS.items()]
    return rows + [
        _search(actors[who], who, words) for who in ("director", "rep") for words in QUERIES
    ]


def _list(actor: Actor, who: str, name: str, asked: ListQuery) -> Row:
    """The whole use case, with people, numbers and rights; against two bare statements."""
    median, p95 = timed(lambda: customers.customers(actor, asked))
    plain, _ = timed(lambda: _scan(actor, asked), 5)
    against = f"scan and COUNT {plain:.1f} ms, {plain / median:.1f} times as long"
    return Row(f"list, {who}: {name} (n = {TIMES})", median, p95, against)


def _scan(actor: Actor, asked: ListQuery) -> list[Any]:
    """The same rows of one table, found without an index, and all of them counted."""
    values = {
        "owner": actor.user_id,
        "skip": (asked.page - 1) * 50,
        "words": f"%{asked.words}%",
        **asked.filters,
    }
    chosen = [
        seen_by(actor),
        "deleted_at IS NULL",
        *(f"{name} = :{name}" for name in asked.filters),
    ]
    if asked.words:
        chosen.append(
            "id IN (SELECT record_id FROM search_doc WHERE kind = 'customer' AND text LIKE :words)"
        )
    found = f"FROM customer NOT INDEXED WHERE {' AND '.join(chosen)}"
    order = "name, id" if asked.sort else "updated_at DESC, id DESC"
    with Session(database.engine()) as session:
        link = session.connection()
        link.execute(text(f"SELECT count(*) {found}"), values).scalar_one()
        page = f"SELECT * {found} ORDER BY {order} LIMIT 50 OFFSET :skip"
        return list(link.execute(text(page), values))


def seen_by(actor: Actor) -> str:
    """What the actor may see, as a bare condition; `:owner` is he."""
    teams = ", ".join(str(team) for team in actor.team_ids)
    return {
        "director": "1 = 1",
        "manager": f"(team_id IN ({teams}) OR owner_id = :owner)",
        "rep": "owner_id = :owner",
    }[actor.role]


def _search(actor: Actor, who: str, words: str) -> Row:
    median, p95 = timed(lambda: search.find(actor, words, 20))
    like, _ = timed(lambda: _like(actor, words), 3)
    found = {hit.public_id for hit in search.find(actor, words, 100)}
    same = found == set(_like(actor, words, 100))
    return Row(
        f"search, {who}: {words} (n = {TIMES})",
        median,
        p95,
        f"LIKE {like:.1f} ms, {like / median:.1f} times as long; hits {'equal' if same else 'DIFFER'}",
    )


def _like(actor: Actor, words: str, limit: int = 20) -> list[str]:
    own = "" if actor.role == "director" else " AND owner_id = :owner"
    statement = (
        f"SELECT public_id FROM search_doc WHERE text LIKE :words{own} ORDER BY id DESC LIMIT :n"
    )
    with Session(database.engine()) as session:
        values = {"words": f"%{words}%", "n": limit, "owner": actor.user_id}
        return list(session.connection().execute(text(statement), values).scalars())
