"""Who it is: candidates for the name, weighed by size, place and what the mail address says."""

import re
from dataclasses import dataclass

from crm_app.lib import names
from crm_app.lib.wording import words as spoken
from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.domains import ENDING, domain_of
from crm_app.services.cards.reading.layout import distance, han, spaced
from crm_app.services.cards.reading.segments import Segment

HONORIFIC = re.compile(r"(?:先生|女士|小姐|太太|同学|同志|总|老师)$")
_ADDRESS_FORM = re.compile(r"总|先生|女士|小姐|经理|总经理|主任|总监|老师|店长|老板")
_LATIN_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|miss|sir|madam|shri|smt|herr|frau)\b\.?\s*", re.IGNORECASE
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,6}·[\u3400-\u9fff]{2,8}")
# K.V. Rao, Anna K. Smith, LAXMAN. J: only people have initials with dots.
_INITIALS = re.compile(
    r"^(?:[A-Z][A-Za-z]+ )?(?:[A-Z]\.\s?){1,4}[A-Z][A-Za-z]{2,}|^(?:[A-Z] ){2,3}[A-Z]{4,}$|^[A-Z][A-Za-z ]{2,}\.\s?[A-Z]$"
)
# Where anybody can have pages: osprey.wordpress.com is Osprey's.
HOSTS = frozenset(
    spoken(
        "wordpress yolasite webs blogspot weebly wix wixsite squarespace webnode jimdo tumblr github site google "
        "facebook linkedin taobao 1688 tmall alibaba indiamart business"
    )
)
_HOUSE = re.compile(r"\b(?:building|office|tower|floor|plaza|mall|town)\b", re.IGNORECASE)
_NO_NAME = frozenset(
    spoken(
        "the and of for with to in from by our your all call now visit open follow scan welcome free contact praise"
    )
)
_INITIALS_LAST = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\.){1,3}$")
_DOCTOR = re.compile(
    r"^(?:dr|prof(?:essor)?|ir|er|ar|ca|adv|eng|brig|col|capt|maj|gen|lt|rev|dipl\.?-ing|ing)\b\.?\s*",
    re.IGNORECASE,
)
# Jane Osprey, as most names are set.
_PLAIN = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+")
# Jane Osprey, (Ph.D., Harbour College)
_BRACKET = re.compile(r"(?P<name>[^()]+?)[,\s]*\((?P<first>\S+)[^()]*\)?")


