"""Whom a note is about among all whom it names: by title, by sound, and by who was there."""

from datetime import datetime

import pytest

from crm_app.services.voice import KnownNames, find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")
TITLES = {
    "泉州海禾纺织有限公司": {
        "吕建平": "总经理",
        "吕秋月": "采购专员",
        "佘大川": "设备科主任",
        "冒一新": "厂长",
        "汪海明": "销售总监",
    },
    "楚鸿船舶修理厂": {"柴方": "厂长"},
    "Tarn Valley Creamery Ltd": {
        "Maria Lopes": "Operations Manager",
        "Gregory Pope": "Head Chef",
        "Joan Reid": "Production Buyer",
        "Joan Moss": "Financial Controller",
    },
}
NAMES = KnownNames(
    customers=tuple(TITLES),
    contacts=tuple(person for staff in TITLES.values() for person in staff),
    staff={firm: tuple(staff) for firm, staff in TITLES.items()},
    titles={(firm, who): what for firm, staff in TITLES.items() for who, what in staff.items()},
    colleagues=("严小北", "Peter Hale"),
)


def contact(text: str) -> str | None:
    """Who is proposed as the contact."""
    return find_facts(text, None, NOW, NAMES).as_document()["contact"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("海禾纺织的吕总同意了，下周一签合同。", "吕建平"),
        ("海禾纺织采购的吕姐来电问交期。", "吕秋月"),
        ("海禾纺织的采购专员要样布。", "吕秋月"),
        ("去了海禾纺织，主任说先试用。", "佘大川"),
        ("海禾纺织，冒厂长要样布。", "冒一新"),
        ("海禾纺织新来的主任叫邱虹，她要样布。", "邱虹"),
        ("Tarn Valley Creamery, their operations manager wants a quote.", "Maria Lopes"),
        ("Off the phone with the chef at Tarn Valley Creamery.", "Gregory Pope"),
        ("Joan from production at Tarn Valley Creamery wants a quote.", "Joan Reid"),
    ],
)
def test_a_title_tells_who_is_meant(text: str, who: str) -> None:
    assert contact(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("海禾纺织的余总问保养。", "余总"),
        ("海禾纺织王总要报价。", "汪海明"),
        ("楚鸿船舶修理厂的柴芳要报价。", "柴方"),
        ("Marya at Tarn Valley Creamery wants a quote.", "Maria Lopes"),
        ("Maria Loples at Tarn Valley Creamery wants a quote.", "Maria Lopes"),
        ("Greg at Tarn Valley Creamery wants a quote.", "Gregory Pope"),
        ("Jonas at Tarn Valley Creamery wants a quote.", "Jonas"),
    ],
)
def test_a_name_is_heard_as_one_of_the_customers_own(text: str, who: str) -> None:
    assert contact(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("海禾纺织今天没见到吕建平，佘主任接待的。", "佘大川"),
        ("海禾纺织，吕建平调走了，现在是庞立军负责，他要报价。", "庞立军"),
        ("海禾纺织的佘大川开会去了，他同事小范接待的。", "小范"),
        ("Maria Lopes has left Tarn Valley Creamery. The new manager is Ruth Kerr.", "Ruth Kerr"),
        ("At Tarn Valley Creamery I spoke to Maria's deputy, a man called Ivo Lang.", "Ivo Lang"),
        ("Tarn Valley Creamery. Maria was on leave, so Gregory showed me round.", "Gregory Pope"),
        ("Maria's assistant at Tarn Valley Creamery says she is away.", "Maria Lopes"),
    ],
)
def test_who_was_missed_gives_way_to_who_was_met(text: str, who: str) -> None:
    assert contact(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "跟严小北去了海禾纺织，看了车间。",
        "海禾纺织报修，严小北明天过去。",
        "Went to Tarn Valley Creamery with Peter, had a look round.",
    ],
)
def test_our_own_are_no_contacts(text: str) -> None:
    assert contact(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "楚鸿船舶机电的柴厂长要报价。",
        "楚鸿船舶修理厂柴方要报价，凯恩那边也在投，报得低。",
    ],
)
def test_the_firm_whose_own_were_named_stays_the_customer(text: str) -> None:
    found = find_facts(text, None, NOW, NAMES).as_document()
    assert (found["customer"], found["contact"]) == ("楚鸿船舶修理厂", "柴方")
