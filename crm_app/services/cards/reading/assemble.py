"""The whole reading of a card: what each rule found becomes one set of fields."""

from crm_app.engines.ocr import TextLine
from crm_app.services.cards.reading import addresses as places
from crm_app.services.cards.reading.agreeing import agree_with_name
from crm_app.services.cards.reading.chats import find_chats, says_wechat_is_mobile
from crm_app.services.cards.reading.choice import Chosen, choose
from crm_app.services.cards.reading.fields import LISTS, SINGLE, CardFields
from crm_app.services.cards.reading.finding import Found
from crm_app.services.cards.reading.joining import joined
from crm_app.services.cards.reading.labels import attach_lone
from crm_app.services.cards.reading.layout import Line, arrange, han
from crm_app.services.cards.reading.mails import find_mails
from crm_app.services.cards.reading.people import company_domains
from crm_app.services.cards.reading.phones import find_phones
from crm_app.services.cards.reading.script import fold_strays, unify
from crm_app.services.cards.reading.segments import Segment, segments
from crm_app.services.cards.reading.sites import find_sites
from crm_app.services.cards.reading.titles import parted


def read_fields(sides: list[list[TextLine]], region: str = "CN") -> CardFields:
    """The fields of one card from the lines of its sides; numbers without prefix are `region`'s."""
    lines = joined(arrange(sides))
    unify(lines)
    fold_strays(lines)
    lines = attach_lone(lines)
    lists = _contacts(lines, region)
    pool = parted(segments(lines))
    lists["address"] = places.addresses(pool, _domains(lists))
    used = {id(piece.line) for found in lists["address"] for piece in found.pieces}
    rest = [segment for segment in pool if not _is_used(segment, lists["address"], used)]
    chosen = choose(rest, _values(lists["email"]), _values(lists["website"]))
    agree_with_name(lists["email"], [found.value for found in chosen.name.values()])
    chinese = _is_chinese(lines, chosen)
    lists["address"].sort(key=lambda found: (han(found.value) >= 2) != chinese)
    lists["other"] = lists.pop("qq") + _others(rest, chosen)
    return _filled(lists, chosen, chinese=chinese)


def _contacts(lines: list[Line], region: str) -> dict[str, list[Found]]:
    same = says_wechat_is_mobile(lines)
    mails = find_mails(lines)
    sites = find_sites(lines, mails)
    chats = find_chats(lines, "wechat")
    accounts = find_chats(lines, "qq")
    phones = find_phones(lines, region)
    if same is not None and not chats and phones["mobile"]:
        mobile = phones["mobile"][0]
        chats = [Found(mobile.value, mobile.pieces, mobile.sure)]
    return {**phones, "email": mails, "website": sites, "wechat": chats, "qq": accounts}


def _domains(lists: dict[str, list[Found]]) -> tuple[str, ...]:
    return company_domains(_values(lists["website"]) + _values(lists["email"]))


def _is_used(segment: Segment, found: list[Found], lines: set[int]) -> bool:
    return id(segment.line) in lines and any(
        piece.line is segment.line and piece.start <= segment.piece.start < piece.end
        for one in found
        for piece in one.pieces
    )


def _values(found: list[Found]) -> list[str]:
    return [one.value for one in found]


def _is_chinese(lines: list[Line], chosen: Chosen) -> bool:
    """Whether the card speaks Chinese first."""
    if True in chosen.name or (True in chosen.company and False not in chosen.name):
        return True
    return False not in chosen.name and sum(han(line.text) for line in lines) >= 6


def _others(rest: list[Segment], chosen: Chosen) -> list[Found]:
    answers = [found for name in SINGLE for found in getattr(chosen, name).values()]
    used = {(id(piece.line), piece.start) for found in answers for piece in found.pieces}
    return [
        Found(segment.text, [segment.piece], 0.6)
        for segment in rest
        if (id(segment.line), segment.piece.start) not in used and _says_something(segment.text)
    ]


def _says_something(text: str) -> bool:
    """Not the rest of a label, a bracket or a lone letter."""
    return han(text) >= 2 or sum(letter.isalnum() for letter in text) >= 4


def _filled(lists: dict[str, list[Found]], chosen: Chosen, *, chinese: bool) -> CardFields:
    fields = CardFields()
    for name in LISTS:
        found = _unlike(lists.get(name, []))
        setattr(fields, name, _values(found))
        if found:
            fields.confidence[name] = _confidence(found)
            fields.boxes[name] = [one.box() for one in found]
    for name in SINGLE:
        by_language: dict[bool, Found] = getattr(chosen, name)
        main = by_language.get(chinese) or by_language.get(not chinese)
        if main is None:
            continue
        setattr(fields, name, main.value)
        fields.confidence[name] = _confidence([main])
        fields.boxes[name] = [main.box()]
    _alternates(fields, lists, chosen, chinese=chinese)
    return fields


def _alternates(
    fields: CardFields, lists: dict[str, list[Found]], chosen: Chosen, *, chinese: bool
) -> None:
    for name in SINGLE:
        by_language: dict[bool, Found] = getattr(chosen, name)
        if len(by_language) == 2:
            fields.alternate[name] = by_language[not chinese].value
    other = [one for one in lists["address"] if (han(one.value) >= 2) != chinese]
    if other and len(other) < len(lists["address"]):
        fields.alternate["address"] = other[0].value


def _unlike(found: list[Found]) -> list[Found]:
    """Each value once, the first place it stands."""
    seen: set[str] = set()
    return [one for one in found if not (one.value.lower() in seen or seen.add(one.value.lower()))]


def _confidence(found: list[Found]) -> float:
    return round(min(one.sure * (0.4 + 0.6 * one.score) for one in found), 3)
