"""Who and which firm: what tells them from slogans, trades, lists and logos."""

import pytest

from tests.services.cards.test_reading import read


def test_a_shop_of_sales_is_no_title() -> None:
    fields = read(
        """
        80 40 40 Windhover Yacht Sales
        80 120 32 Osprey Larkin
        80 170 24 Yacht Broker
        """
    )
    assert (fields.company, fields.title) == ("Windhover Yacht Sales", "Yacht Broker")


def test_what_a_firm_does_is_not_its_name() -> None:
    fields = read(
        """
        80 40 40 KESTREL PARTNERS
        80 120 44 Consulting Engineers & Architects
        80 240 32 Osprey Larkin
        80 300 24 Tel: +44 20 7946 0100
        """
    )
    assert fields.company == "KESTREL PARTNERS"


def test_a_word_above_its_trade_is_one_logo() -> None:
    fields = read(
        """
        80 40 80 Kestrel
        80 130 36 Cleaning Services, LLC
        600 60 40 Osprey Larkin
        600 130 28 osprey@kestrelcleaning.example
        """
    )
    assert fields.company == "Kestrel Cleaning Services, LLC"


def test_the_words_of_the_domain_are_cut_from_a_slogan() -> None:
    fields = read(
        """
        80 40 30 KESTREL LOAVES I HOME of the fresh roll
        80 120 32 Osprey Larkin
        80 200 24 www.kestrelloaves.example
        """
    )
    assert fields.company == "KESTREL LOAVES"


def test_a_list_of_services_names_nobody() -> None:
    fields = read(
        """
        80 40 60 Windhover Phone Repair Center
        80 150 22 - Water Damage
        80 180 22 - Charger Port
        80 210 22 - Password Reset
        80 240 22 - Software Update
        """
    )
    assert fields.name is None
    assert fields.company == "Windhover Phone Repair Center"


def test_a_small_name_beside_a_huge_logo_is_a_name() -> None:
    fields = read(
        """
        80 40 160 WINDHOVER
        80 220 24 Rosalind Merganser
        80 260 24 Tel: +44 20 7946 0100
        80 300 24 hello@windhover.example
        """
    )
    assert fields.name == "Rosalind Merganser"


@pytest.mark.parametrize("printed", ["BUY- SELL- TRADE", "Praise the Harbour", "Kestrel Building"])
def test_mottos_and_houses_are_no_people(printed: str) -> None:
    assert read(f"80 40 40 {printed}\n80 120 24 Tel: +44 20 7946 0100").name is None


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("40 60 90 OspreyMail", "40 160 60 Solutions Limited"),
        ("40 60 60 THE KESTREL", "40 130 36 PHARMACEUTICALS LIMITED (UNANI)"),
    ],
)
def test_a_trade_with_a_legal_form_wants_the_line_above(upper: str, lower: str) -> None:
    fields = read(f"{upper}\n{lower}\n700 60 40 Rosalind Merganser\n700 120 28 Sales Manager")
    expected = f"{upper.split(' ', 3)[3]} {lower.split(' ', 3)[3]}"
    assert fields.company == expected


def test_capitals_set_to_one_width_are_one_name() -> None:
    fields = read(
        """
        40 60 36 THE OSPREY
        40 102 36 WINDHOVERS
        40 144 36 UNIVERSITY
        600 60 36 Erik A. Larkin
        600 110 30 Assistant Professor of Chemistry
        """
    )
    assert fields.company == "THE OSPREY WINDHOVERS UNIVERSITY"


def test_a_sign_between_two_words_does_not_part_them() -> None:
    fields = read(
        """
        300 40 60 KW
        420 40 60 CONSULTING
        300 160 40 M. Merganser Rao
        300 220 30 Director
        """
    )
    assert fields.company == "KW CONSULTING"


def test_a_house_named_as_its_brand_is_no_person() -> None:
    fields = read(
        """
        600 40 60 Tom Heron Windhover
        60 100 30 WINDHOVER
        60 300 40 DOUG MERGANSER
        600 300 30 (209) 251-0100
        """
    )
    assert (fields.company, fields.name) == ("Tom Heron Windhover", "DOUG MERGANSER")


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("Marianne Merganser (Owner)", "Marianne Merganser", "Owner"),
        ("Manager: Rosalind Merganser", "Rosalind Merganser", "Manager"),
        ("Prop. Osprey", "Osprey", "Prop."),
    ],
)
def test_a_title_beside_a_name_is_cut_from_it(printed: str, name: str, title: str) -> None:
    fields = read(f"80 40 36 {printed}\n80 120 24 Mobile: 98490 00000 India")
    assert (fields.name, fields.title) == (name, title)


