"""Quotes: numbered without gaps, priced exactly, sent once and never rewritten."""

import threading
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.lib.clock import now
from crm_app.models.ledger import AuditEntry
from crm_app.services import customers, deals, products, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm

LINE = LineForm(text="咨询", quantity="2", price="100")
YEAR = now().year


@pytest.fixture
def shop(workspace):
    """The people, with a customer of the rep and a product."""
    workspace_ids = {
        "customer": customers.create_customer(workspace["rep"], CustomerForm(name="华东科技")),
        "tea": products.create_product(
            workspace["director"],
            ProductForm(
                code="PU-01", zh="熟普饼茶", en="Ripe cake", unit="饼", price="180", cost="72.5"
            ),
        ),
    }
    return workspace | workspace_ids


def make(shop, who="rep", lines=(LINE,), **more):
    form = QuoteForm(**{"customer": shop["customer"], "lines": list(lines), **more})
    return quotes.create_quote(shop[who], form)


def page(shop, public_id, who="rep"):
    return quotes.quote_page(shop[who], public_id)


def test_numbers_follow_each_other_without_gaps(shop, footprint):
    first = make(shop)
    with pytest.raises(Invalid):
        make(shop, lines=[LineForm(text="", price="1")])
    second = make(shop)
    quotes.delete_quote(shop["rep"], second)
    third = make(shop)
    numbers = [page(shop, first).number, page(shop, third).number]
    assert numbers == [f"Q-{YEAR}-0001", f"Q-{YEAR}-0003"]
    quotes.restore_quote(shop["rep"], second)
    assert page(shop, second).number == f"Q-{YEAR}-0002"


def test_numbers_are_unique_when_many_create_at_once(shop):
    failures: list[Exception] = []

    def create():
        try:
            make(shop)
        except Exception as fault:  # noqa: BLE001 - asserted below
            failures.append(fault)

    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    found = sorted(row.number for row in quotes.quotes(shop["rep"], ListQuery()).rows)
    assert found == [f"Q-{YEAR}-{n:04d}" for n in range(1, 9)]


def test_line_takes_price_cost_tax_and_unit_from_its_product(shop):
    public_id = make(shop, lines=[LineForm(product=shop["tea"], quantity="10", discount="5")])
    (line,) = page(shop, public_id).lines
    assert (line.text, line.unit, line.price, line.list_price) == ("熟普饼茶", "饼", 180, 180)
    assert (line.code, line.amount, line.cost) == ("PU-01", Decimal("1710.00"), None)
    seen = page(shop, public_id, "manager")
    assert seen.lines[0].cost == Decimal("72.5")
    assert (seen.figures.cost, seen.figures.margin) == (Decimal("725.00"), Decimal("57.60"))


def test_totals_under_a_discount(shop):
    figures = page(shop, make(shop, lines=[LINE, LineForm(text="x", price="33.33")], discount="10"))
    figures = figures.figures
    assert figures.subtotal == Decimal("233.33")
    assert figures.net == Decimal("210.00")
    assert figures.tax == Decimal("27.30")
    assert figures.total == Decimal("237.30")
    assert (figures.cost, figures.margin) == (None, None)


def test_price_of_another_currency_is_not_taken_over(shop):
    public_id = make(shop, lines=[LineForm(product=shop["tea"], price="25")], currency="USD")
    (line,) = page(shop, public_id).lines
    assert (line.price, line.list_price) == (25, 0)


def test_lines_are_changed_reordered_and_removed(shop):
    public_id = make(shop, lines=[LineForm(text=t, price="1") for t in "abc"])
    a, _, c = page(shop, public_id).lines
    forms = [LineForm(public_id=c.public_id), LineForm(public_id=a.public_id, quantity="5")]
    assert quotes.change_quote(shop["rep"], public_id, QuoteForm(lines=forms), 1) == public_id
    after = page(shop, public_id)
    assert [(line.public_id, line.text, line.quantity) for line in after.lines] == [
        (c.public_id, "c", 1),
        (a.public_id, "a", 5),
    ]
    assert after.figures.subtotal == Decimal("6.00")


