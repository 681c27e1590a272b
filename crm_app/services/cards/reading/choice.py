"""One answer for each single field, in both languages, from the candidates of the rules."""

import re
import unicodedata
from dataclasses import dataclass, field

from crm_app.lib.wording import words
from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.brands import brands, cut_to_domains, listed, with_initial
from crm_app.services.cards.reading.companies import Company, companies
from crm_app.services.cards.reading.domains import domain_of, is_free
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.layout import distance, is_under, shares_column
from crm_app.services.cards.reading.people import (
    Candidate,
    Clues,
    company_domains,
    han_name,
    is_credentials,
    latin_name,
)
from crm_app.services.cards.reading.segments import Segment
from crm_app.services.cards.reading.titles import is_department, is_title

_FORMER = re.compile(r"\(?(?:formerly|former|ex|past)\b|原|前任", re.IGNORECASE)
# 哲學博士(PhD): what somebody has learnt; >从事…: one point of a list.
_DEGREE = re.compile(r"博士|[硕碩]士|[学學]士|院士|特[许許]")
# What stands in titles so often that an accent in it is a speck of dust: Seníor Engineer.
_ENGLISH = frozenset(
    words(
        "senior junior director manager engineer executive president officer consultant partner "
        "assistant associate specialist administrator sales marketing business account"
    )
)
_ITEM = re.compile(r"\s*[>·*√-]")
SURE_COMPANY = 4.0
# How long what stands before an @ must be to be a firm: at a free provider, at another one.
LEAST_FREE, LEAST_OWN = 6, 10
LEAST_NAME = 2.6
# A second name, in Latin letters beside a Chinese one, must be more than capital letters.
LEAST_SECOND = 3.2


@dataclass(slots=True)
class Chosen:
    """The answers by language (True = Chinese), and the segments nobody needed."""

    name: dict[bool, Found] = field(default_factory=dict)
    title: dict[bool, Found] = field(default_factory=dict)
    department: dict[bool, Found] = field(default_factory=dict)
    company: dict[bool, Found] = field(default_factory=dict)


def choose(pool: list[Segment], mails: list[str], sites: list[str]) -> Chosen:
    """Name, title, department and company of each language on the card."""
    pool = [one for one in pool if one.label != "number" and not is_credentials(one.text)]
    goods = listed(pool)
    pool = [one for one in pool if id(one) not in goods]
    titles = [segment for segment in pool if segment.label == "title" or is_title(segment.text)]
    rest = [segment for segment in pool if segment not in titles]
    domains = company_domains([mail for mail in mails if not is_free(domain_of(mail))] + sites)
    rest = cut_to_domains(rest, domains)
    whole = [one for one in rest if not any(_runs_over(title, one) for title in titles)]
    known = (*domains, *_accounts(mails))
    firms = companies(whole, known)
    sure = [firm for firm in firms if firm.weight >= SURE_COMPANY]
    parts = {id(part) for firm in sure for part in firm.parts}
    clues = Clues(
        mails=tuple(mails),
        titles=tuple(titles),
        tallest=_tall(pool),
        brands=brands(rest),
        domains=domains,
        firms=tuple(firm.value for firm in sure),
    )
    names = _names([segment for segment in rest if id(segment) not in parts], clues)
    chosen = Chosen(name={chinese: _named(one) for chinese, one in names.items()})
    taken = {id(candidate.segment) for candidate in names.values()}
    firms = [firm for firm in firms if not taken & {id(part) for part in firm.parts}]
    _companies(chosen, firms, [segment for segment in whole if id(segment) not in taken])
    for firm in chosen.company.values():
        firm.value = with_initial(firm.value, known)
    free = [one for one in rest if id(one) not in taken and not _is_in(one, chosen.company)]
    _titles(chosen, titles, names, free)
    if not chosen.title:
        below = _below_name([one for one in free if not is_department(one.text)], names)
        if below is not None:
            chosen.title[False] = Found(below.text, [below.piece], 0.5)
    _departments(chosen, [segment for segment in rest if id(segment) not in taken])
    return chosen


