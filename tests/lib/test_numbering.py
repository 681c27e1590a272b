"""Numbers of papers after a pattern."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.lib.crawlers import is_program
from crm_app.lib.numbering import counter, is_pattern

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("Q-{YYYY}-{NNNN}", "Q-2026-0007"),
        ("{YY}{MM}{NNN}", "2603007"),
        ("报价{YYYY}.{N}号", "报价2026.7号"),
    ],
)
def test_a_count_in_its_pattern(pattern, number):
    assert is_pattern(pattern)
    counted = counter(pattern, DAY)
    assert counted.number(7) == number
    assert counted.count_of(number) == 7


@pytest.mark.parametrize(
    "pattern",
    ["", "Q", "{NNNN}", "Q-{NNNN}-{YYYY}", "{YYYY}", "{YYYY}{N}{N}", "{YYYY}{X}{N}", "{YYYY} {N}"],
)
def test_what_is_no_pattern(pattern):
    assert not is_pattern(pattern)


@given(st.integers(1, 10**7))
def test_every_count_comes_back(count):
    counted = counter("Q-{YYYY}-{NNNN}", DAY)
    assert counted.count_of(counted.number(count)) == count


@pytest.mark.parametrize("number", ["Q-2025-0001", "Q-2026-", "Q-2026-00x1", "Q-2026-٣"])
def test_numbers_of_other_patterns_are_not_counted(number):
    assert counter("Q-{YYYY}-{NNNN}", DAY).count_of(number) is None


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", True),
        ("facebookexternalhit/1.1", True),
        ("python-requests/2.32", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", False),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 MicroMessenger/8.0", False),
    ],
)
def test_programs_are_told_from_people(agent, expected):
    assert is_program(agent) is expected
