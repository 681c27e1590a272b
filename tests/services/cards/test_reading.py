"""What the rules make of the lines of a card, without a picture."""

import pytest

from crm_app.services.cards.reading import CardFields, read_fields
from tests.services.cards.cards import card


def read(drawing: str, region: str = "CN") -> CardFields:
    return read_fields([card(drawing)], region)


def test_a_chinese_card_is_read_whole() -> None:
    fields = read(
        """
        80 60 40 云岭春秋茶业有限公司
        80 160 60 王伟
        240 180 32 销售总监
        80 300 28 手机：139 0000 0000
        80 350 28 电话：0871-65550101-802 传真：0871-65550102
        80 400 28 邮箱：wang.wei@yunling.example
        80 450 28 网址：www.yunling.example
        80 500 28 地址：云南省昆明市盘龙区茶马路1号
        """
    )
    assert (fields.name, fields.title, fields.company) == (
        "王伟",
        "销售总监",
        "云岭春秋茶业有限公司",
    )
    assert fields.mobile == ["+8613900000000"]
    assert fields.phone == ["+8687165550101;ext=802"]
    assert fields.fax == ["+8687165550102"]
    assert fields.email == ["wang.wei@yunling.example"]
    assert fields.website == ["www.yunling.example"]
    assert fields.address == ["云南省昆明市盘龙区茶马路1号"]


def test_an_honorific_is_not_part_of_the_name() -> None:
    assert read("80 60 60 张总\n80 200 30 手机 13900000001").name == "张"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("P. KESTREL RAO", "P. KESTREL RAO"),
        ("G. Merlin Reddy, M.Tech", "G. Merlin Reddy"),
        ("Harrier Kumar M.V", "Harrier Kumar M.V"),
        ("Mr. Osprey Larkin", "Osprey Larkin"),
    ],
)
def test_initials_belong_to_people_and_degrees_do_not(printed: str, expected: str) -> None:
    fields = read(
        f"""
        80 40 40 Windhover Survey Works Ltd.
        80 140 36 {printed}
        80 200 26 Senior Engineer
        80 300 26 Tel: +44 20 7946 0100
        """
    )
    assert fields.name == expected
    assert fields.company == "Windhover Survey Works Ltd."


def test_two_addresses_behind_one_comma_stay_two() -> None:
    fields = read("80 40 26 E-mail: sales@alder.example.com, lee@birch.example.com")
    assert fields.email == ["sales@alder.example.com", "lee@birch.example.com"]


def test_a_site_behind_an_address_is_a_site() -> None:
    fields = read("80 40 26 E-mail: lee@alder.example.com, http://www.alder.example.com")
    assert fields.email == ["lee@alder.example.com"]
    assert fields.website == ["http://www.alder.example.com"]


def test_a_name_before_a_number_is_no_address() -> None:
    fields = read("80 40 26 Larkin @ 13900000002")
    assert fields.email == []
    assert fields.mobile == ["+8613900000002"]


def test_a_number_glued_to_an_address_is_read_for_itself() -> None:
    fields = read("80 40 26 07700900123larkin@alder.example.com", "GB")
    assert fields.email == ["larkin@alder.example.com"]


def test_a_number_labelled_phone_that_is_a_mobile_is_a_mobile() -> None:
    assert read("80 40 26 电话 13900000003").mobile == ["+8613900000003"]
    assert read("80 40 26 Tel: +1 510 555 0134").phone == ["+15105550134"]


def test_whole_numbers_divided_by_a_slash_are_both_kept() -> None:
    fields = read("80 40 26 Tel: +44 20 7946 0100/7946 0123")
    assert fields.phone == ["+442079460100", "+442079460123"]


def test_the_ends_behind_a_slash_complete_the_number_before() -> None:
    assert read("80 40 26 Tel: 0871-65550101/02").phone == ["+8687165550101", "+8687165550102"]


