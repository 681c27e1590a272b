"""Days counted from a day said before: 展会到二十六号结束，结束之后第二天; 节后第一个工作日."""

import re
from datetime import timedelta

from crm_app.services.voice.facts.calendar_days import DateMention, working_days

_ON = re.compile(
    r"(?:结束|完|开完|过|节|假)(?:了)?(?:之?后|以后|后)?的?第(?P<n>[一二三四五])(?P<unit>个?工作日|天)"
)
_FIRST_WORKING = re.compile(r"(?:的|之)?第一?(?:个)?工作日")
_NUMBERS = {letter: place for place, letter in enumerate("一二三四五", 1)}


def counted_on(mentions: list[DateMention], text: str) -> list[DateMention]:
    """The mentions with those that are counted from the one before; the second day is the next."""
    found = [_next_working(mention, text) for mention in mentions]
    # 国庆后十月十二号: the day itself, not the feast before it.
    exact = {one.start for one in found if one.sure > 0.9}
    found = [one for one in found if one.sure > 0.9 or one.end not in exact]
    for match in _ON.finditer(text):
        earlier = [one for one in mentions if one.end <= match.start() and one.day]
        if not earlier or any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        day, count = earlier[-1].day, _NUMBERS[match["n"]]
        assert day is not None
        if match["unit"] == "天":
            after = day + timedelta(max(1, count - 1))
        else:
            after = working_days(day, count)
        found.append(DateMention(match.start(), match.end(), after, 0.95))
    return sorted(found, key=lambda one: one.start)


def _next_working(mention: DateMention, text: str) -> DateMention:
    """国庆后第一个工作日: the day itself, or the Monday behind it."""
    match = _FIRST_WORKING.match(text, mention.end)
    if match is None or mention.day is None:
        return mention
    day = working_days(mention.day - timedelta(1), 1)
    return DateMention(mention.start, match.end(), day, 0.95)
