"""Orders: lines from an offer, delivered in parts, never more than ordered, corrections traced."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.orders import Order, OrderLine, OrderStatus
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import checks, contacts, contracts, orders, pricing, quotes, search
from crm_app.services.contacts import ContactForm
from crm_app.services.contracts import ContractForm
from crm_app.services.orders import DeliveryForm, OrderForm, OrderLineForm, rules
from crm_app.services.quotes import LineForm, QuoteForm
from tests.services.selling import LINES, TOTAL, agreed, customer, in_force, ordered

SYSTEM = system_actor("test")


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


def page(actor, public_id):
    return orders.order_page(actor, public_id)


def parts(page, *quantities):
    return [(line.public_id, q) for line, q in zip(page.lines, quantities, strict=False)]


def test_quote_contract_and_order_agree(rep):
    contract = in_force(rep)
    made = page(rep, orders.create_order(rep, OrderForm(contract=contract)))
    agreement = contracts.contract_page(rep, contract)
    assert made.total == sum(line.amount for line in made.lines) == agreement.amount == TOTAL
    assert (agreement.ordered, agreement.can_order) == (TOTAL, False)
    assert (made.contract.name, made.has_own_money) == (agreement.number, False)
    assert [line.quantity for line in made.lines] == [Decimal(10), Decimal(3)]
    assert checks.first_fault(SYSTEM) is None


def test_sections_and_options_are_not_ordered(rep):
    lines = [
        LineForm(kind="section", text="产品"),
        LineForm(text="饼茶", quantity="2", price="100", tax_rate="13"),
        LineForm(text="延保", quantity="1", price="50", tax_rate="6", is_optional=True),
    ]
    made = page(rep, ordered(rep, quote=agreed(rep, lines)))
    assert [(line.text, line.amount) for line in made.lines] == [("饼茶", Decimal(226))]


def test_an_order_needs_a_contract_in_force_where_there_is_one(rep, footprint):
    quote = agreed(rep)
    contract = contracts.create_contract(rep, ContractForm(quote=quote))
    before = footprint()
    for form in (OrderForm(quote=quote), OrderForm(contract=contract)):
        with pytest.raises(Conflict, match="contract_not_in_force"):
            orders.create_order(rep, form)
    assert footprint() == before
    for action in ("send", "sign_us", "sign_customer"):
        contracts.take_step(rep, contract, action)
    made = page(rep, orders.create_order(rep, OrderForm(quote=quote)))
    assert made.contract.public_id == contract


def test_one_order_a_quote_until_it_is_cancelled(rep, footprint):
    quote = agreed(rep)
    first = ordered(rep, quote=quote)
    before = footprint()
    with pytest.raises(Conflict, match="made_already"):
        ordered(rep, quote=quote)
    assert footprint() == before
    orders.cancel_order(rep, first, "客户改主意")
    ordered(rep, quote=quote)
    with pytest.raises(Conflict, match="made_already"):
        orders.reopen_order(rep, first)


def test_orders_never_come_to_more_than_their_contract(rep, footprint):
    contract = in_force(rep, customer=customer(rep), amount="1130")
    line = OrderLineForm(text="饼茶", quantity="5", price="100", tax_rate="13")
    orders.create_order(rep, OrderForm(contract=contract, lines=[line]))
    second = orders.create_order(rep, OrderForm(contract=contract, lines=[line]))
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        orders.create_order(
            rep, OrderForm(contract=contract, lines=[OrderLineForm(text="x", price="0.01")])
        )
    assert (refusal.value.code, refusal.value.params["left"]) == ("orders.over_contract", "0.00")
    assert footprint() == before
    orders.cancel_order(rep, second, "x")
    orders.create_order(rep, OrderForm(contract=contract, lines=[line]))
    with pytest.raises(Conflict, match="over_contract"):
        orders.reopen_order(rep, second)


def test_delivered_in_parts_until_all_is_out(rep):
    public_id = ordered(rep)
    made = page(rep, public_id)
    assert (made.status, made.delivered) == ("open", 0)
    form = DeliveryForm(tracking="SF001", lines=parts(made, "4", "0"))
    orders.deliver(rep, public_id, form, made.version)
    made = page(rep, public_id)
    assert (made.status, made.lines[0].left, made.delivered) == ("partly", Decimal(6), 37)
    assert made.deliveries[0].tracking == "SF001"
    orders.deliver(rep, public_id, DeliveryForm())
    made = page(rep, public_id)
    assert (made.status, made.delivered, len(made.deliveries)) == ("delivered", 100, 2)
    with pytest.raises(Invalid, match="nothing_to_deliver"):
        orders.deliver(rep, public_id, DeliveryForm())
    assert checks.first_fault(SYSTEM) is None


@pytest.mark.parametrize(
    ("quantities", "code", "field"),
    [
        (("11",), "orders.over_delivery", "lines.0.quantity"),
        (("0", "3.0001"), "orders.over_delivery", "lines.1.quantity"),
        (("-1",), "money.number_low", "lines.0.quantity"),
        (("x",), "money.number_invalid", "lines.0.quantity"),
        (("0", "0"), "orders.nothing_to_deliver", "lines"),
    ],
)
def test_more_than_was_ordered_does_not_go_out(rep, footprint, quantities, code, field):
    public_id = ordered(rep)
    lines = parts(page(rep, public_id), *quantities)
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        orders.deliver(rep, public_id, DeliveryForm(lines=lines))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert footprint() == before


def test_the_same_line_twice_is_one_quantity(rep):
    public_id = ordered(rep)
    first = page(rep, public_id).lines[0].public_id
    with pytest.raises(Invalid, match="over_delivery"):
        orders.deliver(rep, public_id, DeliveryForm(lines=[(first, "6"), (first, "5")]))
    with pytest.raises(Invalid, match="line_unknown"):
        orders.deliver(rep, public_id, DeliveryForm(lines=[("nobody", "1")]))


def test_a_wrong_delivery_is_voided_and_stays_to_be_seen(rep, footprint):
    public_id = ordered(rep)
    wrong = orders.deliver(rep, public_id, DeliveryForm(lines=parts(page(rep, public_id), "10")))
    before = footprint()
    with pytest.raises(Invalid, match="reason_missing"):
        orders.void_delivery(rep, public_id, wrong, " ")
    assert footprint() == before
    orders.void_delivery(rep, public_id, wrong, "数量录错")
    made = page(rep, public_id)
    assert (made.status, made.lines[0].left) == ("open", Decimal(10))
    (row,) = made.deliveries
    assert (row.is_void, row.void_reason, row.voided_by) == (True, "数量录错", "rep")
    with pytest.raises(Conflict, match="void_already"):
        orders.void_delivery(rep, public_id, wrong, "x")
    orders.deliver(rep, public_id, DeliveryForm(lines=parts(made, "1")))
    with pytest.raises(Invalid, match="over_delivery"):
        orders.restore_delivery(rep, public_id, wrong)
    orders.void_delivery(rep, public_id, page(rep, public_id).deliveries[0].public_id, "x")
    orders.restore_delivery(rep, public_id, wrong)
    assert page(rep, public_id).lines[0].delivered == Decimal(10)
    assert checks.first_fault(SYSTEM) is None


def test_what_went_out_is_not_cancelled(rep, footprint):
    public_id = ordered(rep)
    one = orders.deliver(rep, public_id, DeliveryForm(lines=parts(page(rep, public_id), "1")))
    before = footprint()
    with pytest.raises(Conflict, match="delivered_already"):
        orders.cancel_order(rep, public_id, "x")
    assert footprint() == before
    orders.void_delivery(rep, public_id, one, "退回")
    orders.cancel_order(rep, public_id, "停产")
    assert page(rep, public_id).cancel_reason == "停产"
    for act in (
        lambda: orders.deliver(rep, public_id, DeliveryForm()),
        lambda: orders.change_order(rep, public_id, OrderForm(note="x")),
        lambda: orders.cancel_order(rep, public_id, "x"),
    ):
        with pytest.raises(Conflict, match="is_cancelled"):
            act()
    orders.reopen_order(rep, public_id)
    assert page(rep, public_id).status == "open"


def test_lines_by_hand_until_something_went_out(rep):
    line = OrderLineForm(text="饼茶", quantity="3", price="33.335", discount="10", tax_rate="6")
    form = OrderForm(customer=customer(rep), currency="CNY", lines=[line])
    public_id = orders.create_order(rep, form)
    made = page(rep, public_id)
    assert (made.net, made.tax, made.total) == (Decimal("90.00"), Decimal("5.40"), Decimal("95.40"))
    orders.change_order(rep, public_id, OrderForm(lines=[line, line]), made.version)
    assert page(rep, public_id).total == Decimal("190.80")
    with pytest.raises(Stale):
        orders.change_order(rep, public_id, OrderForm(note="x"), made.version)
    orders.deliver(rep, public_id, DeliveryForm(lines=parts(page(rep, public_id), "1")))
    with pytest.raises(Conflict, match="delivered_already"):
        orders.change_order(rep, public_id, OrderForm(lines=[line]))
    of_quote = ordered(rep)
    with pytest.raises(Conflict, match="lines_of_quote"):
        orders.change_order(rep, of_quote, OrderForm(lines=[line]))


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ({"quantity": "0", "text": "x"}, "quotes.quantity_zero", "lines.0.quantity"),
        ({"text": ""}, "quotes.text_missing", "lines.0.text"),
        ({"text": "x", "price": "1e30"}, "money.number_high", "lines.0.price"),
        ({"text": "x", "discount": "101"}, "money.number_high", "lines.0.discount"),
        ({"product": "nobody"}, "product.not_found", "lines.0.product"),
    ],
)
def test_a_line_that_cannot_be_is_named(rep, footprint, line, code, field):
    whom = customer(rep)
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        orders.create_order(rep, OrderForm(customer=whom, lines=[OrderLineForm(**line)]))
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert footprint() == before


def test_rights(workspace, rep, footprint, without_orders):
    public_id = ordered(rep)
    for who in ("manager", "director", "finance", "service", "admin"):
        assert page(workspace[who], public_id).total == TOTAL, who
    before = footprint()
    with pytest.raises(NotFound):
        page(workspace["rep_west"], public_id)
    with pytest.raises(NotFound):
        orders.deliver(workspace["rep_west"], public_id, DeliveryForm())
    with pytest.raises(Forbidden):
        orders.deliver(workspace["finance"], public_id, DeliveryForm())
    with pytest.raises(Forbidden):
        page(workspace[without_orders], public_id)
    assert footprint() == before


def test_found_and_filtered(rep):
    public_id = ordered(rep, quote=agreed(rep), deliver_by="2020-01-01")
    made = page(rep, public_id)
    assert made.is_late
    assert [hit.kind for hit in search.find(rep, made.number)] == ["order"]
    assert orders.orders(rep, ListQuery(words="熟普")).total == 1
    for filters, total in (
        ({"late": "yes"}, 1),
        ({"status": "open"}, 1),
        ({"status": "partly"}, 0),
    ):
        assert orders.orders(rep, ListQuery(filters=filters)).total == total
    orders.deliver(rep, public_id, DeliveryForm())
    assert orders.orders(rep, ListQuery(filters={"late": "yes"})).total == 0


MONEY = st.decimals(0, 10**6, places=4)
RATE = st.sampled_from([Decimal(rate) for rate in (0, 3, 6, 9, 13)])
LINE = st.builds(
    lambda quantity, price, discount, rate: QuoteLine(
        quote_id=1,
        rank=1,
        text="x",
        quantity=quantity,
        price=price,
        discount=discount,
        tax_rate=rate,
    ),
    st.decimals("0.0001", 10**4, places=4),
    MONEY,
    st.decimals(0, 100, places=2),
    RATE,
)


@given(
    st.lists(LINE, min_size=1, max_size=12),
    st.sampled_from([Decimal(0), Decimal(5), Decimal("12.34"), Decimal(100)]),
    st.decimals(0, 5000, places=0),
    st.sampled_from(["CNY", "JPY", "KWD"]),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_offer_and_its_order_come_to_the_same(lines, discount, amount, currency, included):
    quote = Quote(
        number="Q", customer_id=1, currency=currency, discount=discount, tax_included=included
    )
    quote.discount_amount, quote.step = amount, Decimal("0.05")
    pricing.apply_totals(quote, lines)
    rounding = quote.total - quote.net - quote.tax
    order = Order(number="O", customer_id=1, currency=currency, rounding=rounding)
    made = rules.lines_from(quote, lines)
    rules.add_up(order, made)
    assert (order.net, order.tax, order.total) == (quote.net, quote.tax, quote.total)


@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 60), st.booleans()), max_size=20),
)
def test_whatever_goes_out_or_is_voided_the_state_is_what_the_lines_say(ordered_, deeds):
    order = Order(number="O", customer_id=1)
    lines = [
        OrderLine(id=n, order_id=1, rank=n, text="x", quantity=Decimal(q), net=Decimal(q))
        for n, q in enumerate(ordered_, 1)
    ]
    out: list[tuple[int, Decimal]] = []
    for place, quantity, voids in deeds:
        if voids and out:
            out.pop(place % len(out))
        else:
            line = lines[place % len(lines)]
            try:
                asked = rules.quantities(lines, [(line.public_id, str(quantity))])
            except Invalid:
                assert line.delivered + quantity > line.quantity
                continue
            out += list(asked.items())
        sums: dict[int, Decimal] = {}
        for key, amount in out:
            sums[key] = sums.get(key, Decimal(0)) + amount
        rules.put_delivered(order, lines, sums)
        assert all(0 <= line.delivered <= line.quantity for line in lines)
        whole = all(line.delivered == line.quantity for line in lines)
        wanted = (
            OrderStatus.DELIVERED if whole else OrderStatus.PARTLY if sums else OrderStatus.OPEN
        )
        assert order.status is wanted
        assert (rules.delivered_share(lines) == 100) == whole


def test_the_papers_of_two_who_are_one_person_move_and_come_back(rep):
    whom = customer(rep)
    keep, other = (
        contacts.create_contact(rep, ContactForm(name=name)) for name in ("张伟", "张伟总")
    )
    quote = quotes.create_quote(rep, QuoteForm(customer=whom, contact=other, lines=LINES))
    quotes.send_quote(rep, quote)
    quotes.accept_quote(rep, quote)
    contract = in_force(rep, quote=quote)
    order = ordered(rep, contract=contract)

    def of():
        return (
            quotes.quote_page(rep, quote).contact_public_id,
            contracts.contract_page(rep, contract).contact.public_id,
            page(rep, order).contact.public_id,
        )

    assert of() == (other, other, other)
    merge = contacts.merge_contacts(rep, keep, other)
    assert of() == (keep, keep, keep)
    contacts.unmerge_contacts(rep, merge)
    assert of() == (other, other, other)
