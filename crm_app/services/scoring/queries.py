"""Reading scores, what they rest on, and what there is to learn from."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.scores import LearntModel, Score
from crm_app.services import learnt
from crm_app.services.classification import ENOUGH as ENOUGH_LABELLED
from crm_app.services.scoring.arriving import score, scores_of
from crm_app.services.scoring.learning import ENOUGH, ENOUGH_RARER, Example
from crm_app.services.scoring.rows import NO_SCORE, Bin, ModelCard, ScoreRow
from crm_app.services.scoring.rules import POINTS, Reason
from crm_app.services.scoring.wording import in_words

MOST_EXAMPLES = 20_000
_MOST_WEIGHTS = 12
# Says nothing of a lead that it came twice.
_NO_LESSON = "duplicate"
_OVER = (LeadStatus.CONVERTED, LeadStatus.DISCARDED)


@query(Permission.DEAL_READ)
def deal_score(work: Work, public_id: str) -> ScoreRow:
    """How likely a deal is won, with the reasons: a hint. Without a band there is none."""
    deal = work.find(Deal, public_id)
    return score_rows(work, "deal", [deal.key]).get(deal.key, NO_SCORE)


@query(Permission.LEAD_READ)
def lead_score(work: Work, public_id: str) -> ScoreRow:
    """A lead's score with its reasons."""
    lead = work.find(Lead, public_id)
    return score_rows(work, "lead", [lead.key]).get(lead.key, NO_SCORE)


def score_rows(work: Work, kind: str, ids: Sequence[int]) -> dict[int, ScoreRow]:
    """Inside a use case: record id → score with reasons, in a few reads."""
    rows = scores_of(work, kind, ids)
    models = _models(work, kind, {row.learnt_version for row in rows.values()})
    found: dict[int, ScoreRow] = {}
    for key, row in rows.items():
        reasons = score(kind, row.arrival, models.get(row.learnt_version)).reasons
        said = in_words(work, reasons)
        found[key] = ScoreRow(row.score, row.band, row.learnt_version, said)
    return found


def _models(work: Work, kind: str, numbers: set[int]) -> dict[int, LearntModel]:
    if not any(numbers):
        return {}
    chosen = select(LearntModel).where(
        col(LearntModel.kind) == kind, col(LearntModel.number).in_(numbers)
    )
    return {row.number: row for row in work.session.exec(chosen)}


@query(Permission.SETTINGS)
def model_cards(work: Work) -> list[ModelCard]:
    """The last training of each kind: what came of it and how good it is, or how many are missing."""
    return [_card(work, kind) for kind in learnt.KINDS]


@query(Permission.SETTINGS)
def lead_examples(work: Work) -> list[Example]:
    """The newest leads that are over: as they came, and whether they were converted."""
    chosen: Any = (
        select(Score, Lead)
        .join(Lead, col(Lead.id) == Score.record_id)
        .where(col(Score.record_kind) == "lead", *_lessons())
        .order_by(col(Lead.id).desc())
        .limit(MOST_EXAMPLES)
    )
    return [
        Example(
            features=tuple(row.arrival),
            arrived=row.arrived_at,
            closed=lead.converted_at or lead.updated_at,
            won=lead.status is LeadStatus.CONVERTED,
            is_demo=lead.is_demo,
        )
        for row, lead in work.session.exec(chosen)
    ]


@query(Permission.SETTINGS)
def deal_examples(work: Work) -> list[Example]:
    """The newest deals that are over: as they were made, and whether they were won."""
    chosen: Any = (
        select(Score, Deal, Stage)
        .join(Deal, col(Deal.id) == Score.record_id)
        .join(Stage, col(Stage.id) == Deal.stage_id)
        .where(
            col(Score.record_kind) == "deal",
            col(Deal.deleted_at).is_(None),
            col(Deal.closed_at).is_not(None),
        )
        .order_by(col(Deal.id).desc())
        .limit(MOST_EXAMPLES)
    )
    return [
        Example(
            features=tuple(row.arrival),
            arrived=row.arrived_at,
            closed=deal.closed_at,
            won=stage.kind is StageKind.WON,
            is_demo=deal.is_demo,
        )
        for row, deal, stage in work.session.exec(chosen)
    ]


def _lessons() -> tuple[Any, ...]:
    return (
        col(Lead.deleted_at).is_(None),
        col(Lead.status).in_(_OVER),
        col(Lead.discard_reason) != _NO_LESSON,
    )


def _card(work: Work, kind: str) -> ModelCard:
    row = learnt.latest(work.session, kind)
    classes = kind not in POINTS
    if row is None:
        n, won = (0, 0) if classes else _so_far(work, kind)
        needed = ENOUGH_LABELLED if classes else ENOUGH
        return ModelCard(
            kind, n=n, won=won, needed=needed, needed_rarer=0 if classes else ENOUGH_RARER
        )
    known = row.quality
    plain = ("n", "won", "needed", "needed_rarer", "trained_on", "tested_on", "since")
    plain += ("calibrated_on",)
    shares = ("base_rate", "later_rate", "accuracy", "rules_accuracy")
    exact = ("auc", "auc_low", "auc_rules", "brier", "brier_base", "brier_rules")
    shown: dict[str, Any] = {name: known[name] for name in plain if name in known}
    shown |= {name: round(100 * known[name]) for name in shares if name in known}
    shown |= {name: f"{known[name]:.3f}" for name in exact if name in known}
    return ModelCard(
        kind=kind,
        outcome=row.outcome,
        number=row.number,
        trained_at=row.trained_at,
        **shown,
        bins=[
            Bin(one["n"], round(100 * one["foretold"]), round(100 * one["came"]))
            for one in known.get("bins", [])
        ],
        weights=in_words(work, _counts_most(kind, row)),
    )


def _counts_most(kind: str, row: LearntModel) -> list[Reason]:
    """The weights that move a score most, in points of a score of fifty; else those of the rules."""
    if kind not in POINTS:
        return []
    points = POINTS[kind]
    if row.outcome == learnt.USED:
        points = {n: round(25 * w) for n, w in row.weights["weights"].items() if n}
    reasons = [Reason(name, value) for name, value in points.items() if value]
    reasons.sort(key=lambda one: (-abs(one.points), one.feature))
    return reasons[:_MOST_WEIGHTS]


def _so_far(work: Work, kind: str) -> tuple[int, int]:
    """How many are over, and how many of them well."""
    if kind == "lead":
        counted = (
            select(Lead.status, func.count())
            .join(Score, (col(Score.record_id) == Lead.id) & (col(Score.record_kind) == "lead"))
            .where(*_lessons())
            .group_by(col(Lead.status))
        )
        ended: dict[Any, int] = dict(work.session.exec(counted).all())
        return sum(ended.values()), ended.get(LeadStatus.CONVERTED, 0)
    of_deals = (
        select(Stage.kind, func.count())
        .join(Deal, col(Deal.stage_id) == Stage.id)
        .join(Score, (col(Score.record_id) == Deal.id) & (col(Score.record_kind) == "deal"))
        .where(col(Deal.deleted_at).is_(None), col(Deal.closed_at).is_not(None))
        .group_by(col(Stage.kind))
    )
    closed: dict[Any, int] = dict(work.session.exec(of_deals).all())
    return sum(closed.values()), closed.get(StageKind.WON, 0)
