"""A customer's own people, however their names were heard: Karlos of a firm where Carlos works."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from crm_app.lib.names import has_han, syllables
from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.mention_weights import CALLED
from crm_app.services.voice.facts.person_mentions import said_surnames

# Of first names that sound alike; Dan is no Dave.
ALIKE = 80
# Of surnames behind the same first name.
MISHEARD = 70


def as_noted(said: str, staff: Sequence[str]) -> str | None:
    """The one of the staff who is meant by a name that sounds like his."""
    meant = [name for name in staff if _sounds(said, name)]
    return meant[0] if len(meant) == 1 else None


def by_sound(text: str, names: KnownNames, said: Sequence[Mention]) -> list[Mention]:
    """于总 of a firm where nobody is called 于, and one is called 余."""
    ends = {firm.end for firm in said}
    called = [
        (surname, *span) for surname, spans in said_surnames(text, ends).items() for span in spans
    ]
    found = []
    for firm in {firm.name for firm in said}:
        staff = [name for name in names.staff.get(firm, ()) if has_han(name)]
        for surname, start, end in called:
            meant = [name for name in staff if syllables(name)[:1] == syllables(surname)]
            if len(meant) == 1 and not meant[0].startswith(surname):
                found.append(Mention(meant[0], start, end, CALLED))
    return found


def _sounds(said: str, name: str) -> bool:
    if has_han(said) or has_han(name):
        return len(said) == len(name) > 1 and syllables(said) == syllables(name)
    ours, theirs = said.lower().split(), name.lower().split()
    if len(ours) > 1:
        same = ours[-1] == theirs[-1] and ours[0][:2] == theirs[0][:2]
        same = same or (ours[0] == theirs[0] and fuzz.ratio(ours[-1], theirs[-1]) >= MISHEARD)
        return same or (len(ours) == len(theirs) and all(map(_alike, ours, theirs)))
    return any(_alike(ours[0], word) for word in theirs if len(word) > 3)


def _alike(said: str, word: str) -> bool:
    """To the letter, by its sound, or for short: Dave is David."""
    short = said.rstrip("iey")
    shortened = len(short) > 2 and word.startswith(short)
    return (
        said == word
        or shortened
        or (min(len(said), len(word)) > 3 and fuzz.ratio(said, word) >= ALIKE)
    )
