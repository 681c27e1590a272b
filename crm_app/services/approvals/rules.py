"""Pure decisions about approvals: which limits an offer passes, and who may answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from crm_app.core.errors import Conflict, Forbidden
from crm_app.core.permissions import Actor
from crm_app.models.approvals import Approval, ApprovalRule, ApprovalStatus, Level, Measure
from crm_app.services.approvals.fields import Turn, no_rate
from crm_app.services.pricing import Totals

RANK = {Level.MANAGER: 1, Level.DIRECTOR: 2}
_FREE = Decimal(-100)


@dataclass(frozen=True, slots=True)
class Judged:
    """What limits look at: percents and an amount before tax; None where there is nothing to see."""

    discount: Decimal | None = None
    margin: Decimal | None = None
    amount: Decimal | None = None
    currency: str = "CNY"

    @classmethod
    def of(cls, totals: Totals) -> "Judged":
        """An offer's figures. What costs something and is given for nothing has the worst margin."""
        margin = totals.margin
        if margin is None and totals.cost:
            margin = _FREE
        return cls(totals.discount, margin, totals.net, totals.currency)


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is passed, by which value, and who decides beyond it.

    `paid` is what a converted amount was, in `paid_in`; a limit of 0 says that there was no rate.
    """

    measure: Measure
    limit: Decimal
    value: Decimal
    level: Level
    currency: str = ""
    paid: Decimal | None = None
    paid_in: str = ""


def breaches(
    limits: Iterable[ApprovalRule], role: str, judged: Judged, turn: Turn = no_rate
) -> list[Breach]:
    """The limits for owners of `role` that the figures pass, the highest level first.

    An amount in a currency in which the role has limits is compared with these alone. Another one is
    converted by the day's rate (`turn`) and compared with all; where there is no rate for any of them
    it needs the highest of their levels: a currency is no way round the limits.
    """
    own = [rule for rule in limits if rule.is_active and rule.role == role]
    found = [b for rule in own if (b := _breach(rule, judged)) is not None]
    foreign = _foreign(own, judged, turn)
    return sorted(found + foreign, key=lambda b: (-RANK[b.level], b.measure, b.limit))


def is_unrated(breach: Breach) -> bool:
    """Whether there was no rate to compare an amount with the limits."""
    return breach.measure is Measure.AMOUNT and not breach.limit and not breach.paid_in


def required_levels(limits: Iterable[ApprovalRule], role: str, judged: Judged) -> list[Level]:
    """The levels that have to agree, the highest first; the first one's word is enough."""
    needed = {breach.level for breach in breaches(limits, role, judged)}
    return sorted(needed, key=lambda level: -RANK[level])


def highest(found: Iterable[Breach]) -> Level | None:
    """The level whose word is enough; None when nobody has to agree."""
    return max((breach.level for breach in found), key=RANK.__getitem__, default=None)


def is_own(approval: Approval, actor: Actor) -> bool:
    """Whether the actor asked, or it is about his own record; the product itself decides nothing."""
    return actor.user_id in (None, approval.owner_id, approval.created_by)


def check_others(approval: Approval, owner_id: int | None, actor: Actor) -> None:
    """Refuse one's own request.

    `owner_id` owns the record today: it may have been handed over since.
    """
    if is_own(approval, actor) or actor.user_id == owner_id:
        raise Forbidden("approvals.own")


def check_pending(approval: Approval) -> None:
    """Refuse what was decided, withdrawn or overtaken by a change."""
    if approval.status is ApprovalStatus.OUTDATED:
        raise Conflict("approvals.outdated")
    if approval.status is not ApprovalStatus.PENDING:
        raise Conflict("approvals.decided_already", status=approval.status.value)


def check_open(approval: Approval) -> None:
    """Refuse to take back what was answered for good."""
    if approval.status not in (ApprovalStatus.PENDING, ApprovalStatus.COUNTERED):
        raise Conflict("approvals.decided_already", status=approval.status.value)


def _breach(rule: ApprovalRule, judged: Judged) -> Breach | None:
    value = getattr(judged, rule.measure.value)
    if value is None or (rule.measure is Measure.AMOUNT and rule.currency != judged.currency):
        return None
    passed = value < rule.limit if rule.measure is Measure.MARGIN else value > rule.limit
    currency = rule.currency if rule.measure is Measure.AMOUNT else ""
    return Breach(rule.measure, rule.limit, value, rule.level, currency) if passed else None


def _foreign(own: list[ApprovalRule], judged: Judged, turn: Turn) -> list[Breach]:
    amounts = [rule for rule in own if rule.measure is Measure.AMOUNT]
    if not judged.amount or not amounts:
        return []
    if any(rule.currency == judged.currency for rule in amounts):
        return []
    worth = {
        code: turn(judged.amount, judged.currency, code)
        for code in {rule.currency for rule in amounts}
    }
    if all(one is None for one in worth.values()):
        level = max((rule.level for rule in amounts), key=RANK.__getitem__)
        return [Breach(Measure.AMOUNT, Decimal(0), judged.amount, level, judged.currency)]
    paid = {"paid": judged.amount, "paid_in": judged.currency}
    return [
        replace(found, **paid)
        for rule in amounts
        if (seen := worth[rule.currency]) is not None
        and (found := _breach(rule, Judged(amount=seen, currency=rule.currency))) is not None
    ]
