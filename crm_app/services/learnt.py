"""The trainings of a kind, and the weights that are in use."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from crm_app.core.work import Work
from crm_app.models.scores import LearntModel
from crm_app.services.locks import one_at_a_time

USED, NO_BETTER, TOO_FEW = "used", "no_better", "too_few"
KINDS = ("lead", "deal", "industry", "size")


@dataclass(frozen=True, slots=True)
class Training:
    """What came of one training."""

    kind: str
    outcome: str
    quality: dict[str, Any]
    weights: dict[str, Any]
    is_demo: bool = False


def latest(session: Session, kind: str) -> LearntModel | None:
    """The last training of a kind, whatever came of it."""
    found = select(LearntModel).where(col(LearntModel.kind) == kind)
    return session.exec(found.order_by(col(LearntModel.number).desc()).limit(1)).first()


def in_use(session: Session, kind: str) -> LearntModel | None:
    """The last training, if its weights are used; otherwise the rules are."""
    row = latest(session, kind)
    return row if row is not None and row.outcome == USED else None


def version_in_use(session: Session, kind: str) -> int:
    """Its number; 0 for the rules."""
    row = in_use(session, kind)
    return row.number if row else 0


def keep(work: Work, made_by: str, training: Training) -> int:
    """Inside a command: store a training once a job; returns its number."""
    one_at_a_time(work, f"learnt:{training.kind}")
    key = f"{made_by}:{training.kind}"[:60]
    known = select(LearntModel.number).where(col(LearntModel.made_by) == key)
    number = work.session.exec(known).first()
    if number is not None:
        return number
    last = select(func.max(LearntModel.number)).where(col(LearntModel.kind) == training.kind)
    number = (work.session.exec(last).one() or 0) + 1
    work.add(
        LearntModel(
            kind=training.kind,
            number=number,
            outcome=training.outcome,
            made_by=key,
            trained_at=work.now,
            quality=training.quality,
            weights=training.weights,
            is_demo=training.is_demo,
        )
    )
    work.record(f"learnt_model:{training.kind}", number=number, outcome=training.outcome)
    work.touch("learnt_model")
    return number
