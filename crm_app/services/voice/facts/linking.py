"""Which known customer and contact a note is about, decided together: each speaks for the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crm_app.lib.names import has_han
from crm_app.services.voice.facts.beside import stands_beside
from crm_app.services.voice.facts.chinese_companies import is_rival
from crm_app.services.voice.facts.colleagues import colleagues_said, not_ours
from crm_app.services.voice.facts.company_mentions import Mention, company_mentions
from crm_app.services.voice.facts.company_names import chinese_company
from crm_app.services.voice.facts.english_names import stands_as_firm, stands_as_person
from crm_app.services.voice.facts.known import KnownNames, without_form
from crm_app.services.voice.facts.mention_weights import GIVEN, WHOLE
from crm_app.services.voice.facts.passing import in_passing
from crm_app.services.voice.facts.person_mentions import person_mentions
from crm_app.services.voice.facts.settling import settled
from crm_app.services.voice.facts.staff import by_sound
from crm_app.services.voice.facts.standing import firm_standing, is_absent, person_standing
from crm_app.services.voice.facts.titles import by_title

# A mention that hardly means anybody else.
STRONG = 0.7
_BESIDE = re.compile(r"\b(?:with|told|asked|tell|ask|by|for) $", re.IGNORECASE)
_THE = re.compile(
    r"\b(?:the|our|an?|your|their) $|(?:我们|咱们|一套|这套|那套|咱)的?$", re.IGNORECASE
)
# What a name adds at most to somebody's being the one met.
CENTRAL = 0.75
# Enough for whoever is named in full though he was away.
FAINT = 0.3
# Enough for a customer, or for a contact, to be suggested.
ENOUGH = 0.5
LEAST, TOGETHER, AGAIN, HINT, OWN = 0.15, 0.5, 0.1, 0.12, 0.3


@dataclass(frozen=True, slots=True)
class Link:
    """The known customer and contact; `worth` says how much speaks for them."""

    customer: Mention | None = None
    contact: Mention | None = None
    worth: float = 0.0
    # Nobody named the customer: it is where the contact works.
    inferred: bool = False


@dataclass(slots=True)
class _Named:
    """All that the note says of one known name."""

    best: Mention
    weight: float
    # How many other known people the same words may mean.
    rivals: set[str] = field(default_factory=set)


def link(text: str, names: KnownNames) -> Link:
    """The likeliest customer and contact among the known; empty where nothing speaks for any."""
    names = settled(text, names)
    said = _firms_said(text, names)
    met = person_mentions(text, names, {firm.end for firm in said})
    met = not_ours(met, colleagues_said(text, names))
    met = _people_said(text, met, names, {firm.name for firm in said})
    met += by_title(text, names, said) + by_sound(text, names, said)
    met = [one for one in met if not _is_part_of_a_firm(one, said)]
    people = _named(text, met, person=True)
    firms = _named(text, _outside(said, people), person=False)
    _note_rivals(people)
    employers: dict[str, list[str]] = {}
    for firm, staff in names.staff.items():
        for person in staff:
            employers.setdefault(person, []).append(firm)
    links = [
        Link(customer=named.best, worth=named.weight + _hints(text, firm, named.best))
        for firm, named in firms.items()
    ]
    for name, person in people.items():
        at = employers.get(name, ())
        links += [_pair(text, firm, firms.get(firm), person, names) for firm in at]
    strangers = [person for name, person in people.items() if name not in employers]
    return _with_stranger(_likeliest(links), strangers)


def _firms_said(text: str, names: KnownNames) -> list[Mention]:
    """Mentions of companies; a name that could be a person's is one where no other company is."""
    people, things = {*names.contacts}, {*names.products}
    said = company_mentions(text, names.customers)
    other = any(
        (one.name not in people or stands_as_firm(text, one.start, one.end, other=True))
        and one.weight >= STRONG
        and not in_passing(text, one.start, one.end)
        for one in said
    )
    return [
        one
        for one in said
        if not (one.name in people and not stands_as_firm(text, one.start, one.end, other=other))
        and not (one.name in things and _THE.search(text[: one.start]))
    ]


def _is_part_of_a_firm(person: Mention, said: list[Mention]) -> bool:
    """Voss and Lindner is where one was, not whom one met."""
    return person.weight < GIVEN and any(
        firm.start <= person.start
        and person.end <= firm.end
        and firm.end - firm.start > person.end - person.start
        and firm.weight >= STRONG
        for firm in said
    )


def _people_said(
    text: str, met: list[Mention], names: KnownNames, firms: set[str]
) -> list[Mention]:
    """Mentions of people; of a name that could be a company's the parts need words about a person."""
    either = {*names.customers}
    return [
        one
        for one in met
        if one.name not in firms
        and (
            one.name not in either
            or one.weight >= WHOLE - 0.1
            or stands_as_person(text, one.start, one.end)
            or (firms and _BESIDE.search(text[: one.start]) is not None)
        )
    ]


def _likeliest(links: list[Link]) -> Link:
    # Of people for whom as much speaks the first named is the one the note is about.
    ordered = sorted(links, key=lambda one: (-round(one.worth, 2), _first_said(one)))
    if not ordered or ordered[0].worth < ENOUGH or _are_even(ordered):
        return Link()
    return ordered[0]