def test_quote_of_a_deal_belongs_to_its_owner_and_stands_there(shop):
    deal = deals.create_deal(shop["rep"], DealForm(name="D", customer=shop["customer"]))
    public_id = make(shop, "manager", customer=None, deal=deal)
    assert page(shop, public_id).owner == "rep"
    assert [q.public_id for q in deals.deal_page(shop["rep"], deal).quotes] == [public_id]


def test_deal_of_another_customer_is_refused(shop, footprint):
    deal = deals.create_deal(shop["rep"], DealForm(name="D", customer=shop["customer"]))
    other = customers.create_customer(shop["rep"], CustomerForm(name="别家"))
    before = footprint()
    with pytest.raises(Invalid, match="deal_of_other"):
        make(shop, customer=other, deal=deal)
    assert footprint() == before


def test_sent_quote_is_never_rewritten_a_change_makes_the_next_revision(shop):
    first = make(shop)
    quotes.send_quote(shop["rep"], first)
    sent = page(shop, first)
    second = quotes.change_quote(shop["rep"], first, QuoteForm(discount="5"))
    assert second != first
    after = page(shop, first)
    assert (after.status, after.version, after.figures) == ("sent", sent.version, sent.figures)
    draft = page(shop, second)
    assert (draft.number, draft.revision, draft.status) == (sent.number, 2, "draft")
    assert draft.figures.net == Decimal("190.00")
    with pytest.raises(Conflict, match="revised_already"):
        quotes.change_quote(shop["rep"], first, QuoteForm(discount="6"))
    quotes.send_quote(shop["rep"], second)
    assert page(shop, first).status == "replaced"
    assert [r.revision for r in page(shop, first).revisions] == [2, 1]


def test_nothing_is_sent_twice_or_empty_or_expired(shop, footprint):
    empty = make(shop, lines=[])
    old = make(shop, valid_until="2020-01-01")
    sent = make(shop)
    quotes.send_quote(shop["rep"], sent)
    before = footprint()
    for public_id, code in ((empty, "empty"), (old, "expired"), (sent, "not_draft")):
        with pytest.raises(AppError, match=code):
            quotes.send_quote(shop["rep"], public_id)
    with pytest.raises(Conflict, match="not_draft"):
        quotes.delete_quote(shop["rep"], sent)
    assert footprint() == before


def test_sending_at_the_same_moment_sends_once(shop):
    public_id = make(shop)
    outcomes: list[str] = []

    def send():
        try:
            quotes.send_quote(shop["rep"], public_id)
            outcomes.append("sent")
        except Conflict as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["quotes.not_draft", "sent"]


def test_stale_draft_cannot_be_sent_or_saved(shop, footprint):
    public_id = make(shop)
    quotes.change_quote(shop["rep"], public_id, QuoteForm(discount="1"), 1)
    before = footprint()
    with pytest.raises(Stale):
        quotes.send_quote(shop["rep"], public_id, 1)
    with pytest.raises(Stale):
        quotes.change_quote(shop["rep"], public_id, QuoteForm(discount="2"), 1)
    assert footprint() == before


@pytest.mark.parametrize(
    ("answer", "status"), [("accept_quote", "accepted"), ("decline_quote", "declined")]
)
def test_customer_answers_what_was_sent(shop, answer, status):
    public_id = make(shop)
    with pytest.raises(Conflict, match="not_sent"):
        getattr(quotes, answer)(shop["rep"], public_id)
    quotes.send_quote(shop["rep"], public_id)
    getattr(quotes, answer)(shop["rep"], public_id)
    assert page(shop, public_id).status == status
    with pytest.raises(Conflict, match="not_sent"):
        getattr(quotes, answer)(shop["rep"], public_id)


def test_accepted_quote_is_copied_not_revised(shop):
    public_id = make(shop)
    quotes.send_quote(shop["rep"], public_id)
    quotes.accept_quote(shop["rep"], public_id)
    with pytest.raises(Conflict, match="accepted_already"):
        quotes.revise_quote(shop["rep"], public_id)
    copy = page(shop, quotes.copy_quote(shop["rep"], public_id))
    assert (copy.number, copy.revision, copy.status) == (f"Q-{YEAR}-0002", 1, "draft")
    assert copy.figures == page(shop, public_id).figures


