"""Teams and all that is below them, for sums and filters."""

from collections.abc import Mapping

from sqlmodel import Session, select

from crm_app.models.users import Team


def parents(session: Session) -> dict[int, int | None]:
    """Team id → the team above it."""
    return {key: above for key, above in session.exec(select(Team.id, Team.parent_id)) if key}


def below(tree: Mapping[int, int | None], team_id: int) -> set[int]:
    """A team and all teams under it."""
    found = {team_id}
    while more := {key for key, above in tree.items() if above in found} - found:
        found |= more
    return found
