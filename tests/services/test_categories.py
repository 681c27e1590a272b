"""Groups of products: a tree without rings; bundles and their costs; pictures."""

import io
from decimal import Decimal

import pytest
from PIL import Image
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product
from crm_app.services import checks, products, views
from crm_app.services.products import CategoryForm, PartForm, ProductForm

D = Decimal


def group(actor, zh, parent=""):
    return products.create_category(actor, CategoryForm(zh=zh, parent=parent))


def product(actor, code, cost="10", **more):
    form = ProductForm(code=code, zh=code, price="100", cost=cost, **more)
    return products.create_product(actor, form)


def test_groups_are_listed_below_the_one_they_are_in(people):
    boss = people["director"]
    tea = group(boss, "茶")
    group(boss, "茶具")
    ripe = group(boss, "熟茶", tea)
    rows = products.categories(people["rep"])
    assert [(row.zh, row.depth, row.path_zh) for row in rows] == [
        ("茶", 0, "茶"),
        ("熟茶", 1, "茶 / 熟茶"),
        ("茶具", 0, "茶具"),
    ]
    products.place_category(boss, tea, 1)
    assert [row.zh for row in products.categories(boss)] == ["茶具", "茶", "熟茶"]
    assert products.category(boss, ripe).parent == tea


@pytest.mark.parametrize("case", ["ring", "itself", "deep", "taken", "nameless", "nowhere"])
def test_a_group_that_cannot_be_leaves_nothing(people, footprint, case):
    boss = people["director"]
    one = group(boss, "一")
    two = group(boss, "二", one)
    three = group(boss, "三", two)
    attempts = {
        "ring": (one, CategoryForm(parent=three), "products.category_ring"),
        "itself": (one, CategoryForm(parent=one), "products.category_ring"),
        "deep": ("", CategoryForm(zh="四", parent=three), "products.category_deep"),
        "taken": ("", CategoryForm(zh="二", parent=one), "products.category_taken"),
        "nameless": (one, CategoryForm(zh="", en=" "), "products.category_name_missing"),
        "nowhere": (one, CategoryForm(parent="nobody"), "products.category_not_found"),
    }
    public_id, form, code = attempts[case]
    before = footprint()
    change = products.change_category if public_id else products.create_category
    with pytest.raises(AppError) as refusal:
        change(boss, *([public_id] if public_id else []), form)
    assert refusal.value.code == code
    assert footprint() == before


def test_a_group_with_others_in_it_cannot_be_moved_too_deep(people):
    boss = people["director"]
    one, two = group(boss, "一"), group(boss, "二")
    group(boss, "二甲", two)
    inner = group(boss, "一甲", one)
    with pytest.raises(Invalid, match="category_deep"):
        products.change_category(boss, two, CategoryForm(parent=inner))
    products.change_category(boss, two, CategoryForm(parent=one))
    assert products.category(boss, two).depth == 1