@dataclass(frozen=True, slots=True)
class Clues:
    """What elsewhere on the card can speak for a name."""

    mails: tuple[str, ...]
    titles: tuple[Segment, ...]
    tallest: float
    brands: frozenset[str] = frozenset()
    domains: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A possible name; above 3 it is likely, above 5 nearly sure."""

    value: str
    segment: Segment
    weight: float
    backed: bool = False


def han_name(segment: Segment, clues: Clues) -> Candidate | None:
    """A Chinese name, or None where the text cannot be one."""
    if re.search(r"[A-Za-z\d]", segment.text):
        return None
    name = re.sub(r"[^\u3400-\u9fff·]", "", segment.text)
    stripped = HONORIFIC.sub("", name)
    honoured = stripped != name and len(stripped) >= 2
    name = stripped if honoured else name
    if _is_only_surname(name, segment):
        return Candidate(name, segment, 2.0 + (segment.label == "name") + _standing(segment, clues))
    if not _HAN_NAME.fullmatch(name) or _is_word(name):
        return None
    surname = words_zh.surname_length(name)
    backed = any(_pinyin_fits(name, mail) for mail in clues.mails)
    weight = 1.5 * bool(surname) + 0.5 * (name[0] in words_zh.COMMON_SURNAMES or surname == 2)
    weight -= 2.5 * _is_brand(name, clues)
    weight += {2: 0.3, 3: 0.8}.get(len(name) - max(0, surname - 1), -1.2)
    weight += 2.5 * backed + honoured + 3.0 * (segment.label == "name")
    weight += 1.0 * (" " in segment.text.strip() and han(segment.text) <= 4)
    if not surname and not backed and "·" not in name and segment.label != "name":
        weight -= 1.0
    return Candidate(name, segment, weight + _standing(segment, clues), backed)


def _is_brand(name: str, clues: Clues) -> bool:
    """金蝶 above 金蝶软件有限公司, or of kingdee.com, is a logo."""
    joined = "".join(syllables(name))
    return any(name in firm for firm in clues.firms) or any(
        len(joined) >= 5 and joined == domain for domain in clues.domains
    )


def _is_only_surname(name: str, segment: Segment) -> bool:
    """王 of 王先生, 张 of 张总."""
    behind = segment.line.text[segment.piece.end :].strip()
    return name in words_zh.SURNAMES and bool(_ADDRESS_FORM.match(behind))


def _is_word(name: str) -> bool:
    if name in words_zh.NOT_NAMES or words_zh.TITLE.search(name[1:]):
        return True
    if len(name) > 2 and (words_zh.COMPANY.search(name) or words_zh.DEPARTMENT.search(name)):
        return len(name) > 3 or not words_zh.surname_length(name)
    return words_zh.PLACE.fullmatch(name) is not None or bool(words_zh.BUSINESS.search(name))


def syllables(name: str) -> tuple[str, ...]:
    """Pinyin of each character, ü as v."""
    return names.syllables(name.replace("·", ""))


def _pinyin_fits(name: str, mail: str) -> bool:
    """Whether the part before the @ can be this name: wangwei, wei.wang, wangw, w.wang, zxm."""
    local = re.sub(r"[^a-z]", "", mail.partition("@")[0].lower())
    parts = syllables(name)
    size = words_zh.surname_length(name) or 1
    family, given = "".join(parts[:size]), parts[size:]
    if len(local) < 2 or not given:
        return False
    initials = "".join(part[0] for part in given)
    forms = {family + "".join(given), "".join(given) + family, family + initials, initials + family}
    forms |= {family[0] + "".join(given), "".join(given) + family[0], family + given[-1]}
    short = {family[0] + initials, initials + family[0]}
    if any(form in local for form in forms if len(form) >= 4):
        return True
    return local in short | forms or (len(family) > 2 and local == family)


def latin_name(segment: Segment, clues: Clues) -> Candidate | None:
    """A name in Latin letters, or None where the text cannot be one."""
    plain = _LATIN_HONORIFIC.sub("", segment.text.strip())
    if plain.islower() and plain.partition(" ")[0] in words_latin.GIVEN and " " in plain:
        plain = plain.title()  # jane doe: some cards have no capitals
    text, bare = spaced(plain), spaced(_without_credentials(plain))
    core = _DOCTOR.sub("", bare)
    words = [word for word in re.split(r"[\s,.]+", core) if word]
    full = sum(len(word) > 1 for word in words)
    if han(core) or re.search(r"[\d@/&:!?+=%]|-(?=\s|$)", core) or not 1 <= full <= 5:
        return None
    if any(word.lower() in _NO_NAME for word in words):
        return None
    if not all(_is_name_word(word) or _is_in_mail(word, clues.mails) for word in words) or (
        core.endswith(".") and not _INITIALS_LAST.search(core)
    ):
        return None
    backed = any(_mail_fits(words, mail) for mail in clues.mails)
    called = plain != segment.text.strip()
    alone = len(words) == 1 and segment.label != "name" and not called
    if alone and (words[0].lower() in clues.domains or not _is_account(words[0], clues.mails)):
        return None  # Windhover of windhover.com is the firm, whoever reads its mail
    weight = 1.0 + 2.7 * backed + 0.6 * (2 <= len(words) <= 3) + 3.0 * (segment.label == "name")
    weight += 1.2 * any(word.lower() in words_latin.GIVEN for word in words)
    weight += 0.5 * (len(words) <= 3 and all(words_latin.is_pinyin(word) for word in words))
    weight += 1.0 * (core != bare or bool(_LATIN_HONORIFIC.match(segment.text)))
    weight += 2.0 * bool(_INITIALS.search(core) and not words_latin.COMPANY.search(core))
    weight += 0.7 * (bare != text) + 0.4 * bool(_PLAIN.fullmatch(core))
    weight -= _unlike_a_name(core, words, clues, backed=backed)
    return Candidate(bare, segment, weight + _standing(segment, clues), backed)


def _without_credentials(text: str) -> str:
    """PhD, MBA and the like behind a name, with a school or without, are not part of it."""
    bracket = _BRACKET.fullmatch(text)
    if bracket and _is_credential(bracket["first"].rstrip(",")):
        text = bracket["name"]
    name, comma, tail = text.partition(",")
    if (
        comma
        and " " in name.strip()
        and all(_is_credential(part) for part in re.split(r"[,\s]+", tail) if part)
    ):
        text = name
    while True:
        shorter = words_latin.CREDENTIALS.sub(_unless_surname, text, count=1).strip(" ,.")
        if shorter == text.strip(" ,.") or len(shorter) < 4:
            return text.strip(" ,") if shorter == text.strip(" ,.") else text
        text = shorter


def _unless_surname(degree: re.Match[str]) -> str:
    """Nothing for a degree; Ming Ma and Tom Ba keep the name they end in."""
    return degree.group() if re.fullmatch(r"\s(?![JS]r)[A-Z][a-z]", degree.group()) else ""


def is_credentials(text: str) -> bool:
    """Whether a line is nothing but degrees: M.Tech(IIT), Ph.D, FIE."""
    parts = [part for part in re.split(r"[,;\s()]+", text) if part]
    degrees = sum(bool(words_latin.CREDENTIALS.fullmatch(" " + part.strip("."))) for part in parts)
    begins = bool(parts) and bool(words_latin.CREDENTIALS.fullmatch(" " + parts[0].strip(".")))
    return begins and 2 * degrees >= len(parts) and not words_latin.TITLE.search(parts[-1])


def _is_credential(word: str) -> bool:
    bare = word.strip(".()")
    return bool(words_latin.CREDENTIALS.fullmatch(" " + word)) or (
        bare.isupper() and len(bare) <= 6
    )


def _is_account(word: str, mails: tuple[str, ...]) -> bool:
    """Whether one word by itself is what stands before an @, or a part of it between dots."""
    bare = re.sub(r"['’]s$", "", word.lower())
    return any(
        part == bare or (len(part) >= 5 and bare.startswith(part) and len(bare) - len(part) < 2)
        for mail in mails
        for part in re.split(r"[^a-z]+", mail.partition("@")[0].lower())
    )


def _is_name_word(word: str) -> bool:
    if word.lower() in words_latin.PARTICLES:
        return True
    return (
        re.fullmatch(r"\(?[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-ž'’\-]*\)?|[\"“'][A-Z][a-z]+[\"”']", word)
        is not None
    )


def _is_in_mail(word: str, mails: tuple[str, ...]) -> bool:
    """Anil osprey, of anilosprey@…: a name though it begins small."""
    return len(word) > 3 and any(word in mail.partition("@")[0].lower() for mail in mails)


def _unlike_a_name(core: str, words: list[str], clues: Clues, *, backed: bool) -> float:
    """Business words, legal forms and the company's own domain speak against a person."""
    against = 2.5 * bool(words_latin.LEGAL.search(core)) + 2.0 * bool(
        words_latin.TITLE.search(core)
    )
    known = any(word.lower() in words_latin.GIVEN for word in words)
    known = known and not words_latin.COMPANY.fullmatch(words[-1])
    against += (1.5 if known else 3.0) * bool(words_latin.COMPANY.search(core)) + 1.5 * bool(
        words_latin.SLOGAN.search(core)
    )
    against += 2.0 * bool(words_latin.STREET.search(core) or _HOUSE.search(core)) * (not backed)
    against += 3.0 * bool(_HOUSE.search(words[-1])) + 1.5 * bool(
        len(words) > 1 and re.search(r"['’][sS]$", words[-1])
    )
    against += 2.0 * (len(words) > 1 and words[-1].lower() in clues.brands)
    against += 1.5 * bool(words_latin.countries(core)) + 1.0 * bool(
        words_latin.DEPARTMENT.search(core)
    )
    joined = re.sub(r"[^a-z]", "", core.lower())
    against += 2.0 * any(joined in re.sub(r"[^a-z]", "", firm.lower()) for firm in clues.firms)
    if any(joined in domain or (len(domain) > 4 and domain in joined) for domain in clues.domains):
        against += 0.4 if backed else 4.0 if joined in clues.domains else 2.0
    return against * (0.5 if backed and len(words) <= 3 else 1.0)


