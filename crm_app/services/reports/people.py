"""Who won most."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.periods import Period
from crm_app.models.users import User
from crm_app.services import deals
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.rows import TopPerson

MOST = 10


@query(Permission.DEAL_READ)
def top_people(work: Work, period: str) -> list[TopPerson]:
    """The ten who won most in a period, in each currency; the currency with the most first."""
    wanted = rules.a_period(period)
    return top_ten(work, wanted, deals.won_together(work, wanted))


def top_ten(work: Work, wanted: Period, won: Sequence[deals.Won | deals.Ended]) -> list[TopPerson]:
    """The same of what was read already."""
    sums: dict[tuple[str, int], tuple[Decimal, int]] = {}
    for one in won:
        amount, count = sums.get((one.currency, one.owner_id), (Decimal(0), 0))
        sums[one.currency, one.owner_id] = (amount + one.amount, count + one.count)
    found = select(User).where(col(User.id).in_({owner for _, owner in sums}))
    users = {user.id: user for user in work.session.exec(found)}
    rows: list[TopPerson] = []
    for code in sorted({code for code, _ in sums}, key=lambda code: -_total(sums, code)):
        mine = [(owner, *sums[c, owner]) for c, owner in sums if c == code]
        mine.sort(key=lambda row: (-row[1], users[row[0]].name))
        for place, (owner, amount, count) in enumerate(mine[:MOST], 1):
            user = users[owner]
            address = Lists("", wanted).closed("won", owner=user.public_id, currency=code)
            part = rules.share(amount, mine[0][1])
            rows.append(
                TopPerson(place, user.public_id, user.name, code, amount, count, part, address)
            )
    return rows


def _total(sums: dict[tuple[str, int], tuple[Decimal, int]], code: str) -> Decimal:
    return sum((amount for (c, _), (amount, _) in sums.items() if c == code), Decimal(0))