def test_a_short_number_without_its_area_stays_as_printed() -> None:
    assert read("80 40 26 Tel: 5550119", "GB").phone == ["5550119"]


def test_an_office_in_front_of_a_house_number_is_no_phone() -> None:
    fields = read("80 40 26 Office : 4575/15, Alder House, Mill Road, Leeds LS1 4AP")
    assert fields.phone == []
    assert fields.address == ["4575/15, Alder House, Mill Road, Leeds LS1 4AP"]


def test_words_that_follow_a_label_word_make_it_a_name() -> None:
    fields = read("80 40 40 Cell Phone Repair Center\n80 140 26 Tel: +44 20 7946 0100")
    assert fields.company == "Cell Phone Repair Center"


def test_the_stamp_of_a_scanning_app_says_nothing() -> None:
    fields = read("80 40 40 Alder Works Ltd.\n80 140 26 Scanned with\n80 180 26 CamScanner")
    assert fields.name is None
    assert fields.other == []


def test_engineering_is_no_street() -> None:
    fields = read(
        "80 40 36 Department of Marine Engineering\n80 100 36 Leeds LS1 4AP, 12 Mill Road"
    )
    assert all("Engineering" not in address for address in fields.address)


def test_a_list_of_countries_is_no_address() -> None:
    fields = read("80 40 26 12 Mill Road, Leeds LS1 4AP\n80 80 26 Japan Singapore Kuwait UK USA")
    assert fields.address == ["12 Mill Road, Leeds LS1 4AP"]


def test_nothing_is_made_of_nothing() -> None:
    assert read_fields([[]]) == CardFields()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Tel: 040-23550100/0101/0102/23551711, India", "+914023551711"),
        ("Tel: 040-23550100, 90300 52549 India", "+919030052549"),
        ("PHONE O3 9600 2233 AUSTRALIA", "+61396002233"),
    ],
)
def test_numbers_as_they_are_really_printed(printed: str, expected: str) -> None:
    fields = read(f"80 40 28 {printed}")
    assert expected in fields.phone + fields.mobile


def test_a_colon_after_a_picture_of_a_telephone_labels_a_short_number() -> None:
    assert read("80 40 28 :393713.393956").phone == ["393713", "393956"]


def test_a_space_for_the_dot_of_a_domain_is_put_right() -> None:
    assert read("80 40 28 Email: kestrel@windhovers com").email == ["kestrel@windhovers.com"]


def test_a_letter_before_www_is_a_sign() -> None:
    assert read("80 40 28 awww.windhover.example").website == ["www.windhover.example"]


def test_what_stands_around_a_number_is_no_part_of_the_address() -> None:
    fields = read(
        """
        80 40 28 Kestrel Campus, Hyderabad - 500 032
        80 80 28 Off: 040-23550100 to 18, Ext. 2073
        """
    )
    assert fields.address == ["Kestrel Campus, Hyderabad - 500 032"]


def test_a_stamp_over_the_beginning_of_a_line_is_left_out() -> None:
    fields = read("80 40 28 Scanned witKestrel Nagar - 500 032, Hyderabad")
    assert fields.address == ["Kestrel Nagar - 500 032, Hyderabad"]


def test_letters_that_look_alike_follow_the_name() -> None:
    fields = read("80 40 50 Leigh Ann Porter\n80 120 30 Email: iporter@windhover.example")
    assert fields.email == ["lporter@windhover.example"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("sleigh_porter@windhover.example", "leigh_porter@windhover.example"),
        ("aninfo@windhover.example", "info@windhover.example"),
        ("ce-mailnsales@windhover.example", "sales@windhover.example"),
        ("email@windhover.example", "email@windhover.example"),
        ("presales@windhover.example", "presales@windhover.example"),
        ("malporter@windhover.example", "malporter@windhover.example"),
    ],
)
def test_a_sign_before_an_address_for_mail_is_no_letter_of_it(printed: str, meant: str) -> None:
    fields = read(f"80 40 50 Leigh Porter\n80 120 30 {printed}")
    assert fields.email == [meant]


