"""Is he known already? The same person and the same company, however they are written."""

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal, Pipeline, Stage, StageKind
from crm_app.services import contacts, customers
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point

MOBILE, OTHER_MOBILE = read_point("mobile", "138 0013 8001"), read_point("mobile", "13900139002")
LANDLINE = read_point("phone", "021-5555 0123")
MAIL = read_point("email", "zhangwei@huadong.example")


def person(actor, name, company="", points=()):
    places = [PositionForm(company=company)] if company else None
    form = ContactForm(name=name, positions=places, points=list(points))
    return contacts.create_contact(actor, form)


def likely(actor, name, points=(), company="", **more):
    rows = contacts.possible_duplicates(actor, name, list(points), company, **more)
    return [(row.name, row.certainty, row.reasons) for row in rows]


@pytest.mark.parametrize("name", ["张伟总", "张总", "张先生", "Zhang Wei", "張偉"])
def test_same_mobile_is_surely_the_same_however_he_is_called(people, name):
    person(people["rep"], "张伟", points=[MOBILE])
    typed = read_point("phone", "+86 13800138001")
    row = contacts.possible_duplicates(people["rep"], name, [typed])[0]
    assert (row.name, row.certainty, "phone" in row.reasons) == ("张伟", "sure", True)


def test_two_people_of_one_number_or_one_mail_are_named_and_not_taken_for_one(people):
    """A family's mail, a phone that went on to somebody else: worth a look, no more."""
    person(people["rep"], "张伟", points=[MAIL, MOBILE])
    assert likely(people["rep"], "王芳", [MAIL]) == [("张伟", "maybe", ("email", "domain"))]
    assert likely(people["rep"], "王芳", [MOBILE]) == [("张伟", "maybe", ("phone",))]
    typed = read_point("email", "ZhangWei@huadong.example")
    assert likely(people["rep"], "张总", [typed])[0][1:] == ("sure", ("email", "surname", "domain"))


def test_landline_of_an_office_is_no_proof_for_another_name(people):
    person(people["rep"], "张伟", points=[LANDLINE])
    assert likely(people["rep"], "王芳", [LANDLINE]) == [("张伟", "maybe", ("shared_phone",))]
    assert likely(people["rep"], "张伟总", [LANDLINE])[0][1:] == (
        "likely",
        ("shared_phone", "same_name"),
    )


def test_namesake_of_the_same_office_with_a_number_of_his_own_is_another(people):
    person(people["rep"], "张伟", "华东科技", [MOBILE, LANDLINE])
    found = likely(people["rep"], "张伟", [OTHER_MOBILE, LANDLINE], "华东科技")
    assert [row[1] for row in found] == ["maybe"]


@pytest.mark.parametrize(
    ("known", "entered", "reason"),
    [
        ("张伟", "张伟总", "same_name"),
        ("张伟", "张 伟", "same_name"),
        ("张伟", "张总", "surname"),
        ("张伟", "张先生", "surname"),
        ("张总", "张伟", "surname"),
        ("张伟", "张玮", "same_sound"),
        ("John Smith", "Mr. John Smith", "same_name"),
        ("John Smith", "Jon Smith", "similar_name"),
        ("John Smith", "J. Smith", "initial"),
        ("张伟", "Zhang Wei", "turned_name"),
        ("張偉", "张伟", "same_name"),
        ("欧阳娜娜", "欧阳老师", "surname"),
    ],
)
def test_same_company_and_a_name_that_is_alike(people, known, entered, reason):
    person(people["rep"], known, "华东科技有限公司")
    rows = likely(people["rep"], entered, company="华东科技")
    assert [row[2] for row in rows] == [("company", reason)]
    same = reason in ("same_name", "turned_name", "similar_name")
    assert rows[0][1] in (("likely", "sure") if same else ("maybe",))
    elsewhere = likely(people["rep"], entered, company="海风贸易")
    assert [row[1] for row in elsewhere] in ([], ["maybe"])


@pytest.mark.parametrize("entered", ["王芳", "李总", "Mary Jones", "J. Miller"])
def test_colleagues_are_not_confused(people, entered):
    for name in ("张伟", "John Smith"):
        person(people["rep"], name, "华东科技有限公司")
    assert likely(people["rep"], entered, company="华东科技") == []


