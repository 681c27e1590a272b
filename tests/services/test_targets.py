"""Targets: split without loss, changed part by part, seen by whom they concern."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.errors import Forbidden, Invalid, NotFound, Stale
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, read_period
from crm_app.models.approvals import ApprovalRule
from crm_app.models.targets import Target
from crm_app.models.users import Team, User
from crm_app.services import checks, customers, deals, targets
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.targets import TargetForm, rules

# A year of which nothing is over yet.
YEAR = today("Asia/Shanghai").year + 1
UNITS = st.sampled_from([Decimal(1), Decimal("0.01"), Decimal("0.001")])


@given(st.integers(0, 10**14), UNITS, st.integers(1, 40))
def test_a_split_loses_nothing_and_is_even(units, unit, parts):
    amount = units * unit
    found = rules.split(amount, parts, unit)
    assert sum(found) == amount
    assert max(found) - min(found) <= unit
    assert found == sorted(found, reverse=True)


@given(st.integers(0, 10**14), UNITS)
def test_a_year_is_its_quarters_and_its_months(units, unit):
    amount = units * unit
    months = rules.split_year(amount, unit)
    quarters = rules.quarters(months)
    assert sum(months) == sum(quarters) == amount
    assert quarters == rules.split(amount, 4, unit)
    assert max(months) - min(months) <= 2 * unit


@given(
    st.lists(st.integers(0, 10**9), min_size=12, max_size=12),
    st.integers(0, 10**9),
    st.integers(1, 12),
    st.booleans(),
)
def test_a_changed_part_keeps_the_year_or_leaves_the_others(cents, amount, month, keep):
    unit = Decimal("0.01")
    months, number = [c * unit for c in cents], amount * unit
    whole = sum(months, Decimal(0))
    part = Period(2026, month, 1)
    try:
        found = rules.put_part(months, part, number, unit=unit, whole=whole if keep else None)
    except Invalid:
        assert keep  # the others could not give that much
        return
    assert found[month - 1] == number
    assert min(found) >= 0
    if keep:
        assert sum(found) == whole
    else:
        assert found[: month - 1] + found[month:] == months[: month - 1] + months[month:]


@given(
    st.lists(st.integers(0, 10**9), min_size=12, max_size=12),
    st.integers(0, 13 * 10**9),
    st.integers(0, 12),
    st.sampled_from(
        [*(Period(2026, n, 1) for n in range(1, 13)), Period(2026, 4, 3), Period(2026)]
    ),
)
def test_months_that_are_over_stay_whatever_is_planned(cents, amount, over, part):
    unit = Decimal("0.01")
    months, number = [c * unit for c in cents], amount * unit
    last = part.month - 1 + part.months
    spent = sum(months[part.month - 1 : min(over, last)], Decimal(0))

    def put():
        if part.months == 12:
            return rules.put_year(months, number, unit=unit, over=over)
        return rules.put_part(months, part, number, unit=unit, over=over)

    if over >= last or spent > number:
        with pytest.raises(Invalid) as caught:
            put()
        wanted = "targets.period_closed" if over >= last else "targets.over_more"
        assert caught.value.code == wanted
        return
    found = put()
    assert found[:over] == months[:over]
    assert sum(found[part.month - 1 : last]) == number
    if part.months < 12:
        assert found[: part.month - 1] + found[last:] == months[: part.month - 1] + months[last:]


@pytest.mark.parametrize(
    ("key", "first", "after"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026Q4", "2026-10-01", "2027-01-01"),
        ("2028-02", "2028-02-01", "2028-03-01"),
    ],
)
def test_periods_by_key(key, first, after):
    period = read_period(key)
    assert period is not None
    assert (period.key, period.first.isoformat(), period.after.isoformat()) == (key, first, after)
    assert period.moved(1).moved(-1) == period


@pytest.mark.parametrize("key", ["", "26", "2026Q5", "2026-13", "2026-1", "٢٠٢٦", "1999", "2026 "])
def test_what_is_no_period(key):
    assert read_period(key) is None


def ids(db, **names):
    with Session(db) as session:
        user = session.exec(select(User).where(User.email == f"{names['user']}@example.com")).one()
        team = session.exec(select(Team).where(Team.name == names["team"])).one()
        return user.public_id, team.public_id


def test_a_target_is_set_split_and_changed(workspace, db):
    director = workspace["director"]
    user, _ = ids(db, user="rep", team="East")
    form = TargetForm("user", user, YEAR, "1000000.01")
    public_id = targets.set_target(director, form)
    assert targets.set_target(director, form) == public_id  # the same is no other one
    (row,) = targets.targets(director, YEAR)
    assert (row.version, row.amount, sum(row.months), row.gap) == (
        1,
        *[Decimal("1000000.01")] * 2,
        0,
    )
    assert row.quarters == [Decimal("250000.01"), *[Decimal(250000)] * 3]
    targets.set_part(director, public_id, f"{YEAR}Q2", "300000", version=1)
    (row,) = targets.targets(director, YEAR)
    assert (row.quarters[1], row.gap) == (Decimal(300000), Decimal(-50000))
    targets.set_part(director, public_id, f"{YEAR}-12", "0", keep=True)
    (row,) = targets.targets(director, YEAR)
    assert (row.months[11], row.gap, sum(row.months)) == (0, 0, row.amount)
    with pytest.raises(Stale):
        targets.set_part(director, public_id, f"{YEAR}-12", "5", version=1)
    assert checks.first_fault(director if director.role == "admin" else workspace["admin"]) is None


def test_a_time_that_is_over_is_closed(workspace, db, footprint):
    director = workspace["director"]
    day = today(director.zone)
    public_id = targets.set_target(director, TargetForm("house", "", day.year, "1200"))
    over = rules.months_over(day.year, day)
    (before,) = targets.targets(director, day.year)
    with Session(db) as session:  # as it was set a year ago
        row = session.exec(select(Target)).one()
        last = session.merge(Target(**{**row.model_dump(), "id": None, "public_id": "old"}))
        last.year = day.year - 1
        session.add(last)
        session.commit()
        old = last.public_id
    untouched = footprint()
    for refused in (
        lambda: targets.set_target(director, TargetForm("house", "", day.year - 1, "9")),
        lambda: targets.set_part(director, old, f"{day.year - 1}-12", "9"),
        lambda: targets.remove_target(director, old),
        lambda: targets.paste_targets(director, day.year - 1, "全公司\t9"),
    ):
        with pytest.raises(Invalid) as caught:
            refused()
        assert caught.value.code in ("targets.year_closed", "targets.period_closed")
    if over:
        months = tuple(str(n) for n in range(1, 13))
        for refused in (
            lambda: targets.set_part(director, public_id, f"{day.year}-01", "9"),
            lambda: targets.set_target(
                director, TargetForm("house", "", day.year, "78", "CNY", months)
            ),
        ):
            with pytest.raises(Invalid) as caught:
                refused()
            assert caught.value.code == "targets.period_closed"
    assert footprint() == untouched
    targets.set_target(director, TargetForm("house", "", day.year, "2400"))
    (after,) = targets.targets(director, day.year)
    assert after.months[:over] == before.months[:over]
    assert (sum(after.months), after.gap) == (2400, 0)


def test_removing_is_undone_as_it_was(workspace):
    director = workspace["director"]
    public_id = targets.set_target(director, TargetForm("house", "", YEAR, "1200"))
    targets.set_part(director, public_id, f"{YEAR}-03", "700")
    (before,) = targets.targets(director, YEAR)
    back = targets.remove_target(director, public_id)
    assert targets.targets(director, YEAR) == []
    targets.set_target(director, back)
    (after,) = targets.targets(director, YEAR)
    assert (after.months, after.amount, after.gap) == (before.months, before.amount, before.gap)


def test_who_may_set_and_see_what(workspace, db, footprint):
    director, manager, rep = (workspace[name] for name in ("director", "manager", "rep"))
    user, east = ids(db, user="rep", team="East")
    stranger, west = ids(db, user="rep_west", team="West")
    for kind, subject in (("house", ""), ("team", east), ("team", west), ("user", user)):
        targets.set_target(director, TargetForm(kind, subject, YEAR, "100"))
    strange = targets.set_target(director, TargetForm("user", stranger, YEAR, "100"))
    assert len(targets.targets(director, YEAR)) == 5
    assert [row.subject.public_id for row in targets.targets(manager, YEAR)] == [east, user]
    assert [row.subject.public_id for row in targets.targets(rep, YEAR)] == [user]
    targets.set_target(manager, TargetForm("user", user, YEAR, "90"))
    before = footprint()
    for refused, form in (
        (NotFound, TargetForm("user", stranger, YEAR, "90")),
        (NotFound, TargetForm("house", "", YEAR, "90")),
        (NotFound, TargetForm("team", west, YEAR, "90")),
        (Invalid, TargetForm("user", user, 1999, "90")),
        (Invalid, TargetForm("user", user, YEAR - 2, "90")),
        (Invalid, TargetForm("user", user, YEAR, "-1")),
        (Invalid, TargetForm("user", user, YEAR, "0.001")),
        (Invalid, TargetForm("user", user, YEAR, "1", "XXX")),
        (Invalid, TargetForm("user", user, YEAR, "1", "CNY", ("1",))),
        (Invalid, TargetForm("colour", user, YEAR, "1")),
    ):
        with pytest.raises(refused):
            targets.set_target(manager, form)
    with pytest.raises(NotFound):
        targets.set_part(manager, strange, f"{YEAR}-01", "1")
    with pytest.raises(NotFound):
        targets.remove_target(manager, strange)
    with pytest.raises(Forbidden):
        targets.set_target(rep, TargetForm("user", user, YEAR, "1"))
    with pytest.raises(NotFound):
        targets.target(rep, strange)
    assert footprint() == before


def test_a_spreadsheet_is_pasted_whole_or_not_at_all(workspace, footprint):
    director = workspace["director"]
    months = "\t".join(str(n) for n in range(1, 13))
    text = f"名称\t全年\nrep\t1,200\nEast\t{months}\trep_west\nrep_west\t9\tUSD"
    before = footprint()
    for wrong in (text, "nobody\t5", "rep\t5\t6", "", "rep"):
        with pytest.raises(Invalid):
            targets.paste_targets(director, YEAR, wrong)
    assert footprint() == before
    right = f"名称\t全年\nrep\t1,200\nEast\t{months}\nrep_west\t9\tUSD\n\n"
    assert targets.paste_targets(director, YEAR, right) == 3
    found = {row.subject.en: row for row in targets.targets(director, YEAR)}
    assert found["rep"].amount == 1200
    assert found["East"].months == [Decimal(n) for n in range(1, 13)]
    assert (found["rep_west"].currency, found["rep_west"].amount) == ("USD", 9)


def won(actor, amount, currency="CNY"):
    customer = customers.create_customer(actor, CustomerForm(name=f"Buyer {amount} {currency}"))
    form = DealForm(
        name="Sale",
        customer=customer,
        amount=amount,
        currency=currency,
        expected_close=today(actor.zone).isoformat(),
    )
    deal = deals.create_deal(actor, form)
    deals.move_deal(actor, deal, "won")
    return deal


def test_attainment_counts_what_was_won_in_its_currency(workspace, db):
    director, rep = workspace["director"], workspace["rep"]
    with Session(db) as session:  # nobody has to be asked
        for rule in session.exec(select(ApprovalRule)):
            session.delete(rule)
        session.commit()
    day = today(rep.zone)
    user, east = ids(db, user="rep", team="East")
    for kind, subject in (("house", ""), ("team", east), ("user", user)):
        targets.set_target(director, TargetForm(kind, subject, day.year, "120000"))
    won(rep, "4000")
    won(rep, "70", "USD")
    won(workspace["rep_west"], "1000")
    rows = {r.subject.kind: r for r in targets.attainments(director, month_of(day).key)}
    assert {kind: row.won for kind, row in rows.items()} == {
        "house": 5000,
        "team": 4000,
        "user": 4000,
    }
    assert rows["user"].target == 10000
    assert rows["user"].percent == 40
    assert [(one.amount, one.currency) for one in rows["user"].others] == [(70, "USD")]
    begun, whole = month_of(day).passed(day)
    assert rows["user"].pace == (Decimal(10000) * begun / whole).quantize(Decimal("0.01"))
    assert rows["user"].ahead == rows["user"].won - rows["user"].pace
    standing = targets.my_standing(rep)
    assert [row.period for row in standing.own] == [
        month_of(day).key,
        f"{day.year}Q{(day.month + 2) // 3}",
        str(day.year),
    ]
    assert standing.below == []
    assert [row.subject.kind for row in targets.my_standing(workspace["manager"]).below] == ["user"]
    assert [row.subject.kind for row in targets.my_standing(director).below] == ["team"]
