"""Names that could be a firm's or a person's, settled by the note that says them."""

import re
from dataclasses import replace

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import english_words as en
from crm_app.services.voice.facts.company_mentions import even
from crm_app.services.voice.facts.english_names import leaning
from crm_app.services.voice.facts.known import KnownNames

Span = tuple[int, int]
# Words around a name that leave no doubt.
CLEAR = 0.5
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w’'-]*) $")
_CAPITAL_AFTER = re.compile(r"[ -][A-Z&]")


def settled(text: str, names: KnownNames) -> KnownNames:
    """Who could be either is what the words around say; else what the note still lacks."""
    either = {*names.customers} & {*names.contacts}
    if not either:
        return names
    said = {name: spans for name in either if (spans := whole(text, name))}
    firms = {one for one in names.customers if one not in either and whole(text, one)}
    people = {one for one in names.contacts if one not in either and _is_met(text, one)}
    leans = {name: _leaning(text, spans) for name, spans in said.items()}
    for name, lean in leans.items():
        if abs(lean) > CLEAR:
            (people if lean > 0 else firms).add(name)
    _share_out({n: v for n, v in leans.items() if n not in firms | people}, firms, people)
    if firms and not people:
        people |= _called_by_first(text, either - firms - {*said})
    return replace(
        names,
        customers=tuple(one for one in names.customers if one not in people),
        contacts=tuple(one for one in names.contacts if one not in firms),
    )


def _share_out(open_: dict[str, float], firms: set[str], people: set[str]) -> None:
    """A note with a sure person still lacks its firm, one with a sure firm its person."""
    ordered = sorted(open_, key=lambda name: open_[name])
    if people and not firms:
        firms.update(ordered)
    elif firms and not people and len(ordered) == 1:
        people.update(one for one in ordered if open_[one] >= 0)
    elif not firms and not people and len(ordered) > 1 and open_[ordered[0]] < open_[ordered[-1]]:
        firms.add(ordered[0])
        people.add(ordered[-1])


def whole(text: str, name: str) -> list[Span]:
    """Where a name is said in full, whatever its accents and capitals."""
    if has_han(name):
        return [match.span() for match in re.finditer(re.escape(name), text)]
    bound = rf"(?<!\w){re.escape(even(name))}(?!\w)"
    return [match.span() for match in re.finditer(bound, even(text))]


def _leaning(text: str, spans: list[Span]) -> float:
    """How much the words around speak for a person; below nothing, for a company."""
    return max((leaning(text, *span) for span in spans), key=abs)


def _is_met(text: str, name: str) -> bool:
    """Whether somebody is named in full, or by title and surname: Ms. Tallis."""
    if whole(text, name):
        return True
    parts = name.split()
    if has_han(name) or len(parts) < 2:
        return False
    polite = rf"\b(?:{en.TITLES})\.? {re.escape(parts[-1])}\b"
    return re.search(polite, text, re.IGNORECASE) is not None


def _called_by_first(text: str, names: set[str]) -> set[str]:
    """The one of whom the first word is said alone, with its capital: Ffion's words were."""
    found = set()
    for name in names:
        parts = name.split()
        first = parts[0].lower()
        if len(parts) > 1 and len(first) > 2 and first not in en.TAILS | en.NOT_NAMES:
            pattern = rf"(?<![\w-]){re.escape(parts[0])}(?!\w)"
            if any(_alone(text, *match.span()) for match in re.finditer(pattern, text)):
                found.add(name)
    return found if len(found) == 1 else set()


def _alone(text: str, start: int, end: int) -> bool:
    """No part of a longer run of capitals."""
    before = _CAPITAL_BEFORE.search(text[:start])
    joined = before is not None and before[1].lower() not in en.NOT_NAMES
    return not joined and _CAPITAL_AFTER.match(text, end) is None
