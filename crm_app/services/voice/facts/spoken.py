"""Known names found in a text to the letter or by sound, wherever they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm_app.lib.names import has_han
from crm_app.services.voice.facts import known

_LEGAL_ZH = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司)$")
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Spoken:
    """A known name, where something like it was said, and how alike (0..1) it is."""

    name: str
    start: int
    end: int
    likeness: float


def find_spoken(text: str, names: Sequence[str]) -> list[Spoken]:
    """The known names that are in the text, most alike first; each stretch means one name."""
    letters = [(letter, place) for place, letter in enumerate(text) if letter.isalnum()]
    sounds = {known.folded(letter) for letter, _ in letters if has_han(letter)}
    found = []
    for name in names:
        hit = _chinese(letters, sounds, name) if has_han(name) else _english(text, name)
        if hit is not None:
            found.append(hit)
    return sorted(found, key=lambda one: (-one.likeness, one.start))


def _chinese(letters: list[tuple[str, int]], sounds: set[str], name: str) -> Spoken | None:
    wanted = _LEGAL_ZH.sub("", name)
    wanted = "".join(letter for letter in wanted if letter.isalnum())
    if len(wanted) < 2 or sum(known.folded(letter) in sounds for letter in wanted) < 0.8 * len(
        wanted
    ):
        return None
    best: Spoken | None = None
    for start in range(len(letters) - len(wanted) + 1):
        window = letters[start : start + len(wanted)]
        likeness = known.likeness("".join(letter for letter, _ in window), wanted)
        # Two syllables sound like too many words: only the same letters count.
        least = 1.0 if len(wanted) == 2 else _ENOUGH
        if likeness >= least and (best is None or likeness > best.likeness):
            best = Spoken(name, window[0][1], window[-1][1] + 1, likeness)
    return best


def _english(text: str, name: str) -> Spoken | None:
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return Spoken(name, match.start(), match.end(), 1.0) if match else None
