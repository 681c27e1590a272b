"""Which country's numbers a card prints, told from prefixes, addresses and domains."""

import re
from collections import Counter
from collections.abc import Iterable

import phonenumbers

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.layout import Line
from crm_app.services.cards.reading.script import is_traditional

_DOMAIN = re.compile(
    r"\.(cn|hk|tw|sg|in|uk|de|jp|kr|my|au|ca|fr|ch|at|it|es|nl|ae|th|vn|id|ph|nz|mo|br|za|pk|lk|bd)(?=$|[/\s])",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?<!\d)(?:\(?\+|\(|00)\s?(\d{1,3})(?=[\s)\-.(]|\d{7})")
# Where a number exists nowhere likelier: mobiles of these have a shape of their own.
_TELLING = ("IN", "GB")
# More countries than that are where a firm sells, not where it is.
_MOST_NAMED = 3
_CODES = {"UK": "GB"}
_HONG_KONG = re.compile(
    r"香港|九[龍龙]|新界|尖沙|旺角|[銅铜][鑼锣][灣湾]|[灣湾]仔|[觀观]塘|荃[灣湾]|[葵沙]涌|沙田"
)
_TAIWAN = re.compile(
    r"[台臺][灣湾北中南東东]|高雄|新竹|新北|桃[園园]|彰化|雲林縣|嘉義|屏[東东]|花[蓮莲]|宜[蘭兰]|苗栗|南投|[統统]一[編编][號号]|[統统][編编]"
)
# A mobile of Taiwan: ten digits from 09; no area of the mainland has so few behind its code.
_TAIWANESE = re.compile(r"(?<![\d-])09\d{2}[-. ]?\d{3}[-. ]?\d{3}(?![\d-])")
_BRITISH = re.compile(r"(?<!\d)07\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")
_NANP = re.compile(r"(?<![\d+])(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.-]?\s?[2-9]\d{2}[\s.-]\d{4}(?!\d)")


def likely_regions(lines: list[Line], asked: str) -> list[str]:
    """Regions, the likeliest first; the one asked for is always among them."""
    text = "\n".join(line.text for line in lines)
    weights: Counter[str] = Counter({asked: 2})
    for match in _PREFIX.finditer(text):
        region = phonenumbers.region_code_for_country_code(int(match.group(1)))
        if region not in ("ZZ", "001"):
            weights[region] += 4 if "+" in match.group() or match.group().startswith("00") else 1
    for match in _DOMAIN.finditer(text):
        code = match.group(1).upper()
        weights[_CODES.get(code, code)] += 3
    named = words_latin.countries(text)
    for code in named if len(named) <= _MOST_NAMED else ():
        weights[code] += 5 if code not in ("CN", "US") else 4
    weights.update(_of_chinese(text))
    if _NANP.search(text):
        weights["US"] += 3
    likely = [region for region, _ in weights.most_common()]
    if weights == {"CN": 2} and not re.search(r"[\u4e00-\u9fff]", text):
        # Nothing on the card says China: 07 and nine digits are a mobile in Britain.
        likely = [*(("GB",) if _BRITISH.search(text) else ()), "IN", "GB", "CN"]
    return [*likely, *(region for region in _TELLING if region not in likely)]


def _of_chinese(text: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    if re.search(r"[\u3041-\u30fe]|株式会社|東京都|大阪市|〒", text):
        found["JP"] += 9
    found["HK"] += 7 * bool(_HONG_KONG.search(text))
    found["TW"] += 7 * bool(_TAIWAN.search(text)) + 5 * bool(_TAIWANESE.search(text))
    if is_traditional(text):
        found.update({"TW": 2, "HK": 2})
    if re.search(r"澳[門门]", text):
        found["MO"] += 7
    if re.search(r"[\u4e00-\u9fff]{2}", text):
        found["CN"] += 3
    if any(city in text for city in (*words_zh.PROVINCES[:31], *words_zh.CITIES[:60])):
        found["CN"] += 4
    return dict(+found)


def first_valid(typed: str, regions: Iterable[str]) -> phonenumbers.PhoneNumber | None:
    """The number in the first region where it exists, else where its length is possible."""
    possible = None
    # No Chinese landline is written so: ten digits in one, without the 0 of its area.
    bare = re.fullmatch(r"[6-9]\d{9}", re.sub(r"[\s-]", "", typed))
    for region in regions:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and not (region == "CN" and bare):
            return number
        # Too short without an area code is "possible" as well, but it cannot be dialled from afar.
        reason = phonenumbers.is_possible_number_with_reason(number)
        if possible is None and reason == phonenumbers.ValidationResult.IS_POSSIBLE:
            possible = number
    return possible
