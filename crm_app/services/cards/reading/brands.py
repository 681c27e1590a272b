"""What the domain of a card says about its lines, and which lines are set as one logo."""

import re
import unicodedata

from crm_app.services.cards.reading import words_latin
from crm_app.services.cards.reading.layout import han, same_row, shares_column
from crm_app.services.cards.reading.segments import Segment, split
from crm_app.services.cards.reading.titles import is_department, is_title

LEAST_DOMAIN = 6
LEAST_LISTED = 4


def letters(text: str) -> str:
    """Small letters and digits alone, as `company_domains` writes them."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text.lower()))


def cut_to_domains(pool: list[Segment], domains: tuple[str, ...]) -> list[Segment]:
    """HARBOUR BAKERY | Fresh every day, of harbourbakery.com: the first two words for themselves."""
    found: list[Segment] = []
    for segment in pool:
        at = _spelt_out(segment.text, domains)
        found.extend(split(segment, at, at) if at else [segment])
    return [segment for segment in found if segment.text]


def _spelt_out(text: str, domains: tuple[str, ...]) -> int:
    """Where the words that spell a domain end, if at least two others follow; else 0."""
    for match in re.finditer(r"(?<=\w)(?=[^\w&'])", text):
        run = letters(text[: match.start()])
        rest = re.findall(r"[A-Za-z]+", text[match.start() :])
        goes_on = rest[:1] and (
            words_latin.COMPANY.search(" ".join(rest))
            or rest[0].lower() in ("of", "for", "and", "in")
        )
        legal = words_latin.LEGAL.search(text) or goes_on
        if run in domains and len(run) >= LEAST_DOMAIN and len(rest) >= 2 and not legal:
            return match.start()
    return 0


def with_initial(text: str, domains: tuple[str, ...]) -> str:
    """The first letter of a logo, drawn so that nobody reads it, as the domain has it."""
    printed = re.search(r"[A-Za-z]{4,}", text)
    word = printed.group().lower() if printed else ""
    if not printed or any(letters(text)[:5].startswith(domain[:5]) for domain in domains):
        return text
    for domain in domains:
        if domain[1:].startswith(word) and printed.start() <= 1:
            first = domain[0].upper() if text[printed.start()].isupper() else domain[0]
            return first + text[printed.start() :]
    return text


def is_logo(upper: Segment, lower: Segment, domains: tuple[str, ...]) -> bool:
    """Whether two lines, however unlike in size, are one name: a word above what it trades in."""
    if han(upper.text) or han(lower.text) or not _stacked(upper, lower):
        return False
    first, second = letters(upper.text), letters(lower.text)
    if not first or any(is_title(one.text) for one in (upper, lower)):
        return False
    words = re.findall(r"[a-z0-9]+", lower.text.lower())
    if _is_unfinished(lower.text) or (_is_justified(upper, lower) and _is_trade(lower.text)):
        return True
    if first in domains:
        return False  # it is the whole name already
    for domain in domains:
        if domain.startswith(first) and domain[len(first) :].startswith((second, words[0])):
            return True
    alike = upper.text.isupper() == lower.text.isupper() and upper.height > 0.7 * lower.height
    plain = re.fullmatch(r"[A-Za-z]{3,}", upper.text) and len(words) <= 3
    return bool(plain and alike and words_latin.COMPANY.search(lower.text))


def _is_unfinished(text: str) -> bool:
    """PHARMACEUTICALS LIMITED: a legal form behind a trade alone, so the name stands before."""
    bare = re.sub(r"\(.*?\)", " ", text)
    words = re.findall(r"[A-Za-z]+", words_latin.LEGAL.sub(" ", bare))
    legal = words_latin.LEGAL.search(bare)
    return (
        bool(legal)
        and 0 < len(words) <= 2
        and all(
            words_latin.COMPANY.fullmatch(word) or words_latin.countries(word) for word in words
        )
    )


def _is_trade(text: str) -> bool:
    """One word, and a trade."""
    return words_latin.COMPANY.fullmatch(re.sub(r"\s", "", text)) is not None


def _is_justified(upper: Segment, lower: Segment) -> bool:
    """Whether two lines begin and end together."""
    width = upper.line.right - upper.line.left
    return (
        abs(upper.line.left - lower.line.left) < 0.12 * width
        and abs(upper.line.right - lower.line.right) < 0.12 * width
    )


def is_lockup(parts: list[Segment], lower: Segment) -> bool:
    """Capitals set to one width under each other: THE / HARBOUR / UNIVERSITY."""
    upper = parts[-1]
    return (
        _stacked(upper, lower)
        and _is_justified(upper, lower)
        and upper.text.isupper()
        and lower.text.isupper()
        and not is_title(lower.text)
        and abs(upper.height - lower.height) < 0.2 * upper.height
        and not re.search(r"\d|[,.]$", upper.text + lower.text)
    )


def is_beside(left: Segment, right: Segment, domains: tuple[str, ...]) -> bool:
    """KW | CONSULTING: a sign between two words of one size; a logo left of what it trades in."""
    gap = right.line.left - left.line.right
    tall, small = max(left.height, right.height), min(left.height, right.height)
    own = letters(left.text)
    logo = _is_unfinished(right.text) and any(own and one.startswith(own) for one in domains)
    alike = tall < 1.25 * small and words_latin.COMPANY.fullmatch(right.text)
    return (
        same_row(left.line, right.line)
        and bool(alike or logo)
        and 0 <= gap < 2.2 * tall
        and re.fullmatch(r"[A-Z][\w&.]{1,11}", left.text) is not None
        and not is_title(left.text)
    )


def brands(pool: list[Segment]) -> frozenset[str]:
    """Words of four letters or more that stand alone on the card, as logos do."""
    return frozenset(
        letters(one.text) for one in pool if re.fullmatch(r"\w{4,}", one.text) and not han(one.text)
    )


def is_cut_off(text: str, pool: list[Segment]) -> bool:
    """Whether another line says the same with up to three letters before it: (W)INDHOVER."""
    own = letters(text)
    longer = (letters(one.text) for one in pool)
    return len(own) >= 4 and any(
        one.endswith(own) and 0 < len(one) - len(own) <= 3 for one in longer
    )


def ends_in_brand(text: str, known: frozenset[str]) -> bool:
    """Tom Heron Windhover, with WINDHOVER on the card once more, is a house and no person."""
    words = text.split()
    return len(words) > 1 and letters(words[-1]) in known


def _stacked(upper: Segment, lower: Segment) -> bool:
    above, below = upper.line, lower.line
    gap = below.top - above.bottom
    return (
        above.side == below.side
        and -0.3 * max(above.height, below.height) < gap < 0.7 * below.height
        and shares_column(above, below)
    )


def listed(pool: list[Segment]) -> set[int]:
    """The ids of segments in a list of goods or services: marked, or four alike under each other."""
    found = {id(one) for one in pool if re.match(r"\s*[-*·√>]\s?[A-Za-z]", one.line.text)}
    found = found if len(found) >= LEAST_LISTED else set()
    for begin in range(len(pool)):
        run = [pool[begin]]
        for other in pool[begin + 1 :]:
            if _follows(run[-1], other) and _in_step(run, other):
                run.append(other)
        items = sum(map(_is_item, run))
        if len(run) >= LEAST_LISTED and (items == len(run) or items >= max(5, 0.8 * len(run))):
            found |= {id(one) for one in run}
    return found


def _follows(upper: Segment, lower: Segment) -> bool:
    tall, small = max(upper.height, lower.height), min(upper.height, lower.height)
    pitch = lower.line.middle - upper.line.middle
    edge = abs(upper.line.left - lower.line.left) < 0.6 * small
    return (
        upper.line.side == lower.line.side
        and edge
        and 0.8 * tall < pitch < 2.2 * tall
        and tall < 1.35 * small
    )


def _in_step(run: list[Segment], other: Segment) -> bool:
    """Lists are set with one pitch: a wider gap begins something else."""
    if len(run) < 2:
        return True
    step = run[1].line.middle - run[0].line.middle
    return abs(other.line.middle - run[-1].line.middle - step) < 0.25 * step


def _is_item(segment: Segment) -> bool:
    text = segment.text
    return not (
        segment.label
        or segment.line.taken
        or re.search(r"\d{4}", text)
        or words_latin.LEGAL.search(text)
        or is_title(text)
        or is_department(text)
    )
