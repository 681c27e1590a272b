"""How much a text looks like a company's name, and whether a domain backs it."""

import re

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.brands import letters
from crm_app.services.cards.reading.layout import han
from crm_app.services.cards.reading.people import syllables
from crm_app.services.cards.reading.titles import is_title

LONGEST_SHOP = 9
# (普通合伙) says how a practice is owned.
_PARTNERSHIP = re.compile(r"\([^()]*\)$")


def weigh(text: str, domains: tuple[str, ...]) -> tuple[float, bool]:
    """How much a text looks like a company's name; whether a domain backs it."""
    backed = any(fits_domain(text, domain) for domain in domains)
    chinese = han(text) >= 2
    weight = _weigh_han(text) if chinese else _weigh_latin(text)
    same = letters(words_latin.LEGAL.sub("", text)) in domains
    return weight + 2.0 * backed + 0.6 * same, backed


def _weigh_han(text: str) -> float:
    weight, text = 0.0, _PARTNERSHIP.sub("", text)
    if words_zh.COMPANY.search(text) and han(text) >= 4:
        weight += 2.5
    elif words_zh.SHOP.search(text) and han(text) >= 3 and " " not in text:
        # 450店, 第一品牌: what is counted is no name.
        weight += 1.5 - 1.5 * bool(re.search(r"\d", text))
    elif _is_trade(text):
        weight += 1.3
    if words_zh.LEGAL.search(text) and han(text) >= 4:
        weight += 2.0
    if re.search(r"(?:公司|集团|集團)$", text):
        weight += 0.5
    legal = bool(
        re.search(r"(?:公司|事务所|事務所|律師行|師行|医院|醫院|学院|學院|大学|大學)$", text)
    )
    weight -= 4.0 * bool(
        words_zh.DEPARTMENT.match(re.sub(r"\s", "", text))
        and re.search(r"[部科处處]$", text)
        and not words_zh.PRACTICE.search(text)
    )
    weight -= 2.5 * bool(words_zh.TITLE.search(text) and not legal)
    weight -= 1.5 * bool(words_zh.BUSINESS.search(text)) * (not legal)
    weight -= 1.5 * bool(words_zh.SLOGAN.search(text)) * (not legal)
    weight -= 2.5 * bool(re.match(r".{2,6}:", text))  # what they sell
    weight -= 2.0 * bool(re.search(r"[\d]+(?:号|號|楼|樓|室|层|層)", text))
    return weight


def _is_trade(text: str) -> bool:
    """Two letters or more before what a small firm trades in, and neither is a trade alone."""
    trade = words_zh.TRADE.search(text)
    plain = han(text) == len(text) <= LONGEST_SHOP
    return bool(
        trade and plain and trade.start() >= 2 and not words_zh.TRADE.search(text[: trade.start()])
    )


def _weigh_latin(text: str) -> float:
    if len(re.findall(r"[A-Za-z]", text)) < 3:
        return -1.0
    legal = bool(words_latin.LEGAL.search(text)) and len(text) > 5
    weight = 3.5 * legal
    if words_latin.COMPANY.search(text):
        weight += 1.8
    if re.search(r"&|\b(?:and|of)\b", text):
        weight += 0.3
    seller = not is_title(text) and text.lower().endswith(" sales")
    weight += 1.8 * (seller and not words_latin.COMPANY.search(text))
    weight -= 2.0 * bool(words_latin.TITLE.search(text) and not seller) * (not legal)
    weight -= 1.3 * _is_generic(text) + 1.5 * text.startswith("(")
    weight -= 1.0 * bool(re.search(r"[a-z]{4}\.$", text) and not legal) + 1.2 * (
        text.count(",") > 1
    )
    weight -= 1.5 * bool(words_latin.SLOGAN.search(text)) * (not legal)
    own = re.search(r"\b(?:institute|school|college) of\b", text, re.IGNORECASE)
    department = words_latin.DEPARTMENT.search(words_latin.INSTITUTE.sub("", text))
    weight -= (0.3 if own else 1.0) * bool(department) * (not legal)
    weight -= 0.8 * (len(text.split()) > 7) + 1.0 * bool(re.search(r"\bfor\b", text))
    weight -= 2.0 * (words_latin.address_signs(text) >= 1.6) * (not legal)
    weight -= 0.7 * bool(re.match(r"[a-z]", text))
    return weight


def _is_generic(text: str) -> bool:
    """Architects & Engineers, Printing: says what they do, not who they are."""
    words = re.findall(r"[A-Za-z']+", text)
    return all(
        word.lower() in ("and", "for", "the", "all", "of", "in", "at", "to", "our", "a")
        or words_latin.COMPANY.fullmatch(word)
        or words_latin.TITLE.fullmatch(word)
        for word in words
    )


def fits_domain(text: str, domain: str) -> bool:
    """contoso ↔ Contoso Ltd; yunfan ↔ 云帆; the initials of three words or more count too."""
    if len(domain) < 3:
        return False
    if han(text) >= 2:
        return _pinyin_fits(re.sub(r"[^\u3400-\u9fff]", "", text), domain)
    core = words_latin.LEGAL.sub(" ", text)
    words = [
        word
        for word in re.findall(r"[a-z0-9]+", core.lower())
        if word not in ("the", "and", "of", "co")
    ]
    joined = "".join(words)
    if not words:
        return False
    if (
        joined == domain
        or (len(domain) >= 4 and joined.startswith(domain))
        or (len(joined) >= 4 and joined in domain)
    ):
        return True
    # Shanghai Osprey Education, of ospreygroup.com
    first = [word for i, word in enumerate(words[:3]) if (_is_own(word) if i else len(word) >= 4)]
    if any(domain.startswith(word) for word in first):
        return True
    return len(words) >= 3 and "".join(word[0] for word in words).startswith(domain)


def _is_own(word: str) -> bool:
    """A word long enough for a brand that is neither a trade nor a place."""
    known = words_latin.COMPANY.fullmatch(word) or words_latin.countries(word)
    return len(word) >= 5 and not known


def _pinyin_fits(text: str, domain: str) -> bool:
    parts = syllables(text)
    for begin in range(min(7, len(parts))):
        for size in (4, 3, 2):
            chunk = parts[begin : begin + size]
            if len(chunk) == size and (joined := "".join(chunk)) in domain and len(joined) >= 5:
                return True
    initials = "".join(part[:1] for part in parts)
    return 3 <= len(domain) <= 6 and domain in initials
