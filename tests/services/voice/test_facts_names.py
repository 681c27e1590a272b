"""Known names: recognised when they are meant, left alone when another is."""

import pytest

from crm_app.services.voice import KnownNames, find_facts
from crm_app.services.voice.facts.known import best_company, best_person
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
    match = best_company(said, ["华东重工", name, "Silver Bridge Bank"])
    assert match is not None
    assert match.name == name


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
    assert best_company(said, [known]) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("恒达", "苏州恒达电子科技有限公司"),
        ("恒达电子", "苏州恒达电子科技有限公司"),
        ("Blue Ocean", "Blue Ocean Logistics Ltd"),
    ],
)
def test_a_short_form_means_the_one_company_that_begins_so(said: str, name: str) -> None:
    others = ["华东重工", "Silver Bridge Bank"]
    match = best_company(said, [*others, name])
    assert match is not None
    assert match.name == name
    twin = name.replace("科技", "材料").replace("Logistics", "Travel")
    assert best_company(said, [name, twin]) is None


def test_people() -> None:
    known = ["Sarah Johnson", "Tom Baker", "张伟"]
    assert best_person("Sarah", known).name == "Sarah Johnson"  # type: ignore[union-attr]
    assert best_person("Sara Johnson", known).name == "Sarah Johnson"  # type: ignore[union-attr]
    assert best_person("张总", known) is None
    assert best_person("Sarah", ["Sarah Johnson", "Sarah Miller"]) is None


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
