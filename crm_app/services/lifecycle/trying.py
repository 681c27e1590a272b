"""What other rules would do, before they are stored."""

from typing import TYPE_CHECKING, Any

from sqlmodel import select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import TierOverride
from crm_app.services.currencies import rates_of
from crm_app.services.days import today_of
from crm_app.services.lifecycle import keeping
from crm_app.services.lifecycle.commands import limits_in
from crm_app.services.lifecycle.figures import figures
from crm_app.services.lifecycle.judging import WORDS, basis_of
from crm_app.services.lifecycle.rows import Effect, RuleEffect, RuleForm
from crm_app.services.lifecycle.wording import rules_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@query(Permission.SETTINGS)
def try_rules(work: Work, form: RuleForm) -> RuleEffect:
    """Everybody judged by the rules of today and by these; nothing is stored."""
    import numpy as np  # noqa: PLC0415 - heavy

    other, day = limits_in(work, form), today_of(work)
    found = figures(work, day)
    now, then = (
        keeping.right_of(work, found, basis_of(day, found.columns, limits))
        for limits in (keeping.limits_of(work), other)
    )
    by_hand = {
        "stage": _ids(work, select(Customer.id).where(Customer.stage_set_by.is_not(None))),  # type: ignore[union-attr]
        "tier": _ids(work, select(TierOverride.customer_id)),
    }
    changed: dict[str, int] = {}
    effects: list[Effect] = []
    for kind, held in by_hand.items():
        place = keeping.COLUMNS.index(kind)
        free = ~np.isin(now[:, 0], held)
        changed[kind] = int((free & (now[:, place] != then[:, place])).sum())
        for code, word in enumerate(WORDS[kind]):
            counts = [int((rows[:, place] == code).sum()) for rows in (now, then)]
            if any(counts):
                effects.append(Effect(kind, word, *counts))
    words = rules_in_words(other, rates_of(work.session).base)
    return RuleEffect(words, effects, changed["stage"], changed["tier"], len(now))


def _ids(work: Work, statement: Any) -> "Array":
    import numpy as np  # noqa: PLC0415 - heavy

    return np.array(work.session.exec(statement).all(), dtype=np.int64)
