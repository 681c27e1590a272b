"""What was exported changes nothing when it comes back, whatever stands in it, as csv and as xlsx."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.sheets import sheet_file
from crm_app.services import contacts, customers, deals, imports, leads, orders, products
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.details import remember
from crm_app.services.leads import LeadForm
from crm_app.services.orders import OrderForm, OrderLineForm
from crm_app.services.points import read_point
from crm_app.services.products import ProductForm

SYSTEM = system_actor("test")
TAKERS = {
    "customers": customers.export_customers,
    "contacts": contacts.export_contacts,
    "leads": leads.export_leads,
    "deals": deals.export_deals,
    "products": products.export_products,
    "orders": orders.export_orders,
}
PIECES = ("普洱", "=1+1", "+86", "-", "@x", "'", '"', ",", ";", "、", " / ", "\n", "\n\n", "A", "1,5", "｜", "2026-03-04")  # fmt: skip
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
names = st.sampled_from(["张伟", "欧阳明", "Avery Smith", "O'Neil, Pat", "=海风", "José Núñez"])


def taken_and_brought(kind, suffix, language):
    taken = TAKERS[kind](SYSTEM, ListQuery())
    whole = sheet_file(suffix, taken.head(language), taken.cells(language), "x")
    batch = imports.start_import(SYSTEM, kind, whole, f"x.{suffix}", job=False)
    imports.read_head(SYSTEM, batch)
    imports.choose(SYSTEM, batch, job=False)
    imports.check_rows(SYSTEM, batch)
    rows = imports.import_rows(SYSTEM, batch, size=200).rows
    assert rows or not taken.rows
    assert [(one.verdict, one.before, one.reasons) for one in rows if one.verdict != "same"] == []
    imports.drop_import(SYSTEM, batch)


@pytest.mark.parametrize("kind", TAKERS)
def test_export_and_import_is_identity(workspace, kind):
    admin = workspace["admin"]
    seen = [0]

    @settings(
        max_examples=2,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(some=st.lists(st.tuples(names, words, words), min_size=5, max_size=5))
    def once(some):
        for name, note, text in some:
            seen[0] += 1
            MAKERS[kind](admin, name, note, text, seen[0])
        taken_and_brought(kind, *(("csv", "zh") if seen[0] == 5 else ("xlsx", "en")))

    once()


def make_customer(actor, name, note, text, number):
    points = [
        read_point("phone", f"+86 21 5555 {number:04d}"),
        read_point("address", f"上海市徐汇区 {number} 号"),
    ]
    made = customers.create_customer(
        actor,
        CustomerForm(
            name=f"{name}{number}", tier="A", region="上海", points=points, legal_name_en="X, Ltd."
        ),
    )
    remember(actor, "customer", made, one_line(note))


def make_contact(actor, name, note, text, number):
    firm = customers.create_customer(actor, CustomerForm(name=f"公司{number}"))
    points = [
        read_point("mobile", f"1380013{number:04d}"),
        read_point("mobile", f"+44 7417 00{number:04d}"),
    ]
    points += [
        read_point("email", f"a{number}@x.example"),
        read_point("phone", "021-55550100 转 8"),
    ]
    form = ContactForm(
        name=name,
        honorific="总",
        birthday="lunar:08-15" if number % 2 else "1988-02-29",
        points=points,
        positions=[PositionForm(customer_id=firm, title=one_line(text)[:40])],
    )
    made = contacts.create_contact(actor, form)
    remember(actor, "contact", made, one_line(note))


def make_lead(actor, name, note, text, number):
    form = LeadForm(
        name=name if number % 3 else "",
        company=f"公司{number}" if number % 2 or not number % 3 else "",
        note=note,
        address=one_line(text),
        campaign=one_line(text)[:40],
        points=[read_point("mobile", f"1390013{number:04d}")],
    )
    leads.create_lead(actor, form)


def make_deal(actor, name, note, text, number):
    firm = customers.create_customer(actor, CustomerForm(name=f"公司{number}"))
    form = DealForm(name=f"{name} {one_line(text)}", customer=firm, amount=f"{number}234.5")
    deals.create_deal(actor, form)


def make_product(actor, name, note, text, number):
    form = ProductForm(code=f"00{number}", zh=name, en=one_line(text), price="88.5", tax_rate="13")
    products.create_product(actor, form)


def make_order(actor, name, note, text, number):
    firm = customers.create_customer(actor, CustomerForm(name=f"公司{number}"))
    line = OrderLineForm(text=one_line(text) or "-", quantity="2", price="12.5", tax_rate="13")
    form = OrderForm(customer=firm, lines=[line, line], note=note, ordered_on="2026-03-04")
    orders.create_order(actor, form)


def one_line(text):
    return " ".join(text.split()) or "-"


MAKERS = {
    "customers": make_customer,
    "contacts": make_contact,
    "leads": make_lead,
    "deals": make_deal,
    "products": make_product,
    "orders": make_order,
}
