"""Sums and days that a speaker puts right, narrows down, or says in short."""

from datetime import datetime

import pytest

from crm_app.services.voice import find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("合同差不多七十万，准确说是六十八万二。", "682000", "CNY"),
        ("他想谈到五十万以内，我报了四十九万，他点头了。", "490000", "CNY"),
        ("一共五万二，打个九折下来是四万六千八。", "46800", "CNY"),
        ("预算在三十来万，损失倒有六十万。", "300000", "CNY"),
        ("They budgeted HK$250,000 for it.", "250000", "HKD"),
        ("The order comes to 25 lakh rupees.", "2500000", "INR"),
        ("The order is worth 900 thousand Swedish kronor.", "900000", "SEK"),
        ("About ninety thousand dollars, well, 91,350 to be exact.", "91350", "USD"),
        ("We opened at 70,000 dollars and shook on sixty-two five.", "62500", "USD"),
        ("She will sign for forty-eight if we train her people.", "48000", "USD"),
    ],
)
def test_the_sum_that_counts(text: str, value: str, currency: str) -> None:
    amount = find_facts(text, None, NOW).amount
    assert amount is not None
    assert (f"{amount.value.value:.0f}", amount.value.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("我跟领导申请一下下周二给他答复。", "2026-11-24"),
        ("我下下周二再去一趟。", "2026-12-01"),
        ("我下周三，不对，下周四把合同寄过去。", "2026-11-26"),
        ("I will call her in three weeks, no, sorry, in two weeks.", "2026-12-04"),
        ("I'll bring the samples on Friday the eleventh.", "2026-12-11"),
        ("I will visit them the Tuesday after Thanksgiving.", "2026-12-01"),
        ("I need to call him a fortnight today.", "2026-12-04"),
        ("I will send the plan in the second week of January.", "2027-01-08"),
    ],
)
def test_the_day_that_counts(text: str, due: str) -> None:
    found = find_facts(text, None, NOW).due
    assert found is not None
    assert found.value.isoformat() == due
