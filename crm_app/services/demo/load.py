"""The demo workspace in, once, and out again without touching anything else."""

import contextlib
import os
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import Table, text
from sqlmodel import SQLModel, col, select

from crm_app.config import settings
from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.search import drop_document, indexed_models, put_documents
from crm_app.core.work import Work, command, query
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.ledger import SearchDoc
from crm_app.models.orders import Order
from crm_app.models.users import User
from crm_app.services import activities, lifecycle, payments
from crm_app.services.deals import refill
from crm_app.services.demo import (
    agreements,
    bonds,
    doubles,
    enquiries,
    flows,
    foretold,
    offers,
    own_fields,
    people,
    plans,
    pool,
    prices,
    quoting,
    regulars,
    renewals,
    requests,
    staff,
    story,
    talking,
    versions,
)
from crm_app.services.demo.staff import Account

SEED = 20_261_120
CUSTOMERS, DEALS = 2000, 600
_TOPICS = ("customer", "contact", "deal", "quote", "activity", "task", "lead", "contract", "order")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made, and how to sign in."""

    accounts: list[Account]
    counts: dict[str, int]


_COUNTED = (
    *("customers", "contacts", "deals", "quotes", "activities", "tasks", "approvals", "leads"),
    *("contracts", "orders"),
)


@query(Permission.SETTINGS)
def is_loaded(work: Work) -> bool:
    """Whether the demo workspace is here."""
    working = select(User.id).where(col(User.is_demo), col(User.is_active)).limit(1)
    return work.session.exec(working).first() is not None


@command(Permission.SETTINGS)
def load_demo(work: Work, customers: int = CUSTOMERS, deals: int = DEALS) -> Loaded:
    """Make the demo workspace: the same people and figures each time, new passwords."""
    if is_loaded.within(work):
        raise Conflict("demo.loaded_already")
    chance = Random(SEED)  # noqa: S311 - a story, not a secret
    accounts, sellers = staff.hire(work)
    products = story.catalogue(work)
    prices.price(work, products, sellers[0])
    places = people.settle(work, chance, sellers, customers)
    sold = story.sell(work, chance, places, deals)
    quotes = quoting.quote(work, chance, sold, products)
    offers.dress(work, Random(SEED), quotes)  # noqa: S311 - draws of its own: the story stays
    prices.sell_abroad(work, sold)
    asked = requests.ask(work, chance, quotes)
    contracts, orders = agreements.agree(work, Random(SEED + 2), quotes)  # noqa: S311
    asked += requests.ask_for_contracts(work, contracts)
    known = [place.customer for place in places]
    orders += regulars.come_back(work, Random(SEED + 3), known, products, len(orders))  # noqa: S311
    bonds.bind(work, Random(SEED + 4), places, orders)  # noqa: S311
    talks = talking.talk(work, chance, places, sold)
    tasks = talking.plan(work, chance, places, sold)
    sold += renewals.renew(work, Random(SEED + 1), places, products, sold)  # noqa: S311
    plans.plan(work, Random(SEED + 2), sellers)  # noqa: S311
    asking = enquiries.collect(
        work, chance, sellers, places, sold, products, max(24, customers * 45 // 100)
    )
    foretold.foretell(work, Random(SEED + 2), asking.leads, sold)  # noqa: S311
    pool.fill(work, Random(SEED + 2), sellers, asking.leads)  # noqa: S311
    if ("deal", "way") in own_fields.define(work, known, sold):
        flows.lay_down_by_own_field(work)
    twice = doubles.enter_twice(work, places)
    made: list[list[Any]] = [
        [*known, *doubles.firms(places, twice)],
        [person for place in (*places, *twice) for person in place.people],
        sold,
        [*quotes, *versions.haggle(work, Random(SEED + 5), quotes)],  # noqa: S311
        *([*talks, *asking.talks], [*tasks, *asking.steps]),
        *(asked, asking.leads, contracts, orders),
    ]
    _index(work, made)
    return Loaded(accounts, _told(work, made))


def _index(work: Work, made: list[list[Any]]) -> None:
    """The texts that search finds, of what was written in bulk."""
    work.session.expire_all()
    for rows in made:
        if rows and type(rows[0]) in indexed_models():
            put_documents(work.session, rows)


def _told(work: Work, made: list[list[Any]]) -> dict[str, int]:
    """Standings reckoned, audited and announced; how many of each there are."""
    lifecycle.recompute.within(work)
    counts = {name: len(rows) for name, rows in zip(_COUNTED, made, strict=True)}
    work.record("demo", **counts)
    for topic in (*_TOPICS, "approval"):
        work.touch(topic)
    return counts


def write_accounts(accounts: list[Account]) -> None:
    """The sign-ins, one line a role, for the eyes of the machine's owner only."""
    path = settings().data / "demo-accounts.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{a.role}\t{a.email}\t{a.password}\n" for a in accounts)