def test_preview_prices_what_is_typed_and_stores_nothing(shop, footprint):
    public_id = make(shop, lines=[LineForm(product=shop["tea"], quantity="10")])
    (line,) = page(shop, public_id).lines
    before = footprint()
    forms = [LineForm(public_id=line.public_id, quantity="20"), LineForm(product=shop["tea"])]
    seen = quotes.preview(shop["manager"], public_id, QuoteForm(discount="10", lines=forms))
    assert seen.amounts == [Decimal("3600.00"), Decimal("180.00")]
    assert seen.figures.net == Decimal("3402.00")
    assert seen.figures.margin == Decimal("55.25")
    assert quotes.preview(shop["rep"], public_id, QuoteForm(lines=forms)).figures.margin is None
    assert footprint() == before
    assert page(shop, public_id).figures.net == Decimal("1800.00")


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        (LineForm(text=""), "quotes.text_missing", "lines.0.text"),
        (LineForm(text="x", quantity="0"), "quotes.quantity_zero", "lines.0.quantity"),
        (LineForm(text="x", quantity="-1"), "money.number_low", "lines.0.quantity"),
        (LineForm(text="x", discount="101"), "money.number_high", "lines.0.discount"),
        (LineForm(text="x", price="abc"), "money.number_invalid", "lines.0.price"),
        (LineForm(product="nothing"), "product.not_found", "lines.0.product"),
        (LineForm(text="x", quantity="1000000", price="1000000000"), "quotes.too_large", "lines"),
    ],
)
def test_refused_line_is_named_and_nothing_happens(shop, footprint, form, code, field):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        make(shop, lines=[form])
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert footprint() == before


def test_cost_is_set_by_those_who_see_it_only(shop, footprint, security_log):
    before = footprint()
    with pytest.raises(Forbidden, match="cost_hidden"):
        make(shop, lines=[LineForm(text="x", price="10", cost="4")])
    assert footprint() == before
    assert security_log() == ["products.cost_hidden"]


@pytest.mark.parametrize("who", ["rep_west", "manager_west"])
def test_other_team_neither_sees_nor_touches(shop, footprint, security_log, who):
    public_id = make(shop)
    before = footprint()
    attempts = (
        quotes.quote_page,
        quotes.send_quote,
        quotes.revise_quote,
        quotes.copy_quote,
        quotes.accept_quote,
        quotes.decline_quote,
        quotes.delete_quote,
        quotes.restore_quote,
    )
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt(shop[who], public_id)
    with pytest.raises(NotFound):
        quotes.change_quote(shop[who], public_id, QuoteForm(discount="1"))
    with pytest.raises(NotFound):
        quotes.preview(shop[who], public_id, QuoteForm())
    assert quotes.quotes(shop[who], ListQuery()).total == 0
    assert footprint() == before
    assert security_log() == ["quote.not_found"] * 10


COMMANDS = {
    "create": lambda who, it: quotes.create_quote(who, QuoteForm(customer="C" * 26)),
    "change": lambda who, it: quotes.change_quote(who, it, QuoteForm(discount="1")),
    "revise": quotes.revise_quote,
    "copy": quotes.copy_quote,
    "delete": quotes.delete_quote,
    "restore": quotes.restore_quote,
    "send": quotes.send_quote,
    "accept": quotes.accept_quote,
    "decline": quotes.decline_quote,
}


@pytest.mark.parametrize("who", ["finance", "service"])
@pytest.mark.parametrize("attempt", COMMANDS.values(), ids=COMMANDS)
def test_role_that_does_not_sell_is_refused(shop, footprint, security_log, who, attempt):
    public_id = make(shop)
    before = footprint()
    with pytest.raises(Forbidden):
        attempt(shop[who], public_id)
    assert footprint() == before
    assert security_log() == ["permission.denied"]


