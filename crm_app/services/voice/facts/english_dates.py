"""Days as English says them: next Wednesday, the week after next, on the 20th, by month end, in Q1."""

import re
from datetime import date

from crm_app.services.voice.facts import english_days as on
from crm_app.services.voice.facts import english_holidays as near
from crm_app.services.voice.facts.calendar_days import DateMention, put_right
from crm_app.services.voice.facts.english_days import Rule

_WD = r"(?P<weekday>mon|tues?|wednes|thurs?|fri|satur|sun)day"
_MON = rf"(?P<month>{'|'.join(on.MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_ORD_WORD = "|".join(
    sorted((word.replace(" ", "[ -]") for word in on.ORDINALS), key=len, reverse=True)
)
_ORD = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{_ORD_WORD})"
_COUNT = r"(?P<n>a couple(?: of)?|a few|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})"
_UNIT = r"(?P<unit>(?:business |working |work )?days?|weeks?|fortnights?|months?|quarters?|years?)"
_BY = r"(?P<by>\b(?:by|before|within|until|till|no later than)\s+)?(?:the\s+)?"
_END = r"(?P<end>(?:the\s+)?(?:very\s+)?end of(?: the)?|close of|late|beginning of(?: the)?|start of(?: the)?|early(?: in)?|mid(?:dle of(?: the)?)?|first (?:week|half) of(?: the)?|last week of(?: the)?)"


# In two weeks, no, sorry, in one week.
_NO_RATHER = re.compile(
    r"[,. ]+(?:(?:no|sorry|wait|hang on|hold on|I mean|or rather|make (?:that|it)|actually|scratch that|correction)[,. ]+)+"
    # On Friday, no wait, she's off Friday, so Thursday.
    r"|[^.;!?]{0,40}[,. ]+(?:no,? wait|wait|no|sorry|hang on|hold on|scratch that)\b[^.;!?]{0,50}\b(?:so|make it|let['’]s say|call it|by|then)(?: it['’]s| on| for| by)? ?(?:the )?"
    r"|[^.;!?]{0,40}\b(?:moved|pushed|shifted|rescheduled|bumped|changed|put (?:it|us|that))(?: it| that| us| me)?(?: back| out| off| forward)? (?:to|until|till) ?(?:the )?",
    re.IGNORECASE,
)


def english_dates(text: str, today: date) -> list[DateMention]:
    """Every day that the text names, in reading order; past ones without a day."""
    found: list[DateMention] = []
    for pattern, rule, sure in _RULES:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(DateMention(match.start(), match.end(), rule(match, today), sure))
    return put_right(sorted(found, key=lambda mention: mention.start), text, _NO_RATHER)


def _rule(pattern: str, rule: Rule, sure: float = 0.95) -> tuple[re.Pattern[str], Rule, float]:
    return re.compile(pattern, re.IGNORECASE), rule, sure