def test_himself_is_no_duplicate_and_what_one_may_not_see_is_none(people):
    own = person(people["rep"], "张伟", "华东科技", [MOBILE])
    assert likely(people["rep"], "张伟", [MOBILE], "华东科技", but=own) == []
    assert likely(people["rep_west"], "张伟", [MOBILE], "华东科技") == []
    assert len(likely(people["manager"], "张伟", [MOBILE], "华东科技")) == 1
    contacts.delete_contact(people["rep"], own)
    assert likely(people["rep"], "张伟", [MOBILE], "华东科技") == []


def test_open_deals_are_counted_once(people, db):
    person(people["rep"], "张伟", "华东科技", [MOBILE])
    with Session(db) as session:
        customer, contact = (
            session.exec(select(Customer)).one(),
            session.exec(select(Contact)).one(),
        )
        session.add(Pipeline(id=1, key="sales", name_zh="销售", name_en="Sales"))
        session.flush()
        for number, kind in enumerate(StageKind):
            named = {"key": kind.value, "name_zh": kind.value, "name_en": kind.value}
            session.add(Stage(id=number + 1, pipeline_id=1, rank=number, kind=kind, **named))
        session.flush()
        for stage, with_contact in ((1, True), (1, False), (2, True)):
            session.add(
                Deal(
                    name="茶",
                    customer_id=customer.id or 0,
                    stage_id=stage,
                    amount=Decimal(1),
                    contact_id=contact.id if with_contact else None,
                    owner_id=customer.owner_id,
                    team_id=customer.team_id,
                )
            )
        session.commit()
    assert contacts.possible_duplicates(people["rep"], "张伟", [MOBILE])[0].open_deals == 2
    assert customers.possible_duplicates(people["rep"], "华东科技")[0].open_deals == 2


def company(actor, name, *points):
    return customers.create_customer(actor, CustomerForm(name=name, points=list(points)))


def alike(actor, name, *points, **more):
    rows = customers.possible_duplicates(actor, name, list(points), **more)
    return [(row.name, row.certainty, row.reasons) for row in rows]


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ("华东科技", ("likely", ("same_name",))),
        ("华东科技（上海）有限公司", ("maybe", ("similar_name",))),
        ("华东科技股份有限公司", ("likely", ("same_name",))),
        ("华东科技集团苏州分公司", ("maybe", ("similar_name",))),
    ],
)
def test_company_under_another_spelling(people, entered, expected):
    company(people["rep"], "华东科技有限公司")
    assert alike(people["rep"], entered) == [("华东科技有限公司", *expected)]


@pytest.mark.parametrize("entered", ["华南科技", "东华科技", "华东食品", ""])
def test_another_company_is_not_confused(people, entered):
    company(people["rep"], "华东科技有限公司")
    assert alike(people["rep"], entered) == []


def test_number_mail_and_domain_of_a_company(people):
    company(
        people["rep"], "华东科技", LANDLINE, read_point("website", "https://www.huadong.example/cn")
    )
    assert alike(people["rep"], "East China Tech", LANDLINE)[0][1:] == ("likely", ("phone",))
    assert alike(people["rep"], "华东科技", LANDLINE)[0][1:] == ("sure", ("phone", "same_name"))
    company(people["rep"], "海风贸易", read_point("email", "info@haifeng.example"))
    other = read_point("email", "sales@haifeng.example")
    assert alike(people["rep"], "Sea Wind", other) == [("海风贸易", "likely", ("domain",))]
    company(people["rep"], "小店", read_point("email", "shop@qq.com"))
    assert alike(people["rep"], "另一家", read_point("email", "other@qq.com")) == []


def test_site_with_a_path_is_of_its_domain(people):
    company(people["rep"], "华东科技", read_point("website", "https://www.huadong.example/cn"))
    typed = read_point("email", "zw@huadong.example")
    assert alike(people["rep"], "别的名字", typed) == [("华东科技", "maybe", ("domain",))]


def test_customer_itself_is_no_duplicate_and_foreign_ones_are_not_seen(people):
    own = company(people["rep"], "华东科技", LANDLINE)
    assert alike(people["rep"], "华东科技", LANDLINE, but=own) == []
    assert alike(people["rep_west"], "华东科技", LANDLINE) == []
