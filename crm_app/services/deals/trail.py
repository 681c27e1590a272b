"""Whose deal a stage change is of, kept with the change: the pace of a team's deals is then read
from one index, without looking at a deal.
"""

from typing import Any

from sqlalchemy import Connection, event, inspect, update
from sqlmodel import col, select

from crm_app.core.permissions import Scope
from crm_app.core.work import Work
from crm_app.models.deals import Deal, StageChange


@event.listens_for(StageChange, "before_insert")
def _held(_: Any, connection: Connection, change: StageChange) -> None:
    columns = select(Deal.owner_id, Deal.team_id).where(col(Deal.id) == change.deal_id)
    change.holder_id, change.holder_team_id = connection.execute(columns).one()


@event.listens_for(Deal, "after_update")
def _handed_over(_: Any, connection: Connection, deal: Deal) -> None:
    now = inspect(deal).attrs
    if now.owner_id.history.has_changes() or now.team_id.history.has_changes():
        held = update(StageChange).where(col(StageChange.deal_id) == deal.id)
        connection.execute(held.values(holder_id=deal.owner_id, holder_team_id=deal.team_id))


def changes_seen(work: Work) -> list[Any]:
    """The conditions of the changes of living deals that the actor may see."""
    gone = select(Deal.id).where(col(Deal.deleted_at).is_not(None))
    gone = gone.with_hint(Deal, "INDEXED BY ix_deal_gone", "sqlite")
    living = col(StageChange.deal_id).not_in(gone)
    if work.actor.scope is Scope.ALL:
        return [living]
    seen = col(StageChange.holder_id) == work.actor.user_id
    if work.actor.scope is Scope.TEAM:
        seen = col(StageChange.holder_team_id).in_(work.actor.team_ids) | seen
    shared = work.shares.get("deal")
    return [living, seen | col(StageChange.deal_id).in_(shared) if shared else seen]
