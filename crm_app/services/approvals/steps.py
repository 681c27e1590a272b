"""Pure: which words a request needs, in which order, and whether given ones are enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crm_app.core.permissions import DECIDERS
from crm_app.models.approvals import ApprovalSeat, Level, SeatState

GIVEN = frozenset({SeatState.APPROVED.value, SeatState.KEPT.value})
ROLE, PERSON, MANAGER = "role", "user", "manager"


@dataclass(frozen=True, slots=True)
class Slot:
    """One approver: somebody of a role, a person, or the manager of who asks (a person too)."""

    kind: str = ROLE
    role: str = ""
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Slots whose words are needed, of any or of all; `triggers` are the figures that need them."""

    slots: tuple[Slot, ...]
    mode: str = "any"
    hours: int = 0
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needed:
    """What a subject needs as it stands: nothing without `steps`. `flow_id` is None for limits."""

    steps: tuple[Step, ...] = ()
    flow_id: int | None = None
    copies: tuple[Slot, ...] = ()
    because: tuple[str, ...] = field(default=())

    @property
    def level(self) -> Level | None:
        """The highest level among the roles; None where nobody has to agree."""
        if not self.steps:
            return None
        roles = {slot.role for step in self.steps for slot in step.slots}
        return Level.DIRECTOR if roles & {"director", "admin"} else Level.MANAGER


def of_level(level: Level | None, triggers: Iterable[str] = ()) -> Needed:
    """What limits ask for: one word of somebody of the level."""
    if level is None:
        return Needed()
    return Needed((Step((Slot(ROLE, level.value),), triggers=tuple(triggers)),))


def is_enough_for(role: str | None, needed: Needed) -> bool:
    """Whether one word of somebody of that role would be enough; without a role, nobody's."""
    return all(_by_role(role, step) for step in needed.steps)


def _by_role(role: str | None, step: Step) -> bool:
    fits = [slot.kind == ROLE and role in DECIDERS.get(slot.role, ()) for slot in step.slots]
    return any(fits) if step.mode == "any" else all(fits)


def are_covered(needed: Needed, seats: Sequence[ApprovalSeat]) -> bool:
    """Whether the words of these seats, were all of them given, are what is needed."""
    return all(is_met_by(step, seats) for step in needed.steps)


def is_met_by(step: Step, seats: Sequence[ApprovalSeat]) -> bool:
    """Whether seats fill a step."""
    filled = [any(fills(seat, slot) for seat in seats) for slot in step.slots]
    return any(filled) if step.mode == "any" else all(filled)


def fills(seat: ApprovalSeat, slot: Slot) -> bool:
    """Whether a seat is as good as a slot: the same person, or a role that is as high."""
    if slot.kind != ROLE:
        return slot.user_id is not None and slot.user_id in (seat.user_id, seat.instead_of)
    return seat.role != "" and seat.role in DECIDERS.get(slot.role, ())


def given(seats: Iterable[ApprovalSeat]) -> list[ApprovalSeat]:
    """The seats whose word was yes."""
    return [seat for seat in seats if seat.state in GIVEN]
