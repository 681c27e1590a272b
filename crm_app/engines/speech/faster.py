"""faster-whisper: Whisper's weights on CTranslate2, in 8-bit integers. The engine of the base install."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from crm_app.engines.speech import LANGUAGES, Progress, Segment, Transcript
from crm_app.engines.speech.gate import Part, hear_all, voiced
from crm_app.engines.speech.wording import CHINESE_PROMPT, hot_words, wording
from crm_app.lib.sound import RATE, Sound

# A long note is heard with a narrow beam: in three minutes of Chinese dictation it takes three
# fifths of the time, with 7.7 instead of 7.5 % of the characters wrong. A short one can wait a second.
LONG = 60.0
WIDE, NARROW = 5, 2


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
        segments = []
        beam = NARROW if len(samples) > LONG * RATE else WIDE

        def hear(samples: NDArray[np.float32], names: str | None) -> Iterator[Part]:
            for part in self._whisper.transcribe(
                samples,
                language=language,
                beam_size=beam,
                initial_prompt=CHINESE_PROMPT if language == "zh" else None,
                hotwords=names,
            )[0]:
                yield part.start, part.end, part.text

        for start, end, said in hear_all(samples, hot_words(hotwords, language), hear):
            progress(min(1.0, end * RATE / len(samples)))
            if text := wording(said, language):
                segments.append(Segment(*speech.original(start, end), text))
        progress(1.0)
        return Transcript(language, tuple(segments), self.model)

    def _language(self, samples: NDArray[np.float32]) -> str:
        """The likelier of the two languages the product speaks."""
        odds = dict(self._whisper.detect_language(samples)[2])
        return max(LANGUAGES, key=lambda code: odds.get(code, 0.0))
