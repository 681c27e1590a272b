"""A text as sentences and clauses that know where they stand."""

import re
from dataclasses import dataclass

from crm_app.services.voice.facts.note import Fact, Span, Value

_HAN = re.compile(r"[\u3400-\u9fff]")
_WIDE = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
_LATIN = re.compile(r"[A-Za-z]+")
_TITLES = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!\bSt)(?<!\bvs)(?<!\b[A-Z])"
_SENTENCE_END = re.compile(rf"[。！？!?\n]+|[；;]|{_TITLES}\.(?=\s|$)")
_CLAUSE_END = re.compile(r"[，,、]|\s[-–—]+\s|——|…+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: `text` is `whole[start:end]`; `index` counts stretches of its kind."""

    text: str
    start: int
    end: int
    index: int = 0

    @property
    def span(self) -> Span:
        return self.start, self.end

    def fact(self, value: Value, confidence: float, piece: Span | None = None) -> Fact[Value]:
        """A fact that this sentence says."""
        return Fact(value, confidence, self.text, self.span, piece or self.span)


def language_of(text: str) -> str:
    """zh or en, by what most of it is written in: a Chinese character weighs as much as a word."""
    return "zh" if len(_HAN.findall(text)) >= len(_LATIN.findall(text)) else "en"


def evened(text: str) -> str:
    """Chinese with full-width marks, letter for letter: positions stay as they are."""
    text = re.sub(rf"(?<={_HAN.pattern})[,?!;:](?!\d{{3}})", lambda mark: _WIDE[mark[0]], text)
    return re.sub(rf"(?<={_HAN.pattern}) (?={_HAN.pattern}|\d)", "，", text)


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text, without surrounding space."""
    return _cut(text, _SENTENCE_END, 0)


def clauses(sentence: Stretch) -> list[Stretch]:
    """The clauses of a sentence; their spans count in the whole text."""
    return _cut(sentence.text, _CLAUSE_END, sentence.start)


def sentence_at(stretches: list[Stretch], position: int) -> Stretch:
    """The sentence that a position lies in."""
    return next((one for one in stretches if position < one.end), stretches[-1])


def _cut(text: str, end: re.Pattern[str], offset: int) -> list[Stretch]:
    parts: list[Stretch] = []
    begin = 0
    for found in [*end.finditer(text), None]:
        stop = found.start() if found else len(text)
        # A comma inside a number (50,000) parts nothing.
        if found and found[0] == "," and text[stop + 1 : stop + 4].isdigit():
            continue
        raw = text[begin:stop]
        if raw.strip():
            start = begin + len(raw) - len(raw.lstrip())
            body = raw.strip()
            parts.append(Stretch(body, offset + start, offset + start + len(body), len(parts)))
        begin = found.end() if found else stop
    return parts
