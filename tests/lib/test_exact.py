"""Numbers as they are typed."""

from decimal import Decimal

import pytest

from crm_app.lib.exact import parse_decimal


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        ("1,234.50", "1234.50"),
        ("¥1，234，567", "1234567"),
        ("12,34,567", "1234567"),
        ("1,2345", "12345"),
        ("-1,000", "-1000"),
        ("12 000", "12000"),
    ],
)
def test_commas_part_groups_of_a_number(typed: str, number: str) -> None:
    assert parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["1,5", "1,50", "1,2,3", "1.234,50", "1,", ",5", "1,234,5", "1e15", "NaN", "一百", ""]
)
def test_what_could_be_read_as_another_number_is_none(typed: str) -> None:
    assert parse_decimal(typed) is None
