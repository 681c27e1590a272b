"""A note's text in pieces: what was found in it stands apart, so that a screen can mark it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of the text; `fact` names the suggestion it is the evidence of, or is empty."""

    text: str
    fact: str = ""


def text_pieces(text: str, evidence: dict[str, Any]) -> list[TextPiece]:
    """The whole text, cut where the words of a suggestion begin and end; overlaps go to the first."""
    pieces: list[TextPiece] = []
    here = 0
    for start, end, fact in sorted(_spans(text, evidence)):
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
    return {"sentiment": "mood"}.get(name, name.split(".", maxsplit=1)[0])