def _mail_fits(words: list[str], mail: str) -> bool:
    """Whether the part before the @ is made of these words or their first letters."""
    raw = mail.partition("@")[0].lower()
    local = re.sub(r"[^a-z]", "", raw)
    parts = [re.sub(r"[^a-z]", "", _ascii(word)) for word in words]
    parts = [part for part in parts if part]
    if len(local) < 2 or not parts:
        return False
    long = [part for part in parts if len(part) >= 3]
    if any(part in local for part in long if len(part) >= 4):
        return True
    if any(part == local or part in re.split(r"[^a-z]+", raw) for part in long):
        return True
    if len(parts) >= 2:
        first, last = parts[0], parts[-1]
        forms = {
            first[0] + last,
            first + last[0],
            last + first[0],
            last[0] + first,
            first + last,
            last + first,
        }
        return local in forms or any(len(form) >= 5 and form in local for form in forms)
    return False


def _ascii(word: str) -> str:
    folded = (
        word.lower().replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("ß", "ss")
    )
    return folded.translate(
        str.maketrans("áàâãåéèêëíìîïóòôõøúùûñçýžščćłńśźż", "aaaaaeeeeiiiiooooouuuncyzsccl" + "nszz")
    )


def _standing(segment: Segment, clues: Clues) -> float:
    """Names are set large, and beside or above the title."""
    weight = 1.6 * min(1.0, segment.height / clues.tallest)
    near = min((distance(segment.line, title.line) for title in clues.titles), default=99.0)
    if near < 1.5:
        return weight + 1.3
    return weight + (0.6 if near < 3 else 0.0)


def company_domains(domains: list[str]) -> tuple[str, ...]:
    """The telling label of each domain: contoso of www.contoso.com and of mail.contoso.co.uk."""
    labels = {re.sub(r"[^a-z0-9]", "", _registered(domain_of(one))) for one in domains}
    return tuple(sorted(label for label in labels if re.search("[a-z]", label)))


def _registered(domain: str) -> str:
    """The last label that is no ending and no host of everybody's pages, else the first."""
    parts = domain.split(".")
    own = (part for part in reversed(parts) if not ENDING.fullmatch(part) and part not in HOSTS)
    return next(own, parts[0])
