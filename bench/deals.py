"""Board, lanes, lists and figures at 100,000 deals, against the same rows found without an index."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from bench.lists import Row, seen_by, timed
from crm_app.core import database
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Actor
from crm_app.lib.memory import keep_loaded
from crm_app.models.deals import Deal
from crm_app.services import deals, views

TIMES = 15
_PLAIN = "FROM deal NOT INDEXED WHERE deleted_at IS NULL AND {seen}"
_SUMS = f"SELECT {{keys}}, count(*), sum(amount) {_PLAIN}{{more}} GROUP BY {{keys}}"
_RANKED = (
    "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {keys} ORDER BY {order}) AS place"
    f" {_PLAIN}{{more}}) WHERE place <= 25"
)
_TIER = "(SELECT tier FROM customer WHERE customer.id = deal.customer_id)"
_OPEN = "(SELECT id FROM stage WHERE kind = 'OPEN')"
_STUCK = (
    f" AND stage_id IN {_OPEN} AND (expected_close < date() OR NOT EXISTS (SELECT 1 FROM task WHERE"
    " task.deal_id = deal.id AND task.done_at IS NULL AND task.deleted_at IS NULL)"
    " OR julianday() - julianday(stage_entered_at) > (SELECT age_limit_days FROM stage"
    " WHERE stage.id = deal.stage_id))"
)
_STAYS = (
    "SELECT to_stage_id, stayed_seconds FROM stage_change NOT INDEXED JOIN deal ON deal.id = deal_id"
    " WHERE stayed_seconds IS NOT NULL AND deleted_at IS NULL AND {seen} ORDER BY 1, 2"
)
_WAYS = (
    "SELECT to_stage_id, stage_id, count(DISTINCT deal_id) FROM stage_change NOT INDEXED"
    " JOIN deal ON deal.id = deal_id WHERE deleted_at IS NULL AND {seen} GROUP BY 1, 2"
)
Case = tuple[Callable[[Actor], Any], tuple[str, ...]]


def _board(asked: ListQuery, more: str = "", order: str = "stage_entered_at DESC") -> Case:
    names = {"keys": "stage_id, currency", "more": more, "seen": "{seen}"}
    ranked = {"keys": "stage_id", "more": more, "order": order, "seen": "{seen}"}
    return lambda who: deals.board(who, asked), (_SUMS.format(**names), _RANKED.format(**ranked))


def _lanes(by: str, lane: str, sort: str = "", order: str = "stage_entered_at DESC") -> Case:
    names = {"keys": f"{lane}, stage_id, currency", "more": "", "seen": "{seen}"}
    ranked = {"keys": f"{lane}, stage_id", "order": order, "more": ""}
    statements = _SUMS.format(**names), _RANKED.format(**ranked, seen="{seen}")
    return lambda who: deals.board_lanes(who, ListQuery(sort=sort), by), statements


def _list(asked: ListQuery, more: str = "", order: str = "updated_at DESC") -> Case:
    plain = f"{_PLAIN}{more}"
    page = f"SELECT * {plain} ORDER BY {order} LIMIT 50"
    return lambda who: deals.deals(who, asked), (f"SELECT count(*) {plain}", page)


def _rate(by: str, key: str, joins: str = "") -> Case:
    statement = (
        f"SELECT {key}, count(DISTINCT CASE WHEN lost_reason = '' THEN deal.id END)"
        f" FROM deal NOT INDEXED {joins} WHERE deal.deleted_at IS NULL"
        " AND deal.closed_at IS NOT NULL AND {seen} GROUP BY 1"
    )
    return lambda who: deals.win_rate(who, by), (statement,)


_CUSTOMER = "JOIN customer ON customer.id = deal.customer_id"
_LINES = "JOIN quote ON quote.deal_id = deal.id JOIN quote_line ON quote_line.quote_id = quote.id"
CASES: dict[str, Case] = {
    "board": _board(ListQuery()),
    "board, by amount": _board(ListQuery(sort="-amount"), order="amount DESC"),
    "board, tier A": _board(ListQuery(filters={"tier": "A"}), f" AND {_TIER} = 'A'"),
    "board, from 200,000": _board(
        ListQuery(filters={"amount_from": "200000"}), " AND amount >= 2000000000"
    ),
    "lanes by owner": _lanes("owner", "owner_id"),
    "lanes by team": _lanes("team", "team_id"),
    "lanes by tier": _lanes("tier", _TIER),
    "lanes by tier, by date": _lanes("tier", _TIER, "close", "expected_close"),
    "lanes by owner, by name": _lanes("owner", "owner_id", "name", "name"),
    "list": _list(ListQuery()),
    "list by name": _list(ListQuery(sort="name"), order="name"),
    "list, open by amount": _list(
        ListQuery(sort="-amount", filters={"state": "open"}),
        f" AND stage_id IN {_OPEN}",
        "amount DESC",
    ),
    "list, tier A": _list(ListQuery(filters={"tier": "A"}), f" AND {_TIER} = 'A'"),
    "stuck": (
        lambda who: deals.stuck_deals(who, ListQuery()),
        (
            f"SELECT count(*) {_PLAIN}{_STUCK}",
            f"SELECT * {_PLAIN}{_STUCK} ORDER BY stage_entered_at LIMIT 50",
        ),
    ),
    "velocity": (deals.velocity, (_STAYS,)),
    "conversion": (deals.conversion, (_WAYS,)),
    "win rate by owner": _rate("owner", "deal.owner_id"),
    "win rate by industry": _rate("industry", "customer.industry", _CUSTOMER),
    "win rate by product": _rate("product", "quote_line.product_id", _LINES),
}


def measure(actors: dict[str, Actor]) -> list[Row]:
    """Server times of the whole use cases, each beside bare statements without its indexes."""
    keep_loaded()
    rows = [_row(actors[who], who, name, case) for who in actors for name, case in CASES.items()]
    return rows + [row for who in actors for row in _of_one(actors[who], who)]


def _row(actor: Actor, who: str, name: str, case: Case) -> Row:
    asked, statements = case
    median, p95 = timed(lambda: asked(actor), TIMES)
    plain, _ = timed(lambda: [_read(actor, one) for one in statements], 2)
    against = f"without an index {plain:.0f} ms, {plain / median:.1f} times as long"
    return Row(f"deals, {who}: {name} (n = {TIMES})", median, p95, against)


def _read(actor: Actor, statement: str) -> list[Any]:
    seen = seen_by(actor).replace("team_id", "deal.team_id").replace("owner_id", "deal.owner_id")
    with Session(database.engine()) as session:
        asked = text(statement.replace("{seen}", seen))
        return list(session.connection().execute(asked, {"owner": actor.user_id}))


def _of_one(actor: Actor, who: str) -> list[Row]:
    """The page of a deal that the actor may see, and what was shown to its people."""
    with Session(database.engine()) as session:
        mine = select(Deal.public_id).where(Deal.team_id == actor.team_id)
        if who == "director":
            mine = select(Deal.public_id)
        if who == "rep":
            mine = select(Deal.public_id).where(Deal.owner_id == actor.user_id)
        deal = session.exec(mine.limit(1)).one()
    asked: dict[str, Callable[[], Any]] = {"page": lambda: deals.deal_page(actor, deal)}
    asked["viewing log"] = lambda: views.viewings(actor, deal)
    return [
        Row(f"deal, {who}: {name} (n = {TIMES})", *timed(one, TIMES), "100")
        for name, one in asked.items()
    ]
