"""Where 100,000 customers stand by 1,000,000 orders, reckoned anew, beside bare SQL and numpy.

`python -m bench.lifecycle [--database URL]`: CPU seconds of this process (PostgreSQL's own work is
its server's, and is told apart by the wall).
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlmodel import Session

from crm_app.core import database, migrate
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.users import Team, User
from crm_app.services import lifecycle

CUSTOMERS, ORDERS, ACTIVE = 100_000, 1_000_000, 68_508
SYSTEM, DAY = system_actor("bench"), date(2026, 11, 28)
_RFM = (
    'WITH sums AS (SELECT customer_id, count(*) f, sum(total) m, max(ordered_on) r FROM "order"'
    " WHERE deleted_at IS NULL AND status <> 'CANCELLED' GROUP BY customer_id)"
    " SELECT customer_id, ntile(5) OVER (ORDER BY r), ntile(5) OVER (ORDER BY f),"
    " ntile(5) OVER (ORDER BY m) FROM sums"
)


def build() -> None:
    """Customers and their orders over three years, some often, most seldom."""
    chance, at = Random(11), now()
    with Session(database.engine()) as session:
        team = Team(name="Bench")
        session.add(team)
        session.flush()
        user = User(email="bench@example.com", name="Bench", role="rep", team_id=team.id or 0)
        session.add(user)
        session.flush()
        session.commit()
        owner = {"owner": user.id, "team": team.id, "at": at}
        weights = [chance.paretovariate(1.2) for _ in range(ACTIVE)]
        whose = [*range(1, ACTIVE + 1)]
        whose += chance.choices(range(1, ACTIVE + 1), weights, k=ORDERS - ACTIVE)
        customers = [{**owner, "id": n + 1, "pid": f"c{n}"} for n in range(CUSTOMERS)]
        orders = [
            {
                **owner,
                "id": number + 1,
                "pid": f"o{number}",
                "who": who,
                "day": DAY - timedelta(days=int(1095 * chance.random() ** 1.3)),
                "total": chance.randint(500_000, 90_000_000),
            }
            for number, who in enumerate(whose)
        ]
        for statement, rows in ((_CUSTOMER, customers), (_ORDER, orders)):
            for first in range(0, len(rows), 50_000):
                session.connection().execute(text(statement), rows[first : first + 50_000])
        session.commit()
        session.connection().execute(text("ANALYZE"))
        session.commit()


_OWNED = "owner_id, team_id, created_at, updated_at, version, is_demo"
_OWNED_VALUES = ":owner, :team, :at, :at, 1, false"
_CUSTOMER = (
    f"INSERT INTO customer (id, public_id, {_OWNED}, kind, name, name_key, legal_name_zh,"
    " legal_name_en, tax_id, industry, region, size, source, tier, stage)"
    f" VALUES (:id, :pid, {_OWNED_VALUES}, 'COMPANY', :pid, '', '', '', '', '', '', '', '', 'C', 'prospect')"
)
_ORDER = (
    f'INSERT INTO "order" (id, public_id, {_OWNED}, number, customer_id, status, currency, net, tax,'
    " rounding, total, ordered_on, note, cancel_reason, received, invoiced)"
    f" VALUES (:id, :pid, {_OWNED_VALUES}, :pid, :who, 'DELIVERED', 'CNY', :total, 0, 0, :total, :day,"
    " '', '', 0, 0)"
)


def timed(call: Callable[[], Any], times: int = 3) -> tuple[float, float, Any]:
    """CPU and wall seconds, the best of some, and what came of the last."""
    best, answer = (9e9, 9e9), None
    for _ in range(times):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = call()
        best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
    return *best, answer


def measure() -> list[tuple[str, float, float, Any]]:
    """First fill, anew, a day later; the bare statement; numpy on arrays that are there already."""

    def bare() -> int:
        with database.engine().connect() as link:
            return len(link.execute(text(_RFM)).all())

    rows = [
        ("first time, every row written", *timed(lambda: lifecycle.recompute(SYSTEM, DAY), 1)),
        ("anew, same day", *timed(lambda: lifecycle.recompute(SYSTEM, DAY))),
        ("a day later", *timed(lambda: lifecycle.recompute(SYSTEM, DAY + timedelta(days=1)), 1)),
        ("bare SQL: sums and ntile, fetched", *timed(bare)),
    ]
    with database.engine().connect() as link:
        cpu = time.process_time()
        taken = link.execute(
            text('SELECT customer_id, ordered_on, total FROM "order" WHERE deleted_at IS NULL')
        ).all()
        fetched = time.process_time() - cpu
    who = np.array([row[0] for row in taken])
    day = np.array([str(row[1]) for row in taken], dtype="datetime64[D]").astype(int)
    total = np.array([row[2] for row in taken])
    rows.append(("numpy: sums and fifths, in memory", *timed(lambda: _numpy(who, day, total))))
    rows.append(("numpy: fetching the rows before that", fetched, fetched, len(taken)))
    return rows


def _numpy(who: Any, day: Any, total: Any) -> int:
    count = np.bincount(who)
    spent = np.bincount(who, total)
    last = np.zeros(len(count), int)
    np.maximum.at(last, who, day)
    keys = np.flatnonzero(count)
    fifths = [np.quantile(values[keys], (0.2, 0.4, 0.6, 0.8)) for values in (count, spent, last)]
    for cuts, values in zip(fifths, (count, spent, last), strict=True):
        np.digitize(values[keys], cuts)
    return len(keys)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="bench.lifecycle", description=__doc__)
    parser.add_argument("--database", default="")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (given.folder or Path(scratch)) / "lifecycle.db"
        is_there = path.exists()
        database.configure(given.database or f"sqlite:///{path}")
        migrate.upgrade()
        if not is_there:
            build()
        for what, cpu, wall, answer in measure():
            print(f"{what:40} {cpu:6.2f} s CPU {wall:6.2f} s wall  {answer}")


if __name__ == "__main__":
    main()
