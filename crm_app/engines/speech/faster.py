"""faster-whisper: Whisper's weights on CTranslate2, in 8-bit integers. The engine of the base install."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Segment as FasterSegment
from numpy.typing import NDArray

from crm_app.engines.speech import LANGUAGES, Progress, Segment, Transcript
from crm_app.engines.speech.gate import voiced
from crm_app.engines.speech.wording import CHINESE_PROMPT, hot_words, wording
from crm_app.lib.sound import RATE, Sound

LOST = 1.5  # seconds of speech after the last segment that are heard once more


class FasterWhisper:
    """The weights in `folder`, kept in memory."""

    name = "faster-whisper"

    def __init__(self, model: str, folder: Path, threads: int = 2) -> None:
        self.model = model
        self._whisper = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            local_files_only=True,
        )

    def transcribe(
        self, sound: Sound, language: str | None, hotwords: Sequence[str], progress: Progress
    ) -> Transcript:
        """What was said in `sound`."""
        speech = voiced(sound)
        if speech is None:
            progress(1.0)
            return Transcript(language or LANGUAGES[0], (), self.model)
        samples = speech.samples
        language = language or self._language(samples)
        segments: list[Segment] = []
        end = 0.0
        for part in self._hear(samples, language, hot_words(hotwords, language)):
            end = part.end
            progress(min(1.0, end * RATE / len(samples)))
            if text := wording(part.text, language):
                segments.append(Segment(*speech.original(part.start, end), text))
        # With names in its prompt Whisper now and then ends early; what is left is speech, too.
        rest = samples[int(end * RATE) :]
        if len(rest) > LOST * RATE:
            for part in self._hear(rest, language, None):
                if text := wording(part.text, language):
                    times = speech.original(end + part.start, end + part.end)
                    segments.append(Segment(*times, text))
        progress(1.0)
        return Transcript(language, tuple(segments), self.model)

    def _hear(
        self, samples: NDArray[np.float32], language: str, names: str | None
    ) -> Iterable[FasterSegment]:
        return self._whisper.transcribe(
            samples,
            language=language,
            beam_size=5,
            initial_prompt=CHINESE_PROMPT if language == "zh" else None,
            hotwords=names,
        )[0]

    def _language(self, samples: NDArray[np.float32]) -> str:
        """The likelier of the two languages the product speaks."""
        odds = dict(self._whisper.detect_language(samples)[2])
        return max(LANGUAGES, key=lambda code: odds.get(code, 0.0))
