"""Who it is: names beside titles, degrees and logos, from lines without a picture."""

import pytest

from tests.services.cards.test_reading import read


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("吳雅文 高級工程師", "吳雅文", "高級工程師"),
        ("蘭若山 總經理", "蘭若山", "總經理"),
        ("羅望之營業經理", "羅望之", "營業經理"),
    ],
)
def test_a_name_and_a_title_in_one_line_are_two(printed: str, name: str, title: str) -> None:
    fields = read(f"80 60 40 {printed}\n80 200 30 電話：02-5555-0101", "TW")
    assert (fields.name, fields.title) == (name, title)


@pytest.mark.parametrize(
    ("printed", "mail", "name"),
    [
        ("Anil osprey", "anilosprey@windhover.example", "Anil osprey"),
        (
            "Anil Osprey, (Ph.D., Harbour College)",
            "anilworks@yahoo.example",
            "Anil Osprey",
        ),
    ],
)
def test_names_as_they_are_really_printed(printed: str, mail: str, name: str) -> None:
    assert read(f"80 60 60 {printed}\n80 130 36 Sales Manager\n80 400 30 {mail}").name == name


def test_a_word_that_is_the_domain_is_the_firm_whoever_reads_its_mail() -> None:
    fields = read(
        "80 60 90 WINDHOVER\n80 300 30 www.windhover.example\n80 350 30 windhover.a@gmail.com"
    )
    assert (fields.name, fields.company) == (None, "WINDHOVER")


def test_plain_words_alone_are_no_name() -> None:
    fields = read(
        "80 60 20 Make Something New\n80 90 60 Osprey Lamps Ltd\n80 300 30 +1 202-555-0101"
    )
    assert (fields.name, fields.company) == (None, "Osprey Lamps Ltd")


def test_a_title_in_brackets_is_the_title_of_the_name_above_it() -> None:
    fields = read(
        """
        600 40 40 ANIL OSPREY
        640 90 36 (Sales Officer)
        80 300 60 HARBOUR FINANCIAL SERVICES
        80 380 36 WINDHOVER BANK ASSOCIATE
        """
    )
    assert fields.title == "(Sales Officer)"