_YEAR = r"(?P<year>,? 20\d\d|,? (?:of )?next year)?"
_SIDE = r"(?:(?P<side>\b(?:right |just |straight )?(?:before|after|by|around|on|until)) )?(?:the )?"
_RULES = (
    _rule(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b", on.iso),
    _rule(rf"\b(?:the )?(?P<nth>first|second|third|fourth|last) {_WD} (?:of|in) (?:(?P<which>the|this|next) month|{_MON}{_YEAR})", on.nth_weekday),
    _rule(rf"\b(?:last|previous|past) (?:week|month|quarter|year|night|{_WD})", on.past),
    _rule(rf"\byesterday|\b{_COUNT} {_UNIT} ago|\bearlier (?:today|this week)|\bthis morning\b", on.past),
    _rule(rf"\b(?:in|over|for) the (?:last|past) {_COUNT}? ?{_UNIT}", on.past),
    _rule(rf"\b{_MON} (?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORD_WORD}\b){_YEAR}", on.month_day),
    _rule(rf"\b(?:the )?{_ORD}(?: day)? of (?P<which>next|this) month", on.day_of_relative),
    _rule(rf"\b(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{_ORD_WORD}) (?:of )?{_MON}{_YEAR}\b", on.month_day),
    _rule(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b", on.slashed_year, 0.8),
    _rule(r"\b(\d{1,2})/(\d{1,2})\b(?!/)", on.slashed, 0.7),
    _rule(r"\b(?:the )?day after tomorrow", on.in_days(2)),
    _rule(r"\btomorrow week\b", on.in_days(8)),
    _rule(r"\btomorrow\b", on.in_days(1)),
    _rule(rf"\b{_WD},? (?:the )?{_ORD}(?: of {_MON})?(?! (?:floor|time|week))", on.named_day_of_month),
    _rule(rf"\b{_WD} (?:after|following) thanksgiving", near.after_thanksgiving),
    _rule(rf"\b(?:(?:the )?{_WD} )?(?:(?P<side>(?:right |just )?(?:before|after|by)|over|at) )?(?P<part>good friday|easter(?: monday| sunday| weekend)?)\b", near.easter_time),
    _rule(r"\b(?:a |this time )?(?:fortnight|two weeks) (?:today|from today|from now|time)\b", on.in_days(14)),
    _rule(rf"{_BY}\b(?P<week>first|second|third|fourth|last) (?:full )?week (?:of|in) {_MON}{_YEAR}", on.week_of_month, 0.8),
    _rule(rf"\b{_WD} after next\b", on.after_next),
    _rule(rf"\b{_WD}(?: of)? (?P<week>next week|this week|the week after(?: next)?)", on.weekday_in_week),
    _rule(rf"\b{_WD} week\b", on.week_on, 0.8),
    _rule(rf"\ba week (?:on|from|after) (?:this |next )?{_WD}", on.week_on, 0.9),
    _rule(r"\b(?:a week from (?:today|now)|this time next week|a week today)\b", on.in_days(7)),
    _rule(rf"\b(?P<which>this coming|this|next|coming|following)? ?\b{_WD}\b", on.weekday),
    _rule(r"\b(?:(?:on|by|before|until|till|due|COB|EOD|,) )(?P<which>this|next)? ?(?P<weekday>mon|tues?|wed|thurs?|fri)\b\.?", on.weekday, 0.9),
    _rule(r"\b(?P<which>this|next) (?P<weekday>mon|tues?|wed|thurs?|fri)\b\.?", on.weekday, 0.9),
    _rule(rf"\b(?:in|within|inside) (?:about |around |the next |another )?{_COUNT} {_UNIT}\b(?:'?s?'? time)?", on.after),
    _rule(rf"\b{_COUNT} {_UNIT} (?:from (?:now|today)|later|out|hence)\b", on.after),
    _rule(rf"\bover the next {_COUNT} {_UNIT}", on.after, 0.7),
    _rule(rf"{_BY}\b(?:the )?week after next\b", on.week_after_next, 0.7),
    _rule(rf"\b{_BY}{_END} (?:of )?(?P<which>next|this|the|following)? ?(?P<unit>week|month|quarter|year)\b", on.period, 0.85),
    _rule(rf"{_BY}(?P<end>)\b(?P<which>next|this|following) (?P<unit>week|month|quarter|year)\b(?!['’]s)", on.period, 0.6),
    _rule(rf"{_BY}\b(?P<which>)(?P<unit>week|month|quarter|year)(?:['’]s)?(?:[ -])?(?P<end>end)\b", on.period, 0.85),
    _rule(r"\b(?:end of (?:the )?day|day end)\b(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))", lambda _, today: today, 0.9),
    _rule(r"\b(?:EO|end of |close of )([DWMQY])\b(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))", on.short_end, 0.85),
    _rule(r"\b(?:(?:COB|close of (?:business|play))(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))|end of business(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))|today|tonight|this (?:afternoon|evening))\b", on.in_days(0), 0.8),
    _rule(rf"{_BY}\b(?P<which>next|this)? ?weekend\b", on.weekend, 0.7),
    _rule(rf"{_BY}(?:{_END} )?\b(?:the )?(?:Q(?P<number>[1-4])|(?P<named>first|second|third|fourth) quarter|Q (?P<spoken>one|two|three|four)\b){_YEAR}", on.quarter, 0.8),
    _rule(rf"{_SIDE}\b(?:Christmas|Xmas)(?: holidays?| break| day)?\b", near.christmas, 0.8),
    _rule(rf"{_SIDE}\b(?:chinese|lunar) new year\b", near.lunar_new_year, 0.8),
    _rule(rf"{_SIDE}\bnew year(?:['’]?s)?(?: day| holidays?| break)?\b", near.new_year, 0.8),
    _rule(rf"{_SIDE}\bthanksgiving\b", near.thanksgiving, 0.8),
    _rule(rf"{_BY}{_END} {_MON}{_YEAR}\b", on.month, 0.8),
    _rule(rf"\b(?:in|by|until|before|around|for|till|(?P<end>mid|early|late)[ -])\s*{_MON}{_YEAR}(?![a-z])", on.month, 0.6),
    _rule(rf"\b(?:on|by|before|until|the|from|around) (?:the )?{_ORD}(?! (?:of|floor|time|quarter|half|round|phase|meeting|call|visit|one|thing|step|option|draft|version|year|week|month|payment|instal\w*|avenue|street|party|pass|tier|release|choice|person|company|contract|order|batch|stage|part|line))\b", on.bare_day, 0.8),
)  # fmt: skip