def read_accounts() -> list[Account]:
    """The sign-ins as they were written; empty when the file is gone."""
    path = settings().data / "demo-accounts.txt"
    if not path.exists():
        return []
    return [Account(*line.split("\t")) for line in path.read_text().splitlines() if line]


def forget_accounts() -> None:
    """The sign-ins no longer work: nor are they to lie about."""
    (settings().data / "demo-accounts.txt").unlink(missing_ok=True)


@command(Permission.SETTINGS)
def remove_demo(work: Work) -> int:
    """Take out every demo record that nothing real leans on; returns how many rows went.

    What a person has built on a demo record (a deal with a demo customer) stays, and so does
    what it stands on; demo accounts that remain because of it are disabled.
    """
    gone = 0
    own_fields.undefine(work)
    connection = work.session.connection()
    # Parts first (points, lines, links): those whose every parent is of the demo.
    for statement in _PARTS:
        gone += connection.execute(text(statement)).rowcount
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "is_demo" not in table.c:
            continue
        condition = " AND ".join(["is_demo", *_nothing_leans_on(table)])
        statement = f'DELETE FROM "{table.name}" WHERE {condition}'  # noqa: S608 - our own names
        gone += connection.execute(text(statement)).rowcount
    connection.execute(
        text("UPDATE \"user\" SET is_active = false, password_hash = '' WHERE is_demo")
    )
    _forget_search(work)
    _recount_money(work)
    stayed = work.session.exec(select(Customer.id).where(col(Customer.is_demo))).all()
    activities.refresh_last_contact(work, [found for found in stayed if found is not None])
    work.record("demo", removed=gone)
    lifecycle.recompute.within(work)
    for topic in (*_TOPICS, "session"):
        work.touch(topic)
    return gone


def _nothing_leans_on(table: Table) -> list[str]:
    return [
        f'NOT EXISTS (SELECT 1 FROM "{other.name}" x WHERE x."{key.parent.name}" = "{table.name}".id'  # noqa: S608 - our own names
        + (f' AND x.id <> "{table.name}".id' if other is table else "")
        + ")"
        for other in SQLModel.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table
    ]


_ASKED = "SELECT id FROM approval WHERE is_demo"


def _recount_money(work: Work) -> None:
    """What came in for contracts and orders that stayed, and what was sold, now that the demo's
    payments and quotes are gone.
    """
    for model in (Contract, Order):
        for bearer in work.session.exec(select(model).where(col(model.is_demo))).all():
            payments.refresh_sums(work, bearer)
    refill(work)


