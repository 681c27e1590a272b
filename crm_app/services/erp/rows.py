"""What screens, the API and the worker see of the way into the ERP."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ErpSettings:
    """Where orders go; the secret never leaves. `is_automatic`: won orders go by themselves."""

    url: str = ""
    has_secret: bool = False
    is_automatic: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether orders can be handed over."""
        return bool(self.url) and self.has_secret


@dataclass(frozen=True, slots=True)
class ErpForm:
    """What an administrator enters; None leaves a field as it is."""

    url: str | None = None
    secret: str | None = None
    is_automatic: bool | None = None


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """Where an order is on its way; an empty `state` means that it was not handed over.

    `hindrance` is the code of why it cannot be handed over now, empty where it can.
    """

    state: str = ""
    attempts: int = 0
    next_at: datetime | None = None
    receiver_number: str = ""
    reason: str = ""
    detail: str = ""
    created_at: datetime | None = None
    answered_at: datetime | None = None
    by: str = ""
    hindrance: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """All that one attempt needs: where to, what, with which key and secret."""

    url: str
    secret: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an attempt: a state of a handover, the receiver's number, why not."""

    state: str
    number: str = ""
    reason: str = ""
    detail: str = ""
