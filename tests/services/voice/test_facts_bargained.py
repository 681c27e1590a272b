"""The sum of a deal among offers, rivals, old orders and sums cut short; what a deed is done to."""

from datetime import datetime

import pytest

from crm_app.services.voice import find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("报价二十六万，他还价二十万，最后我让了一步，二十三万，他点头了。", "230000"),
        ("之前不是报了九十万嘛，加了一台，所以改成一百二十万。", "1200000"),
        ("董事会只给四十五万，之前六十万的方案作废。", "450000"),
        ("我说三千六百六，他说行。", "3660"),
        ("不是五十万，是六十五万。", "650000"),
        ("续签价从十六万涨到十七万五，她直接同意了。", "175000"),
        ("他批了四十八万八，比咱的报价少一万二，我做主同意了。", "488000"),
        ("经费要等明年，大概一百八。", "1800000"),
        ("要退五百块钱的货，明天换一批新的。", None),
        ("Larkin quoted 44k, we're on 47.", "47000"),
        ("They approved it, 62 thousand, minus the cut we agreed, so fifty-eight nine.", "58900"),
        ("Called about the overdue invoice, 5,200 dollars.", None),
        ("他们前年买过一台，当时是十八万。", None),
        ("还欠我们三万二，答应月底结清。", None),
        ("They asked for 90 thousand pounds but the board released eighty five.", "85000"),
        ("We'd quoted 61,000 euros, I'd do 57,500, and he shook on that.", "57500"),
        ("List was 40k, where we landed is thirty-six five, dollars.", "36500"),
        ("He has 240.000 euros in the budget.", "240000"),
        ("In total they spend two million, but our share is 310,000 euros.", "310000"),
        ("Full price would be 44 grand but he knocked me down to forty one thousand.", "41000"),
        ("The press they got from us in 2019 for seventy thousand runs fine.", None),
    ],
)
def test_the_sum_of_the_deal(text: str, value: str | None) -> None:
    amount = find_facts(text, None, NOW).amount
    assert (f"{amount.value.value:.0f}" if amount else None) == value


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("We settled at 480,000. The first offer was 510,000 Hong Kong dollars.", "HKD"),
        ("Nine thousand Aussie dollars all in.", "AUD"),
        ("He's thinking seventy k Aussie.", "AUD"),
    ],
)
def test_the_currency_of_the_deal(text: str, currency: str) -> None:
    amount = find_facts(text, "en", NOW).amount
    assert amount is not None
    assert amount.value.currency == currency


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("尤总要染缸的检测报告，我周四之前发给他。", "把染缸的检测报告发给他"),
        ("他们需要下周三之前拿到施工方案，我来写。", "写施工方案"),
        ("补充协议我来写，下周四给尤姐。", "把补充协议给尤姐"),
        ("She asked for references from two bakeries. I'll get those to her by Tuesday.",
         "get references from two bakeries to her"),
        ("He wants a call with our baker. I'll set that up for December first.",
         "set a call with our baker up"),
        ("She'd like to see it in writing by Friday so that's what I'll do.",
         "see it in writing"),
    ],
)  # fmt: skip
def test_a_deed_names_what_it_is_done_to(text: str, step: str) -> None:
    assert find_facts(text, None, NOW).as_document()["next_step"] == step


@pytest.mark.parametrize(
    ("text", "step", "due"),
    [
        ("Oven manual is on me, due on the eighteenth.", "Oven manual", "2026-12-18"),
        ("Next: oven demo, Dec 2.", "oven demo", "2026-12-02"),
        ("Contract goes out tomorrow.", "Contract goes out", "2026-11-21"),
        ("On the seventh the crew goes in and before that I owe him the file, end of next week.",
         "the file", "2026-11-27"),
        ("我跟技术部说了，明天上午巴工到现场去处理。", "巴工到现场去处理", "2026-11-21"),
        ("我负责把图纸发给她确认，周五开工，最迟周一。", "图纸", "2026-11-23"),
        ("她希望我们这个月内安排一次培训，我说二十六号可以。", "培训", "2026-11-26"),
        ("没有其他问题，下周二我把合同寄过去。", "合同", "2026-11-24"),
        ("周二发车，物流部去安排，我这头就是周一跟他收定金。", "跟他收定金", "2026-11-23"),
    ],
)  # fmt: skip
def test_steps_in_other_words(text: str, step: str, due: str) -> None:
    found = find_facts(text, None, NOW).as_document()
    assert step in (found["next_step"] or "")
    assert found["due"] == due


@pytest.mark.parametrize(
    "text",
    [
        "他让我别催了，到位了会跟我讲。",
        "不要再给他们推标准款了。",
        "今天上门调试，跑了三批都合格。",
        "合同都签完了，我这边暂时没有别的事了。",
        "车间改造年前肯定来不及了，要拖到三月份。",
        "宝嘉那边要做数控磨床，下个月上会。",
        "I said I'd leave him alone for a while.",
        "He asked me to match it, I said I can't.",
        "He'll come back to me in the new year.",
    ],
)
def test_nothing_is_ours_to_do(text: str) -> None:
    found = find_facts(text, None, NOW).as_document()
    assert (found["next_step"], found["due"]) == (None, None)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by COB Thurs", "2026-11-26"),
        ("next Tues", "2026-11-24"),
        ("on the first Monday in December", "2026-12-07"),
        ("by the last Friday of the month", "2026-11-27"),
        ("at month's end", "2026-11-30"),
        ("tomorrow week", "2026-11-28"),
        ("before Chinese New Year", "2027-02-05"),
        ("on 14/12/2026", "2026-12-14"),
    ],
)
def test_days_in_other_words(said: str, due: str) -> None:
    assert find_facts(f"I'll send the quote {said}.", "en", NOW).as_document()["due"] == due