# Orders of the demo on which no real money leans.
_FREE_ORDERS = (
    'SELECT o.id FROM "order" o WHERE o.is_demo'
    " AND NOT EXISTS (SELECT 1 FROM instalment x WHERE x.order_id = o.id AND NOT x.is_demo)"
    " AND NOT EXISTS (SELECT 1 FROM payment x WHERE x.order_id = o.id AND NOT x.is_demo)"
    " AND NOT EXISTS (SELECT 1 FROM invoice_request x WHERE x.order_id = o.id AND NOT x.is_demo)"
)
_PARTS = (
    f"DELETE FROM approval_seat WHERE approval_id IN ({_ASKED})",  # noqa: S608 - our own names
    f"DELETE FROM approval_event WHERE approval_id IN ({_ASKED})",  # noqa: S608 - our own names
    "DELETE FROM target_month WHERE target_id IN (SELECT id FROM target WHERE is_demo)",
    'DELETE FROM forecast_snapshot WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)'
    " OR team_id IN (SELECT id FROM team WHERE is_demo)",
    'DELETE FROM sign_in WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    'DELETE FROM notice WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    'DELETE FROM api_key WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    'DELETE FROM account_link WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    "DELETE FROM activity_link WHERE activity_id IN (SELECT id FROM activity WHERE is_demo)",
    "UPDATE file SET is_demo = true WHERE id IN (SELECT file_id FROM quote_paper p"
    " JOIN quote q ON q.id = p.quote_id WHERE q.is_demo)",
    "DELETE FROM quote_paper WHERE quote_id IN (SELECT id FROM quote WHERE is_demo)",
    "DELETE FROM share_view WHERE link_id IN (SELECT s.id FROM share_link s"
    " JOIN quote q ON q.id = s.quote_id WHERE q.is_demo)",
    "DELETE FROM share_link WHERE quote_id IN (SELECT id FROM quote WHERE is_demo)",
    # What a real contract or order was made of stays whole.
    "DELETE FROM sale WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)",
    "DELETE FROM offered WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)",
    "DELETE FROM quote_line WHERE quote_id IN (SELECT id FROM quote WHERE is_demo)"
    " AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.quote_id = quote_line.quote_id AND NOT c.is_demo)"
    ' AND NOT EXISTS (SELECT 1 FROM "order" o WHERE o.quote_id = quote_line.quote_id AND NOT o.is_demo)',
    "DELETE FROM allocation WHERE payment_id IN (SELECT id FROM payment WHERE is_demo)"
    " OR instalment_id IN (SELECT id FROM instalment WHERE is_demo)",
    "DELETE FROM contract_step WHERE contract_id IN (SELECT id FROM contract WHERE is_demo)",
    "DELETE FROM delivery_line WHERE delivery_id IN"  # noqa: S608 - our own names
    f" (SELECT d.id FROM delivery d WHERE d.order_id IN ({_FREE_ORDERS}))",
    *(
        f"DELETE FROM {table} WHERE order_id IN ({_FREE_ORDERS})"  # noqa: S608 - our own names
        for table in ("delivery", "order_line", "handover")
    ),
    "DELETE FROM mention WHERE activity_id IN (SELECT id FROM activity WHERE is_demo)",
    "DELETE FROM product_view WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)",
    "DELETE FROM viewing WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)",
    "DELETE FROM goes_with WHERE product_id IN (SELECT id FROM product WHERE is_demo)"
    " OR accessory_id IN (SELECT id FROM product WHERE is_demo)",
    "DELETE FROM price_entry WHERE book_id IN (SELECT id FROM price_book WHERE is_demo)"
    " OR product_id IN (SELECT id FROM product WHERE is_demo)",
    "DELETE FROM bundle_part WHERE bundle_id IN (SELECT id FROM product WHERE is_demo)"
    " OR part_id IN (SELECT id FROM product WHERE is_demo)",
    "DELETE FROM promotion_target WHERE promotion_id IN (SELECT id FROM promotion WHERE is_demo)"
    " OR product_id IN (SELECT id FROM product WHERE is_demo)",
    # Groups side by side: those in one another would hold each other.
    "UPDATE product_category SET parent_id = NULL WHERE is_demo",
    "UPDATE task SET stage_change_id = NULL WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)",
    "DELETE FROM stage_task WHERE stage_id IN (SELECT id FROM stage WHERE is_demo)"
    " AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.stage_id = stage_task.stage_id AND NOT d.is_demo)",
    "DELETE FROM stage_change WHERE deal_id IN (SELECT id FROM deal WHERE is_demo)"
    " AND NOT EXISTS (SELECT 1 FROM quote q WHERE q.deal_id = stage_change.deal_id AND NOT q.is_demo)",
    "DELETE FROM position WHERE contact_id IN (SELECT id FROM contact WHERE is_demo)",
    "DELETE FROM contact_point WHERE contact_id IN (SELECT id FROM contact WHERE is_demo)"
    " OR customer_id IN (SELECT id FROM customer WHERE is_demo)"
    " OR lead_id IN (SELECT id FROM lead WHERE is_demo)",
    'DELETE FROM pool_quota WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    "UPDATE assignment_rule SET last_user_id = NULL WHERE is_demo OR last_user_id IN"
    ' (SELECT id FROM "user" WHERE is_demo)',
    "DELETE FROM screening_answer WHERE lead_id IN (SELECT id FROM lead WHERE is_demo)",
    "DELETE FROM prediction WHERE lead_id IN (SELECT id FROM lead WHERE is_demo)",
    *(
        f"DELETE FROM score WHERE record_kind = '{kind}'"  # noqa: S608 - our own names
        f" AND record_id IN (SELECT id FROM {kind} WHERE is_demo)"
        for kind in ("lead", "deal")
    ),
    'DELETE FROM share WHERE user_id IN (SELECT id FROM "user" WHERE is_demo)',
    *(
        f"DELETE FROM {table} WHERE record_kind = '{kind}'"  # noqa: S608 - our own names
        f" AND record_id IN (SELECT id FROM {kind} WHERE is_demo)"
        for table in ("record_event", "share")
        for kind in ("lead", "contact", "customer", "deal", "ownership_request")
    ),
    *(
        f"DELETE FROM {table} WHERE customer_id IN (SELECT id FROM customer WHERE is_demo)"  # noqa: S608 - our own names
        for table in ("standing", "tier_override", "relation", "segment_member")
    ),
    "DELETE FROM relation WHERE contact_id IN (SELECT id FROM contact WHERE is_demo)"
    " OR other_contact_id IN (SELECT id FROM contact WHERE is_demo)"
    " OR other_customer_id IN (SELECT id FROM customer WHERE is_demo)",
    "DELETE FROM dismissed_pattern WHERE customer_id IN (SELECT id FROM customer WHERE is_demo)",
    "DELETE FROM segment_member WHERE segment_id IN (SELECT id FROM segment WHERE is_demo)",
    "DELETE FROM personal_detail WHERE contact_id IN (SELECT id FROM contact WHERE is_demo)"
    " OR customer_id IN (SELECT id FROM customer WHERE is_demo)",
)


def _forget_search(work: Work) -> None:
    """Search entries of records that are gone, and whole ones for those that stayed."""
    for model, (kind, _) in indexed_models().items():
        alive = select(model.id)  # type: ignore[attr-defined]
        found = select(SearchDoc).where(
            col(SearchDoc.kind) == kind, col(SearchDoc.record_id).not_in(alive)
        )
        for doc in work.session.exec(found).all():
            drop_document(work.session, doc)
