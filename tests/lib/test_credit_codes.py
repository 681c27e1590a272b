"""The unified social credit code proves itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.lib.credit_codes import LETTERS, canonical, check_letter, is_credit_code


@pytest.mark.parametrize(
    "code",
    [
        "91110000600037341L",
        "91440300708461136T",
        "91350100M000100Y43",  # the example of the standard
    ],
)
def test_codes_of_the_register_are_valid(code):
    assert is_credit_code(code)


@pytest.mark.parametrize("code", ["", "9111000060003734", "91110000600037341l", "9" * 18, "I" * 18])
def test_others_are_not(code):
    assert not is_credit_code(code)


def test_written_as_on_the_licence():
    assert canonical(" 9135 0100-m000100y43 ") == "91350100M000100Y43"


@given(st.text(LETTERS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_always_found(first, place, letter):
    code = first + check_letter(first)
    assert is_credit_code(code)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_credit_code(wrong) == (wrong == code)
