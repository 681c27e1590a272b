"""A note's text in pieces: what was found in it stands apart, so that a screen can mark it."""

from dataclasses import dataclass
from typing import Any

_MOOD = "mood"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of the text; `fact` names the suggestion it is the evidence of, or is empty."""

    text: str
    fact: str = ""


def text_pieces(text: str, evidence: dict[str, Any]) -> list[TextPiece]:
    """The whole text, cut where the words of a suggestion begin and end; overlaps go to the first."""
    pieces: list[TextPiece] = []
    here = 0
    spans = _spans(text, evidence)
    named = [span for span in spans if span[2] != _MOOD]
    # A mood is in a whole sentence: what is named in that sentence is marked instead.
    moods = [
        span
        for span in spans
        if span[2] == _MOOD and not any(o[0] < span[1] and span[0] < o[1] for o in named)
    ]
    for start, end, fact in sorted(named + moods):
        if start < here:
            continue
        if start > here:
            pieces.append(TextPiece(text[here:start]))
        pieces.append(TextPiece(text[start:end], fact))
        here = end
    if here < len(text):
        pieces.append(TextPiece(text[here:]))
    return pieces


def sources(evidence: dict[str, Any]) -> dict[str, str]:
    """Suggestion → the sentence it comes from; of several products the first one's."""
    found: dict[str, str] = {}
    for name, one in evidence.items():
        found.setdefault(_fact(name), str(one.get("sentence") or ""))
    return found


def _spans(text: str, evidence: dict[str, Any]) -> list[tuple[int, int, str]]:
    spans = []
    for name, one in evidence.items():
        start, end = one.get("piece") or (0, 0)
        # Mood and stage are said by a whole note; marking all of it would mark nothing.
        if name != "stage_hint" and 0 <= start < end <= len(text):
            spans.append((start, end, _fact(name)))
    return spans


def _fact(name: str) -> str:
    return {"sentiment": _MOOD}.get(name, name.split(".", maxsplit=1)[0])
