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


def test_a_city_far_beside_its_street_or_under_it_is_one_address_with_it() -> None:
    beside = read("20 400 25 705 North Osprey Avenue\n640 400 25 Tahlequah, OK 74464")
    assert beside.address == ["705 North Osprey Avenue Tahlequah, OK 74464"]
    under = read("80 400 20 1590 BLUE HERON AVENUE\n100 428 20 MATTAPAN, MASS.")
    assert under.address == ["1590 BLUE HERON AVENUE MATTAPAN, MASS."]


def test_landmarks_alone_can_say_where_a_shop_is() -> None:
    fields = read(
        "80 40 40 Osprey Lamps Ltd\n80 300 30 Opp. Heron Bank,\n80 340 30 Behind Telephone Exchange,"
        "\n80 380 30 Guru Larkin Nagar, PATHANKOT"
    )
    assert fields.address == [
        "Opp. Heron Bank, Behind Telephone Exchange, Guru Larkin Nagar, PATHANKOT"
    ]


def test_a_postcode_under_the_english_address_is_not_the_chinese_ones() -> None:
    fields = read(
        "80 300 28 武汉市余杭区创业路1733号\n80 330 28 1733 Chuangye Road, Yuhang, Wuhan\n80 360 28 430115"
    )
    assert fields.address == [
        "武汉市余杭区创业路1733号",
        "1733 Chuangye Road, Yuhang, Wuhan 430115",
    ]


def test_an_address_in_two_languages_behind_a_slash_is_two() -> None:
    fields = read(
        "80 60 40 蘭奕凱\n80 300 20 106 台北市敦化南路二段105號12樓/12F., 105, Sec.2, Tun-Hwa S Rd., Taipei 106, Taiwan"
    )
    assert fields.address == [
        "106 台北市敦化南路二段105號12樓",
        "12F., 105, Sec.2, Tun-Hwa S Rd., Taipei 106, Taiwan",
    ]


def test_a_centre_above_a_district_is_who_and_not_where() -> None:
    fields = read("75 300 40 傳仁醫療中心\n75 350 34 尖沙咀美麗華廣場一期A座19樓1915-16室")
    assert (fields.company, fields.address) == (
        "傳仁醫療中心",
        ["尖沙咀美麗華廣場一期A座19樓1915-16室"],
    )
