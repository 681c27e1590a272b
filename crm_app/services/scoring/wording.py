"""Features in words of both languages."""

from collections.abc import Sequence

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.services.choices import Option, option, options_of
from crm_app.services.scoring.rows import ReasonRow
from crm_app.services.scoring.rules import BANDS, Reason

_LISTS = ("industry", "size", "source")
_AMOUNTS = {
    "1": Option("1", "一万以内", "below 10,000"),
    "2": Option("2", "一万到十万", "10,000 to 100,000"),
    "3": Option("3", "十万到一百万", "100,000 to 1,000,000"),
    "4": Option("4", "一百万以上", "over 1,000,000"),
}


def band_options() -> list[Option]:
    """The bands as entries of a list, the best first."""
    return [
        Option(band, *[say(lang, f"scoring.band.{band}") for lang in ("zh", "en")])
        for band in BANDS
    ]


def in_words(work: Work, reasons: Sequence[Reason]) -> list[ReasonRow]:
    """Each reason as a phrase; a value by the name that its list has for it."""
    used = {one.feature.partition(":")[0] for one in reasons}
    lists = {name: options_of(work.session, name) for name in _LISTS if name in used}
    lists["amount"] = _AMOUNTS
    rows: list[ReasonRow] = []
    for one in reasons:
        name, _, value = one.feature.partition(":")
        shown = option(lists.get(name, {}), value)
        key = f"scoring.feature.{name}"
        zh, en = say("zh", key, value=shown.zh), say("en", key, value=shown.en)
        rows.append(ReasonRow(one.feature, zh, en, one.points))
    return rows
