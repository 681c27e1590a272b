"""The end of a contract: its owner is told once, in time; past its last day it has ended."""

from datetime import UTC, datetime, time, timedelta

from sqlmodel import col, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.locales.catalog import say
from crm_app.models.activities import Task
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.users import User
from crm_app.services.contracts import rules
from crm_app.services.contracts.signing import note_step
from crm_app.services.notices import notify

_AT_ONCE = 100


@command(Permission.SETTINGS)
def watch_ends(work: Work) -> int:
    """A task and a notice for whoever owns a contract that ends soon, once for each end; what is
    past its last day has ended. Returns how many contracts those were."""
    horizon = work.now.date() + timedelta(rules.MOST_DAYS + 1)
    found = (
        select(Contract, User)
        .join(User, col(User.id) == Contract.owner_id)
        .where(
            col(Contract.status) == ContractStatus.IN_FORCE,
            col(Contract.deleted_at).is_(None),
            col(Contract.ends_on) <= horizon,
            or_(
                col(Contract.reminded_for).is_(None),
                col(Contract.reminded_for) != col(Contract.ends_on),
                col(Contract.ends_on) <= work.now.date(),
            ),
        )
        .order_by(col(Contract.ends_on))
        .with_for_update(skip_locked=True, of=Contract)
    )
    seen = 0
    for contract, owner in work.session.exec(found).all():
        today = work.now.astimezone(zone(owner.zone)).date()
        if rules.is_over(contract, today):
            note_step(work, contract, "end", ContractStatus.ENDED)
        elif rules.is_due(contract, today):
            _tell(work, contract, owner)
        else:
            continue
        seen += 1
        if seen == _AT_ONCE:
            break
    return seen


def _tell(work: Work, contract: Contract, owner: User) -> None:
    assert contract.ends_on is not None
    contract.reminded_for = contract.ends_on
    told = {"number": contract.number, "day": contract.ends_on.isoformat()}
    today = work.now.astimezone(zone(owner.zone)).date()
    work.add(
        Task(
            title=say(owner.language, "contracts.renewal_task", **told),
            due_at=datetime.combine(today, time(12), UTC),
            customer_id=contract.customer_id,
            deal_id=contract.deal_id,
            source="contract",
        ),
        owner=contract,
    )
    link = f"/contracts/{contract.public_id}"
    notify(work, [owner.id], "contracts.renewal_notice", link=link, **told)
