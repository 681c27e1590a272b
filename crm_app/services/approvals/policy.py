"""What the administrator laid down, read once a use: limits, and flows that go before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.approvals import ApprovalFlow, ApprovalRule
from crm_app.services.approvals import fields
from crm_app.services.approvals.fields import Turn, no_rate
from crm_app.services.approvals.people import manager_of
from crm_app.services.approvals.rules import Breach, highest
from crm_app.services.approvals.steps import MANAGER, PERSON, ROLE, Needed, Slot, Step, of_level
from crm_app.services.currencies import Rates, rates_of


@dataclass(slots=True)
class Policy:
    """The limits and the flows in their order; managers are looked up once."""

    limits: list[ApprovalRule]
    flows: list[ApprovalFlow]
    turn: Turn = no_rate
    # What promotions mean for an offer, read once for all discounts that are tried on it.
    judging: dict[Any, Any] = field(default_factory=dict)
    _managers: dict[int, Slot] = field(default_factory=dict)

    def flow_for(self, subject: str, facts: Mapping[str, Any]) -> ApprovalFlow | None:
        """The first flow in force whose conditions hold."""
        fitting = (flow for flow in self.flows if flow.subject == subject and flow.is_active)
        return next(
            (flow for flow in fitting if fields.hold(flow.conditions, facts, self.turn)), None
        )

    def has_flows(self, subject: str) -> bool:
        """Whether any flow is about such subjects."""
        return any(flow.subject == subject and flow.is_active for flow in self.flows)

    def needed(
        self, work: Work, subject: str, facts: Mapping[str, Any], owner_id: int
    ) -> Needed | None:
        """What the flow that fits asks for; None where none fits."""
        flow = self.flow_for(subject, facts)
        if flow is None:
            return None
        looked_at = tuple(condition["field"] for condition in flow.conditions)
        steps = [
            Step(
                tuple(self._slot(work, one, owner_id) for one in step["approvers"]),
                step.get("mode", "any"),
                int(step.get("hours", 0)),
                (step["when"]["field"],) if step.get("when") else looked_at,
            )
            for step in flow.steps
            if not step.get("when") or fields.holds(step["when"], facts, self.turn)
        ]
        copies = tuple(self._slot(work, one, owner_id) for one in flow.copies)
        return Needed(tuple(steps), flow.id, copies, looked_at)

    def _slot(self, work: Work, approver: Mapping[str, Any], owner_id: int) -> Slot:
        if approver["kind"] == PERSON:
            return Slot(PERSON, user_id=approver["user"])
        if approver["kind"] == MANAGER:
            if owner_id not in self._managers:
                self._managers[owner_id] = manager_of(work, owner_id)
            return self._managers[owner_id]
        return Slot(ROLE, approver["role"])


def policy_of(work: Work) -> Policy:
    """All limits and flows."""
    limits = work.session.exec(select(ApprovalRule).order_by(col(ApprovalRule.id)))
    order = (col(ApprovalFlow.rank), col(ApprovalFlow.id))
    flows = work.session.exec(select(ApprovalFlow).order_by(*order))
    return Policy(list(limits), list(flows), _rates_of_today(work))


def _rates_of_today(work: Work) -> Turn:
    """By the rates that count on the actor's day, read when an amount needs them."""
    known: list[Rates] = []
    day = work.now.astimezone(zone(work.actor.zone)).date()

    def turn(amount: Decimal, code: str, into: str) -> Decimal | None:
        if not known:
            known.append(rates_of(work.session))
        return known[0].turned(amount, code, into, day)

    return turn


def needed_by_limits(found: list[Breach]) -> Needed:
    """The word of the highest level that a passed limit names."""
    level = highest(found)
    return of_level(level, [breach.measure.value for breach in found if breach.level == level])