def _first_said(one: Link) -> int:
    said = one.contact or one.customer
    return said.start if said else 0


def _with_stranger(chosen: Link, strangers: list[_Named]) -> Link:
    """Somebody known of whom no employer is; by his surname alone only beside a known customer."""
    firm = chosen.customer if not chosen.inferred else None
    able = [
        one
        for one in strangers
        if not one.rivals
        and one.weight >= (FAINT if one.best.weight >= WHOLE else ENOUGH)
        and (one.best.weight >= GIVEN or firm is not None)
        and (firm is None or one.best.end <= firm.start or firm.end <= one.best.start)
    ]
    best = max(able, key=lambda one: (one.weight, -one.best.start), default=None)
    if best is None or chosen.contact is not None or chosen.inferred:
        return chosen
    return replace(chosen, contact=best.best, worth=max(chosen.worth, best.weight * 0.8))


def _named(text: str, mentions: list[Mention], *, person: bool) -> dict[str, _Named]:
    """The strongest mention of each name; more for one the note returns to."""
    found: dict[str, _Named] = {}
    for mention in mentions:
        weight = mention.weight - 0.6 * in_passing(text, mention.start, mention.end)
        if person:
            weight += person_standing(text, mention.start, mention.end)
        else:
            weight -= 0.5 * is_rival(text, mention.start)
            weight += firm_standing(text, mention.start, mention.end)
        known = found.setdefault(mention.name, _Named(mention, weight))
        again = AGAIN * (mention.end <= known.best.start or known.best.end <= mention.start)
        if weight > known.weight:
            known.best = mention
        known.weight = max(weight, known.weight) + again
    return {name: one for name, one in found.items() if one.weight > LEAST}


def _outside(mentions: list[Mention], people: dict[str, _Named]) -> list[Mention]:
    """Ingrid Halvorsen is no mention of Halvorsen Marine."""
    whole = [one.best for one in people.values() if one.best.weight >= WHOLE]
    return [
        firm
        for firm in mentions
        if not any(
            one.start <= firm.start
            and firm.end <= one.end
            and one.end - one.start > firm.end - firm.start
            for one in whole
        )
    ]


def _note_rivals(people: dict[str, _Named]) -> None:
    """欧阳总 is one, 王总 may be three."""
    for name, one in people.items():
        one.rivals = {
            other
            for other, theirs in people.items()
            if other != name
            and theirs.best.start < one.best.end
            and one.best.start < theirs.best.end
            and theirs.best.weight >= one.best.weight
        }


def _pair(text: str, firm: str, named: _Named | None, person: _Named, names: KnownNames) -> Link:
    """A person together with where he works; several of that name are told apart by the firm."""
    colleagues = person.rivals & set(names.staff.get(firm, ()))
    contact = None if colleagues else person.best
    if named is None:
        worth = person.weight - 0.3 * bool(person.rivals) + _hints(text, firm, person.best)
        place = Mention(firm, person.best.start, person.best.end, worth)
        return Link(place, contact, worth, inferred=True)
    # His whole name says surely who he is, not that he is the one the note is about.
    met = min(person.weight, CENTRAL)
    worth = named.weight + met + TOGETHER - 0.2 * bool(colleagues)
    spans = (named.best.start, named.best.end), (person.best.start, person.best.end)
    worth += OWN * (stands_beside(text, *spans) and not is_absent(text, *spans[1]))
    return Link(named.best, contact, worth + _hints(text, firm, named.best))


def _hints(text: str, firm: str, said: Mention) -> float:
    """Its place or its trade is spoken of elsewhere in the note."""
    if not has_han(firm):
        return _english_hints(text, firm, said)
    parts = chinese_company(firm)
    rest = text[: said.start] + "，" + text[said.end :]
    place = any(one in rest for one in parts.places)
    trade = len(parts.trade) > 1 and any(
        parts.trade[n : n + 2] in rest for n in range(0, len(parts.trade) - 1, 2)
    )
    return HINT * (place + trade)


def _english_hints(text: str, firm: str, said: Mention) -> float:
    """Meridian, the freight people, not the food people."""
    worth = 0.0
    for word in without_form(firm).lower().split():
        stem = re.escape(word.removesuffix("s"))
        for found in re.finditer(rf"\b{stem}(?:s|es)?\b", text, re.IGNORECASE):
            if len(word) > 3 and not said.start <= found.start() < said.end:
                denied = re.search(r"\bnot (?:the |a )?$", text[: found.start()], re.IGNORECASE)
                worth += -HINT if denied else HINT
                break
    return worth


def _are_even(ordered: Sequence[Link]) -> bool:
    """Two customers for which as much speaks: nobody can tell."""
    first = ordered[0]
    return any(
        one.worth > first.worth - 0.05
        and one.customer is not None
        and first.customer is not None
        and one.customer.name != first.customer.name
        and (one.customer.start, one.customer.end) == (first.customer.start, first.customer.end)
        for one in ordered[1:]
    )
