"""Which of the names in a note are its customer and its contact."""

import re
from dataclasses import replace

from crm_app.services.voice.facts import chinese_companies, english_names
from crm_app.services.voice.facts.aliases import aliased
from crm_app.services.voice.facts.beside import stands_beside
from crm_app.services.voice.facts.chinese_people import chinese_people
from crm_app.services.voice.facts.colleagues import colleagues_said
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.linking import Link, link
from crm_app.services.voice.facts.mention_weights import WHOLE
from crm_app.services.voice.facts.note import Fact
from crm_app.services.voice.facts.party import Party
from crm_app.services.voice.facts.passing import in_passing
from crm_app.services.voice.facts.products import products
from crm_app.services.voice.facts.sentences import Stretch, sentence_at
from crm_app.services.voice.facts.staff import as_noted
from crm_app.services.voice.facts.standing import (
    firm_standing,
    is_absent,
    met_nobody,
    person_standing,
)

Parties = tuple[Fact[str] | None, Fact[str] | None]
LEAST = 0.4
# A firm that is named so surely is not overruled by somebody's first name.
STRONG = 0.7
# 把改好的合同发过去, 打九折: what was done, not with whom.
_DEED = re.compile(r"把|^[改盖打写做签办弄补换](?:[好完齐]|.?折)|[盖改写做签]好|招标文件")
# Said outright to be a firm: no product that shares a word makes it a thing.
OUTRIGHT = 0.9
SAID_TWICE = 1.1


def parties(text: str, language: str, names: KnownNames, stretches: list[Stretch]) -> Parties:
    """Customer and contact of the note: known ones by `linking`, else as they were called."""
    if met_nobody(text):
        return None, None
    people, firms = _guessed_zh(text) if language == "zh" else _guessed_en(text)
    ours = colleagues_said(text, names)
    people = [p for p in people if not any(p.start < us.end and us.start < p.end for us in ours)]
    people = [replace(p, worth=p.worth + person_standing(text, p.start, p.end)) for p in people]
    firms = [replace(f, worth=f.worth + firm_standing(text, f.start, f.end)) for f in firms]
    people, firms = (
        [p for p in people if not any(p.over(f) and f.worth > p.worth for f in firms)],
        [f for f in firms if not any(f.over(p) and p.worth >= f.worth for p in people)],
    )
    sold = products(text, language, names.products, stretches)
    things = [one.piece for one in sold if one.value in names.products]
    firms = [
        firm
        for firm in firms
        if firm.worth >= OUTRIGHT
        or not any(firm.start < end and start < firm.end for start, end in things)
    ]
    linked = link(text, names)
    firms = [firm for firm in firms if not _DEED.search(firm.name)]
    firms = [aliased(firm, names.customers) for firm in firms]
    stranger = _choose([weighed(firm, firms, text) for firm in firms])
    if stranger is not None and _is_overruled(linked, stranger, text):
        linked = replace(linked, customer=None) if not linked.inferred else Link()
    customer = _known(linked.customer) or stranger
    guessed = customer is not None and linked.customer is None
    # Rosie of a firm nobody knows is not the Rosie that the list knows.
    namesake = linked.contact is not None and linked.contact.weight < WHOLE - 0.1
    contact = None if guessed and namesake else _known(linked.contact)
    people = [p for p in people if customer is None or not p.over(customer)]
    strange = _choose([_beside(weighed(p, people, text), customer, text) for p in people])
    if contact is None or (strange is not None and _takes_over(text, strange, contact)):
        contact = _noted(strange, customer, names)
    return _fact(customer, stretches), _fact(contact, stretches)


def _takes_over(text: str, stranger: Party, known: Party) -> bool:
    """Whether somebody new was met, and the one whom the CRM knows was not."""
    return (
        not stranger.over(known)
        and stranger.name not in known.name
        and is_absent(text, known.start, known.end)
        and person_standing(text, stranger.start, stranger.end) > 0
    )


def _noted(person: Party | None, customer: Party | None, names: KnownNames) -> Party | None:
    """Somebody as the customer's staff is written, where a name sounds like one of them."""
    staff = names.staff.get(customer.name, ()) if customer else ()
    noted = as_noted(person.name, staff) if person else None
    return replace(person, name=noted) if person and noted else person


def _is_overruled(linked: Link, stranger: Party, text: str) -> bool:
    """Whether a firm that is no customer yet is named more surely than the known one."""
    if linked.inferred:
        return stranger.worth >= STRONG
    known = linked.customer
    if known is None:
        return False
    if stranger.end <= known.start or known.end <= stranger.start:
        # Somebody of theirs is named too, and not for having sent us elsewhere.
        met = linked.contact
        if met is not None and not in_passing(text, met.start, met.end):
            return stranger.worth >= SAID_TWICE
        return stranger.worth > known.weight + 0.04
    # 小马快修, said outright to be the customer, is not 小马过河.
    longer = stranger.end - stranger.start > known.end - known.start + 1
    return longer and stranger.worth >= OUTRIGHT and known.weight < STRONG


def _guessed_zh(text: str) -> tuple[list[Party], list[Party]]:
    people = chinese_people(text)
    firms = chinese_companies.chinese_companies(text, people)
    return (
        [Party(p.name, p.start, p.end, p.sure, p.sure) for p in people],
        [Party(c.name, c.start, c.end, c.sure, min(0.8, c.sure)) for c in firms],
    )


def _guessed_en(text: str) -> tuple[list[Party], list[Party]]:
    named = english_names.english_names(text)
    # A lone name that could be either is the company where the note has no other.
    firm = any(n.kind == "company" and n.sure > LEAST for n in named)
    either = "person" if firm else "company"
    kinds = [(n, either if n.kind == "either" else n.kind) for n in named]
    people, firms = (
        [Party(n.name, n.start, n.end, n.sure, n.sure) for n, kind in kinds if kind == wanted]
        for wanted in ("person", "company")
    )
    return people, firms


def _known(mention: Mention | None) -> Party | None:
    if mention is None:
        return None
    sure = min(0.98, 0.5 + 0.5 * mention.weight)
    return Party(mention.name, mention.start, mention.end, 1.0, sure)


def weighed(party: Party, others: list[Party], text: str) -> Party:
    """More for whom a note returns to, less for whom it mentions on the way to another."""
    again = min(2, sum(one.name == party.name and one.start != party.start for one in others))
    passing = in_passing(text, party.start, party.end)
    return replace(party, worth=party.worth + 0.15 * again - 0.8 * passing)


def _choose(candidates: list[Party]) -> Party | None:
    """The likeliest; of equals the first named."""
    best = max(candidates, key=lambda party: (round(party.worth, 1), -party.start), default=None)
    return best if best is not None and best.worth >= LEAST else None


def _beside(person: Party, customer: Party | None, text: str) -> Party:
    """Whoever is named as the customer's own comes before others."""
    if customer is None:
        return person
    own = stands_beside(text, (customer.start, customer.end), (person.start, person.end))
    bonus = 0.3 if own else 0.0
    return Party(person.name, person.start, person.end, person.worth + bonus, person.sure)


def _fact(party: Party | None, stretches: list[Stretch]) -> Fact[str] | None:
    if party is None:
        return None
    sentence = sentence_at(stretches, party.start)
    return sentence.fact(party.name, round(min(0.98, party.sure), 2), (party.start, party.end))