@pytest.mark.parametrize("attempt", ["revise_quote", "accept_quote", "decline_quote"])
def test_draft_is_neither_answered_nor_revised(shop, footprint, attempt):
    public_id = make(shop)
    before = footprint()
    with pytest.raises(Conflict, match=r"not_sent|not_revisable"):
        getattr(quotes, attempt)(shop["rep"], public_id)
    assert footprint() == before


@pytest.mark.parametrize("answer", ["accept_quote", "decline_quote"])
def test_customer_answers_once(shop, footprint, answer):
    public_id = make(shop)
    quotes.send_quote(shop["rep"], public_id)
    getattr(quotes, answer)(shop["rep"], public_id)
    before = footprint()
    for again in (quotes.accept_quote, quotes.decline_quote):
        with pytest.raises(Conflict, match="not_sent"):
            again(shop["rep"], public_id)
    assert footprint() == before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"discount": "100.01"}, "number_high"),
        ({"discount": "-1"}, "number_low"),
        ({"discount": "1.00001"}, "too_fine"),
        ({"currency": "XXX"}, "currency_unknown"),
        ({"valid_until": "31.12."}, "day_invalid"),
        ({"note": "x" * 2001}, "too_long"),
        ({"lines": [LINE] * 201}, "too_many_lines"),
        ({"lines": [LineForm(text="x", quantity="999999999", price="999999999")]}, "too_large"),
    ],
)
def test_refused_change_leaves_the_draft_as_it_was(shop, footprint, more, code):
    public_id = make(shop)
    before = footprint()
    with pytest.raises(Invalid, match=code):
        quotes.change_quote(shop["rep"], public_id, QuoteForm(**more))
    assert footprint() == before


def test_amounts_in_yen_are_whole(shop):
    line = LineForm(text="煎茶", quantity="3", price="1999.5", discount="5", tax_rate="10")
    public_id = make(shop, lines=[line], currency="JPY", discount="10")
    shown = page(shop, public_id)
    assert (shown.figures.net, shown.figures.tax, shown.figures.total) == (5129, 513, 5642)
    assert [one.amount for one in shown.lines] == [5699]


def test_found_by_number_customer_and_content(shop):
    make(shop, lines=[LineForm(product=shop["tea"])])
    for words in (f"Q-{YEAR}-0001", "华东", "hdkj", "熟普"):
        assert quotes.quotes(shop["rep"], ListQuery(words=words)).total == 1, words


def test_handing_over_a_deal_hands_over_its_quotes(shop, db):
    from crm_app.models.users import User

    deal = deals.create_deal(shop["rep"], DealForm(name="D", customer=shop["customer"]))
    public_id = make(shop, deal=deal)
    with Session(db) as session:
        west = session.exec(select(User.public_id).where(User.name == "rep_west")).one()
    deals.change_deal(shop["admin"], deal, DealForm(owner=west))
    assert page(shop, public_id, "rep_west").owner == "rep_west"


def test_change_of_a_line_is_audited(shop, db):
    public_id = make(shop)
    (line,) = page(shop, public_id).lines
    form = QuoteForm(lines=[LineForm(public_id=line.public_id, quantity="2", price="90")])
    quotes.change_quote(shop["rep"], public_id, form)
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.record == f"quote:{public_id}"
    assert entry.changes[f"quote_line:{line.public_id}"]["price"] == ["100", "90"]
    assert entry.changes[f"quote:{public_id}"]["net"] == ["200", "180"]


def test_new_wording_of_a_line_is_a_new_version(shop):
    public_id = make(shop)
    (line,) = page(shop, public_id).lines
    same = LineForm(public_id=line.public_id, quantity="2.0", price="100")
    quotes.change_quote(shop["rep"], public_id, QuoteForm(lines=[same]), 1)
    assert page(shop, public_id).version == 1
    other = LineForm(public_id=line.public_id, quantity="2", text="培训")
    quotes.change_quote(shop["rep"], public_id, QuoteForm(lines=[other]), 1)
    assert page(shop, public_id).version == 2
