"""Which function does which job, and in which queue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from crm_app.core.permissions import Actor, system_actor
from crm_app.services import jobs

Queue = Literal["light", "cards", "voice", "heavy"]
SYSTEM = system_actor("worker")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job: what was asked, for whom, and ways to say how it goes."""

    public_id: str
    payload: dict[str, Any]
    actor: Actor

    def progress(self, fraction: float) -> None:
        """Show how far it is (0..1)."""
        jobs.show_progress(SYSTEM, self.public_id, fraction)

    def cancelled(self) -> bool:
        """Whether somebody stopped it."""
        return jobs.job(SYSTEM, self.public_id).status == "cancelled"


Handler = Callable[[Run], dict[str, Any] | None]
_handlers: dict[str, tuple[Handler, Queue, bool]] = {}


def job(name: str, queue: Queue = "light", *, apart: bool = False) -> Callable[[Handler], Handler]:
    """Register a job by its name (`feature.verb`). It may run twice: it must be safe to.

    `apart`: it takes long or much memory, so a process of its own does it (`jobs/apart.py`).
    """

    def register(handler: Handler) -> Handler:
        _handlers[name] = (handler, queue, apart)
        return handler

    return register


def handler_of(name: str) -> Handler:
    """The function for a job."""
    return _handlers[name][0]


def queue_of(name: str) -> Queue:
    """The queue of a job; unknown names fail in the light one."""
    return _handlers[name][1] if name in _handlers else "light"


def is_apart(name: str) -> bool:
    """Whether a process of its own does a job."""
    return name in _handlers and _handlers[name][2]
