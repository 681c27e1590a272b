"""Where it is and which telephone: lines of an address, letters for a label."""

import pytest

from tests.services.cards.test_reading import read


def test_no_line_of_a_tight_address_is_passed_over() -> None:
    fields = read(
        """
        580 344 35 76/78 Upper Osprey
        579 381 31 South Kestrel
        579 419 30 London SE1 9PZ
        """
    )
    assert fields.address == ["76/78 Upper Osprey South Kestrel London SE1 9PZ"]


@pytest.mark.parametrize("label", ["(R):", "(R) ", "(O) : "])
def test_a_letter_in_brackets_says_which_telephone(label: str) -> None:
    fields = read(f"80 60 30 {label}23555010\n80 200 30 Harbour Road 5, Hyderabad - 500 011 India")
    assert [number[-8:] for number in fields.phone] == ["23555010"]
