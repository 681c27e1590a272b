"""Books that are closed: what is dated in them stays as it is, and what was typed is not lost."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Forbidden, Invalid
from crm_app.models.deals import Deal
from crm_app.services import books, deals, invoices, orders, payments
from crm_app.services.deals import DealForm
from crm_app.services.defaults import ensure_defaults
from crm_app.services.invoices import InvoiceForm
from crm_app.services.orders import DeliveryForm
from crm_app.services.payments import PaymentForm
from tests.days import house_day
from tests.services.selling import customer, in_force, ordered, won_deal

TODAY = house_day()
BEFORE = (TODAY - timedelta(40)).isoformat()
LAST = (TODAY - timedelta(30)).isoformat()
AFTER = (TODAY - timedelta(29)).isoformat()


@pytest.fixture
def finance(workspace):
    return workspace["finance"]


@pytest.fixture
def contract(workspace):
    rep = workspace["rep"]
    return in_force(rep, customer=customer(rep), amount="1000")


def code_of(attempt, *given, **more):
    with pytest.raises(AppError) as caught:
        attempt(*given, **more)
    return caught.value.code


def test_a_payment_of_a_closed_day_is_neither_booked_nor_voided(finance, contract, footprint):
    old = payments.record_payment(
        finance, "contract", contract, PaymentForm(amount="100", received_on=BEFORE)
    )
    books.close_books(finance, LAST)
    before = footprint()
    for day in (BEFORE, LAST):
        with pytest.raises(Invalid) as caught:
            payments.record_payment(
                finance, "contract", contract, PaymentForm(amount="7", received_on=day)
            )
        assert (caught.value.code, caught.value.field) == ("books.closed", "received_on")
    assert code_of(payments.void_payment, finance, old, "打错了") == "books.closed"
    assert footprint() == before
    payments.record_payment(
        finance, "contract", contract, PaymentForm(amount="7", received_on=AFTER)
    )


def test_opened_again_it_is_put_right(finance, contract):
    old = payments.record_payment(
        finance, "contract", contract, PaymentForm(amount="100", received_on=BEFORE)
    )
    books.close_books(finance, LAST)
    books.close_books(finance, "")
    payments.void_payment(finance, old, "打错了")
    books.close_books(finance, LAST)
    assert code_of(payments.restore_payment, finance, old) == "books.closed"


def test_invoices_and_deliveries_of_closed_days_stay(workspace, finance, contract):
    rep = workspace["rep"]
    form = InvoiceForm(title="华东科技有限公司", amount="100")
    issued, waiting = (invoices.request_invoice(rep, "contract", contract, form) for _ in range(2))
    invoices.issue_invoice(finance, issued, "0001", BEFORE)
    order = ordered(rep)
    line = orders.order_page(rep, order).lines[0].public_id
    orders.deliver(rep, order, DeliveryForm(lines=[(line, "1")], delivered_on=BEFORE))
    delivery = orders.order_page(rep, order).deliveries[0].public_id
    books.close_books(finance, LAST)
    assert code_of(invoices.issue_invoice, finance, waiting, "0002", LAST) == "books.closed"
    assert code_of(invoices.void_invoice, finance, issued, "红冲") == "books.closed"
    assert code_of(invoices.reconsider, finance, issued) == "books.closed"
    late = DeliveryForm(lines=[(line, "1")], delivered_on=LAST)
    assert code_of(orders.deliver, rep, order, late) == "books.closed"
    assert code_of(orders.void_delivery, rep, order, delivery, "发错了") == "books.closed"
    invoices.issue_invoice(finance, waiting, "0002", AFTER)
    orders.deliver(rep, order, DeliveryForm(lines=[(line, "1")], delivered_on=AFTER))


def test_nothing_is_invoiced_or_delivered_ahead(workspace, finance, contract):
    rep, ahead = workspace["rep"], (TODAY + timedelta(3)).isoformat()
    asked = invoices.request_invoice(
        rep, "contract", contract, InvoiceForm(title="华东科技有限公司", amount="100")
    )
    assert code_of(invoices.issue_invoice, finance, asked, "1", ahead) == "invoices.day_ahead"
    order = ordered(rep)
    line = orders.order_page(rep, order).lines[0].public_id
    form = DeliveryForm(lines=[(line, "1")], delivered_on=ahead)
    assert code_of(orders.deliver, rep, order, form) == "orders.day_ahead"


def test_a_deal_that_ended_then_keeps_end_and_amount(workspace, finance, db):
    ensure_defaults()
    rep = workspace["rep"]
    deal = won_deal(rep)
    with Session(db) as session:
        row = session.exec(select(Deal).where(Deal.public_id == deal)).one()
        row.closed_at -= timedelta(35)
        session.add(row)
        session.commit()
    books.close_books(finance, LAST)
    refused = [
        code_of(deals.move_deal, rep, deal, "negotiation", reason="又来了"),
        code_of(deals.change_deal, rep, deal, DealForm(amount="1")),
        code_of(deals.change_deal, rep, deal, DealForm(currency="USD")),
        code_of(deals.delete_deal, rep, deal),
    ]
    assert refused == ["books.closed"] * 4
    deals.change_deal(rep, deal, DealForm(name="秋茶 2", amount="2000"))
    books.close_books(finance, "")
    deals.move_deal(rep, deal, "negotiation", reason="又来了")


def test_who_closes_them_and_until_when(workspace, finance, footprint, security_log):
    before = footprint()
    for typed, code in (
        (TODAY.isoformat(), "books.day_ahead"),
        ("2026-13-01", "record.day_invalid"),
    ):
        assert code_of(books.close_books, finance, typed) == code
    with pytest.raises(Forbidden):
        books.close_books(workspace["rep"], LAST)
    assert footprint() == before
    books.close_books(finance, LAST)
    found = books.books(workspace["rep"])
    assert (found.until.isoformat(), found.by) == (LAST, finance.name)
