"""How numbers are shown."""

import phonenumbers
import pytest

from crm_app.lib.phones import shown_phone


@pytest.mark.parametrize("start", range(130, 200))
def test_chinese_mobiles_are_grouped_as_the_library_groups_them(start):
    canonical = f"+86{start}00138001"
    number = phonenumbers.parse(canonical)
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    assert shown_phone(canonical) == phonenumbers.format_number(number, style)
    assert shown_phone(f"{canonical};ext=8") == f"{shown_phone(canonical)} x8"
