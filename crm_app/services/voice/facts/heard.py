"""Chinese words in a text, by their letters and by their sound."""

from crm_app.lib.names import has_han
from crm_app.services.voice.facts.known import folded

Places = dict[tuple[str, str], list[int]]


def sound_places(text: str) -> Places:
    """Where each pair of syllables is heard."""
    sounds = [folded(letter) if has_han(letter) else "" for letter in text]
    places: Places = {}
    for place in range(len(sounds) - 1):
        if sounds[place] and sounds[place + 1]:
            places.setdefault((sounds[place], sounds[place + 1]), []).append(place)
    return places


def heard_at(name: str, places: Places) -> list[int]:
    """Where the first two syllables of a name are heard."""
    if len(name) < 2 or not has_han(name[0]) or not has_han(name[1]):
        return []
    return places.get((folded(name[0]), folded(name[1])), [])


def length_heard(text: str, name: str) -> tuple[int, int]:
    """How many letters from the beginnings of both sound alike, and how many are the same."""
    heard = same = 0
    for ours, theirs in zip(text, name, strict=False):
        if ours != theirs and (not has_han(ours) or folded(ours) != folded(theirs)):
            break
        heard, same = heard + 1, same + (ours == theirs)
    return heard, same


def said_at(text: str, word: str) -> list[tuple[int, int]]:
    """Every stretch that is this word to the letter."""
    found, place = [], text.find(word)
    while place >= 0:
        found.append((place, place + len(word)))
        place = text.find(word, place + len(word))
    return found
