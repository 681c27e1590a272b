"""Habits as sentences of both languages, with what speaks for them."""

from collections.abc import Mapping

from crm_app.lib.crowds import Crowd
from crm_app.lib.habits import HOURS, Habit
from crm_app.locales.catalog import say
from crm_app.services.patterns.rows import PatternRow

_LANGUAGES = ("zh", "en")
Names = Mapping[int, tuple[str, str]]


def pattern_row(one: Habit, things: Names, *, is_dismissed: bool = False) -> PatternRow:
    """A habit as it is shown; `things` are the names of products."""
    zh, en = (_says(one, language, things) for language in _LANGUAGES)
    why_zh, why_en = (_why(one, language) for language in _LANGUAGES)
    return PatternRow(
        key=one.key,
        kind=one.kind,
        zh=zh,
        en=en,
        why_zh=why_zh,
        why_en=why_en,
        hits=one.hits,
        of=one.of,
        chance=round(100 * one.chance),
        first=one.first,
        last=one.last,
        is_dismissed=is_dismissed,
    )


def crowd_words(one: Crowd, language: str) -> tuple[str, str]:
    """When they come, and what speaks for it."""
    times = {"begin": one.hour, "end": one.hour + HOURS}
    weekday = say(language, f"patterns.weekday.{one.weekday}")
    rare = round(1 / one.odds) if one.odds > 1e-6 else 0
    surely = say(language, "patterns.rare" if rare else "patterns.very_rare", count=f"{rare:,}")
    why = say(
        language,
        "patterns.crowd_why",
        count=len(one.people),
        of=one.of,
        expected=f"{one.expected:.1f}",
        rare=surely,
    )
    return say(language, "patterns.crowd", weekday=weekday, **times), why


def _says(one: Habit, language: str, things: Names) -> str:
    if one.kind == "thing":
        name = things.get(int(one.what[0]), ("?", "?"))[_LANGUAGES.index(language)]
        return say(language, "patterns.thing", name=name)
    if one.kind == "party":
        size = int(one.what[0])
        key = "alone" if size == 1 else "many" if size == 6 else "party"
        return say(language, f"patterns.{key}", count=size)
    if one.kind == "month":
        return say(language, f"patterns.{one.what[0]}")
    hour = int(one.what[-1])
    times = {"begin": hour, "end": hour + HOURS}
    if one.kind == "hours":
        return say(language, "patterns.hours", **times)
    weekday = say(language, f"patterns.weekday.{one.what[0]}")
    return say(language, f"patterns.{one.kind}", weekday=weekday, **times)


def _why(one: Habit, language: str) -> str:
    """14 of 18 orders; with others it is 6 %. By chance as much comes up once in …"""
    usual = say(
        language,
        "patterns.if_any_time" if one.is_uniform else "patterns.with_others",
        share=max(1, round(100 * one.chance)),
    )
    rare = round(1 / one.odds) if one.odds > 1e-6 else 0
    surely = say(language, "patterns.rare" if rare else "patterns.very_rare", count=f"{rare:,}")
    return say(
        language,
        "patterns.why",
        hits=one.hits,
        of=one.of,
        share=round(100 * one.hits / one.of),
        usual=usual,
        rare=surely,
        asked=one.asked,
    )