@pytest.mark.parametrize("who", ["rep", "manager", "finance"])
def test_only_who_keeps_products_edits_groups(people, footprint, who):
    made = group(people["desk"], "茶")
    before = footprint()
    for attempt in (
        lambda: group(people[who], "别的"),
        lambda: products.change_category(people[who], made, CategoryForm(zh="x")),
        lambda: products.place_category(people[who], made, 1),
        lambda: products.set_image(people[who], "any", b""),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before


def test_a_list_by_group_holds_the_groups_in_it(people, db):
    boss = people["director"]
    tea = group(boss, "茶")
    ripe = group(boss, "熟茶", tea)
    product(boss, "A", category=tea)
    product(boss, "B", category=ripe)
    product(boss, "C")

    def codes(value):
        asked = ListQuery(filters={"category": value})
        return [row.code for row in products.products(people["rep"], asked).rows]

    assert (codes(tea), codes(ripe), codes("none")) == (["A", "B"], ["B"], ["C"])
    with pytest.raises(NotFound):
        codes("nobody")
    with Session(db) as session:
        ids = {row.public_id: row.id for row in session.exec(select(ProductCategory))}
        line = products.lineage(session, [ids[ripe], None])
        assert line == {ids[ripe]: (ids[ripe], ids[tea])}
        assert products.within(session, ids[tea]) == {ids[tea], ids[ripe]}


def test_the_cost_of_a_bundle_follows_its_parts_at_every_depth(people, door):
    boss = people["director"]
    cup, pot = product(boss, "CUP", "2.5"), product(boss, "POT", "20")
    parts = [PartForm(cup, "4"), PartForm(pot)]
    tea_set = product(boss, "SET", cost=None, parts=parts)
    gift = product(boss, "GIFT", cost=None, parts=[PartForm(tea_set, "2"), PartForm(cup)])
    cost = {code: products.product(boss, one).cost for code, one in (("s", tea_set), ("g", gift))}
    assert cost == {"s": D(30), "g": D("62.5")}
    products.change_product(boss, cup, ProductForm(cost="3"))
    assert products.product(boss, tea_set).cost == D(32)
    assert products.product(boss, gift).cost == D(67)
    page = products.product_whole(people["rep"], tea_set)
    assert [(part.code, part.quantity) for part in page.parts] == [("CUP", 4), ("POT", 1)]
    assert ([row.code for row in page.part_of], page.row.cost) == (["GIFT"], None)
    assert page.row.is_bundle
    assert checks.first_fault(door) is None
    products.change_product(boss, gift, ProductForm(parts=[], cost="5"))
    assert products.product(boss, gift).cost == 5


def test_a_bundle_whose_cost_is_wrong_is_found(people, door, db):
    cup = product(people["director"], "CUP")
    bundle = product(people["director"], "SET", cost=None, parts=[PartForm(cup, "3")])
    with Session(db) as session:
        session.exec(select(Product).where(Product.public_id == bundle)).one().cost = D(1)
        session.commit()
    fault = checks.first_fault(door)
    assert fault is not None
    assert (fault.code, fault.params["right"]) == ("verify.bundle", "30.0000")


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("itself", "products.part_ring"),
        ("ring", "products.part_ring"),
        ("twice", "products.part_twice"),
        ("nothing", "quotes.quantity_zero"),
        ("negative", "money.number_low"),
        ("nobody", "product.not_found"),
        ("currency", "products.part_currency"),
        ("cost", "products.bundle_cost"),
        ("many", "products.too_many_parts"),
    ],
)
def test_a_bundle_that_cannot_be_leaves_nothing(people, footprint, case, code):
    boss = people["director"]
    cup, dollar = product(boss, "CUP"), product(boss, "USD", currency="USD")
    bundle = product(boss, "SET", cost=None, parts=[PartForm(cup)])
    forms = {
        "itself": (bundle, ProductForm(parts=[PartForm(bundle)])),
        "ring": (cup, ProductForm(parts=[PartForm(bundle)])),
        "twice": (bundle, ProductForm(parts=[PartForm(cup), PartForm(cup)])),
        "nothing": (bundle, ProductForm(parts=[PartForm(cup, "0")])),
        "negative": (bundle, ProductForm(parts=[PartForm(cup, "-1")])),
        "nobody": (bundle, ProductForm(parts=[PartForm("nobody")])),
        "currency": (bundle, ProductForm(parts=[PartForm(dollar)])),
        "cost": (bundle, ProductForm(cost="1")),
        "many": (bundle, ProductForm(parts=[PartForm(cup)] * 51)),
    }
    public_id, form = forms[case]
    before = footprint()
    with pytest.raises(AppError) as refusal:
        products.change_product(boss, public_id, form)
    assert refusal.value.code == code
    assert footprint() == before


def test_the_currency_of_a_part_cannot_part_from_its_bundle(people):
    cup = product(people["director"], "CUP")
    product(people["director"], "SET", cost=None, parts=[PartForm(cup)])
    with pytest.raises(Conflict, match="part_currency"):
        products.change_product(people["director"], cup, ProductForm(currency="USD"))


def test_accessories_are_set_with_the_product(people):
    boss = people["director"]
    cup = product(boss, "CUP")
    pot = product(boss, "POT", accessories=[cup])
    assert [one.public_id for one in views.goes_with(boss, pot)] == [cup]
    page = products.product_whole(people["rep"], pot)
    assert [row.code for row in page.accessories] == ["CUP"]
    products.change_product(boss, pot, ProductForm(accessories=[]))
    assert views.goes_with(boss, pot) == []
    with pytest.raises(Invalid, match="goes_with_itself"):
        products.change_product(boss, pot, ProductForm(accessories=[pot]))


def picture(size=(1400, 900), kind="PNG"):
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind)
    return target.getvalue()


def test_a_picture_is_written_anew_small_and_served_by_rights(people):
    boss = people["director"]
    made = product(boss, "CUP")
    with pytest.raises(NotFound):
        products.image(people["rep"], made)
    products.set_image(boss, made, picture())
    with Image.open(products.image(people["rep"], made)) as stored:
        assert (stored.format, stored.size) == ("JPEG", (1000, 643))
    with Image.open(io.BytesIO(products.small_image(people["rep"], made))) as small:
        assert max(small.size) == 160
    row = products.product(people["rep"], made)
    assert row.image != ""
    taken = products.remove_image(boss, made)
    assert (taken, products.product(boss, made).image) == (row.image, "")
    products.restore_image(boss, made, taken)
    assert products.product(boss, made).image == row.image
    with pytest.raises(NotFound):
        products.restore_image(boss, product(boss, "POT"), taken)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pictures.not_an_image"),
        (b"<svg/>", "pictures.not_an_image"),
        (picture()[:200], "pictures.truncated"),
        (picture((20, 20)), "pictures.bad_shape"),
    ],
)
def test_what_is_no_picture_is_refused(people, footprint, data, code):
    made = product(people["director"], "CUP")
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        products.set_image(people["director"], made, data)
    assert refusal.value.code == code
    assert footprint() == before
