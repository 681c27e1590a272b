"""What was won of targets, and whether the pace is kept."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, quarter_of, read_period
from crm_app.models.targets import Target
from crm_app.services import deals, teams_below
from crm_app.services.currencies import added, smallest
from crm_app.services.listed import deals_at, listed
from crm_app.services.targets import rules, subjects
from crm_app.services.targets.queries import months_of
from crm_app.services.targets.rows import KINDS, Attained, Standing, Subject

_SEEN_BELOW = 30


@query(Permission.TARGET_READ)
def attainments(work: Work, period: str) -> list[Attained]:
    """Every target that one may see, against what was won in a period (2026, 2026Q3, 2026-09)."""
    wanted = read_period(period)
    if wanted is None:
        raise Invalid("targets.period_unknown", field="period", typed=period[:20])
    found = select(Target).where(col(Target.year) == wanted.year, *subjects.reached(work))
    return _Reckoning(work, wanted.year).rows(list(work.session.exec(found)), wanted)


@query(Permission.TARGET_READ)
def my_standing(work: Work) -> Standing:
    """For the home page: one's own target (the house's for who sees everything, the team's for who
    leads one), and this month of those below.
    """
    day = today(work.actor.zone)
    found = select(Target).where(col(Target.year) == day.year, *subjects.reached(work))
    rows = list(work.session.exec(found))
    if not rows:
        return Standing()
    reckoning = _Reckoning(work, day.year)
    main = [row for row in rows if row.subject == subjects.own(work).word]
    spans = (month_of(day), quarter_of(day), Period(day.year))
    own = [one for span in spans for one in reckoning.rows(main, span)]
    wanted = "team" if work.actor.scope is Scope.ALL else "user"
    below = [r for r in rows if r not in main and r.subject.startswith(f"{wanted}:")]
    if work.actor.scope is Scope.OWN:
        below = []
    return Standing(own, reckoning.rows(below[:_SEEN_BELOW], spans[0]))


def planned(work: Work, words: Sequence[str], period: Period) -> dict[tuple[str, str], Decimal]:
    """(Subject as `Found.word`, currency) → what a period was to bring, of targets one may see."""
    if not work.actor.can(Permission.TARGET_READ):
        return {}
    found = select(Target).where(
        col(Target.year) == period.year, col(Target.subject).in_(words), *subjects.reached(work)
    )
    rows = list(work.session.exec(found))
    months = months_of(work, rows)
    return {
        (row.subject, row.currency): rules.part_of(row.amount, months[row.id or 0], period)
        for row in rows
    }


class _Reckoning:
    """What was won in a year, read once; each target takes its part."""

    def __init__(self, work: Work, year: int) -> None:
        self._work = work
        self._months = Period(year).parts()
        self._won = deals.won_by_month(work, self._months)
        self._sold: list[deals.Sold] | None = None
        self._tree = teams_below.parents(work.session)
        self._today = today(work.actor.zone)

    def rows(self, found: Sequence[Target], period: Period) -> list[Attained]:
        """How these targets stand in a period."""
        months = months_of(self._work, found)
        keys = [(kind, getattr(row, f"{kind}_id")) for row in found for kind in KINDS[1:]]
        names = subjects.subject_rows(self._work, keys)
        made = [self._row(row, months[row.id or 0], names[row.subject], period) for row in found]
        return sorted(made, key=lambda r: (KINDS.index(r.subject.kind), -r.percent, r.subject.en))

    def _row(
        self, row: Target, months: list[Decimal], subject: Subject, period: Period
    ) -> Attained:
        target = rules.part_of(row.amount, months, period)
        parts = self._parts(row, period)
        won = sum((amount for amount, code, _ in parts if code == row.currency), Decimal(0))
        unit = smallest(row.currency)
        pace = rules.pace_of(target, period.passed(self._today), unit)
        others = added((amount, code) for amount, code, _ in parts if code != row.currency)
        return Attained(
            subject=subject,
            period=period.key,
            currency=row.currency,
            target=target,
            won=won,
            percent=rules.percent_of(won, target),
            pace=pace,
            pace_percent=rules.percent_of(pace, target),
            ahead=won - pace,
            count=_count(parts, row.currency),
            deals=deals_address(subject, period.first, period.last, row.currency),
            others=listed(
                others,
                lambda code: deals_address(subject, period.first, period.last, code),
            ),
        )

    def _parts(self, row: Target, period: Period) -> list[tuple[Decimal, str, int]]:
        """(Amount, currency, deals) of what belongs to a target in a period."""
        months = set(period.parts())
        if row.product_id is not None:
            return self._of_product(row.product_id, months)
        teams = teams_below.below(self._tree, row.team_id) if row.team_id else None
        return [
            (one.amount, one.currency, one.count)
            for one in self._won
            if one.month in months
            and (row.user_id is None or one.owner_id == row.user_id)
            and (teams is None or one.team_id in teams)
        ]

    def _of_product(self, product_id: int, months: set[Period]) -> list[tuple[Decimal, str, int]]:
        if self._sold is None:
            self._sold = deals.sold_sums(self._work, self._months, monthly=True)
        return [
            (one.net, one.currency, one.count)
            for one in self._sold
            if one.product_id == product_id and one.month in months
        ]


def _count(parts: Sequence[tuple[Decimal, str, int]], currency: str) -> int:
    return sum(count for _, code, count in parts if code == currency)


def deals_address(subject: Subject, first: date, last: date, currency: str = "") -> str:
    """The list of deals behind what was won."""
    names = {"user": "owner", "team": "under", "product": "sold"}
    asked = {"view": "list", "state": "won", "currency": currency}
    asked |= {"closed_from": first.isoformat(), "closed_to": last.isoformat()}
    if subject.kind in names:
        asked[names[subject.kind]] = subject.public_id
    if subject.kind == "product":  # sums of quotes: their currency counts
        asked |= {"sold": f"{subject.public_id}:{currency}".rstrip(":"), "currency": ""}
    return deals_at(asked)
