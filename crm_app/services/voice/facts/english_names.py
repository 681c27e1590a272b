"""People and companies as English notes name them."""

import re
from dataclasses import dataclass

from crm_app.services.voice.facts import english_words as words


@dataclass(frozen=True, slots=True)
class Named:
    """A capitalised name: what it is (person, company), where it stands, how sure (0..1)."""

    name: str
    start: int
    end: int
    kind: str
    sure: float


_CAPITAL = r"(?:[A-Z](?:[\w’'-]|\.(?=\w))*|\d+[A-Z][\w]*)"
_SEQUENCE = re.compile(
    rf"{_CAPITAL}(?:(?: & | and (?=[A-Z])| of (?=[A-Z])|,? (?=(?:Inc|Ltd|LLC|Co)\b)| ){_CAPITAL})*"
)
_COMPANY_BEFORE = re.compile(
    r"\b(at|from|visited|visiting|visit to|visit with|for|of|over at|out to|runs?|owns?|manages|heads|founded|client:?|customer:?|account:?|prospect:?|inside|into|regarding|concerning|on behalf of|folks (?:at|from)|(?:sold|shipped|delivered|quote|demo|pitch|presentation|proposal)(?: \w+)? to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    rf"\b(?:{words.TITLES})\.?\s+$|\b(?:met|meet|spoke|talked|sat down|caught up|lunch|coffee|dinner|breakfast|call|chat|chatted|meeting|demo|catch up|catch-up)"
    r"(?: up)?(?: again)?(?: briefly)? (?:with|to)\s+$|\b(?:named|called|saw|met|contact(?: person| is)?:?|attn|rang|phoned|texted|emailed|tell|told|ask|asked|ping|remind|get|show|showed|by)\s+$"
    rf"|\b(?:{'|'.join(words.ROLES)}),?\s+$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"\s*(?:,? (?:from|at|over at|of|with|out of) (?=(?-i:[A-Z]))|,? (?:who|head|vp|cto|cfo|ceo|coo|cio)\b|, (?:the|their|our)\b"
    r"|,? (?:said|says|told|thinks|thought|wants|wanted|loves|loved|likes|liked|asked|mentioned|confirmed|agreed|promised|is (?:happy|keen|worried|very|really|not)|was (?:really |very |quite |not )?(?:happy|impressed|keen|worried|pleased|annoyed|upset|excited|clear|positive|concerned|furious|thrilled)|seemed|seems|feels|felt|needs|will|called|rang|emailed|complained|insisted|raised|replied|explained|signed)\b)",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r"(?:['’]s)? (?:has|have|is looking|are|were|went|chose|decided|team|office|account|deal|budget|headquarters|project|renewal|contract|warehouse|plant|factory|folks|people|guys|site)\b"
)
_RIVAL = re.compile(
    r"\b(?:competitor|competition|rival|versus|vs\.?|instead of|compared (?:to|with)|against|lost (?:it |the deal )?to|went with|chose|using|uses|use|replace|replacing|switching from|incumbent|referred by|introduced by|recommended by|comparing us with|alternative|up against)\s+(?:is |was |like |called |the )?$",
    re.IGNORECASE,
)
_GOVERNING = {
    "bank",
    "city",
    "university",
    "ministry",
    "institute",
    "college",
    "school",
    "church",
    "house",
    "department",
}
_VERBAL = {"follow", "catch", "check", "kick", "sign", "post", "pre", "re", "co", "on", "off", "in"}
_ALSO_SURNAMES = {
    "long",
    "small",
    "short",
    "price",
    "march",
    "may",
    "day",
    "good",
    "new",
    "old",
    "young",
    "little",
    "case",
    "love",
    "bell",
    "light",
    "best",
    "sharp",
    "lane",
    "first",
    "quick",
    "drop",
    "bush",
    "keep",
    "early",
    "last",
}
_OURS = re.compile(r"\b(?:our|my|our own|colleague|boss|teammate)(?: \w+){0,2}\s+$", re.IGNORECASE)


def english_names(text: str) -> list[Named]:
    """Everybody and every company that the text names, in reading order."""
    found: list[Named] = []
    for match in _SEQUENCE.finditer(text):
        found += _split(text, match)
    return found


def _split(text: str, match: re.Match[str]) -> list[Named]:
    """A run of capitals without the words that only begin a sentence or name no one."""
    tokens = [
        (t.group(), match.start() + t.start()) for t in re.finditer(rf"{_CAPITAL}|&", match[0])
    ]
    pieces: list[list[tuple[str, int]]] = [[]]
    for capital, start in tokens:
        bare = re.sub(r"['’]s$", "", capital).lower()
        joined = pieces[-1] and "&" in text[pieces[-1][-1][1] : start]
        if pieces[-1] and _parts(text[pieces[-1][-1][1] : start], pieces[-1]):
            pieces.append([])
        if (
            (
                _is_word(bare)
                or (bare in words.ROLES and not pieces[-1])
                or bare.endswith(("'ll", "'m", "'ve"))
            )
            and not joined
            and not _inside(pieces[-1], capital)
        ):
            pieces.append([])
        elif capital != "&" or pieces[-1]:
            pieces[-1].append((capital, start))
    return [named for piece in pieces if piece and (named := _named(text, piece))]


def _parts(between: str, piece: list[tuple[str, int]]) -> bool:
    """Yuki Tanaka of Sakura Trading are two names, Bank of Westland is one; Tom and Ann are two."""
    if " of" in between:
        return piece[-1][0].lower() not in _GOVERNING
    return " and" in between and piece[0][0].lower() in words.FIRST_NAMES


def _is_word(bare: str) -> bool:
    return bare in words.NOT_NAMES or bare.split("-", 1)[0] in _VERBAL


def _inside(piece: list[tuple[str, int]], token: str) -> bool:
    """Riverside Medical Group of London: a trade word that is also a common word ends a name."""
    if not piece:
        return False
    surname = len(piece) == 1 and piece[0][0].lower() in words.FIRST_NAMES
    return token.lower() in words.TAILS or (surname and token.lower() in _ALSO_SURNAMES)


def _named(text: str, piece: list[tuple[str, int]]) -> Named | None:
    start = piece[0][1]
    end = piece[-1][1] + len(piece[-1][0])
    name = re.sub(r"['’]s?$", "", text[start:end]).strip(" &.,'’")
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    tokens = name.lower().split()
    if len(name) < 2 or _OURS.search(before) or (len(tokens) == 1 and tokens[0] in words.ROLES):
        return None
    if _begins_only(tokens, before, after, is_owner=text[start:end] != name):
        return None
    kind, sure = _judged(tokens, before, after, is_owner=text[start:end] != name)
    if re.fullmatch(r"[A-Z]\d+", name):
        return None  # a road, a quarter, a sheet of paper
    if re.search(r"\bin\s+$", before) and len(tokens) == 1 and tokens[0] not in words.FIRST_NAMES:
        return None  # a place
    if _RIVAL.search(before):
        sure -= 0.5
    return Named(name, start, start + len(name), kind, sure)


def _begins_only(tokens: list[str], before: str, after: str, *, is_owner: bool) -> bool:
    """A lone capital at the start of a sentence, with nothing behind it that a name would have."""
    if len(tokens) > 1 or tokens[0] in words.FIRST_NAMES or is_owner:
        return False
    if re.search(rf"\b(?:{words.TITLES})\.?\s+$", before, re.IGNORECASE):
        return False
    starts = not before.strip() or before.rstrip()[-1] in ".!?:;"
    return starts and not (_PERSON_AFTER.match(after) or _COMPANY_AFTER.match(after))


def _judged(tokens: list[str], before: str, after: str, *, is_owner: bool) -> tuple[str, float]:
    """Person, company or either: by the words of the name, else by the words around it."""
    return _by_itself(tokens, before) or _by_company(tokens, before, after, is_owner=is_owner)


def _by_itself(tokens: list[str], before: str) -> tuple[str, float] | None:
    if any(word.strip(".,") in words.TAILS for word in tokens[1:]) or "&" in tokens:
        return "company", 0.95
    if re.search(rf"\b(?:{words.TITLES})\.?\s+$", before, re.IGNORECASE):
        return "person", 0.95
    if tokens[0] in words.FIRST_NAMES and len(tokens) <= 3:
        return "person", 0.9 if len(tokens) > 1 else 0.8
    return ("company", 0.6) if tokens[0] in words.TAILS else None


def stands_as_firm(text: str, start: int, end: int, *, other: bool) -> bool:
    """Whether a name that could be either is a company, by the words around it, else by `other`s."""
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    owner = re.match(r"['’]s\b", after) is not None
    person, company = _evidence(before, after, is_owner=owner)
    return company > person or (company == person and not other)


_AT_FIRM = re.compile(r" (?:at|over at|out at) (?=[A-Z])")
_FIRM_CALLED = re.compile(
    r"\b(?:company|firm|outfit|start-?up|business|shop|place|agency|brand|chain|manufacturer|distributor)(?: that['’]s| is| was|,)? (?:called|named)\s+$",
    re.IGNORECASE,
)
_PERSON_BEFORE_ZH = re.compile(
    r"(?:部|科|处|室|组|部门|经理|总监|采购|助理|老板|负责人|联系人|对接人)的?(?:叫|是)?$|叫$"
)


def leaning(text: str, start: int, end: int) -> float:
    """How much the words around speak for a person; below nothing, for a company."""
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    owner = re.match(r"['’]s\b", after) is not None
    if _PERSON_BEFORE_ZH.search(text[:start]):
        return 1.0
    person, company = _evidence(before, after, is_owner=owner)
    return person - company


def stands_as_person(text: str, start: int, end: int) -> bool:
    """Whether the words around a name that could be either speak for a person."""
    if _PERSON_BEFORE_ZH.search(text[:start]):
        return True
    person, company = _evidence(
        text[max(0, start - 40) : start], text[end : end + 60], is_owner=False
    )
    return person > company


def _evidence(before: str, after: str, *, is_owner: bool) -> tuple[float, float]:
    """How much speaks for a person, and how much for a company."""
    if _FIRM_CALLED.search(before):
        return 0.0, 2.0
    return (
        bool(_PERSON_AFTER.match(after))
        + 0.2 * bool(_AT_FIRM.match(after))
        + 1.1 * bool(_PERSON_BEFORE.search(before)),
        bool(_COMPANY_BEFORE.search(before))
        + 0.7 * bool(_COMPANY_AFTER.match(after))
        + 0.3 * is_owner,
    )


def _by_company(tokens: list[str], before: str, after: str, *, is_owner: bool) -> tuple[str, float]:
    person, company = _evidence(before, after, is_owner=is_owner)
    if len(tokens) == 1 and person <= 1 and not company:
        return "either", 0.6
    if person > company:
        return "person", 0.65
    return "company", 0.55 + 0.2 * (company > 0.5)
