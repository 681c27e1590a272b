"""One answer for each single field, in both languages, from the candidates of the rules."""

from dataclasses import dataclass, field

from crm_app.services.cards.reading import words_latin, words_zh
from crm_app.services.cards.reading.companies import Company, companies
from crm_app.services.cards.reading.finding import Found
from crm_app.services.cards.reading.layout import distance, is_under
from crm_app.services.cards.reading.people import (
    Candidate,
    Clues,
    company_domains,
    han_name,
    latin_name,
)
from crm_app.services.cards.reading.segments import Segment
from crm_app.services.cards.reading.titles import is_department, is_title

SURE_COMPANY = 4.0
LEAST_NAME = 2.6


@dataclass(slots=True)
class Chosen:
    """The answers by language (True = Chinese), and the segments nobody needed."""

    name: dict[bool, Found] = field(default_factory=dict)
    title: dict[bool, Found] = field(default_factory=dict)
    department: dict[bool, Found] = field(default_factory=dict)
    company: dict[bool, Found] = field(default_factory=dict)
    left: list[Segment] = field(default_factory=list)


def choose(pool: list[Segment], mails: list[str], sites: list[str]) -> Chosen:
    """Name, title, department and company of each language on the card."""
    pool = [segment for segment in pool if segment.label != "number"]
    domains = company_domains([value for value in mails if not _free(value)] + sites)
    titles = [segment for segment in pool if segment.label == "title" or is_title(segment.text)]
    candidates = companies([segment for segment in pool if segment not in titles], domains)
    firm = {id(part) for one in candidates if one.weight >= SURE_COMPANY for part in one.parts}
    clues = Clues(
        tuple(mails),
        tuple(titles),
        max((segment.height for segment in pool), default=1.0),
        domains,
    )
    chosen = Chosen()
    names = _names([one for one in pool if id(one) not in firm and one not in titles], clues)
    for chinese, candidate in names.items():
        chosen.name[chinese] = _named(candidate)
    taken = {id(candidate.segment) for candidate in names.values()}
    rest = [one for one in candidates if not taken & {id(part) for part in one.parts}]
    _companies(
        chosen, rest, [one for one in pool if id(one) not in taken and one not in titles], domains
    )
    _titles(chosen, titles, names)
    _departments(chosen, pool, taken)
    return chosen


def _free(mail: str) -> bool:
    from crm_app.services.cards.reading.mails_and_sites import domain_of, is_free

    return is_free(domain_of(mail))


def _names(pool: list[Segment], clues: Clues) -> dict[bool, Candidate]:
    best: dict[bool, Candidate] = {}
    for segment in pool:
        if segment.label not in ("", "name"):
            continue
        for chinese, candidate in (
            (True, han_name(segment, clues)),
            (False, latin_name(segment, clues)),
        ):
            if candidate and candidate.weight >= LEAST_NAME:
                known = best.get(chinese)
                if known is None or candidate.weight > known.weight:
                    best[chinese] = candidate
    return best


def _named(candidate: Candidate) -> Found:
    sure = 0.97 if candidate.backed else min(0.93, 0.3 + 0.13 * candidate.weight)
    return Found(candidate.value, [candidate.segment.piece], sure)


def _companies(
    chosen: Chosen, candidates: list[Company], pool: list[Segment], domains: tuple[str, ...]
) -> None:
    for candidate in candidates:
        chinese = candidate.parts[0].is_han
        if chinese not in chosen.company:
            chosen.company[chinese] = candidate.found()
    if not chosen.company:
        guess = _largest(pool)
        if guess is not None:
            chosen.company[guess.is_han] = Found(guess.text, [guess.piece], 0.35)


def _largest(pool: list[Segment]) -> Segment | None:
    """Without any better sign, a company is what is set large and is no sentence."""
    fit = [
        segment
        for segment in pool
        if not segment.label
        and 3 <= len(segment.text) <= 40
        and not any(letter.isdigit() for letter in segment.text)
        and not is_department(segment.text)
        and not words_latin.SLOGAN.search(segment.text)
        and not words_zh.SLOGAN.search(segment.text)
    ]
    return max(fit, key=lambda segment: segment.height, default=None)


def _titles(chosen: Chosen, titles: list[Segment], names: dict[bool, Candidate]) -> None:
    for chinese in (True, False):
        own = [segment for segment in titles if segment.is_han == chinese]
        anchor = names.get(chinese) or next(iter(names.values()), None)
        if not own:
            continue
        first = own[0]
        if anchor is not None:
            first = min(
                own, key=lambda one: (one.label != "title", distance(one.line, anchor.segment.line))
            )
        chosen.title[chinese] = _with_continuation(first, own)


def _with_continuation(first: Segment, own: list[Segment]) -> Found:
    """A title broken in the middle goes on in the next line: Director of / Sales and Marketing."""
    text, pieces = first.text, [first.piece]
    open_ended = first.text.rstrip().lower().endswith((" of", "&", " and", "-", " for"))
    for other in own:
        if open_ended and is_under(first.line, other.line):
            text, pieces = f"{text} {other.text}", [*pieces, other.piece]
            break
    sure = 0.92 if first.is_han else 0.88
    return Found(text, pieces, sure - 0.04 * (len(own) - 1))


def _departments(chosen: Chosen, pool: list[Segment], taken: set[int]) -> None:
    used = {
        id(piece.line)
        for one in (*chosen.company.values(), *chosen.title.values())
        for piece in one.pieces
    }
    for segment in pool:
        if id(segment) in taken or (id(segment.line) in used and segment.label != "department"):
            if not any(
                segment.piece is not piece for one in chosen.title.values() for piece in one.pieces
            ):
                continue
        if any(
            segment.piece is piece
            for one in (*chosen.company.values(), *chosen.title.values())
            for piece in one.pieces
        ):
            continue
        if segment.label == "department" or is_department(segment.text):
            chosen.department.setdefault(segment.is_han, Found(segment.text, [segment.piece], 0.82))
