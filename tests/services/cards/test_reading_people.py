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


def test_a_surname_that_spells_a_degree_stays() -> None:
    fields = read("80 60 60 Ming Ma\n80 130 36 Buyer\n80 400 30 ming.ma@windhover.example")
    assert fields.name == "Ming Ma"


def test_a_logo_of_one_letter_is_no_label_of_the_name_beside_it() -> None:
    fields = read(
        "80 60 50 M\n700 65 40 TAN WEI MING\n700 120 30 Project Manager\n700 300 30 tan@merlin.example"
    )
    assert (fields.name, fields.title) == ("TAN WEI MING", "Project Manager")


def test_a_name_before_a_dash_and_a_title_needs_no_known_given_name() -> None:
    fields = read("80 60 40 Bodo Mnthila - Director\n80 300 30 +27 76 555 0100")
    assert (fields.name, fields.title) == ("Bodo Mnthila", "Director")
    topic = read("80 60 40 Business Development - Manager\n80 300 30 +27 76 555 0100")
    assert topic.title == "Business Development - Manager"


def test_a_slogan_with_a_partner_in_it_is_no_title() -> None:
    fields = read(
        "80 60 30 Your trusted partner since 1987\n80 110 44 Katrin Heron\n80 170 30 Chairman"
    )
    assert (fields.name, fields.title) == ("Katrin Heron", "Chairman")


def test_an_ampersand_read_as_a_letter_is_one_again() -> None:
    fields = read("80 60 44 Jane Osprey\n80 120 30 Sales G Leasing Consultant")
    assert fields.title == "Sales & Leasing Consultant"


def test_a_title_that_begins_in_latin_is_cut_from_the_name() -> None:
    fields = read("80 60 50 陈若隍Java开发工程师\n80 300 30 ruohuang@osprey.example")
    assert (fields.name, fields.title) == ("陈若隍", "Java开发工程师")


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("吕若山（营销副总裁）", "吕若山", "营销副总裁"),
        ("许 若 山  渠道销售主管", "许若山", "渠道销售主管"),
        ("行政总厨 汤若山", "汤若山", "行政总厨"),
        ("行銷企劃  葉若山", "葉若山", "行銷企劃"),
        ("监事长 芦若山", "芦若山", "监事长"),
    ],
)
def test_names_with_their_titles_as_chinese_cards_set_them(
    printed: str, name: str, title: str
) -> None:
    fields = read(f"80 60 50 {printed}\n80 140 40 青柠装饰工程有限公司\n80 300 30 13800000000")
    assert (fields.name, fields.title) == (name, title)


def test_a_certified_name_is_a_name() -> None:
    fields = read("80 60 50 Wendell Osprey, CPA\n80 130 30 Attorney at Law")
    assert (fields.name, fields.title) == ("Wendell Osprey", "Attorney at Law")


def test_one_word_of_what_somebody_does_below_a_name_is_a_title() -> None:
    fields = read("80 60 50 Jane Osprey\n80 118 30 Purchasing\n80 300 30 jane@heron.example")
    assert fields.title == "Purchasing"


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("侯若山党委书记董事长", "侯若山", "党委书记董事长"),
        ("江若华东区销售总监", "江若", "华东区销售总监"),
        ("執行長邱若山", "邱若山", "執行長"),
        ("申若山车间主任", "申若山", "车间主任"),
        ("房地产项目经理", None, "房地产项目经理"),
        ("农产品销售经理", None, "农产品销售经理"),
        ("养殖场经理", None, "养殖场经理"),
        ("全国大客户经理", None, "全国大客户经理"),
        ("宣传部主任", None, "宣传部主任"),
    ],
)
def test_a_lost_gap_between_name_and_title_is_found(
    printed: str, name: str | None, title: str
) -> None:
    fields = read(f"80 60 50 {printed}\n80 300 30 13800000000")
    assert (fields.name, fields.title) == (name, title)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("janel92", "jane192"),
        ("jospreyo7", "josprey07"),
        ("jane.l92", "jane.l92"),  # whose letter is a dot away
        ("janeo88", "janeo88"),  # Jane O., born in 1988
        ("model92", "model92"),
    ],
)
def test_figures_behind_a_name_are_figures(printed: str, meant: str) -> None:
    fields = read(f"80 60 50 Jane Osprey\n80 118 30 Purchasing\n80 300 30 {printed}@heron.example")
    assert fields.email == [f"{meant}@heron.example"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [("Seníor Engineer", "Senior Engineer"), ("Directeur Général", "Directeur Général")],
)
def test_dust_over_a_letter_is_no_accent(printed: str, title: str) -> None:
    fields = read(f"80 60 50 Jane Osprey\n80 118 30 {printed}\n80 300 30 jane@heron.example")
    assert fields.title == title