def _tall(pool: list[Segment]) -> float:
    """The height of large letters: the tallest line, but a logo counts no more than twice a line."""
    heights = sorted(segment.height for segment in pool)
    return min(heights[-1], 2 * heights[(len(heights) - 1) // 2]) if heights else 1.0


def _accounts(mails: list[str]) -> tuple[str, ...]:
    """Small firms have their name before the @ of a free provider: sunriselights@…"""
    found = []
    for mail in mails:
        local = re.sub(r"[^a-z0-9]|\d+(?=@|$)", "", mail.partition("@")[0])
        if len(local) >= (LEAST_FREE if is_free(domain_of(mail)) else LEAST_OWN):
            found.append(local)
    return tuple(found)


def _names(pool: list[Segment], clues: Clues) -> dict[bool, Candidate]:
    best: dict[bool, Candidate] = {}
    for segment in pool:
        if segment.label not in ("", "name"):
            continue
        both = ((True, han_name(segment, clues)), (False, latin_name(segment, clues)))
        for chinese, candidate in both:
            known = best.get(chinese)
            if candidate is None or candidate.weight < LEAST_NAME:
                continue
            if known is None or candidate.weight > known.weight:
                best[chinese] = candidate
    if len(best) == 2 and not best[False].backed and best[False].weight < LEAST_SECOND:
        del best[False]
    return best


def _named(candidate: Candidate) -> Found:
    sure = 0.97 if candidate.backed else min(0.93, 0.25 + 0.12 * candidate.weight)
    return Found(candidate.value, [candidate.segment.piece], sure)


def _companies(chosen: Chosen, firms: list[Company], pool: list[Segment]) -> None:
    for firm in firms:
        chinese = firm.parts[0].is_han
        if chinese in chosen.company:
            continue
        found = firm.found()
        rivals = [one for one in firms if one is not firm and one.parts[0].is_han == chinese]
        if rivals and not firm.backed and rivals[0].weight > firm.weight - 1:
            found.sure -= 0.2  # two firms on one card: which one it is, somebody should say
        chosen.company[chinese] = found
    if chosen.company:
        return
    # An office of the state has nothing but its department.
    offices = (one for one in pool if is_department(one.text) and one.text.isupper())
    known = {part for found in chosen.name.values() for part in found.value.lower().split()}
    free = [one for one in pool if one.text.lower() not in known]
    guess = next(offices, None) or _largest(free)
    if guess is not None:
        chosen.company[guess.is_han] = Found(guess.text, [guess.piece], 0.35)


def _largest(pool: list[Segment]) -> Segment | None:
    """Without any better sign, a company is what is set large and is no sentence."""
    fit = [
        segment
        for segment in pool
        if not segment.label
        and not segment.line.taken
        and 3 <= len(segment.text) <= 40
        and not any(letter.isdigit() for letter in segment.text)
        and not is_department(segment.text)
        and not words_latin.TOPIC.fullmatch(segment.text)
        and not _DEGREE.search(segment.line.text)
        and not words_zh.BUSINESS.search(segment.text)
        and not _ITEM.match(segment.line.text)
        and not words_latin.SLOGAN.search(segment.text)
        and not words_zh.SLOGAN.search(segment.text)
    ]
    return max(fit, key=lambda segment: segment.height, default=None)


def _titles(
    chosen: Chosen, titles: list[Segment], names: dict[bool, Candidate], rest: list[Segment]
) -> None:
    for chinese in (True, False):
        own = [segment for segment in titles if segment.is_han == chinese]
        anchor = names.get(chinese) or next(iter(names.values()), None)
        if own:
            first = _nearest(own, anchor) if anchor else own[0]
            chosen.title[chinese] = _with_continuation(first, own, rest)


def _below_name(pool: list[Segment], names: dict[bool, Candidate]) -> Segment | None:
    """Under the name and smaller, a few plain words: a title that no list knows."""
    name = next(iter(names.values()), None)
    if name is None or name.weight < LEAST_NAME:
        return None
    for segment in pool:
        gap = segment.line.top - name.segment.line.bottom
        if (
            0 <= gap + 0.3 * segment.height < 1.0 * segment.height
            and shares_column(name.segment.line, segment.line)
            and segment.line.side == name.segment.line.side
            and segment.height < 0.95 * name.segment.height
            and not segment.label
            and not segment.line.taken
            and not re.match(r"(?:bachelor|master|diploma)s?\b", segment.text, re.IGNORECASE)
            and (
                re.fullmatch(r"[A-Za-z][A-Za-z'/&-]*(?: [A-Za-z'/&-]+){1,4}", segment.text)
                or words_latin.TOPIC.fullmatch(segment.text)
            )
        ):
            return segment
    return None


def _nearest(titles: list[Segment], name: Candidate) -> Segment:
    """The title beside or below the name; one that is labelled needs no name."""
    return min(
        titles,
        key=lambda one: (
            one.label != "title",
            bool(_FORMER.match(one.text)),
            distance(one.line, name.segment.line),
        ),
    )


def _runs_over(upper: Segment, lower: Segment) -> bool:
    """Whether a title broken in the middle goes on in that line."""
    return upper.text.lower().endswith((" of", "&", " and", "-", " for")) and is_under(
        upper.line, lower.line
    )


def _with_continuation(first: Segment, own: list[Segment], rest: list[Segment]) -> Found:
    """A title broken in the middle goes on in the next line: Director of / Sales and Marketing."""
    text, pieces = first.text, [first.piece]
    follower = next((one for one in [*own, *rest] if _runs_over(first, one)), None)
    if follower is not None:
        text, pieces = f"{text} {follower.text}", [*pieces, follower.piece]
    sure = 0.92 if first.is_han else 0.88
    text = re.sub(r"(?<=[a-z]{3}) G (?=[A-Z])", " & ", text)  # an ampersand, as OCR sees it
    return Found(_undusted(text), pieces, sure - 0.06 * min(3, len(own) - 1))


def _undusted(title: str) -> str:
    plain = unicodedata.normalize("NFD", title).encode("ascii", "ignore").decode()
    pairs = zip(title.split(" "), plain.split(" "), strict=False)
    return " ".join(bare if bare.lower() in _ENGLISH else word for word, bare in pairs)


def _departments(chosen: Chosen, pool: list[Segment]) -> None:
    used = {_place(piece) for firm in chosen.company.values() for piece in firm.pieces}
    for segment in pool:
        named = segment.label == "department" or is_department(segment.text)
        if named and _place(segment.piece) not in used:
            found = Found(segment.text, [segment.piece], 0.82)
            chosen.department.setdefault(segment.is_han, found)


def _is_in(segment: Segment, found: dict[bool, Found]) -> bool:
    return any(_place(segment.piece) == _place(p) for one in found.values() for p in one.pieces)


def _place(piece: Piece) -> tuple[int, int]:
    return id(piece.line), piece.start
