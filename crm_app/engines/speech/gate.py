"""The gate before every engine: only what sounds like speech is heard, and all of it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from faster_whisper.vad import (
    SpeechTimestampsMap,
    VadOptions,
    collect_chunks,
    get_speech_timestamps,
)
from numpy.typing import NDArray

from crm_app.lib.sound import RATE, Sound

PADDING = 0.4
# A word takes longer than this; clicks and bangs do not.
LEAST_SPEECH = 0.15
# Sure enough that anybody speaks at all; likely enough to belong to it then.
SURE, LIKELY = 0.5, 0.35
LEVEL, MOST_GAIN = 0.3, 30.0
# Whisper hears half a minute at a time.
WINDOW = 29.0
# Seconds of speech left out between two segments that are heard once more.
LOST = 1.5

# A stretch of text: its first and last second within the samples, and what was said.
Part = tuple[float, float, str]
# Hears samples, with the names as hot words or without.
Hear = Callable[[NDArray[np.float32], str | None], Iterable[Part]]


@dataclass(frozen=True, slots=True)
class Voiced:
    """A recording and its voiced pieces (first and last sample of each)."""

    recording: NDArray[np.float32]
    pieces: list[dict[str, int]]

    @property
    def samples(self) -> NDArray[np.float32]:
        """The voiced pieces joined."""
        return np.concatenate(collect_chunks(self.recording, self.pieces)[0])

    def windows(self) -> Iterator[tuple[float, NDArray[np.float32]]]:
        """The voiced pieces in stretches of under half a minute, each with its start in `samples`."""
        offset = 0
        for samples in collect_chunks(self.recording, self.pieces, RATE, WINDOW)[0]:
            yield offset / RATE, samples
            offset += len(samples)

    def original(self, start: float, end: float) -> tuple[float, float]:
        """Seconds within `samples` as seconds of the recording."""
        clock = SpeechTimestampsMap(self.pieces, RATE)
        times = clock.get_original_time(start), clock.get_original_time(end, is_end=True)
        return round(float(times[0]), 2), round(float(max(times)), 2)


def voiced(sound: Sound) -> Voiced | None:
    """The voiced pieces of `sound`, loud enough to hear, or None when nobody speaks."""
    samples = _loud(sound.samples)
    if _spoken(_pieces(samples, SURE)) < LEAST_SPEECH:
        return None
    return Voiced(samples, _pieces(samples, LIKELY))


def hear_all(samples: NDArray[np.float32], names: str | None, hear: Hear) -> Iterator[Part]:
    """What is said in voiced `samples`, in order.

    With names in its prompt Whisper now and then leaves out the end of a half minute. `samples` hold
    no silence, so a stretch without a segment is speech, and is heard again without the names.
    """
    end = 0.0
    for part in hear(samples, names):
        yield from _left_out(samples, end, part[0], hear)
        end = max(end, part[1])
        yield part
    yield from _left_out(samples, end, len(samples) / RATE, hear)


def _left_out(samples: NDArray[np.float32], start: float, end: float, hear: Hear) -> Iterator[Part]:
    rest = samples[int(start * RATE) : int(end * RATE)]
    if len(rest) > LOST * RATE and _spoken(_pieces(rest, SURE)) >= LEAST_SPEECH:
        for first, last, text in hear(rest, None):
            yield start + first, start + last, text


def _loud(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Somebody whispers, or the phone lies in a bag: lift the level, never lower it."""
    level = float(np.quantile(np.abs(samples), 0.995))
    gain = min(MOST_GAIN, LEVEL / level) if level else 1.0
    return np.clip(samples * gain, -1.0, 1.0) if gain > 1 else samples


def _pieces(samples: NDArray[np.float32], threshold: float) -> list[dict[str, int]]:
    padding = int(PADDING * 1000)
    options = VadOptions(threshold, max_speech_duration_s=WINDOW - 1, speech_pad_ms=padding)
    return get_speech_timestamps(samples, options)


def _spoken(pieces: list[dict[str, int]]) -> float:
    """Seconds of speech, without the padding around each piece."""
    return sum((piece["end"] - piece["start"]) / RATE - PADDING for piece in pieces)
