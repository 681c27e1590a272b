"""Texts of one line, as they are typed."""

from typing import Protocol

from crm_app.core.errors import Invalid


class Bilingual(Protocol):
    """Something with a name in each language."""

    name_zh: str
    name_en: str


def put_names(row: Bilingual, zh: str | None, en: str | None, missing: str, most: int = 60) -> None:
    """Both names as typed, None leaves one as it is; one alone serves for both languages.

    Refuses with the code `missing` where there is none.
    """
    if zh is not None:
        row.name_zh = one_line(zh, "zh", most)
    if en is not None:
        row.name_en = one_line(en, "en", most)
    row.name_zh = row.name_zh or row.name_en
    row.name_en = row.name_en or row.name_zh
    if not row.name_zh:
        raise Invalid(missing, field="zh")


def one_line(typed: str, field: str, most: int) -> str:
    """What was typed, on one line; refuses more than `most` characters."""
    text = " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
