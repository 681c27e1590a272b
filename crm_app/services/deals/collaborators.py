"""Who works on a deal besides its owner."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.deals import Deal
from crm_app.models.users import User
from crm_app.services import shares
from crm_app.services.deals.rows import Collaborator, PersonName
from crm_app.services.notices import notify
from crm_app.services.shares import Rights


@command(Permission.DEAL_WRITE)
def add_collaborator(work: Work, public_id: str, user_id: str, rights: str = "edit") -> None:
    """Let a colleague see a deal, or edit it; he is told. For who owns it, and those above him."""
    deal = _own(work, public_id)
    if rights not in set(Rights):
        raise Invalid("shares.rights_unknown", field="rights")
    user = _colleague(work, user_id)
    if user.id == deal.owner_id:
        raise Conflict("shares.owner_already", name=user.name)
    if rights == Rights.EDIT and Permission.DEAL_WRITE not in GRANTS.get(user.role, frozenset()):
        raise Invalid("shares.cannot_edit", field="user")
    shares.give(work, deal, user, Rights(rights))
    notify(work, [user.id], "deals.shared", f"/deals/{deal.public_id}", **_told(work, deal))


@command(Permission.DEAL_WRITE)
def remove_collaborator(work: Work, public_id: str, user_id: str) -> str:
    """No longer; returns the rights he had, for the way back. One may leave by oneself."""
    deal = work.find(Deal, public_id, refer=True)
    user = work.session.exec(select(User).where(col(User.public_id) == user_id)).one_or_none()
    known = {one.id: share for share, one in shares.shares_with(work, deal)}
    share = known.get(user.id) if user is not None else None
    if user is None or share is None:
        raise NotFound("shares.not_found")
    if user.id != work.actor.user_id and not work.owns(deal):
        raise Forbidden("deals.owner_only")
    rights = share.rights.value
    shares.withdraw(work, deal, user)
    return rights


@query(Permission.DEAL_READ)
def collaborators(work: Work, public_id: str) -> list[Collaborator]:
    """With whom a deal is shared."""
    return collaborator_rows(work, work.find(Deal, public_id))


@query(Permission.DEAL_READ)
def possible_collaborators(work: Work) -> list[PersonName]:
    """Colleagues who may read deals, by name."""
    found = select(User).where(col(User.is_active)).order_by(col(User.name), col(User.id))
    return [
        PersonName(user.public_id, user.name)
        for user in work.session.exec(found)
        if _reads(user) and user.id != work.actor.user_id
    ]


def collaborator_rows(work: Work, deal: Deal) -> list[Collaborator]:
    """Inside a use case, for a deal that was found."""
    return [
        Collaborator(user.public_id, user.name, share.rights.value, share.reason)
        for share, user in shares.shares_with(work, deal)
    ]


def _own(work: Work, public_id: str) -> Deal:
    deal = work.find(Deal, public_id)
    if not work.owns(deal):
        raise Forbidden("deals.owner_only")
    return deal


def _colleague(work: Work, public_id: str) -> User:
    user = work.session.exec(select(User).where(col(User.public_id) == public_id)).one_or_none()
    if user is None or not user.is_active or not _reads(user):
        raise Invalid("shares.user_unknown", field="user")
    return user


def _reads(user: User) -> bool:
    return Permission.DEAL_READ in GRANTS.get(user.role, frozenset())


def _told(work: Work, deal: Deal) -> dict[str, object]:
    return {"who": work.actor.name, "name": deal.name}
