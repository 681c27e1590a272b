"""The report on approvals against a recount from the rows of the demo, and the lists behind it."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.approvals import Approval, ApprovalSeat
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import User
from crm_app.services import approvals, demo, quotes
from crm_app.services.defaults import ensure_defaults
from tests import days

DEMO = system_actor("demo")


def rounded(value, places=2):
    """Half up, in fractions: nothing of the product's own arithmetic."""
    part = Fraction(value) * 10**places
    whole = (2 * part.numerator + part.denominator) // (2 * part.denominator)
    return Fraction(whole, 10**places)


def recount_leaks(session, first, last):
    """(owner or product, currency) → quotes, at list prices, given away."""
    sums = defaultdict(lambda: [set(), Fraction(0), Fraction(0)])
    for line, quote in session.exec(select(QuoteLine, Quote).where(QuoteLine.quote_id == Quote.id)):
        out = quote.status in {"sent", "accepted", "declined"} and quote.deleted_at is None
        if not out or not first <= quote.sent_at < last:
            continue
        if line.kind == "section" or line.is_optional:
            continue
        quantity, price = Fraction(line.quantity), Fraction(line.price)
        listed = rounded(quantity * max(price, Fraction(line.list_price)))
        amount = rounded(quantity * price * (100 - Fraction(line.discount)) / 100)
        charged = rounded(amount * (100 - Fraction(quote.discount)) / 100)
        for key in (("owner", quote.owner_id), ("product", line.product_id)):
            if key[1] is not None:
                found = sums[*key, quote.currency]
                found[0].add(quote.id)
                found[1] += listed
                found[2] += listed - charged
    return sums


@pytest.mark.long
def test_every_figure_is_that_of_a_recount_and_of_the_list_behind_it(db):
    ensure_defaults()
    demo.load_demo(DEMO, 150, 240)
    # A year, in which so small a demo has quotes of several currencies whatever day it is.
    today = days.house_day()
    seen = approvals.throughput(DEMO, str(today - timedelta(364)), str(today))
    zone = ZoneInfo(DEMO.zone)
    first = datetime.combine(seen.starts, time(), zone)
    last = datetime.combine(seen.ends + timedelta(days=1), time(), zone)
    span = {"from": str(seen.starts), "to": str(seen.ends)}

    def listed(**filters):
        return approvals.approval_list(DEMO, ListQuery(filters=filters)).total

    with Session(db) as session:
        asked = session.exec(select(Approval)).all()
        seats = session.exec(select(ApprovalSeat)).all()
        people = {one.id: one.public_id for one in session.exec(select(User))}
        goods = {one.id: one.public_id for one in session.exec(select(Product))}
        leaks = recount_leaks(session, first, last)
    ended = [
        one
        for one in asked
        if one.status in {"approved", "refused", "returned"} and first <= one.decided_at < last
    ]
    taken = sorted(int((one.decided_at - one.created_at).total_seconds()) for one in ended)
    approved = sum(one.status == "approved" for one in ended)
    assert len(ended) > 5
    assert (seen.decided, seen.approved) == (len(ended), approved)
    assert seen.share == round(approved * 100 / len(ended))
    assert seen.median_seconds == int(median(taken))
    assert seen.p90_seconds == next(
        one for one in taken if sum(other <= one for other in taken) * 10 >= len(taken) * 9
    )
    between = {f"decided_{name}": day for name, day in span.items()}
    assert listed(**between) == seen.decided
    assert listed(**between, status="approved") == seen.approved
    assert listed(**{f"asked_{name}": day for name, day in span.items()}) == seen.asked
    assert listed(status="pending") == seen.waiting == sum(one.status == "pending" for one in asked)

    said = defaultdict(dict)
    for seat in sorted((s for s in seats if s.decided_at), key=lambda seat: seat.decided_at):
        spoken = seat.state in {"approved", "refused", "countered", "returned"}
        if spoken and first <= seat.decided_at < last:
            said[people[seat.decided_by]][seat.approval_id] = seat
    assert {row.person.public_id for row in seen.deciders} == set(said)
    for row in seen.deciders:
        own = said[row.person.public_id].values()
        spans = [max(0, int((s.decided_at - s.opened_at).total_seconds())) for s in own]
        yes = sum(seat.state == "approved" for seat in own)
        assert (row.decided, row.approved) == (len(own), yes)
        assert row.median_seconds == int(median(spans))
        assert listed(spoke=f"{row.person.public_id},{span['from']},{span['to']}") == row.decided

    for kind, rows, names in (("owner", seen.sellers, people), ("product", seen.products, goods)):
        counted = {
            (names[key], code): (len(ids), listed_, given)
            for (of, key, code), (ids, listed_, given) in leaks.items()
            if of == kind
        }
        assert {"CNY"} < {currency for _, currency in counted}
        shown = {
            (row.key, row.currency): (row.quotes, Fraction(row.listed), Fraction(row.given))
            for row in rows
        }
        assert shown == counted
        for row in rows:
            filters = {kind: row.key, "currency": row.currency}
            filters |= {"sent_from": span["from"], "sent_to": span["to"]}
            assert quotes.quotes(DEMO, ListQuery(filters=filters)).total == row.quotes
