"""The ways in which people write a birthday."""

import re
from dataclasses import dataclass

from crm_app.lib.normal import plain

_LUNAR = re.compile(r"农历|阴历|旧历|農曆|陰曆|\blunar\b:?|\bchinese calendar\b", re.IGNORECASE)
_NOISE = re.compile(
    r"^(?:生日|出生日期|出生|birthday|born|dob|公历|阳历|西历|新历)\s*:?\s*", re.IGNORECASE
)
_TIME = re.compile(r"[\sT]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$")
_DIGITS = {digit: place for place, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12, "元": 1}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CHINESE = re.compile(r"(?:(\d{2,4})年)?(闰|閏)?(\d{1,2})月(\d{1,2})[日号]?")
_NAMED = re.compile(
    r"(?:([〇零一二三四五六七八九\d]{4})年)?(闰|閏)?(正|冬|腊|臘|[一二三四五六七八九十]{1,2})月"
    r"(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"[日号]?"
)
# A day that only the lunar calendar names so; 九月初九 needs no more.
_ONLY_LUNAR = re.compile(r"初|廿|正月|冬月|腊月|臘月|闰|閏")
_LATIN = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>[a-z]{3,9})\.?|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})"
    r"(?:st|nd|rd|th)?)(?:\s*,?\s+(?P<y>\d{4}))?",
    re.IGNORECASE,
)
_MONTH_FIRST = ("US", "CN", "PH", "CA")


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of a day; year 0 where none is said."""

    year: int
    month: int
    day: int
    is_lunar: bool = False
    is_leap: bool = False


def parts_of(typed: str, region: str, this_year: int) -> Parts | None:
    """The numbers of a day in what was typed; whether there is such a day is another question."""
    text = _NOISE.sub("", plain(typed))
    is_lunar = _LUNAR.search(text) is not None
    text = re.sub(r"\(\s*\)", "", _LUNAR.sub("", text)).strip(" ,:")
    text = _TIME.sub("", text)
    if text == "除夕":
        return Parts(0, 12, 30, is_lunar=True)
    compact = text.replace(" ", "")
    return (
        _in_chinese(compact, is_lunar, this_year)
        or _in_words(compact, is_lunar)
        or _in_figures(compact, is_lunar, region, this_year)
        or _in_english(text, is_lunar)
    )


def _in_chinese(text: str, is_lunar: bool, this_year: int) -> Parts | None:
    found = _CHINESE.fullmatch(text)
    if found is None:
        return None
    year, leap, month, day = found.groups()
    return Parts(_year(year, this_year), int(month), int(day), is_lunar or bool(leap), bool(leap))


def _in_words(text: str, is_lunar: bool) -> Parts | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    year, leap, month, day = found.groups()
    figures = "".join(str(_DIGITS.get(letter, letter)) for letter in year or "0")
    number = _MONTHS.get(month) or _number(month)
    lunar = is_lunar or bool(_ONLY_LUNAR.search(text))
    return Parts(int(figures), number, _number(day.lstrip("初")), lunar, bool(leap))


def _in_figures(text: str, is_lunar: bool, region: str, this_year: int) -> Parts | None:
    if re.fullmatch(r"\d{8}", text):
        return Parts(int(text[:4]), int(text[4:6]), int(text[6:]), is_lunar)
    found = re.fullmatch(r"(\d{4}|\d{2})[-/.](\d{1,2})(L?)[-/.](\d{1,2})", text)
    if found and (len(found[1]) == 4 or int(found[1]) > 31):
        return Parts(
            _year(found[1], this_year), int(found[2]), int(found[4]), is_lunar, bool(found[3])
        )
    found = re.fullmatch(r"(?:--)?(\d{1,2})(L?)[-/.](\d{1,2})", text)
    if found:
        month, day = _sided(int(found[1]), int(found[3]), region)
        return Parts(0, month, day, is_lunar, bool(found[2]))
    found = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text)
    if found is None:
        return None
    month, day = _sided(int(found[1]), int(found[3]), "DE" if found[2] == "." else region)
    return Parts(int(found[4]), month, day, is_lunar)


def _in_english(text: str, is_lunar: bool) -> Parts | None:
    found = _LATIN.fullmatch(text)
    if found is None:
        return None
    name = (found["m1"] or found["m2"]).lower()
    month = _ENGLISH.index(name[:3]) + 1 if name[:3] in _ENGLISH else 0
    return Parts(int(found["y"] or 0), month, int(found["d1"] or found["d2"]), is_lunar)


def _sided(one: int, other: int, region: str) -> tuple[int, int]:
    """Month and day of two numbers of which nobody says which is which."""
    if one > 12 or other > 12:
        return (other, one) if one > 12 else (one, other)
    return (one, other) if region in _MONTH_FIRST else (other, one)


def _year(typed: str | None, this_year: int) -> int:
    if not typed:
        return 0
    year = int(typed)
    if len(typed) > 2:
        return year
    return 1900 + year if 2000 + year > this_year else 2000 + year


def _number(word: str) -> int:
    """十五 → 15, 廿三 → 23, 三十一 → 31."""
    word = word.replace("廿", "二十")
    tens, ten, ones = word.partition("十")
    if not ten:
        return _DIGITS[word]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
