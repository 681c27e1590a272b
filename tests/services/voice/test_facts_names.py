"""Known names: recognised when they are meant, left alone when another is."""

import pytest

from crm_app.services.voice import KnownNames, find_facts
from crm_app.services.voice.facts.linking import link
from tests.services.voice.test_facts_notes import NOW


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("北京南海物流", "北京蓝海物流"),
        ("蓝海物流", "北京蓝海物流有限公司"),
        ("伯亚出版", "博雅出版"),
        ("Acme", "Acme Corporation"),
        ("acme corp", "Acme Corporation"),
        ("North Wind Traders", "Northwind Traders"),
        ("Riverside Medical", "Riverside Medical Inc."),
    ],
)
def test_meant(said: str, name: str) -> None:
    assert meant(said, "华东重工", name, "Silver Bridge Bank") == name


def meant(said: str, *known: str) -> str | None:
    """The known customer in a note about a visit to what was said."""
    note = f"Visited {said} today." if said.isascii() else f"今天去了{said}，谈合同。"
    found = link(note, KnownNames(customers=known)).customer
    return found.name if found else None


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("华东科技", "华东重工"),
        ("恒达电子", "宏达电子"),
        ("绿源物流", "蓝海物流"),
        ("上海蓝海物流", "北京蓝海物流"),
        ("蓝海餐饮", "蓝海物流"),
        ("Acme Robotics", "Acme Corporation"),
        ("Blue Ocean Travel", "Blue Ocean Logistics"),
        ("Silver Creek Bank", "Silver Bridge Bank"),
    ],
)
def test_another_is_meant(said: str, known: str) -> None:
    assert meant(said, known) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("恒达", "苏州恒达电子科技有限公司"),
        ("恒达电子", "苏州恒达电子科技有限公司"),
        ("恒达科技", "苏州恒达电子科技有限公司"),
        ("苏州恒达", "苏州恒达电子科技有限公司"),
        ("Blue Ocean", "Blue Ocean Logistics Ltd"),
    ],
)
def test_a_short_form_means_the_one_company_of_that_brand(said: str, name: str) -> None:
    assert meant(said, "华东重工", "Silver Bridge Bank", name) == name
    twin = name.replace("科技", "材料").replace("Logistics", "Travel")
    if said in name and "科技" not in said:
        assert meant(said, name, twin) is None


def person(text: str, *known: str, staff: dict[str, list[str]] | None = None) -> str | None:
    """The known contact in a note."""
    found = link(text, KnownNames(tuple(staff or ()), known, (), staff or {})).contact
    return found.name if found else None


def test_people() -> None:
    known = ("Sarah Johnson", "Tom Baker", "张伟")
    assert person("Sarah wants a quote.", *known) == "Sarah Johnson"
    assert person("Sara Johnson wants a quote.", *known) == "Sarah Johnson"
    assert person("张总要报价。", *known) is None  # where nobody knows who works where
    assert person("Sarah wants a quote.", "Sarah Johnson", "Sarah Miller") is None


STAFF = {
    "佛山市顺德区明泰厨具有限公司": ["欧阳静", "梁伟"],
    "天津明泰轴承制造有限公司": ["梁敏"],
    "Harrow Foods Ltd": ["Siobhan Kerr"],
}


@pytest.mark.parametrize(
    ("text", "customer", "contact"),
    [
        ("欧阳总催合同了。", "佛山市顺德区明泰厨具有限公司", "欧阳静"),
        ("明泰厨具的梁总来电。", "佛山市顺德区明泰厨具有限公司", "梁伟"),
        ("明泰的梁总来电，问轴承交期。", "天津明泰轴承制造有限公司", "梁敏"),
        ("去佛山见了明泰的梁总。", "佛山市顺德区明泰厨具有限公司", "梁伟"),
        ("名泰厨具那边要加单。", "佛山市顺德区明泰厨具有限公司", None),
        ("Siobhan signed this morning.", "Harrow Foods Ltd", "Siobhan Kerr"),
        ("Had lunch with Siobhan from Zenith Ltd.", "Zenith", "Siobhan"),
    ],
)
def test_customer_and_contact_speak_for_each_other(
    text: str, customer: str, contact: str | None
) -> None:
    people = tuple(name for staff in STAFF.values() for name in staff)
    names = KnownNames(tuple(STAFF), people, (), STAFF)
    found = find_facts(text, None, NOW, names).as_document()
    assert (found["customer"] or "").removesuffix(" Ltd") == customer.removesuffix(" Ltd")
    assert found["contact"] == contact


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("他们想试试KT500。", "静音空压机 KT-500"),
        ("巡视那套先上十个点。", "巡视巡检系统"),
        ("Two flowguards for the kiln.", "FlowGuard Sensor"),
        ("想要一套系统。", None),
    ],
)
def test_products_by_what_is_their_own(text: str, product: str | None) -> None:
    names = KnownNames(products=("静音空压机 KT-500", "巡视巡检系统", "FlowGuard Sensor"))
    assert find_facts(text, None, NOW, names).as_document()["products"] == [product] * bool(product)


def test_a_mixed_list_is_told_apart() -> None:
    names = KnownNames.unsorted(
        [
            "华东科技",
            "张总",
            "王丽",
            "安平医院",
            "老周",
            "智能客服系统",
            "Acme Corporation",
            "Tom Baker",
        ]
    )
    assert names.customers == ("华东科技", "安平医院", "Acme Corporation")
    assert names.contacts == ("张总", "王丽", "老周", "Tom Baker")
    assert names.products == ("智能客服系统",)


def test_nobody_known_is_forced_upon_a_note() -> None:
    known = KnownNames(("华东重工", "蓝海物流"), ("李经理",), ())
    facts = find_facts("今天去了宏远机械，见了周经理。", "zh", NOW, known).as_document()
    assert (facts["customer"], facts["contact"]) == ("宏远机械", "周经理")
    quiet = find_facts("今天没什么事，整理了资料。", "zh", NOW, known).as_document()
    assert (quiet["customer"], quiet["contact"]) == (None, None)


def test_our_own_people_are_no_contacts() -> None:
    facts = find_facts("我们王总让我去一趟宏远机械，找周经理。", "zh", NOW).as_document()
    assert facts["contact"] == "周经理"
