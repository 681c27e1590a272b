"""Which digits are whose number, from lines without a picture."""

import pytest

from tests.services.cards.test_reading import read


def test_a_label_glued_to_its_number_is_still_a_label() -> None:
    assert read("80 60 30 Phone202-555-0110").phone == ["+12025550110"]
    both = read("80 60 30 M 138-0000-0000 T(0755) 55550123")
    assert (both.mobile, both.phone) == (["+8613800000000"], ["+8675555550123"])


def test_an_american_number_stays_american_on_a_chinese_card() -> None:
    fields = read("80 60 40 蘭若山\n80 200 30 電話1.800.555.0100\n80 250 30 手機1.202.555.0101")
    assert (fields.phone, fields.mobile) == (["+18005550100"], ["+12025550101"])


def test_a_number_with_an_extension_under_a_labelled_one_is_of_its_kind() -> None:
    fields = read("80 60 30 Tel:(86-10) 5550-1042\n190 95 30 5550-7711 ext 2855")
    assert fields.phone == ["+861055501042", "+861055507711;ext=2855"]


def test_a_hyphen_before_an_extension_also_counts_behind_a_country_code() -> None:
    assert read("80 60 30 +86-10-6555 0167-5499").phone == ["+861065550167;ext=5499"]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("07700900123", "mobile"), ("98480 55501", "mobile"), ("(0):5555182", "phone")],
)
def test_without_any_place_a_number_goes_where_its_shape_exists(printed: str, kind: str) -> None:
    fields = read(f"80 60 40 OSPREY LAMPS\n80 200 30 {printed}")
    assert [len(getattr(fields, one)) for one in ("mobile", "phone")] == [
        int(kind == "mobile"),
        int(kind == "phone"),
    ]


def test_mail_ends_where_the_next_column_begins_in_capitals() -> None:
    fields = read("80 60 30 e. mei@osprey.com.hkKwun Tong Road, Kowloon")
    assert fields.email == ["mei@osprey.com.hk"]


def test_a_letter_before_an_underscore_is_the_surnames() -> None:
    fields = read("80 60 60 李磊\n80 140 30 总经理\n80 300 30 i_lei@osprey.example")
    assert fields.email == ["l_lei@osprey.example"]


def test_social_pages_are_no_site_beside_an_own_one() -> None:
    both = read("80 60 30 www.facebook.com/osprey\n80 100 30 www.osprey.example")
    assert both.website == ["www.osprey.example"]
    assert read("80 60 30 www.facebook.com/osprey").website == ["www.facebook.com/osprey"]


def test_ten_digits_from_09_on_a_traditional_card_are_a_mobile_of_taiwan() -> None:
    fields = read("80 60 50 蘭立丞\n80 140 40 會場佈置專員\n80 300 40 0936-000380")
    assert fields.mobile == ["+886936000380"]


def test_the_second_of_two_landlines_behind_pictures_is_the_fax() -> None:
    fields = read(
        "80 60 50 蘭志均\n300 300 30 831 高雄市大寮區力行路197號\n300 340 30 07-782 0071\n300 380 30 07-782 0025"
    )
    assert (fields.phone, fields.fax) == (["+88677820071"], ["+88677820025"])
    told = read(
        "80 60 50 蘭志均\n300 340 30 電話 07-782 0071\n300 380 30 07-782 0025\n80 450 30 高雄市"
    )
    assert told.fax == []


def test_two_numbers_of_hong_kong_without_the_picture_between_them_are_two() -> None:
    fields = read("80 60 30 尖沙咀美麗華廣場一期A座19樓\n80 100 30 2332000023320097")
    assert (fields.phone, fields.fax) == (["+85223320000"], ["+85223320097"])


def test_the_tax_number_is_no_phone_though_its_label_is_misread() -> None:
    fields = read("80 60 30 台北市敦化南路二段105號12樓\n80 100 30 统一摇號.28210647")
    assert fields.phone == []


def test_the_initial_before_a_chinese_surname_puts_its_mail_right() -> None:
    fields = read("80 60 60 傅凌统\n80 140 40 售后工程师\n80 300 30 I.fu@osprey.example")
    assert fields.email == ["l.fu@osprey.example"]


def test_the_site_of_a_picture_agency_is_nobodys() -> None:
    assert read("80 60 60 兰若山\n80 300 30 昵图网www.nipic.com").website == []


def test_labels_over_numbers_count_for_them() -> None:
    fields = read("80 60 20 MOBILE\n80 90 30 202-555-0143\n80 150 20 FAX\n80 180 30 202-555-0144")
    assert (fields.mobile, fields.fax) == (["+12025550143"], ["+12025550144"])
    broken = read("80 60 30 Ph: 202.555.0110 | Mob:\n80 100 30 202.555.0143")
    assert (broken.phone, broken.mobile) == (["+12025550110"], ["+12025550143"])


@pytest.mark.parametrize(
    "printed",
    [
        "80 60 30 开户行：中国银行城东支行 账号：\n80 100 30 180424213861",
        "80 60 30 字楼903（332327）",
        "80 60 30 邮编：\n80 95 30 104868",
    ],
)
def test_accounts_rooms_and_postcodes_are_no_phones(printed: str) -> None:
    fields = read(printed)
    assert (fields.mobile, fields.phone, fields.fax) == ([], [], [])


def test_letters_before_strokes_are_labels() -> None:
    fields = read(
        "80 60 30 T / 04-2201-0136\n80 100 30 F / 04-2201-0137\n80 140 30 M / 0912-000-345"
        "\n80 180 30 A / 桃園市中壢區中正路88號"
    )
    assert (fields.phone, fields.fax) == (["+886422010136"], ["+886422010137"])
    assert (fields.mobile, fields.address) == (["+886912000345"], ["桃園市中壢區中正路88號"])


def test_an_o_for_office_read_as_a_zero_is_no_digit() -> None:
    fields = read("80 60 30 0 01632 960917\n80 100 30 LS11 5QN\n80 140 30 info@osprey.co.uk")
    assert fields.phone == ["+441632960917"]


@pytest.mark.parametrize("printed", ["+8657755550101-618", "86 57755550101-618"])
def test_an_extension_behind_a_number_with_its_country_code(printed: str) -> None:
    assert read(f"80 60 30 总机：{printed}").phone == ["+8657755550101;ext=618"]


def test_an_office_whose_letter_was_read_as_a_figure() -> None:
    fields = read("80 60 30 0 617.555.0119 | M 617.555.0145\n80 100 30 Boston, MA 02109", "US")
    assert (fields.phone, fields.mobile) == (["+16175550119"], ["+16175550145"])
