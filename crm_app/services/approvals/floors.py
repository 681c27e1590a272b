"""The lowest prices, and another figure tried. Nobody who may not see costs can work them out here."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crm_app.core.permissions import DECIDERS, Actor, Permission
from crm_app.core.work import Work
from crm_app.models.approvals import Level, Measure
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services.approvals.facts import what_if_of
from crm_app.services.approvals.fields import FIELDS
from crm_app.services.approvals.policy import Policy, needed_by_limits, policy_of
from crm_app.services.approvals.rows import Floor, WhatIf
from crm_app.services.approvals.sentences import Names, who
from crm_app.services.approvals.steps import is_enough_for
from crm_app.services.approvals.subjects import Subject, quote_subject
from crm_app.services.currencies import smallest

_PERCENT, _WHOLE = Decimal("0.01"), Decimal(100)
_COARSE = 100
_TRIED = 8


def may_see_cost(actor: Actor) -> bool:
    """Whether margins are his to see."""
    return actor.can(Permission.COST_READ)


def tried(work: Work, quote: Quote, lines: Sequence[QuoteLine], discount: Decimal) -> WhatIf:
    """A quote under another discount.

    For who may not see costs, margins decide only about the figure that stands in the quote: from
    answers to any figure he would read at which price the margin is too low, and so the cost.
    """
    policy, names = policy_of(work), Names(work)
    subject = quote_subject(work, quote, lines, discount, policy)
    if may_see_cost(work.actor) or discount == quote.discount:
        return what_if_of(subject, work.actor, who=who(names, subject.needed))
    blind = quote_subject(work, quote, lines, discount, policy, blind=True)
    seen = what_if_of(blind, work.actor, who=who(names, blind.needed))
    return replace(seen, may_need_more=_margins_count(policy, str(blind.facts["role"])))


def _margins_count(policy: Policy, role: str) -> bool:
    """Whether any margin is looked at, whatever the figures are."""
    limits = any(
        rule.is_active and rule.role == role and rule.measure is Measure.MARGIN
        for rule in policy.limits
    )
    about = (flow for flow in policy.flows if flow.is_active and flow.subject == "quote")
    return limits or any(_looks_at_margin(flow) for flow in about)


def _looks_at_margin(flow: object) -> bool:
    conditions = [*getattr(flow, "conditions", [])]
    conditions += [step["when"] for step in getattr(flow, "steps", []) if step.get("when")]
    return any(one["field"] in FIELDS and FIELDS[one["field"]].is_secret for one in conditions)


def floors(work: Work, subject: Subject) -> list[Floor]:
    """The lowest prices: without approval, and of each level up to the reader's own.

    Where the margin is what binds, who may not see costs is not told the price.
    """
    quote = subject.record
    if not isinstance(quote, Quote) or not subject.totals or not subject.totals.net:
        return []
    policy = policy_of(work)
    levels: list[Level | None] = [None]
    levels += [level for level in Level if work.actor.role in DECIDERS[level]]
    found = [_Search(work, subject, quote, policy).floor(level) for level in levels]
    return [floor for floor in found if floor is not None]


class _Search:
    """Tries discounts of one quote; by limits alone a higher one never needs less.

    A step is a hundredth of a percent; where the quote's discount is an amount, the smallest part
    of its currency.
    """

    def __init__(self, work: Work, subject: Subject, quote: Quote, policy: Policy) -> None:
        self._work, self._quote, self._lines, self._policy = work, quote, subject.lines, policy
        self._is_even = not policy.has_flows("quote")
        self._subtotal = subject.totals.subtotal if subject.totals else Decimal(0)
        self._unit = smallest(quote.currency) if quote.discount_amount else _PERCENT
        most = self._subtotal if quote.discount_amount else _WHOLE
        self._steps = int(most / self._unit)

    def floor(self, level: Level | None) -> Floor | None:
        """The highest discount that `level` may grant, to a step, and its price."""
        if not self._is_enough(level, 0):
            return None
        low, high = (0, self._steps) if self._is_even else self._between(level)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._is_enough(level, middle) else (low, middle - 1)
        low = self._furthest(level, low)
        found = self._tried(low)
        if not is_enough_for(level.value if level else None, found.needed):
            return None  # the amount alone needs a higher one
        if not may_see_cost(self._work.actor) and self._margin_binds(level, low):
            return None
        assert found.totals is not None
        return Floor(level.value if level else "", self._in_percent(low), found.totals.net)

    def _between(self, level: Level | None) -> tuple[int, int]:
        """With flows, whole percents first: the first at which more is needed ends the search."""
        before = 0
        for percent in range(1, _COARSE + 1):
            step = self._steps * percent // _COARSE
            if not self._is_enough(level, step):
                return before, max(before, step - 1)
            before = step
        return self._steps, self._steps

    def _furthest(self, level: Level | None, low: int) -> int:
        """An amount spread over lines that hold their tax rounds each of them: a part more may leave
        the same again, so those just beyond are tried too.
        """
        if not (self._quote.discount_amount and self._quote.tax_included):
            return low
        beyond = range(low + 1, min(self._steps, low + _TRIED) + 1)
        return max((step for step in beyond if self._is_enough(level, step)), default=low)

    def _is_enough(self, level: Level | None, step: int) -> bool:
        subject = self._tried(step)
        needed = subject.needed
        if self._is_even:
            judged = [b for b in subject.breaches if b.measure is not Measure.AMOUNT]
            needed = needed_by_limits(judged)
        return is_enough_for(level.value if level else None, needed)

    def _margin_binds(self, level: Level | None, low: int) -> bool:
        if any(_looks_at_margin(flow) for flow in self._policy.flows if flow.subject == "quote"):
            return True
        if low >= self._steps:
            return False
        subject = self._tried(low + 1)
        rest = [b for b in subject.breaches if b.measure is Measure.DISCOUNT]
        return is_enough_for(level.value if level else None, needed_by_limits(rest))

    def _tried(self, step: int) -> Subject:
        given = step * self._unit
        how = (given, Decimal(0)) if self._unit is _PERCENT else (Decimal(0), given)
        return quote_subject(
            self._work, self._quote, self._lines, how[0], self._policy, amount=how[1]
        )

    def _in_percent(self, step: int) -> Decimal:
        given = step * self._unit
        if self._unit is _PERCENT or not self._subtotal:
            return given
        return (given * 100 / self._subtotal).quantize(Decimal("0.0001"))
