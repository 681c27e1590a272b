"""Numbers and money as they are spoken."""

from decimal import Decimal

import pytest

from crm_app.services.voice import find_facts
from crm_app.services.voice.facts.chinese_numbers import chinese_number
from crm_app.services.voice.facts.english_numbers import english_number
from tests.services.voice.test_facts_notes import NOW

CHINESE = {
    "六万九": 69000,
    "三十二万八千": 328000,
    "6万9": 69000,
    "三千五百万": 35000000,
    "两万五千": 25000,
    "一百二十万": 1200000,
    "五十来万": 500000,
    "一点五亿": 150000000,
    "两百万": 2000000,
    "十五": 15,
    "二十五": 25,
    "二零二六": 2026,
    "三百二十五": 325,
    "一万零五": 10005,
    "32万8千": 328000,
    "12万5600": 125600,
    "8000": 8000,
    "六十六万六": 666000,
    "百万": 1000000,
    "三四十万": 300000,
    "两千五": 2500,
    "一百八": 180,
    "一百一十五": 115,
    "四万二": 42000,
    "一亿二": 120000000,
    "三万五千五": 35500,
    "二十多万": 200000,
    "十": 10,
    "二十": 20,
    "1.2": 1.2,
    "三百万零五千": 3005000,
    "一万半": 15000,
}
ENGLISH = {
    "forty five k": 45000,
    "a quarter million": 250000,
    "a quarter of a million": 250000,
    "half a million": 500000,
    "two and a half million": 2500000,
    "a million and a half": 1500000,
    "two grand": 2000,
    "a hundred and twenty thousand": 120000,
    "one point two million": 1200000,
    "1.2m": 1200000,
    "twelve hundred": 1200,
    "one hundred fifty": 150,
    "two hundred and fifty thousand": 250000,
    "three quarters of a million": 750000,
    "a couple of grand": 2000,
    "eight hundred": 800,
    "fifteen thousand five hundred": 15500,
    "50,000": 50000,
    "one million two hundred thousand": 1200000,
    "twenty five": 25,
    "2.5 million": 2500000,
    "a hundred": 100,
    "ninety nine": 99,
    "a million": 1000000,
    "a couple hundred thousand": 200000,
    "two hundred k": 200000,
    "sixty-five thousand": 65000,
    "a thousand": 1000,
    "a grand": 1000,
    "twenty twenty six": 2026,
    "three hundred seventy five thousand": 375000,
    "one oh five": 105,
}


@pytest.mark.parametrize(("said", "value"), CHINESE.items())
def test_chinese_numbers(said: str, value: float) -> None:
    assert chinese_number(said) == Decimal(str(value))


@pytest.mark.parametrize(("said", "value"), ENGLISH.items())
def test_english_numbers(said: str, value: float) -> None:
    assert english_number(said) == Decimal(str(value))


@pytest.mark.parametrize("said", ["很多", "几万", "a few", "and"])
def test_what_is_no_number(said: str) -> None:
    assert chinese_number(said) is None
    assert english_number(said) is None


@pytest.mark.parametrize(
    ("said", "value", "currency"),
    [
        ("他们预算十五个", "150000.00", "CNY"),
        ("报价15w", "150000.00", "CNY"),
        ("大概五十来万", "500000.00", "CNY"),
        ("一共8000块", "8000.00", "CNY"),
        ("三十万美金", "300000.00", "USD"),
        ("合同金额32万8千元", "328000.00", "CNY"),
        ("¥12,800 一年", "12800.00", "CNY"),
        ("三万欧元", "30000.00", "EUR"),
        ("竞争对手报十八万，我们报了二十万", "200000.00", "CNY"),
        ("先付定金两万，总价十二万", "120000.00", "CNY"),
        ("原价四十万，最后三十四万成交", "340000.00", "CNY"),
        ("单价三百五，合计四十二万", "420000.00", "CNY"),
    ],
)
def test_chinese_money(said: str, value: str, currency: str) -> None:
    assert find_facts(said, "zh", NOW).as_document()["amount"] == {
        "value": value,
        "currency": currency,
    }


@pytest.mark.parametrize(
    ("said", "value", "currency"),
    [
        ("about two grand", "2000.00", "USD"),
        ("the budget is forty five k", "45000.00", "USD"),
        ("a quarter million for the rollout", "250000.00", "USD"),
        ("They have $1.2m.", "1200000.00", "USD"),
        ("fifteen thousand euros", "15000.00", "EUR"),
        ("the competitor quoted 17k, ours is a 20k deal", "20000.00", "USD"),
        ("a deposit of three thousand, full fee twelve thousand", "12000.00", "USD"),
        ("eighty thousand pounds, the competitor asks ninety five thousand", "80000.00", "GBP"),
    ],
)
def test_english_money(said: str, value: str, currency: str) -> None:
    assert find_facts(said, "en", NOW).as_document()["amount"] == {
        "value": value,
        "currency": currency,
    }


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("他们有三百个用户，五十台设备，公司年营收三个亿", "zh"),
        ("给万和电气打了电话，十月份再说", "zh"),
        ("They have twenty thousand users and I'm on floor 12.", "en"),
        ("We met in 2026 with five people.", "en"),
    ],
)
def test_other_numbers_are_no_money(said: str, language: str) -> None:
    assert find_facts(said, language, NOW).amount is None
