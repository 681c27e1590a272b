"""The figures that were judged: kept with the request, so that history stays what it was."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crm_app.core.permissions import Actor, Permission
from crm_app.lib.exact import plain
from crm_app.models.approvals import Measure
from crm_app.services.approvals.rows import ZERO, BreachRow, WhatIf, Words
from crm_app.services.approvals.rules import Breach
from crm_app.services.approvals.subjects import Subject
from crm_app.services.pricing import Totals


def facts_of(subject: Subject) -> dict[str, Any]:
    """What of a subject is written down: exact decimal strings."""
    before, after = subject.before, subject.totals
    return {
        "title": subject.title,
        "net": plain(subject.amount),
        "currency": subject.currency,
        "judged": {name: _plain(value) for name, value in subject.facts.items()},
        "given": plain(round(after.discount, 2)) if after else "0.00",
        "margin_before": _percent(before.margin if before else None),
        "margin_after": _percent(after.margin if after else None),
        "breaches": [
            {
                "measure": breach.measure.value,
                "limit": plain(breach.limit),
                "value": plain(round(breach.value, 2)),
                "level": breach.level.value,
                "currency": breach.currency,
                "paid": plain(breach.paid),
                "paid_in": breach.paid_in,
            }
            for breach in subject.breaches
        ],
    }


def stored_breaches(facts: dict[str, Any], actor: Actor) -> list[BreachRow]:
    """The limits that were passed when it was asked."""
    return [
        _breach_row(
            actor,
            entry["measure"],
            Decimal(entry["limit"]),
            Decimal(entry["value"]),
            (entry["level"], entry["currency"]),
            (_decimal(entry.get("paid")), entry.get("paid_in", "")),
        )
        for entry in facts.get("breaches", [])
    ]


def breach_rows(found: Sequence[Breach], actor: Actor) -> list[BreachRow]:
    """The limits that are passed, as the actor may see them."""
    return [
        _breach_row(
            actor,
            b.measure.value,
            b.limit,
            round(b.value, 2),
            (b.level.value, b.currency),
            (b.paid, b.paid_in),
        )
        for b in found
    ]


def what_if_of(
    subject: Subject, actor: Actor, totals: Totals | None = None, who: Words | None = None
) -> WhatIf:
    """The figures of a subject, or of other totals of it, as the actor may see them."""
    seen = totals or subject.totals or Totals(net=subject.amount, currency=subject.currency)
    margin = seen.margin if actor.can(Permission.COST_READ) and subject.totals else None
    return WhatIf(
        discount=subject.discount if totals is None else ZERO,
        given=round(seen.discount, 2),
        net=seen.net,
        total=seen.total,
        currency=seen.currency,
        margin=round(margin, 2) if margin is not None else None,
        level=subject.level.value if subject.level and totals is None else "",
        who=who if who is not None and totals is None else Words(),
        breaches=breach_rows(subject.breaches, actor) if totals is None else [],
    )


def _breach_row(
    actor: Actor,
    measure: str,
    limit: Decimal,
    value: Decimal,
    of: tuple[str, str],
    paid: tuple[Decimal | None, str],
) -> BreachRow:
    hidden = measure == Measure.MARGIN and not actor.can(Permission.COST_READ)
    # Limit and price together would say what it costs.
    return BreachRow(measure, None if hidden else limit, None if hidden else value, *of, *paid)


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else plain(round(value, 2))


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value
