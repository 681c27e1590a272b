"""Who it is: names beside titles, degrees and logos, from lines without a picture."""

import pytest

from tests.services.cards.test_reading import read


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("吳雅文 高級工程師", "吳雅文", "高級工程師"),
        ("蘭若山 總經理", "蘭若山", "總經理"),
    ],
)
def test_a_name_and_a_title_in_one_line_are_two(printed: str, name: str, title: str) -> None:
    fields = read(f"80 60 40 {printed}\n80 200 30 電話：02-5555-0101", "TW")
    assert (fields.name, fields.title) == (name, title)
