"""Asking for a training, keeping what came of it, and scoring anew what is open."""

from datetime import timedelta

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.deals import Deal
from crm_app.models.leads import OPEN, Lead
from crm_app.models.ledger import Job
from crm_app.models.scores import LearntModel, Score
from crm_app.services import learnt
from crm_app.services.learnt import Training
from crm_app.services.locks import one_at_a_time
from crm_app.services.scoring.arriving import leads_arrived, put
from crm_app.services.scoring.queries import lead_examples

JOB = "scoring.learn"
_EACH = timedelta(hours=24)


@command(Permission.SETTINGS)
def ask_training(work: Work) -> str:
    """Learn anew in the background; returns the job, the waiting one where one waits already."""
    one_at_a_time(work, JOB)
    waiting = select(Job.public_id).where(
        col(Job.name) == JOB, col(Job.status).in_(("queued", "running"))
    )
    return work.session.exec(waiting).first() or work.enqueue(JOB).public_id


@command(Permission.SETTINGS)
def train_if_due(work: Work) -> bool:
    """Once a day, where a lead came to its end since the last training."""
    last = select(func.max(LearntModel.trained_at))
    trained = work.session.exec(last).one()
    if trained is not None and work.now - trained < _EACH:
        return False
    ended = [one for one in lead_examples.within(work) if trained is None or one.closed > trained]
    if not ended:
        return False
    ask_training.within(work)
    return True


@command(Permission.SETTINGS)
def keep_training(work: Work, made_by: str, training: Training) -> int:
    """Store what came of a training, once a job; returns its number."""
    return learnt.keep(work, made_by, training)


@command(Permission.SETTINGS)
def score_anew(work: Work, most: int = 200) -> int:
    """Give open records the score of the weights that are in use now; returns how many it changed."""
    done = 0
    for kind, model, is_open in (
        ("lead", Lead, col(Lead.status).in_(OPEN)),
        ("deal", Deal, col(Deal.closed_at).is_(None)),
    ):
        weights = learnt.in_use(work.session, kind)
        chosen = (
            select(Score)
            .join(model, col(model.id) == Score.record_id)
            .where(
                col(Score.record_kind) == kind,
                col(Score.learnt_version) != (weights.number if weights else 0),
                col(model.deleted_at).is_(None),
                is_open,
            )
            .order_by(col(Score.id))
            .limit(most)
            .with_for_update(of=Score, skip_locked=True)
        )
        for row in work.session.exec(chosen).all():
            put(work, row, weights)
            done += 1
    return done


@command(Permission.SETTINGS)
def score_unscored(work: Work, most: int = 200) -> int:
    """Class and score open leads that came past the door (an import, an older release).

    Of leads that are over already nothing is known of how they came: they teach nothing.
    """
    scored = select(Score.record_id).where(col(Score.record_kind) == "lead")
    missing = (
        select(Lead)
        .where(col(Lead.deleted_at).is_(None), col(Lead.status).in_(OPEN))
        .where(col(Lead.id).not_in(scored))
        .order_by(col(Lead.id))
        .limit(most)
    )
    rows = list(work.session.exec(missing))
    leads_arrived(work, rows)
    return len(rows)
