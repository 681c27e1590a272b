"""People of a known customer, by whatever part of their name was said: 李总, Gary, Dr Rao, 建国."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.known import likeness
from crm_app.services.voice.facts.party import Party

OWN, STRANGER = 0.5, 0.4
_CALLED = re.compile(
    rf"(?P<surname>{'|'.join(sorted(zh.COMPOUND_SURNAMES))}|.)"
    rf"(?:{'|'.join(sorted(zh.TITLES, key=len, reverse=True))})+"
)
_NICK = re.compile(r"[老小阿](?P<surname>.)")
_ABSENT = re.compile(
    r"^[^，。]{0,3}(?:不在|没在|出差|休假|离职|请假)|^ (?:was|is|wasn't|isn't) (?:not |away|out|off)"
)


def at_customer(
    people: list[Party], customer: str, staff: Mapping[str, Sequence[str]], text: str
) -> list[Party]:
    """The candidates with the customer's own people under their names and ahead of the others."""
    own = staff.get(customer, ())
    others = {name for firm, names in staff.items() if firm != customer for name in names}
    found = [_placed(person, own, others - set(own), text) for person in people]
    for name in own:
        for start, end in _said(text, name, own):
            party = Party(name, start, end, 0.6 + OWN, 0.9)
            if not any(party.over(one) for one in found):
                found.append(party)
    return found


def whose(people: list[Party], staff: Mapping[str, Sequence[str]], text: str) -> Party | None:
    """The customer of somebody the CRM knows, where only one customer has him."""
    for person in people:
        firms = [firm for firm, names in staff.items() if person.name in names]
        if len(firms) == 1:
            whole = text[person.start : person.end].lower() == person.name.lower()
            return Party(firms[0], person.start, person.end, 0.6, 0.7 if whole else 0.5)
    return None


def employers(
    firms: set[str], people: list[Party], staff: Mapping[str, Sequence[str]], text: str
) -> set[str]:
    """Those of the customers where somebody works whom the note names."""
    said = [text[person.start : person.end] for person in people]
    return {
        firm
        for firm in firms
        if any(_means(one, name) for one in said for name in staff.get(firm, ()))
    }


def _placed(person: Party, own: Sequence[str], others: set[str], text: str) -> Party:
    said = text[person.start : person.end]
    meant = [name for name in own if name == person.name] or [n for n in own if _means(said, n)]
    away = 0.3 if _ABSENT.match(text[person.end : person.end + 12]) else 0.0
    if len(meant) == 1:
        return replace(person, name=meant[0], worth=person.worth + OWN - away, sure=0.9)
    stranger = person.name in others and not meant
    # 李总 fits two: the note keeps what was said, the screen offers both.
    return replace(person, worth=person.worth - away + (OWN if meant else -STRANGER * stranger))


def _means(said: str, name: str) -> bool:
    """Whether what was said can be this person's name."""
    if has_han(name):
        called = _CALLED.fullmatch(said) or _NICK.fullmatch(said)
        if called:
            return name.startswith(called["surname"])
        return said == name[1:] or likeness(said, name) >= 0.86
    words = [word for word in name.lower().split() if not re.fullmatch(en.TITLES, word)]
    heard = [word for word in said.lower().split() if not re.fullmatch(en.TITLES, word.strip("."))]
    return len(heard) == 1 and max(likeness(heard[0], word) for word in words) >= 0.86


def _said(text: str, name: str, own: Sequence[str]) -> list[tuple[int, int]]:
    """Where the name, or the part of it that is this person's alone, stands in the text."""
    if has_han(name):
        parts = [re.escape(part) for part in (name, name[1:]) if len(part) > 1]
        if sum(one[0] == name[0] for one in own) == 1:
            parts.append(rf"[老小阿]{name[0]}(?![师板])")
        return [m.span() for part in parts for m in re.finditer(part, text)]
    small = text.lower() == text or text.replace("I", "i") == text.lower()
    found = []
    for word in name.split():
        alone = sum(word in one.split() for one in own) == 1
        if len(word) > 2 and alone and word.lower() not in en.NOT_NAMES:
            flags = re.IGNORECASE if small else 0
            found += [m.span() for m in re.finditer(rf"\b{re.escape(word)}\b", text, flags)]
    return found