def test_two_addresses_for_mail_without_a_gap_are_two() -> None:
    fields = read("80 40 30 Email: heron321@gmail.comdirector_a@windhover.example")
    assert fields.email == ["heron321@gmail.com", "director_a@windhover.example"]


@pytest.mark.parametrize(
    "printed",
    [
        "P.O. Box 8390 Yaounde - Cameroon",
        "Kestrel Hills - 1, Windhover, Hyderabad",
        "#14MIG-1,HUDAColony. Windhover,Hyderabad -28",
        "Beside Ladies club, Windhover",
    ],
)
def test_short_addresses_are_addresses(printed: str) -> None:
    assert read(f"80 40 30 {printed}").address == [printed]


def test_a_part_of_town_between_two_lines_belongs_to_the_address() -> None:
    fields = read(
        """
        80 40 30 3419 Via Merganser #340
        80 76 30 Windhover Beach
        80 112 30 CA - California 92663
        """
    )
    assert fields.address == ["3419 Via Merganser #340 Windhover Beach CA - California 92663"]


def test_a_registration_is_no_part_of_an_address() -> None:
    fields = read(
        """
        80 40 30 Regd. No. 382, Recg by Govt. of India
        80 76 30 # 203, Kestrel Road, Hyderabad - 500 029
        """
    )
    assert fields.address == ["# 203, Kestrel Road, Hyderabad - 500 029"]


@pytest.mark.parametrize(
    ("printed", "kind", "expected"),
    [
        ("Facsimile +61 3 9600 2233", "fax", "+61396002233"),
        ("Telefax: +91 40 2355 0100", "fax", "+914023550100"),
        ("Telefax: +91 40 2355 0100", "phone", "+914023550100"),
        ("Phone: +91 40 2355 0100 (6 Lines)", "phone", "+914023550100"),
        ("Mob:-9867900000 India", "mobile", "+919867900000"),
    ],
)
def test_the_kind_that_the_label_says(printed: str, kind: str, expected: str) -> None:
    assert getattr(read(f"80 40 28 {printed}"), kind) == [expected]


def test_two_sites_with_a_dot_between_them_are_two() -> None:
    fields = read("80 40 28 Website: www.windhover.example . www.kestrel.example")
    assert fields.website == ["www.windhover.example", "www.kestrel.example"]


def test_a_list_of_cities_is_not_the_end_of_an_address() -> None:
    fields = read(
        """
        80 40 28 6-2-27/A, Kestrel Road
        80 74 28 Hyderabad 500 004, India
        80 108 28 Bangalore | New Delhi | Mumbai
        """
    )
    assert fields.address == ["6-2-27/A, Kestrel Road Hyderabad 500 004, India"]


def test_a_listed_company_on_a_board_is_no_address() -> None:
    fields = read("80 40 28 香港聯交所上市公司(459)成員\n80 200 28 香港北角茶馬道18號11樓1-3室")
    assert fields.address == ["香港北角茶馬道18號11樓1-3室"]


def test_a_stray_letter_of_another_alphabet_is_a_plain_one() -> None:
    assert read("80 40 48 Rosalind Mergansęr\n80 120 28 Manager").name == "Rosalind Merganser"
    drawing = "80 40 48 Rosalind Mergansęr\n80 120 28 Manager\n80 180 28 Tel: +48 22 555 01 00"
    assert read(drawing).name == "Rosalind Mergansęr"


@pytest.mark.parametrize(
    ("label", "value", "kind", "expected"),
    [
        ("Res :", "27018231", "phone", "27018231"),
        ("Shop :", "55614360", "phone", "55614360"),
    ],
)
def test_a_house_or_a_shop_has_a_telephone(
    label: str, value: str, kind: str, expected: str
) -> None:
    assert getattr(read(f"80 40 28 {label}\n260 40 28 {value}"), kind) == [expected]
