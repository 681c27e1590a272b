"""Which of the names in a note are its customer and its contact."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm_app.services.voice.facts import chinese_companies, english_names, known
from crm_app.services.voice.facts.chinese_people import chinese_people
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.note import Fact
from crm_app.services.voice.facts.sentences import Stretch, sentence_at
from crm_app.services.voice.facts.spoken import find_spoken

Parties = tuple[Fact[str] | None, Fact[str] | None]
Recognise = Callable[[str, Sequence[str]], known.Match | None]
LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Party:
    """A candidate: the name to note, where it stands, and how likely it is the one."""

    name: str
    start: int
    end: int
    worth: float
    sure: float


def parties(text: str, language: str, names: KnownNames, stretches: list[Stretch]) -> Parties:
    """Customer and contact of the note."""
    if language == "zh":
        people = [Party(p.name, p.start, p.end, p.sure, p.sure) for p in chinese_people(text)]
        firms = [
            Party(c.name, c.start, c.end, c.sure, min(0.8, c.sure))
            for c in chinese_companies.chinese_companies(text, chinese_people(text))
        ]
    else:
        named = english_names.english_names(text)
        # A lone name that could be either is the company where the note has no other.
        either = (
            "person" if any(n.kind == "company" and n.sure > LEAST for n in named) else "company"
        )
        kinds = [(n, either if n.kind == "either" else n.kind) for n in named]
        people, firms = (
            [Party(n.name, n.start, n.end, n.sure, n.sure) for n, kind in kinds if kind == wanted]
            for wanted in ("person", "company")
        )
    firms = _recognised(firms, names.customers, known.best_company)
    firms = _with_spoken(text, firms, names.customers)
    people = _recognised(people, names.contacts, known.best_person)
    people = _with_spoken(text, people, names.contacts)
    people = [
        p
        for p in people
        if not any(p.start < f.end and f.start < p.end and f.worth > p.worth for f in firms)
    ]
    firms = [
        f
        for f in firms
        if not any(f.start < p.end and p.start < f.end and p.worth >= f.worth for p in people)
    ]
    customer = _choose(firms)
    contact = _choose([_beside(person, customer, text) for person in people])
    return _fact(customer, stretches), _fact(contact, stretches)


def _recognised(said: list[Party], names: Sequence[str], best: Recognise) -> list[Party]:
    """Spoken names under the name the CRM has for them."""
    found = []
    for party in said:
        match = best(party.name, names)
        if match is None:
            found.append(party)
        else:
            sure = min(0.98, match.likeness)
            found.append(Party(match.name, party.start, party.end, party.worth + 0.4, sure))
    return found


def _with_spoken(text: str, said: list[Party], names: Sequence[str]) -> list[Party]:
    """Known names that stand in the text where no rule saw a name, or saw only a part of one."""
    found = list(said)
    for spoken in find_spoken(text, names):
        over = [p for p in found if p.start < spoken.end and spoken.start < p.end]
        if any(p.name == spoken.name for p in over):
            continue
        if over and any(p.end - p.start > spoken.end - spoken.start for p in over):
            continue
        found = [p for p in found if p not in over]
        worth = max([p.worth for p in over] + [0.6]) + 0.3 * spoken.likeness
        found.append(Party(spoken.name, spoken.start, spoken.end, worth, spoken.likeness))
    return found


def _choose(candidates: list[Party]) -> Party | None:
    """The likeliest; of equals the first named."""
    best = max(candidates, key=lambda party: (round(party.worth, 1), -party.start), default=None)
    return best if best is not None and best.worth >= LEAST else None


def _beside(person: Party, customer: Party | None, text: str) -> Party:
    """Whoever is named as the customer's own comes before others."""
    if customer is None:
        return person
    between = text[customer.end : person.start] if customer.end <= person.start else ""
    after = text[person.end : customer.start] if person.end <= customer.start else ""
    zh = re.fullmatch(r"(公司|集团)?(的|那边的?|这边的?)?[^，。！？]{0,8}", between) and between
    en = re.fullmatch(
        r",? ?(?:(?:who is|the|their|\w+) ){0,3}(?:from|at|of|over at|with|for)(?: the)? ", after
    )
    owner = re.fullmatch(r"['’]s (?:[\w ]{0,30})", between)
    bonus = 0.3 if zh or en or owner or (customer.end == person.start) else 0.0
    return Party(person.name, person.start, person.end, person.worth + bonus, person.sure)


def _fact(party: Party | None, stretches: list[Stretch]) -> Fact[str] | None:
    if party is None:
        return None
    sentence = sentence_at(stretches, party.start)
    return sentence.fact(party.name, round(min(0.98, party.sure), 2), (party.start, party.end))
