"""A period of selling in one sentence."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain

from sqlalchemy import BigInteger, type_coerce
from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.exact import SCALE
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal
from crm_app.services import deals, targets
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.rows import Headline


def headline(work: Work, period: Period, won: Sequence[deals.Ended]) -> Headline:
    """Of what was won in it, read already."""
    sums: dict[str, Decimal] = {}
    for one in won:
        sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    code = max(sums, key=lambda code: (sums[code], code == "CNY"), default="CNY")
    amount = sums.get(code, Decimal(0))
    word = targets.own_subject(work).word
    target = targets.planned(work, [word], period).get((word, code))
    return Headline(
        currency=code,
        amount=amount,
        count=sum(one.count for one in won if one.currency == code),
        half=_half(work, period, code, amount),
        target=target,
        of_target=rules.of_target(amount, target),
        deals=Lists("", period).closed("won", currency=code),
    )


def _half(work: Work, period: Period, code: str, amount: Decimal) -> int:
    """How many of the largest deals carry half of it: read from the largest on until they do."""
    if not amount:
        return 0
    raw = type_coerce(col(Deal.amount), BigInteger)  # ten-thousandths, as the database keeps them
    found = select(raw).where(*deals.won_within(work, [period]), col(Deal.currency) == code)
    ordered = work.narrowed(found, Deal, along=True).order_by(col(Deal.amount).desc())
    twice, count = int(amount * SCALE), 0
    with work.session.connection().execute(ordered) as largest:  # numbers alone, no records
        for one in chain.from_iterable(largest.partitions(1000)):
            twice, count = twice - 2 * one[0], count + 1
            if twice <= 0:
                break
    return count
