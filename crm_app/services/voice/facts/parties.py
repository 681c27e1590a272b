"""Which of the names in a note are its customer and its contact."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from crm_app.services.voice.facts import chinese_companies, english_names, known
from crm_app.services.voice.facts.chinese_people import chinese_people
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.note import Fact
from crm_app.services.voice.facts.party import Party
from crm_app.services.voice.facts.sentences import Stretch, sentence_at
from crm_app.services.voice.facts.short_names import short_names
from crm_app.services.voice.facts.spoken import Spoken, find_spoken
from crm_app.services.voice.facts.staff import at_customer, employers, whose

Parties = tuple[Fact[str] | None, Fact[str] | None]
Recognise = Callable[[str, Sequence[str]], known.Match | None]
LEAST = 0.4
# Who only sent us there, or is met on the way, is not whom the note is about.
_SENT_US = re.compile(
    r"^[^，。]{0,8}(?:介绍|推荐|引荐|牵线)(?!了?(?:一下)?(?:产品|方案|我们))"
    r"|^[^.]{0,40}\b(?:introduced|referred|recommended|put in a (?:good )?word|put (?:me|us) in touch|pointed (?:me|us))",
)
_IN_PASSING = re.compile(
    r"(?:本来是?|原本是?|路上|顺路|顺便)[^，。]{0,8}$|\b(?:bumped into|ran into)\b[^.]{0,30}$"
)


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
    people = _recognised(people, names.contacts, known.best_person)
    people = _with_spoken(people, find_spoken(text, names.contacts))

    def told(meant: set[str]) -> set[str]:
        return employers(meant, people, names.staff, text)

    firms = _recognised(firms, names.customers, known.best_company)
    firms = _with_spoken(firms, find_spoken(text, names.customers))
    firms = _with_spoken(firms, short_names(text, names.customers, told))
    people, firms = (
        [p for p in people if not any(p.over(f) and f.worth > p.worth for f in firms)],
        [f for f in firms if not any(f.over(p) and p.worth >= f.worth for p in people)],
    )
    customer = _choose([weighed(firm, firms, text) for firm in firms])
    customer = customer or whose(sorted(people, key=lambda one: -one.worth), names.staff, text)
    if customer is not None:
        people = at_customer(people, customer.name, names.staff, text)
    contact = _choose([_beside(weighed(p, people, text), customer, text) for p in people])
    return _fact(customer, stretches), _fact(contact, stretches)


def weighed(party: Party, others: list[Party], text: str) -> Party:
    """More for whom a note returns to, less for whom it mentions on the way to another."""
    again = min(2, sum(one.name == party.name and one.start != party.start for one in others))
    passing = _SENT_US.match(text[party.end :]) or _IN_PASSING.search(text[: party.start])
    return replace(party, worth=party.worth + 0.15 * again - 0.8 * bool(passing))


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


def _with_spoken(said: list[Party], spoken_names: list[Spoken]) -> list[Party]:
    """Known names that stand in the text where no rule saw a name, or saw only a part of one."""
    found = list(said)
    for spoken in spoken_names:
        here = Party(spoken.name, spoken.start, spoken.end, 0.0, spoken.likeness)
        over = [p for p in found if p.over(here)]
        if any(p.name == spoken.name for p in over):
            continue
        if over and any(p.end - p.start > spoken.end - spoken.start for p in over):
            continue
        found = [p for p in found if p not in over]
        worth = max([p.worth for p in over] + [0.6]) + 0.3 * spoken.likeness
        found.append(replace(here, worth=worth))
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
