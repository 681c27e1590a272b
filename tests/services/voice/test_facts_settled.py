"""One mixed list of names, sums and steps as notes foreign to the rules say them."""

from datetime import date
from decimal import Decimal

import pytest

from crm_app.services.voice import KnownNames, find_facts
from tests.services.voice.test_facts_notes import NOW


@pytest.mark.parametrize(
    ("note", "names", "customer", "contact"),
    [
        (
            "Quick note on Elmore Wicker. Professor Tamsyn Oakes runs it, they want baskets.",
            ("Elmore Wicker", "Tamsyn Oakes", "Elmo Wick"),
            "Elmore Wicker",
            "Tamsyn Oakes",
        ),
        (
            "Called Brackwater Robotics. Yorath's words were, not this year.",
            ("Brackwater Robotics", "Yorath Pell", "Bracken & Co"),
            "Brackwater Robotics",
            "Yorath Pell",
        ),
        (
            "Met the Parish Letters people and their owner, Judith Marsh.",
            ("Letters Direct Vans", "Judith Marsh"),
            "Parish Letters",
            "Judith Marsh",
        ),
        (
            "今天跟农机推广站的田主任聊了，航空博物馆，不是铁路馆。",
            ("市航空博物馆", "市铁路馆"),
            "市航空博物馆",
            "田主任",
        ),
        (
            "这是省特检院的事，人是柳科长。",
            ("省特种设备检验研究院",),
            "省特种设备检验研究院",
            "柳科长",
        ),
        (
            "Demo at Millbrook Clinics went well, they decide after their internal meeting.",
            ("Millbrook Clinics",),
            "Millbrook Clinics",
            None,
        ),
    ],
)
def test_names_of_one_list(
    note: str, names: tuple[str, ...], customer: str, contact: str | None
) -> None:
    facts = find_facts(note, None, NOW, KnownNames.unsorted(names))
    assert facts.customer
    assert facts.customer.value == customer
    assert (facts.contact and facts.contact.value) == contact


@pytest.mark.parametrize(
    ("note", "value", "currency"),
    [
        ("The pumps come to two and a half million rand.", 2_500_000, "ZAR"),
        ("The whole line is 18 lakhs, approved.", 1_800_000, "INR"),
        ("Thirty thousand Sing dollars all in.", 30_000, "SGD"),
        ("From Aarhus, the order is 400,000 kroner.", 400_000, "DKK"),
        ("The budget is ninety grand, pounds not dollars.", 90_000, "GBP"),
        ("They offered a million two for the contract.", 1_200_000, "USD"),
        (
            "They were at 2.1 million euros, then put it to 2.4, that's where it stands.",
            2_400_000,
            "EUR",
        ),
        ("The order is ten thousand, no wait, twelve thousand euros.", 12_000, "EUR"),
        ("unit price压到三十二块五，total二十六万人民币。", 260_000, "CNY"),
        (
            "他说三千二百万，后来砍到两千八百万，昨天公示两千七百万，也就是现在这个数。",
            27_000_000,
            "CNY",
        ),
        ("又订了一批，六千块，哦不对，是六千四。", 6_400, "CNY"),
    ],
)
def test_sum_in_its_currency(note: str, value: int, currency: str) -> None:
    amount = find_facts(note, None, NOW).amount
    assert amount
    assert (amount.value.value, amount.value.currency) == (Decimal(value), currency)


def test_her_mill_is_no_million() -> None:
    assert find_facts("I collect the cones from her mill.", None, NOW).amount is None


@pytest.mark.parametrize(
    ("note", "step", "due"),
    [
        ("So I'm collecting six drums from their yard on 5 December.", "six drums", date(2026, 12, 5)),
        ("On our side the open item is a test certificate, my deadline is 9 December.", "test certificate", date(2026, 12, 9)),
        ("Put this in for 7 December please, ring Joan about the crates.", "ring Joan", date(2026, 12, 7)),
        ("The corrected drawing is going to be in her inbox on 8 December.", "drawing", date(2026, 12, 8)),
        ("展会到十二月六号结束，结束之后第二天我去他厂里量尺寸。", "量尺寸", date(2026, 12, 7)),
        ("暂时先借他两台备用机。", "借他两台备用机", None),
    ],
)  # fmt: skip
def test_step(note: str, step: str, due: date | None) -> None:
    facts = find_facts(note, None, NOW)
    assert facts.next_step
    assert step in facts.next_step.value
    assert (facts.due and facts.due.value) == due


@pytest.mark.parametrize(
    "note",
    [
        "整体偏悲观，后续暂无安排。",
        "估计要十二月中旬才能有答复，这段时间不需要我们做什么。",
        "今天没有拜访计划，上午内部培训，晚上写材料。",
        "Her words were, we have no appetite. Moving on.",
        "Make sure nobody sends her the survey.",
    ],
)
def test_no_step(note: str) -> None:
    assert find_facts(note, None, NOW).next_step is None