def test_what_somebody_was_is_not_the_title() -> None:
    fields = read(
        """
        80 40 50 Dr. SUBBA MERGANSER
        80 100 36 Formerly Senior Scientist, Dept. of Space
        80 150 36 MANAGING DIRECTOR
        """
    )
    assert fields.title == "MANAGING DIRECTOR"


def test_plain_words_under_the_name_are_a_doubtful_title() -> None:
    fields = read(
        """
        80 40 60 Rosalind Merganser
        80 112 36 Harbour Team Rider
        80 300 40 WINDHOVER MOTOR CO., INC.
        """
    )
    assert fields.title == "Harbour Team Rider"
    assert fields.confidence["title"] < 0.8


def test_the_initials_of_a_logo_are_no_licence() -> None:
    fields = read(
        """
        80 40 130 LIC
        600 60 36 YOGENDRA S. MERGANSER
        600 110 30 Mob -: 9867900000 India
        """
    )
    assert fields.name == "YOGENDRA S. MERGANSER"


def test_a_logo_that_lost_its_first_letters_is_read_from_the_other_line() -> None:
    fields = read(
        """
        300 40 140 C ACADEMY
        80 240 40 WIC Academy
        600 40 50 Rosalind Merganser
        600 100 36 Director
        """
    )
    assert fields.company == "WIC Academy"


def test_a_name_in_small_letters_is_a_name() -> None:
    fields = read("300 40 60 john merganser\n300 104 36 marketing manager")
    assert (fields.name, fields.title) == ("John Merganser", "marketing manager")


def test_a_title_cut_after_and_goes_on_below() -> None:
    fields = read(
        """
        80 40 50 Professor Rosalind Merganser
        80 110 36 Chair of Civil and
        80 150 36 Harbour Engineering
        """
    )
    assert fields.name == "Professor Rosalind Merganser"
    assert fields.title == "Chair of Civil and Harbour Engineering"


def test_what_is_counted_is_no_shop() -> None:
    fields = read(
        """
        80 40 40 有巢居房屋
        80 200 60 全台邁向450店
        80 300 60 賴盈榕
        """
    )
    assert fields.company == "有巢居房屋"


@pytest.mark.parametrize("printed", ["K R B MERGANSER", "Mrs. Merganser"])
def test_bare_initials_and_an_address_form_make_a_name(printed: str) -> None:
    drawing = f"80 40 36 {printed}\n80 200 60 WINDHOVER OFFSET PRINTERS"
    assert read(drawing).name == printed.removeprefix("Mrs. ")


def test_a_name_over_three_lines_is_whole() -> None:
    fields = read(
        """
        200 40 44 Windhover Electronic
        200 92 44 Technology (Qingdao) Co.,
        200 144 44 Ltd.
        200 300 44 Rosalind Merganser
        600 400 38 E rosalind.merganser@windhovergroup.com
        """
    )
    assert fields.company == "Windhover Electronic Technology (Qingdao) Co., Ltd."


def test_the_line_under_larger_letters_is_what_the_firm_does() -> None:
    fields = read(
        """
        80 200 72 WINDHOVER SURYA POWER SYSTEMS
        80 290 54 Electrical Consultants and Grade One Contractors
        80 500 30 +1 202-555-0101
        """
    )
    assert fields.company == "WINDHOVER SURYA POWER SYSTEMS"


def test_a_line_of_trades_in_the_same_width_is_no_part_of_the_name() -> None:
    fields = read(
        """
        80 200 50 MVO BUILDING CONSULTANTS
        90 270 48 CIVIL & BRIDGE ENGINEERS
        80 500 30 mail@osprey.example
        """
    )
    assert fields.company == "MVO BUILDING CONSULTANTS"


def test_a_logo_left_of_its_trade_completes_the_name() -> None:
    fields = read(
        """
        10 370 80 HARtek
        300 390 60 TECHNOLOGIES INDIA PVT. LTD.
        300 480 40 www.hartekindia.example
        """
    )
    assert fields.company == "HARtek TECHNOLOGIES INDIA PVT. LTD."


def test_a_label_of_an_address_is_no_firm() -> None:
    fields = read(
        """
        500 60 60 Anil Osprey
        80 300 30 Residence & Office:
        80 340 30 WINDHOVER,
        80 380 30 108/25/43, Harbour Colony,
        80 420 30 Allahabad - 211002.
        """
    )
    assert fields.company is None
    assert fields.address == ["WINDHOVER, 108/25/43, Harbour Colony, Allahabad - 211002."]


def test_a_person_above_a_whole_company_is_no_part_of_its_name() -> None:
    fields = read(
        "80 60 62 許文龍\n80 120 38 營業經理\n80 165 48 大稻埕茶業股份有限公司\n80 300 30 0978-000-369",
        "TW",
    )
    assert (fields.name, fields.company) == ("許文龍", "大稻埕茶業股份有限公司")


