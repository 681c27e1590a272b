"""Normal forms: tables that were written before the rules (`cases`) and after them (`later`)."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_app.lib import standards
from crm_app.lib.addresses import read_address
from crm_app.lib.birthdays import age_on, day_key, keys_between, next_birthday, normal_birthday
from crm_app.lib.companies import relation
from crm_app.lib.identifiers import read_identity
from crm_app.lib.mails import normal_mail, proposed_mail
from crm_app.lib.names import person_pinyin, read_person, spoken_forms
from crm_app.lib.phones import canonical_phones
from crm_app.lib.webs import normal_web

_HERE = Path(__file__).parent
_DAY = date(2026, 11, 28)


def _value(found) -> str:
    return found.value if found else "-"


def _person(typed: str) -> list[str]:
    one = read_person(typed)
    return [one.name, one.honorific, one.family, one.given, one.other]


def _address(typed: str) -> list[str]:
    one = read_address(typed)
    return [one.province, one.city, one.district, one.postcode, one.shown]


def _mail(typed: str) -> list[str]:
    found = normal_mail(typed)
    return [_value(found), proposed_mail(found.value) if found else ""]


def _next(stored: str, first: str) -> list[str]:
    day = next_birthday(stored, date.fromisoformat(first))
    age = age_on(stored, day)
    return [day.isoformat(), "-" if age is None else str(age)]


def _identifier(kind: str, typed: str) -> list[str]:
    return [_value(standards.normal(kind, typed))]


# Name of the table → how many columns are given, and what becomes of them.
_READ = {
    "people": (1, _person),
    "pinyin": (1, lambda name: [person_pinyin(name)]),
    "companies": (2, lambda one, other: [relation(one, other)]),
    "phones": (2, lambda t, r: [" ".join(n.value for n in canonical_phones(t, r)) or "-"]),
    "mails": (1, _mail),
    "webs": (1, lambda typed: [_value(normal_web(typed))]),
    "addresses": (1, _address),
    "identifiers": (2, _identifier),
    "birthdays": (2, lambda typed, region: [_value(normal_birthday(typed, region, _DAY))]),
    "next_birthdays": (2, _next),
}


@pytest.mark.parametrize("folder", ["cases", "later"])
@pytest.mark.parametrize("table", _READ)
def test_the_tables_are_read_as_written(table, folder):
    given_columns, read = _READ[table]
    lines = (_HERE / folder / f"{table}.txt").read_text("utf-8").split("\n")
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    assert len(rows) >= 20
    wrong = {
        tuple(row): got
        for row in rows
        if (got := read(*row[:given_columns])) != row[given_columns:]
    }
    assert not wrong


_TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="张伟欧阳总工 先生老师.,-'()（）AbcdDE李·&", max_size=16),
    st.text(alphabet="0123456789+-() 转x#/;８六", max_size=24),
    st.text(alphabet="abC@.。＠<> mailto:,;-/?#1", max_size=24),
    st.text(alphabet="浙江省杭州市西湖区上海浦东新北京朝阳路号12 3,，有限公司分（）", max_size=24),
    st.text(alphabet="农历闰正月腊初十廿三二0123456789-/.年日 AugL", max_size=18),
)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(standards.KINDS), _TEXTS, st.sampled_from(["CN", "US", "GB"]))
@example("phone", "010-88886666/7", "CN")
@example("address", "310012 浙江省杭州市西湖区文三路478号", "CN")
@example("birthday", "农历2020年闰四月初八", "CN")
@example("mail", '"Zhang, Wei" <ZHANG@example.com>', "CN")
def test_a_normal_form_is_its_own_normal_form(kind, typed, region):
    found = standards.normal(kind, typed, region)
    if found is not None:
        assert found.shown == found.shown.strip() != ""
        assert standards.normal(kind, found.shown, region) == found


def test_an_id_number_says_when_where_and_who():
    one = read_identity("11010519491231002X")
    assert (one.birth, one.sex) == (date(1949, 12, 31), "female")
    assert (one.province, one.city, one.district) == ("北京市", "北京市", "朝阳区")


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2033, 12, 31)),
    st.one_of(
        st.dates(date(1950, 1, 1), date(2020, 12, 31)).map(lambda d: d.isoformat()),
        st.builds(
            "lunar:--{:02d}{}-{:02d}".format,
            st.integers(1, 12),
            st.sampled_from(["", "L"]),
            st.integers(1, 30),
        ),
    ),
)
@example(date(2026, 2, 1), "1980-02-29")
@example(date(2025, 1, 20), "lunar:--12-30")
def test_the_days_of_a_list_are_the_days_of_the_calendar(first, stored):
    """The list looks keys up; a record's page reckons the next day: both say the same."""
    upcoming = next_birthday(stored, first)
    in_list = keys_between(first, 60).get(day_key(stored))
    expected = upcoming if (upcoming - first).days < 60 else None
    assert in_list == expected


def test_a_surname_is_found_by_both_its_readings():
    assert {"shan xiong", "shanxiong", "sx", "dan xiong", "danxiong"} <= set(
        spoken_forms("单雄", person=True)
    )
