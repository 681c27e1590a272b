"""Which money an English note speaks of: named, known by its land, or by how it is counted."""

import re

from crm_app.services.voice.facts.money import CURRENCIES

SIGN = re.compile(
    r"((?:US|HK|A|C|S)\$|[$£€¥]|\b(?:USD|EUR|GBP|CNY|RMB|HKD|SGD|AUD|CAD)\s?)\s?$", re.IGNORECASE
)
WORD = re.compile(
    r"\s*-?(?:(?P<land>us|u\.s\.|american|aussie|kiwi|new zealand|australian|canadian|singapore|sing|swiss|french|indian|hong kong|norwegian|swedish|danish)\s+)?"
    r"(?<![A-Za-z])(?P<name>dollar|buck|rand|peso|baht|ringgit|dirham|riyal|zloty|shekel|naira|shilling|rupiah|zar|thb|pound|euro|quid|aussie|lakhs? of rupee|krone[rn]?|krono?[ra]|inr|nok|sek|dkk|yuan|renminbi|yen|franc|rupee|usd|eur|gbp|cny|rmb|hkd|sgd|aud|cad|sterling)s?\b(?! per cent)",
    re.IGNORECASE,
)
# Two hundred grand, pounds not dollars.
APART = re.compile(
    r", (?:and )?(?:in |that['’]s )?(?P<land>)(?P<name>dollar|pound|euro|franc|rupee|yuan|kroner)s?\b(?=,? not\b)",
    re.IGNORECASE,
)
_LANDS = {
    "australian": "AUD",
    "aussie": "AUD",
    "kiwi": "NZD",
    "new zealand": "NZD",
    "canadian": "CAD",
    "singapore": "SGD",
    "sing": "SGD",
    "hong kong": "HKD",
    "norwegian": "NOK",
    "swedish": "SEK",
    "danish": "DKK",
}
# Dollars, Canadian that is.
_LAND_AFTER = re.compile(
    r"^,? (?:and )?(?:that is |that['’]s )?(?P<land>australian|aussie|new zealand|canadian|singapore|hong kong|norwegian|swedish|danish)\b",
    re.IGNORECASE,
)
_CROWNS = (
    (re.compile(r"\b(?:danish|denmark|copenhagen|aarhus|odense|aalborg)\b", re.IGNORECASE), "DKK"),
    (
        re.compile(r"\b(?:swedish|sweden|stockholm|gothenburg|malm[öo]|uppsala)\b", re.IGNORECASE),
        "SEK",
    ),
)
_INDIAN = re.compile(r"\b(?:lakhs?|crores?)\b", re.IGNORECASE)


def usual_currency(text: str) -> str:
    """The currency of sums that name none: the first one that the note does name."""
    word = re.search(rf"(?<=\w){WORD.pattern}|[$£€]", text, re.IGNORECASE)
    if word is None:
        return "INR" if _INDIAN.search(text) else "USD"
    if not word["name"]:
        return CURRENCIES[word[0]]
    return _named(text, word)


def currency_of(
    text: str, said: str, sign: re.Match[str] | None, word: re.Match[str] | None, usual: str
) -> str:
    """The currency of one sum, by its sign, the word behind it, or what the note uses."""
    if word is not None:
        return _named(text, word)
    if _INDIAN.search(said):
        return "INR"
    return CURRENCIES[sign[1].strip().upper()] if sign is not None else usual


def _named(text: str, word: re.Match[str]) -> str:
    name = word["name"].upper()
    after = _LAND_AFTER.match(text[word.end() :])
    land = word["land"] or (after and after["land"]) or ""
    if land.lower() in _LANDS and name.startswith(("DOLLAR", "BUCK", "KRON", "AUSSIE")):
        return _LANDS[land.lower()]
    if name in ("KRONE", "KRONER", "KRONA"):
        found = [money for lands, money in _CROWNS if lands.search(text)]
        return found[0] if len(found) == 1 else CURRENCIES[name]
    return CURRENCIES[name]
