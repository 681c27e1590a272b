"""Products: created, changed and withdrawn; costs only for those who may see them."""

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.models.ledger import AuditEntry
from crm_app.services import custom_fields, products
from crm_app.services.custom_fields import FieldForm
from crm_app.services.products import ProductForm

TEA = ProductForm(
    code="PU-01", zh="熟普饼茶", en="Ripe Pu'er cake", unit="饼", price="180", cost="72.5"
)


def make(actor, form=TEA):
    return products.create_product(actor, form)


def test_cost_is_for_those_who_may_see_it(people):
    public_id = make(people["director"])
    for who, cost in (("director", Decimal("72.5")), ("finance", Decimal("72.5")), ("rep", None)):
        row = products.product(people[who], public_id)
        assert (row.cost, row.price) == (cost, Decimal(180)), who
        assert products.products(people[who], ListQuery()).rows[0].cost == cost
        assert products.product_slice(people[who], ListQuery()).rows[0].cost == cost


def test_nobody_changes_a_cost_he_may_not_see(people, footprint, security_log):
    public_id = make(people["director"])
    before = footprint()
    with pytest.raises(Forbidden, match="cost_hidden"):
        products.change_product(people["desk"], public_id, ProductForm(cost="1"))
    assert footprint() == before
    assert security_log() == ["products.cost_hidden"]
    products.change_product(people["desk"], public_id, ProductForm(price="190"))
    assert products.product(people["director"], public_id).cost == Decimal("72.5")


@pytest.mark.parametrize("who", ["rep", "manager", "finance"])
def test_role_without_the_permission_is_refused(people, footprint, security_log, who):
    before = footprint()
    with pytest.raises(Forbidden):
        make(people[who])
    assert footprint() == before
    assert security_log() == ["permission.denied"]


@pytest.mark.parametrize("words", ["pu-01", "熟普", "cake", "ripe 180x"])
def test_found_by_code_and_both_names(people, words):
    make(people["director"])
    found = products.products(people["rep"], ListQuery(words=words)).total
    assert found == (0 if "x" in words else 1)


def test_code_belongs_to_one_product(people, footprint):
    make(people["director"])
    before = footprint()
    with pytest.raises(Conflict, match="code_taken"):
        make(people["director"])
    assert footprint() == before


def test_withdrawn_product_is_filtered_not_lost(people):
    public_id = make(people["director"])
    products.change_product(people["director"], public_id, ProductForm(is_active=False))
    assert products.products(people["rep"], ListQuery(filters={"state": "active"})).total == 0
    assert products.products(people["rep"], ListQuery(filters={"state": "inactive"})).total == 1


def test_change_is_audited_and_makes_the_old_version_stale(people, db):
    public_id = make(people["director"])
    products.change_product(people["director"], public_id, ProductForm(price="200"), 1)
    with pytest.raises(Stale):
        products.change_product(people["director"], public_id, ProductForm(price="300"), 1)
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.action == "products.change_product"
    assert entry.changes[f"product:{public_id}"]["price"] == ["180", "200"]


def test_one_name_serves_for_both_languages(people):
    row = products.product(
        people["director"], make(people["director"], ProductForm(code="A", en="Cup"))
    )
    assert (row.zh, row.en, row.name) == ("Cup", "Cup", "Cup")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ProductForm(zh="茶"), "products.code_missing"),
        (ProductForm(code="A"), "products.name_missing"),
        (ProductForm(code="A", zh="茶", price="-1"), "money.number_low"),
        (ProductForm(code="A", zh="茶", tax_rate="101"), "money.number_high"),
        (ProductForm(code="A", zh="茶", currency="QQQ"), "money.currency_unknown"),
        (ProductForm(code="A" * 41, zh="茶"), "record.too_long"),
    ],
)
def test_invalid_form_leaves_nothing(people, footprint, form, code):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        make(people["director"], form)
    assert refusal.value.code == code
    assert footprint() == before


def test_unknown_product(people):
    with pytest.raises(NotFound):
        products.product(people["rep"], "nobody")


def test_slices_walk_through_all(people):
    for number in range(5):
        make(people["director"], ProductForm(code=f"P{number}", zh="茶"))
    first = products.product_slice(people["rep"], ListQuery(size=3))
    rest = products.product_slice(people["rep"], ListQuery(size=3), first.next)
    assert [row.code for row in first.rows + rest.rows] == ["P4", "P3", "P2", "P1", "P0"]
    assert rest.next == ""


def test_the_list_heeds_fields_of_the_companys_own(people):
    admin = people["admin"]
    for kind, key in (("number", "year"), ("choice", "leaf")):
        options = "大叶 | Large\n小叶 | Small"
        named = FieldForm("product", key, kind, f"字段{key}", key, options=options, is_listed=True)
        custom_fields.create_field(admin, named)
    for code, year, leaf in (("A", "2019", "大叶"), ("B", "2023", "小叶"), ("C", "", "大叶")):
        own = {"year": year, "leaf": leaf}
        products.create_product(admin, ProductForm(code=code, zh=code, custom=own))
    codes = lambda **asked: [  # noqa: E731
        row.code for row in products.products(people["rep"], ListQuery(**asked)).rows
    ]
    assert codes(filters={"custom.leaf": "large"}, sort="-code") == ["C", "A"]
    assert codes(filters={"custom.year.from": "2020"}) == ["B"]
    assert codes(filters={"custom.leaf": "large"}, sort="-custom.year")[0] in ("A", "C")
    row = products.products(people["rep"], ListQuery(filters={"custom.year": "2019"})).rows[0]
    assert [(one.label_en, one.en) for one in row.listed] == [("year", "2,019"), ("leaf", "Large")]
    for asked in (ListQuery(filters={"custom.none": "1"}), ListQuery(sort="custom.none")):
        with pytest.raises(Invalid):
            products.products(people["rep"], asked)
