"""Weights as they are listed: what there is, what is here, where the rest would come from."""

from dataclasses import dataclass
from typing import Literal

State = Literal["here", "packaged", "official"]


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights; `official`: only the model's own hub has it.

    `chinese_error`: published character error rate in Mandarin (AISHELL-1), percent.
    """

    name: str
    kind: Literal["speech", "ocr"]
    state: State
    megabytes: int
    chinese_error: float | None = None
