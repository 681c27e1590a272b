"""What hears: one shape for every engine that turns a recording into text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from crm_app.lib.sound import Sound

Progress = Callable[[float], None]
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech, in seconds from the start of the recording."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, in Simplified Chinese or English; no segments when nobody spoke."""

    language: str
    segments: tuple[Segment, ...]
    model: str

    @property
    def text(self) -> str:
        return join_text([segment.text for segment in self.segments], self.language)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, to cross a process border."""
        segments = [{"start": s.start, "end": s.end, "text": s.text} for s in self.segments]
        return {"language": self.language, "segments": segments, "model": self.model}

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> "Transcript":
        segments = tuple(Segment(s["start"], s["end"], s["text"]) for s in value["segments"])
        return cls(value["language"], segments, value["model"])


class Transcriber(Protocol):
    """An engine with its weights loaded."""

    name: str
    model: str

    def transcribe(
        self, sound: "Sound", language: str | None, hotwords: Sequence[str], progress: Progress
    ) -> Transcript:
        """The transcript of `sound`; `language` zh, en or None to detect; progress from 0 to 1."""
        ...


def join_text(pieces: Sequence[str], language: str) -> str:
    """Segments as one text; a pause in Chinese becomes a comma where the engine wrote none."""
    if language != "zh":
        return " ".join(pieces)
    joined = ""
    for piece in pieces:
        joined += "，" + piece if joined and joined[-1] not in "，。！？；：、" else piece
    return joined
