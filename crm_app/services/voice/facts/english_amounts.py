"""Money as English notes say it: forty five k, two grand, a quarter million, $1.2m, fifteen thousand euros."""

import re
from decimal import Decimal

from crm_app.services.voice.facts.english_currencies import (
    APART,
    SIGN,
    WORD,
    currency_of,
    usual_currency,
)
from crm_app.services.voice.facts.english_numbers import NUMBER, SCALES, english_number
from crm_app.services.voice.facts.english_shorthand import in_thousands
from crm_app.services.voice.facts.money import Amount

_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COUNTED = re.compile(
    r"[\s-]*(?:new |more |extra |other |full )*(?:%|percent|per cent|points?|people|users?|units?|seats?|licen[cs]es?|employees|staff|customers|stores?|sites?|days?|weeks?|months?|years?|hours?|minutes?"
    r"|times|pieces|machines|devices|terminals|trucks|vehicles|square|kilos?|tons?|tonnes|miles|km|am|pm|o'?clock|students|rooms?|beds|orders|items|products|pages|floors?|boxes|pallets|locations|branches|"
    r"copies|cases|laptops|tablets|sensors|cameras|servers|engineers|drivers|members|x\b|st\b|nd\b|rd\b|th\b|-?year|-?month|-?day|-?week|of (?:them|us|these|those|the)\b|options?|things?|questions?|"
    r"meetings?|calls?|phases?|modules?|workers|guests|shops|outlets|warehouses|plants|factories|visits|samples|bottles|phones|chairs|desks)",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"(?:\bgrand|\bk|\dk|\dm|\bmil+|\dmn|\bmillions?|\bthousand|\blakhs?|\bcrores?|\bbillion|\dbn)$",
    re.IGNORECASE,
)
_SURE_SCALE = re.compile(r"(?:\bgrand|\bk|\dk|\dm|\bmil+)$", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:budget|budgeted|price[ds]?|pricing|quote[ds]?|quoting|deal|contract|worth|offer(?:ed|ing)?|cost(?:s|ing)?|fees?|total(?:s|ing|led)?|value[d]?|spend(?:ing)?|pay(?:ing)?|paid|charge[ds]?|sign(?:ed)?|"
    r"order|invoice|agreed|another|settled|do|manage|stretch to|approved|discount(?:ed)?|down|up|renew(?:al|ed|ing)?|proposal|figure|number|around|about|roughly|approximately|at|for|of|to)\b",
    re.IGNORECASE,
)
_SUMMED = re.compile(
    r",? (?:all in|the lot|the pair|for (?:both|all|the lot|the (?:two|three|four|five|pair|set))|in total|total|altogether|overall|a year|this year|per year|a month|annually|plus tax|flat)\b",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\b(?:budget(?:ed)?|deal|contract|worth|total|value|order|proposal|quote[ds]?|renew\w*|sign\w*|approved|agreed|price|pricing|project|package|annual|offer(?:ed)?|spend|bids?|fee|all in|the lot|for both|in total|altogether|overall)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"\b(?:final(?:ly)?|settled|agreed|brings? us to|leaves? us (?:at|with)|ended on|came down to|down to|landed|ended up|closed at|closed for|meet at|revised|now|instead|signed|shook hands)\b",
    re.IGNORECASE,
)
# What was said last was said right.
_PUT_RIGHT = re.compile(
    r"\b(?:no(?:,? wait)?|wait|sorry|I mean|well|or rather|hang on|hold on|other way (?:round|around)|my mistake|I tell a lie|correction|make that|make it|scratch that|actually|not \w+)[,. ]+(?:it's |that's |more like )?(?:US|HK)?[$£€]?$",
    re.IGNORECASE,
)
_EXACT = re.compile(r",? (?:to be (?:exact|precise)|exactly|precisely)\b")
_RIVAL = re.compile(
    r"\b(?:competitor|competition|rival|other vendor|another vendor|someone else|incumbent|elsewhere|cheaper)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?:deposit|down payment|upfront|up front|advance|instal?lment|shipping|delivery fee|per (?:unit|seat|user|head|month)|each|apiece|discount of|off|knock(?:ed)?(?! (?:me|us|it|them|him|her) down)|saves?|saving|originally|was only|by (?:about|around|roughly|nearly|almost|some)|last year|previous(?:ly)?|"
    r"before|initially|started at|first|penalty|refund|compensation|owes?|outstanding|overdue|from|more than)\b",
    re.IGNORECASE,
)
# What was asked at first, before anybody bargained.
_LIST = re.compile(
    r"\b(?:list(?: price)?|full price|sticker|asking price|rrp|original(?:ly)?|first offer|opened (?:at|with)|wanted|talking about|counter(?:ed|-?offer(?:ed)?)?)\b",
    re.IGNORECASE,
)
# I'd do 48,500, and he shook on that.
# Three years at so much a year, which makes the whole; ours is so much; so it's so much.
_COMES_TO = re.compile(
    r"\b(?:which makes(?: it| that)?|comes to|adds up to|so (?:it|that)(?:['’]s| is)|ours (?:is|was)|(?:I|we) (?:did|do|quoted))(?: now| about)? (?:US|HK)?[$£€]?$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"^[^.;\d]{0,40}?\b(?:shook (?:on (?:it|that)|hands(?! (?:on|at)))|said (?:deal|yes|done|fine|ok(?:ay)?)\b|accepted|that['’]s where (?:it|we|they) \w+|took it|went for it|signed (?:there|on the spot)|it'?s a deal|(?<!\bwe )agreed(?! (?:to|on|at)\b))",
    re.IGNORECASE,
)
_THEY_QUOTED = re.compile(
    r"(?<!\bI )\b(?!We\b|I\b|They\b)[A-Z][a-z]\w+ (?:have |had )?(?:quoted|bid|came in|offered (?:them|him|her))"
)
# Minus the five percent, so fifty-eight nine.
_NET = re.compile(
    r"\b(?:minus|less|net|off)\b[^.;]{0,40}\b(?:so|leaves|makes it|net)(?: that['’]s| it['’]s)? $",
    re.IGNORECASE,
)
_OUR_SHARE = re.compile(
    r"\b(?:our|my) (?:share|part|piece|portion|slice|bit|scope|side of it)\b", re.IGNORECASE
)
# They bought one in 2021 for so much.
_BYGONE = re.compile(
    r"\b(?:bought|got|purchased|had|paid|took|ordered|sold|installed|supplied|delivered|order|invoice|deal|price)\b[^.;]{0,60}\b(?:in (?:19|20)\d\d|last year|(?:a|two|three|few|some) years? (?:ago|back)|back then|back in)\b[^.;]{0,25}$"
    r"|\b(?:last year|in (?:19|20)\d\d|years? ago|back in (?:19|20)\d\d)\b[^.;]{0,40}\b(?:bought|got|purchased|paid|was|were|spent|ordered)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
# Word is they have so much put aside; they were hoping for less.
_HEARSAY = re.compile(
    r"\b(?:word is|rumou?r|apparently|reckons?|(?:put|set) aside|in the pot|had in mind|in (?:his|her|their) head|(?:was|were|is|are) hoping (?:for|to)|(?:he|she|they)(?:['’]d| would) (?:like|want) it (?:for|at))\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|apiece|a (?:piece|head|unit|seat)|per (?:piece|metre|item))\b",
    re.IGNORECASE,
)
# The note says itself that no sum stands.
_NO_SUM = re.compile(
    r"\b(?:no (?:total|price|figure|number)s? (?:yet|talked|discussed|given|agreed|mentioned|so far)|(?:not|n['’]t|nothing|never) (?:(?:has|have) )?(?:been )?(?:priced|quoted)\b|without (?:a|any) price|(?:not|n['’]t) (?:yet )?given (?:him|her|them) (?:a|any) price|did(?:n['’]t| not) quote\b|(?:did|have)n['’]t (?:talk|discuss|give)\w* (?:any )?(?:price|money|number|figure)s?)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:revenue|turnover|valuation|series|raised|market cap|overdue|outstanding|salary|profit|sales of|series [a-d])\b",
    re.IGNORECASE,
)


def english_amounts(text: str) -> list[Amount]:
    """Every amount of money, with its worth as the amount of the deal."""
    found = []
    usual = usual_currency(text)
    for match in NUMBER.finditer(text):
        value = english_number(match[0])
        if value is not None and _DOTTED.fullmatch(match[0].strip()):
            value *= 1000  # 180.000 euros, as half of Europe writes it
        sign = SIGN.search(text[: match.start()])
        end = match.start() + len(match[0].rstrip(" -"))
        said = re.sub(
            r"(?:\s+(?:a|an|and|of|point))+$",
            "",
            match[0][: end - match.start()],
            flags=re.IGNORECASE,
        )
        end = match.start() + len(said)
        word = WORD.match(text, end) or APART.match(text, end)
        if value is None or not _is_money(
            text, match.start(), end, value, known=bool(sign or word)
        ):
            continue
        start = sign.start() if sign else match.start()
        place = word.end() if word else end
        found.append(
            Amount(
                value,
                currency_of(text, said, sign, word, usual),
                start,
                place,
                _worth(text, start, place, value),
            )
        )
    taken = {amount.start: amount.value for amount in found}
    found += [
        Amount(value, usual, start, end, 2.0 + _worth(text, start, end, value))
        for value, start, end in in_thousands(text, taken)
        if start not in taken
    ]
    return found


def _is_money(text: str, start: int, end: int, value: Decimal, *, known: bool) -> bool:
    said = text[start:end]
    # Her mill is no million.
    if (_COUNTED.match(text, end) and not known) or said.strip().lower() in SCALES:
        return False
    if known:
        return value > 0
    if _SURE_SCALE.search(said):
        return True
    before = text[max(0, start - 30) : start]
    exact = _EXACT.match(text[end:]) is not None
    priced = exact or any((_PRICE.search(before), _SUMMED.match(text, end)))
    if _SCALED.search(said) or re.search(r"\b(?:thousand|million)\b", said, re.IGNORECASE):
        return priced or value >= 10_000
    if priced and re.search(r"\bhundred\b", said, re.IGNORECASE):
        return value >= 500
    plain_number = re.fullmatch(r"\d[\d,]*(?:\.\d+)?", said) is not None
    year = plain_number and len(said) == 4 and said.startswith("20")
    return (
        plain_number
        and priced
        and value >= 500
        and not year
        and bool(re.match(r"[\s.,;!?]|$", text[end:]))
    )


def _worth(text: str, start: int, end: int, value: Decimal) -> float:
    """Higher for what the deal is worth, lower for rivals' prices, parts and bygones."""
    clause = re.split(r"[.;!?]\s|, (?:but|and|so|while)|\bbut\b|\bwhile\b", text[:start])[-1]
    near, after = clause[-45:], re.split(r"[,.;!?]\s|\bbut\b", text[end:])[0][:30]
    worth = 3.0 * bool(_WORTH.search(near + " " + after)) + 3.5 * bool(_FINAL.search(near))
    worth -= 4.0 * bool(_RIVAL.search(clause[-70:] + after)) + 3.0 * bool(
        _SIDE.search(near[-28:] + " " + after[:14])
    )
    worth += 6.0 * bool(_PUT_RIGHT.search(text[:start])) + 6.0 * bool(_EXACT.match(text[end:]))
    worth -= 8.0 * bool(_FOREIGN.search(near[-30:] + " " + after[:16]))
    worth -= 3.0 * bool(_LIST.search(near)) + 9.0 * bool(_BYGONE.search(text[:start]))
    worth += 3.5 * bool(_NET.search(text[:start])) - 4.0 * bool(_THEY_QUOTED.search(near[-28:]))
    worth -= 4.0 * bool(_HEARSAY.search(clause[-60:] + after)) + 4.0 * bool(
        _EACH.search(after[:18])
    )
    worth -= 6.0 * bool(_NO_SUM.search(text))
    worth += 3.5 * bool(_COMES_TO.search(text[:start]))
    worth += 5.0 * bool(_TAKEN.match(text[end:])) + 6.0 * bool(_OUR_SHARE.search(clause[-45:]))
    return worth + len(str(int(value))) * 0.25
