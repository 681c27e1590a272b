"""Whose deal a stage change is of, kept with the change: the pace of a team's deals is then read
from one index, without looking at a deal. Nobody's while the deal is in the recycle bin.
"""

from typing import Any

from sqlalchemy import Connection, event, inspect, update
from sqlmodel import col, select

from crm_app.core.permissions import Scope
from crm_app.core.work import Work
from crm_app.models.deals import Deal, StageChange


@event.listens_for(StageChange, "before_insert")
def _held(_: Any, connection: Connection, change: StageChange) -> None:
    columns = select(Deal.owner_id, Deal.team_id).where(
        col(Deal.id) == change.deal_id, col(Deal.deleted_at).is_(None)
    )
    row = connection.execute(columns).one_or_none()
    change.holder_id, change.holder_team_id = row or (0, 0)


@event.listens_for(Deal, "after_update")
def _handed_over(_: Any, connection: Connection, deal: Deal) -> None:
    now = inspect(deal).attrs
    if any(now[name].history.has_changes() for name in ("owner_id", "team_id", "deleted_at")):
        held = update(StageChange).where(col(StageChange.deal_id) == deal.id)
        owner, team = (0, 0) if deal.deleted_at else (deal.owner_id, deal.team_id)
        connection.execute(held.values(holder_id=owner, holder_team_id=team))


def changes_seen(work: Work) -> list[Any]:
    """The conditions of the changes of living deals that the actor may see."""
    living = col(StageChange.holder_id) > 0
    held = col(StageChange.holder_id), col(StageChange.holder_team_id), col(StageChange.deal_id)
    return [living, *seen_of(work, *held)]


def seen_of(work: Work, owner: Any, team: Any, deal: Any) -> list[Any]:
    """The conditions of rows kept beside deals that the actor may see, by owner, team and deal."""
    if work.actor.scope is Scope.ALL:
        return []
    seen = owner == work.actor.user_id
    if work.actor.scope is Scope.TEAM:
        seen = team.in_(work.actor.team_ids) | seen
    shared = work.shares.get("deal")
    return [seen | deal.in_(shared) if shared else seen]
