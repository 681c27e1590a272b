"""openai-whisper: the reference implementation on torch, fed with arrays so that it needs no ffmpeg."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch  # pyright: ignore[reportMissingImports] - the extra `whisper` brings it
import whisper  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray

from crm_app.engines.speech import LANGUAGES, Progress, Segment, Transcript
from crm_app.engines.speech.gate import Part, hear_all, voiced
from crm_app.engines.speech.wording import CHINESE_PROMPT, hot_words, wording
from crm_app.lib.sound import RATE, Sound


class OpenAIWhisper:
    """The weights in `file`, kept in memory."""

    name = "whisper"

    def __init__(self, model: str, file: Path, threads: int = 2) -> None:
        self.model = model
        torch.set_num_threads(threads)
        self._whisper = whisper.load_model(str(file), device="cpu")

    def transcribe(
        self, sound: Sound, language: str | None, hotwords: Sequence[str], progress: Progress
    ) -> Transcript:
        """What was said in `sound`."""
        speech = voiced(sound)
        if speech is None:
            progress(1.0)
            return Transcript(language or LANGUAGES[0], (), self.model)
        total = len(speech.samples) / RATE
        segments = []
        for offset, samples in speech.windows():
            language = language or self._language(samples)
            hear = partial(self._hear, language=language)
            for start, end, said in hear_all(samples, hot_words(hotwords, language), hear):
                if text := wording(said, language):
                    segments.append(Segment(*speech.original(offset + start, offset + end), text))
            progress(min(1.0, (offset + len(samples) / RATE) / total))
        return Transcript(language or LANGUAGES[0], tuple(segments), self.model)

    def _hear(
        self, samples: NDArray[np.float32], names: str | None, language: str
    ) -> Iterator[Part]:
        """Greedy: in torch a beam of five takes four times as long for the same errors."""
        prompt = [CHINESE_PROMPT] if language == "zh" else []
        answer: dict[str, Any] = self._whisper.transcribe(
            samples,
            language=language,
            fp16=False,
            initial_prompt=" ".join([names, *prompt] if names else prompt) or None,
            carry_initial_prompt=True,
        )
        for part in answer["segments"]:
            yield part["start"], part["end"], part["text"]

    def _language(self, samples: NDArray[np.float32]) -> str:
        """The likelier of the two languages the product speaks."""
        padded = whisper.pad_or_trim(samples)
        mel = whisper.log_mel_spectrogram(padded, n_mels=self._whisper.dims.n_mels)
        odds: Any = self._whisper.detect_language(mel)[1]
        return max(LANGUAGES, key=lambda code: odds[code])