def test_a_name_broken_before_co_is_whole_again() -> None:
    three = read("80 60 40 Shanghai Osprey\n80 110 40 International Trading Co.,\n80 160 40 Ltd.")
    assert three.company == "Shanghai Osprey International Trading Co., Ltd."
    two = read("80 60 40 Osprey Industrial Supply\n80 110 40 Co.\n80 300 30 jane@windhover.example")
    assert two.company == "Osprey Industrial Supply Co."


def test_a_national_institute_is_a_house_and_no_department() -> None:
    fields = read(
        "80 60 60 NATIONAL INSTITUTE OF OSPREYS\n80 130 50 DELTAIC REGIONAL CENTRE\n80 200 40 Heron Nagar"
    )
    assert fields.company == "NATIONAL INSTITUTE OF OSPREYS"


def test_the_domain_gives_back_the_first_letter_of_a_drawn_logo() -> None:
    fields = read("80 60 90 ∈sprey\n80 300 30 jane@esprey.example")
    assert fields.company == "esprey"


def test_free_pages_have_the_firm_before_their_host() -> None:
    fields = read(
        "80 60 60 Blue Heron\n80 130 24 Stationers & Printers\n80 200 30 Rajeshwar Dogar"
        "\n80 300 20 http://blueheroncrafts.wordpress.com"
    )
    assert fields.name == "Rajeshwar Dogar"


@pytest.mark.parametrize("printed", ["哲學博士(PhD)", ">從事互聯網行業開發", "個人公众号"])
def test_degrees_points_of_a_list_and_invitations_are_no_firm(printed: str) -> None:
    assert read(f"80 60 60 兰若山\n80 140 40 工程师\n80 300 50 {printed}").company is None


def test_a_law_firm_is_a_firm_though_lawyers_have_a_title() -> None:
    assert (
        read("80 60 40 河南鹭洲律师事务所\n80 140 60 兰若山 律师").company == "河南鹭洲律师事务所"
    )


@pytest.mark.parametrize(
    "printed",
    [
        "鹭洲汽修",
        "和泰健身俱乐部",
        "鹭洲齿科",
        "德昌会计师行",
        "南昌市鹭洲会计师事务所(普通合伙)",
        "Om Heron Travels",
        "Heron Landscaping",
    ],
)
def test_small_firms_are_known_by_their_trade(printed: str) -> None:
    slogan = "80 140 30 一站式企业服务平台\n80 190 30 业务范围：公司注册 代理记账"
    assert read(f"80 60 40 {printed}\n{slogan}\n80 300 30 13800000000").company == printed


def test_a_name_above_a_law_firm_with_its_city_is_no_part_of_it() -> None:
    fields = read("80 60 50 汤 春 梅\n80 120 48 鹭洲（洛阳）律师事务所\n80 300 30 13800000000")
    assert (fields.name, fields.company) == ("汤春梅", "鹭洲(洛阳)律师事务所")


def test_a_firm_behind_its_city_is_backed_by_the_domain_of_its_own_word() -> None:
    fields = read(
        "80 60 70 Jane Larkin\n80 140 36 Senior Designer\n80 190 45 Shanghai Osprey Education Technology Group"
        "\n80 300 30 www.ospreygroup.com"
    )
    assert fields.company == "Shanghai Osprey Education Technology Group"


def test_a_name_of_three_lines_of_one_size_is_one_company() -> None:
    fields = read(
        "80 60 40 Windhover Osprey\n80 110 40 Environmental Engineering\n80 160 40 Co., Ltd."
        "\n80 260 40 Jane Heron\n80 310 30 Partner\n80 400 30 jane@windhover.example"
    )
    assert fields.company == "Windhover Osprey Environmental Engineering Co., Ltd."


def test_a_group_below_its_name_belongs_to_it() -> None:
    fields = read(
        "80 60 40 Windhover Logistics\n80 110 40 Group\n80 260 40 Jane Heron"
        "\n80 310 30 Partner\n80 400 30 jane@windhover.example"
    )
    assert (fields.company, fields.name) == ("Windhover Logistics Group", "Jane Heron")


def test_the_letter_of_a_logo_does_not_break_a_name_over_two_lines() -> None:
    fields = read(
        "200 60 40 Wuhan Windhover Logistics\n40 90 60 武\n200 110 40 Co., Ltd."
        "\n80 260 40 Jane Heron\n80 310 30 Partner\n80 400 30 jane@windhover.example"
    )
    assert fields.company == "Wuhan Windhover Logistics Co., Ltd."
