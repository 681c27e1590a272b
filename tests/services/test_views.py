"""Looks at products, viewings, near-term hints with both facts, accessories with their enquiries."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select, update

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.deals import Deal
from crm_app.models.quotes import ShareView
from crm_app.models.views import ProductView
from crm_app.services import (
    activities,
    customers,
    deals,
    pipelines,
    products,
    quotes,
    share_links,
    views,
)
from crm_app.services.activities import ActivityForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.pipelines import PipelineForm, StageForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.views import ViewingForm

GUEST = system_actor("share link")
FULL = {"amount": "120000", "expected_close": "2031-12-31"}


@pytest.fixture
def of(workspace):
    return customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))


@pytest.fixture
def deal(workspace, of):
    form = DealForm(name="一期", customer=of, stage="proposal", **FULL)
    return deals.create_deal(workspace["rep"], form)


def product(actor, code, zh, en):
    return products.create_product(actor, ProductForm(code=code, zh=zh, en=en, price="1"))


def age(db, days):
    with Session(db) as session:
        session.exec(update(Deal).values(stage_entered_at=now() - timedelta(days=days)))
        session.commit()


@pytest.mark.parametrize(
    ("days", "looks", "old", "near"),
    [(15, 3, 0, 3), (13, 3, 0, 0), (15, 2, 0, 0), (15, 2, 5, 0), (15, 4, 5, 4)],
)
def test_near_its_close_with_both_facts(workspace, db, deal, days, looks, old, near):  # noqa: PLR0917
    rep, made = workspace["rep"], product(workspace["admin"], "A-1", "打印机", "Printer")
    for number in range(looks):
        at = (now() - timedelta(days=number)).isoformat()
        views.record_view(rep, deal, made, at)
    for _ in range(old):
        views.record_view(rep, deal, made, (now() - timedelta(days=31)).isoformat())
    age(db, days)
    page = deals.deal_page(rep, deal)
    (row,) = deals.deals(rep, ListQuery()).rows
    assert (page.near_views, row.near_views, page.days) == (near, near, days)


def test_a_shared_quote_that_is_opened_is_a_look_at_what_it_offers(workspace, db, deal):
    rep, admin = workspace["rep"], workspace["admin"]
    lines = [
        LineForm(product=product(admin, code, zh, zh), quantity="1", price="1")
        for code, zh in (("A-1", "打印机"), ("A-2", "标签纸"))
    ]
    quote = quotes.create_quote(rep, QuoteForm(deal=deal, lines=lines))
    quotes.send_quote(rep, quote)
    token = share_links.share_quote(rep, quote).token
    for looks in (1, 2, 3):
        share_links.note_view(GUEST, token)
        assert len(views.views_of_deal(rep, deal)) == 2 * looks
        with Session(db) as session:  # an hour later, the customer is back
            for model in (ShareView, ProductView):
                for row in session.exec(select(model)):
                    row.at -= timedelta(hours=1)
            session.commit()
        age(db, 15)
        near = deals.deal_page(rep, deal).near_views
        assert near == (3 if looks == 3 else 0)
    assert {view.source for view in views.views_of_deal(rep, deal)} == {"share"}


def test_the_numbers_are_settings(workspace, db, deal):
    rep, made = workspace["rep"], product(workspace["admin"], "A-1", "打印机", "Printer")
    views.record_view(rep, deal, made)
    age(db, 3)
    (home,) = pipelines.pipelines(rep)
    stage = next(one for one in home.stages if one.key == "proposal")
    change = StageForm(near_after_days=2, near_views=1, near_window_days=7)
    pipelines.change_stage(workspace["admin"], stage.public_id, change)
    page = deals.deal_page(rep, deal)
    assert (page.near_views, page.near_window_days) == (1, 7)


def test_a_look_is_counted_once_and_never_refused_half_way(workspace, deal, footprint):
    rep, made = workspace["rep"], product(workspace["admin"], "A-1", "打印机", "Printer")
    own_id = "01a208cd-5965-7497-9c45-952bfa12c66f"
    for _ in range(2):
        assert views.record_view(rep, deal, made, "", own_id) == own_id
    assert [view.zh for view in views.views_of_deal(rep, deal)] == ["打印机"]
    before = footprint()
    for refusal, attempt in (
        (NotFound, lambda: views.record_view(rep, deal, "nowhere")),
        (NotFound, lambda: views.record_view(workspace["rep_west"], deal, made)),
        (Forbidden, lambda: views.record_view(workspace["service"], deal, made)),
        (Invalid, lambda: views.record_view(rep, deal, made, "2999-01-01T00:00:00+00:00")),
        (Invalid, lambda: views.record_view(rep, deal, made, "yesterday")),
    ):
        with pytest.raises(refusal):
            attempt()
    assert footprint() == before


def test_an_accessory_is_proposed_with_the_enquiries(workspace, of):
    rep, admin = workspace["rep"], workspace["admin"]
    printer = product(admin, "PE-700", "标签打印机", "Label Printer")
    labels = product(admin, "PE-710", "热敏标签纸", "Thermal Labels")
    views.set_goes_with(admin, printer, [labels])
    about = [("customer", of)]
    activities.record_activity(rep, ActivityForm(kind="call", text="问了标签打印机的价格"), about)
    assert views.accessory_hints(rep, of) == []
    activities.record_activity(rep, ActivityForm(text="Wants a second label printer"), about)
    (hint,) = views.accessory_hints(rep, of)
    assert (hint.zh, hint.asked_zh, hint.count) == ("热敏标签纸", "标签打印机", 2)
    assert {one.words for one in hint.enquiries} == {
        "问了标签打印机的价格",
        "Wants a second label printer",
    }
    with pytest.raises(NotFound):
        views.accessory_hints(workspace["rep_west"], of)
    with pytest.raises(Invalid, match="itself"):
        views.set_goes_with(admin, printer, [printer])
    with pytest.raises(Forbidden):
        views.set_goes_with(rep, printer, [])


def test_viewings_are_shown_where_the_pipeline_asks_for_them(workspace, deal, footprint):
    rep, admin = workspace["rep"], workspace["admin"]
    form = ViewingForm("2026-11-02", "浦东样板间", "张伟夫妇", "喜欢采光")
    made = views.add_viewing(rep, deal, form)
    assert deals.deal_page(rep, deal).viewings == []
    (home,) = pipelines.pipelines(rep)
    pipelines.change_pipeline(admin, home.public_id, PipelineForm(asks_viewings=True))
    (row,) = deals.deal_page(rep, deal).viewings
    assert (row.day.isoformat(), row.place, row.who, row.impression, row.by) == (
        *("2026-11-02", "浦东样板间", "张伟夫妇", "喜欢采光", "rep"),
    )
    before = footprint()
    with pytest.raises(Invalid):
        views.add_viewing(rep, deal, ViewingForm(place=" "))
    with pytest.raises(Invalid):
        views.add_viewing(rep, deal, ViewingForm("2.11.", "x"))
    assert footprint() == before
    assert views.remove_viewing(rep, deal, made) == form
    assert views.viewings(rep, deal) == []
