"""Promotions: what runs for whom, what a line makes of one, and what collides is said."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.permissions import system_actor
from crm_app.core.work import Work
from crm_app.models.prices import Promotion
from crm_app.models.quotes import Quote
from crm_app.services import (
    approvals,
    currencies,
    customers,
    products,
    promotions,
    quotes,
    share_links,
)
from crm_app.services.approvals import ConditionForm, FlowForm, StepForm
from crm_app.services.currencies import RateForm
from crm_app.services.customers import CustomerForm
from crm_app.services.products import CategoryForm, ProductForm
from crm_app.services.promotions import PromotionForm
from crm_app.services.promotions.rules import Standing, best, collision, promised
from crm_app.services.quotes import LineForm, QuoteForm, paper_of
from tests.days import house_day

D = Decimal


@pytest.fixture
def shop(workspace, today):
    """A kettle of 1,000 in a group of devices, tea of 180, a customer of tier A in Kunming."""
    director = workspace["director"]
    devices = products.create_category(director, CategoryForm(zh="设备", en="Devices"))
    small = products.create_category(director, CategoryForm(zh="小设备", parent=devices))
    made = {"devices": devices}
    for name, code, price, group in (("kettle", "K-1", "1000", small), ("tea", "T-1", "180", "")):
        form = ProductForm(code=code, zh=name, en=name, price=price, cost="60", category=group)
        made[name] = products.create_product(director, form)
    customer = CustomerForm(name="云岭", tier="A", region="云南昆明")
    made["customer"] = customers.create_customer(workspace["rep"], customer)
    return workspace | made | {"today": today}


@pytest.fixture
def today():
    return house_day()


@pytest.fixture
def unchanged(footprint):
    """Whatever is refused inside leaves no trace."""

    @contextmanager
    def watched():
        before = footprint()
        yield
        assert footprint() == before

    return watched


def promote(shop, who="director", **more):
    first, last = more.pop("days", (-5, 5))
    form = {
        "zh": "设备节",
        "en": "Fair",
        "discount": "10",
        "categories": [shop["devices"]],
        "valid_from": (shop["today"] + timedelta(first)).isoformat(),
        "valid_until": (shop["today"] + timedelta(last)).isoformat(),
    } | more
    return promotions.create_promotion(shop[who], PromotionForm(**form))


def offer(shop, *lines, **more):
    form = QuoteForm(customer=shop["customer"], lines=list(lines), **more)
    return quotes.create_quote(shop["rep"], form)


def kettle(shop, **more):
    return LineForm(product=shop["kettle"], **more)


def line_of(shop, quote_id):
    return quotes.quote_page(shop["rep"], quote_id).lines[0]


def test_what_runs_is_offered_and_taken_only_when_somebody_takes_it(shop):
    fair = promote(shop)
    quote = offer(shop, kettle(shop), LineForm(product=shop["tea"]))
    (line, tea) = quotes.quote_page(shop["rep"], quote).lines
    assert (line.promoted.offer, line.promoted.taken, line.discount) == (fair, "", 0)
    assert line.promoted.offer_en == "“Fair” (10% off)"
    assert (tea.promoted.offer, line.promoted.collides_en) == ("", "")
    taken = line_of(shop, offer(shop, kettle(shop, promotion=fair)))
    assert (taken.promoted.taken, taken.discount, taken.amount) == (fair, 10, 900)
    assert (taken.promoted.offer, taken.promoted.collides_zh) == ("", "")


@pytest.mark.parametrize(
    "more",
    [
        {"days": (-9, -1)},
        {"days": (1, 9)},
        {"tiers": ["B"]},
        {"regions": ["上海"]},
        {"is_active": False},
        {"discount": None, "price": "700", "currency": "USD"},
    ],
    ids=["over", "coming", "another tier", "another region", "out of use", "another currency"],
)
def test_what_does_not_run_is_neither_offered_nor_to_be_taken(shop, more):
    fair = promote(shop, **more)
    quote = offer(shop, kettle(shop))
    assert line_of(shop, quote).promoted.offer == ""
    with pytest.raises(Invalid) as refused:
        offer(shop, kettle(shop, promotion=fair))
    assert (refused.value.code, refused.value.field) == (
        "promotions.not_running",
        "lines.0.promotion",
    )


def test_a_promoted_price_follows_tax_and_leaves_with_the_currency(shop):
    fair = promote(shop, discount=None, price="850", categories=[], products=[shop["kettle"]])
    currencies.add_rate(shop["admin"], RateForm("USD", "2026-01-01", "7", "1"))
    quote = offer(shop, kettle(shop, promotion=fair, quantity="2"))
    line = line_of(shop, quote)
    assert (line.price, line.list_price, line.priced_by.source) == (850, 1000, "promotion")
    assert quotes.quote_page(shop["rep"], quote).figures.given == 15
    quotes.change_quote(shop["rep"], quote, QuoteForm(tax_included=True))
    assert line_of(shop, quote).price == D("960.50")  # 13 % on top
    quotes.change_quote(shop["rep"], quote, QuoteForm(currency="USD", tax_included=False))
    left = line_of(shop, quote)
    assert (left.promoted.taken, left.price, left.priced_by.source) == ("", D("142.86"), "list")


def test_leaving_a_promotion_gives_the_price_back_and_more_that_was_typed_stays(shop):
    fair = promote(shop)
    quote = offer(shop, kettle(shop, promotion=fair))
    own = line_of(shop, quote).public_id

    def change(**more):
        form = QuoteForm(lines=[LineForm(public_id=own, **more)])
        quotes.change_quote(shop["rep"], quote, form)
        return line_of(shop, quote)

    assert change(discount="15").promoted.taken == fair
    assert change(discount="15", promotion="").discount == 15
    assert change(discount="0", promotion=fair).discount == 10
    assert change(discount="10", promotion="").discount == 0


@pytest.mark.parametrize(
    ("more", "line", "whole", "kind"),
    [
        ({}, {"discount": "12"}, "0", "on_top"),
        ({}, {"discount": "10"}, "3", "on_top"),
        ({}, {"price": "950", "discount": "10"}, "0", "on_top"),
        ({"is_stackable": True}, {"discount": "12"}, "3", ""),
        ({}, {}, "0", ""),
    ],
)
def test_more_on_top_of_a_promotion_that_stands_alone_is_said(shop, more, line, whole, kind):
    fair = promote(shop, **more)
    quote = offer(shop, kettle(shop, promotion=fair, **line), discount=whole)
    said = line_of(shop, quote).promoted
    assert bool(said.collides_zh) == bool(said.collides_en) == bool(kind)
    if kind:
        assert "“Fair” (10% off)" in said.collides_en
        assert "stands alone" in said.collides_en


def test_a_discount_beside_a_promotion_is_said_with_both_figures_to_who_decides(shop):
    promote(shop)
    below = offer(shop, kettle(shop), discount="15")
    assert (
        "has 15% off of its own: 850 CNY each, below" in line_of(shop, below).promoted.collides_en
    )
    above = offer(shop, kettle(shop, discount="5"))
    said = line_of(shop, above).promoted.collides_zh
    assert "另让了 5%（实际单价 950 CNY）" in said
    assert "“设备节”（优惠 10%）" in said
    same = offer(shop, kettle(shop, discount="10"))
    assert line_of(shop, same).promoted.collides_zh == ""
    asked = approvals.ask_for_quote(shop["rep"], below, "大单")
    case = approvals.approval_case(shop["manager"], asked)
    assert [one.en for one in case.collisions] == [line_of(shop, below).promoted.collides_en]


def test_one_that_ran_out_after_it_was_taken_keeps_its_price_and_says_so(shop):
    fair = promote(shop)
    quote = offer(shop, kettle(shop, promotion=fair))
    version = promotions.promotion(shop["director"], fair).version
    days = {"valid_from": "2020-01-01", "valid_until": "2020-02-01"}
    promotions.change_promotion(shop["director"], fair, PromotionForm(**days), version)
    line = line_of(shop, quote)
    assert (line.discount, line.promoted.taken) == (10, fair)
    assert "2020-01-01 to 2020-02-01" in line.promoted.collides_en
    copy = line_of(shop, quotes.copy_quote(shop["rep"], quote))
    assert (copy.promoted.taken, copy.discount) == (fair, 10)


def test_what_was_sent_is_judged_by_the_day_it_was_sent(shop):
    fair = promote(shop, discount="5")
    quote = offer(shop, kettle(shop, promotion=fair))
    quotes.send_quote(shop["rep"], quote)
    assert line_of(shop, quote).promoted.collides_en == ""


def test_a_promotion_from_a_quantity_on_is_for_lines_of_so_many(shop, unchanged):
    fair = promote(shop, least_quantity="10")
    assert promotions.promotion(shop["director"], fair).effect_zh == "满 10 起优惠 10%"
    nine = offer(shop, kettle(shop, quantity="9"), discount="20")
    said = line_of(shop, nine).promoted
    assert (said.offer, said.collides_en) == ("", "")  # it is not for them
    assert line_of(shop, offer(shop, kettle(shop, quantity="10"))).promoted.offer == fair
    with unchanged(), pytest.raises(Invalid) as refused:
        offer(shop, kettle(shop, quantity="9.99", promotion=fair))
    assert (refused.value.code, refused.value.params) == ("promotions.too_few", {"least": "10"})
    taken = offer(shop, kettle(shop, quantity="10", promotion=fair))
    own = line_of(shop, taken).public_id
    fewer = QuoteForm(lines=[LineForm(public_id=own, quantity="5", discount="10")])
    quotes.change_quote(shop["rep"], taken, fewer)
    line = line_of(shop, taken)
    assert (line.discount, line.promoted.taken) == (10, fair)
    assert "with less than the 10 that it takes" in line.promoted.collides_en
    with unchanged(), pytest.raises(Invalid, match="number_low"):
        promote(shop, zh="x", en="x", least_quantity="-1")


def test_it_is_named_on_paper_and_keeps_the_name_it_was_sent_with(shop, db):
    fair = promote(shop)
    quote = offer(shop, kettle(shop, promotion=fair), LineForm(product=shop["tea"]))

    def names(*languages):
        with Session(db) as session:
            work = Work(session, shop["rep"], writes=False)
            paper = paper_of(work, session.exec(select(Quote)).one(), languages)
            return [line.promotion for line in paper.lines]

    assert names("zh", "en") == ["促销：设备节 / Promotion: Fair", ""]
    assert names("en") == ["Promotion: Fair", ""]
    request = approvals.quote_standing(shop["rep"], quote)
    assert request.level == ""
    quotes.send_quote(shop["rep"], quote)
    promotions.change_promotion(shop["director"], fair, PromotionForm(zh="茶节", en="Tea days"))
    assert names("zh") == ["促销：设备节", ""]
    token = share_links.share_quote(shop["rep"], quote).token
    seen = share_links.shared_quote(system_actor("guest"), token, ["zh"])
    assert seen.paper.lines[0].promotion == "促销：设备节"
    with Session(db) as session:  # one that was sent before promotions were named
        row = session.exec(select(Quote)).one()
        row.issued = {name: value for name, value in row.issued.items() if name != "promotions"}
        session.add(row)
        session.commit()
    assert names("en") == ["Promotion: Tea days", ""]


def test_a_flow_asks_somebody_where_an_offer_collides_with_a_promotion(shop):
    collides = ConditionForm("promotion", "in", "collides")
    flow = FlowForm("促销", "Promo", "quote", (collides,), (StepForm(("role:finance",)),))
    saved = approvals.save_flow(shop["admin"], flow)
    sentence = approvals.flow(shop["admin"], saved).sentence
    assert sentence.en == "Quote: when a running promotion collides, finance decides"
    assert sentence.zh == "报价：与进行中的促销冲突时，由财务审批"
    promote(shop)

    def standing(quote):
        return approvals.quote_standing(shop["rep"], quote).who.en

    alone = offer(shop, kettle(shop), discount="5")
    assert standing(alone) == "finance"
    same = offer(shop, kettle(shop, discount="10"))
    assert standing(same) == ""
    assert approvals.quote_what_if(shop["rep"], same, "3").who.en == "finance"
    assert approvals.quote_what_if(shop["rep"], alone, "10").who.en == ""
    request = approvals.ask_for_quote(shop["rep"], alone, "急")
    free = approvals.approval_case(shop["director"], request).floors[0]
    assert (free.level, free.discount) == ("", 0)
    approvals.approve(shop["finance"], request)
    quotes.change_quote(shop["rep"], alone, QuoteForm(discount="10"))
    quotes.send_quote(shop["rep"], alone)  # as much as it gives: nothing collides any more


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"zh": "", "en": ""}, "promotions.name_missing"),
        ({"discount": "0"}, "promotions.effect_missing"),
        ({"discount": "10", "price": "5"}, "promotions.both"),
        ({"discount": "101"}, "money.number_high"),
        ({"discount": "-5"}, "money.number_low"),
        ({"valid_until": ""}, "promotions.day_missing"),
        ({"valid_until": "2020-01-01"}, "price_books.days_reversed"),
        ({"tiers": ["Z"]}, "list.value_unknown"),
        ({"products": ["nowhere"]}, "product.not_found"),
        ({"categories": ["nowhere"]}, "products.category_not_found"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(shop, unchanged, change, code):
    with unchanged(), pytest.raises(AppError) as refused:
        promote(shop, **change)
    assert refused.value.code == code


def test_who_may_not_and_who_comes_late(shop, unchanged):
    fair = promote(shop)
    for who in ("rep", "manager", "marketing", "desk"):
        with unchanged(), pytest.raises(Forbidden):
            promote(shop, who=who, zh="另一个", en="Other")
        with unchanged(), pytest.raises(Forbidden):
            promotions.delete_promotion(shop[who], fair)
    with unchanged(), pytest.raises(Conflict, match="name_taken"):
        promote(shop)
    with unchanged(), pytest.raises(Stale):
        promotions.change_promotion(shop["director"], fair, PromotionForm(zh="新"), 7)
    offer(shop, kettle(shop, promotion=fair))
    with unchanged(), pytest.raises(Conflict, match="is_taken"):
        promotions.delete_promotion(shop["director"], fair)
    other = promote(shop, zh="茶", en="Tea", products=[shop["tea"]], categories=[])
    promotions.delete_promotion(shop["director"], other)
    with pytest.raises(NotFound):
        promotions.promotion(shop["director"], other)
    assert [row.lines for row in promotions.promotions(shop["rep"])] == [1]


prices = st.decimals(D("0.01"), D(100_000), places=2)
percents = st.decimals(0, 100, places=2)


def made(discount, *, stacks=False, key=1):
    return Promotion(id=key, name_zh="x", name_en="x", discount=discount, is_stackable=stacks)


@settings(deadline=None)
@given(found=prices, discounts=st.lists(percents, min_size=1, max_size=5))
def test_the_best_of_several_is_the_lowest_price_and_never_a_rise(found, discounts):
    several = [made(one, key=place) for place, one in enumerate(discounts, 1)]
    chosen = best(several, found)
    lowest = min(promised(one, found) for one in several)
    assert (promised(chosen, found) if chosen else found) == min(found, lowest)


@settings(deadline=None)
@given(found=prices, own=percents, whole=percents, promoted=percents, stacks=st.booleans())
def test_a_collision_says_which_way_and_never_what_is_not(found, own, whole, promoted, stacks):
    one = made(promoted, stacks=stacks)
    line = Standing(found, found * (100 - own) / 100, whole)
    clash = collision(line, None, [one])
    gives = promised(one, found)
    if clash is not None:
        assert not stacks
        assert line.is_reduced
        assert (line.left < gives) == (clash.kind == "below")
        assert (line.left > gives) == (clash.kind == "above")
    elif not stacks and line.is_reduced and gives < found:
        assert abs(line.left - gives) <= D("0.01")
    on_top = collision(line, one, [one])
    assert (on_top is None) == (stacks or (not whole and line.charged >= gives - D("0.01")))
    assert collision(line, one, []).kind == "over"
