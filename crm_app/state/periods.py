"""A period in the address: a month, a quarter or a year, and the ways to others."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx

from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of, quarter_of, read_period
from crm_app.state.base import Screen, action


@dataclass(frozen=True, slots=True)
class Shown:
    """The period shown, and the addresses of the one before, after, and of each length."""

    key: str = ""
    zh: str = ""
    en: str = ""
    before: str = ""
    after: str = ""
    month: str = ""
    quarter: str = ""
    year: str = ""
    months: int = 1


class PeriodScreen(Screen, mixin=True):
    """Mixed into the state of a page of figures; what it narrows by stands in the address too."""

    shown: rx.Field[Shown] = rx.field(default_factory=Shown)
    filters: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    # Both as a query: of the files of these figures.
    asked: rx.Field[str] = rx.field("")

    def _open_period(self) -> Period:
        """Read the address: the period, this month without one; the rest are filters."""
        url = urlsplit(str(self.router.url))
        asked = {name: value[:60] for name, value in parse_qsl(url.query)}
        day = today(self._actor().zone)
        period = read_period(asked.pop("period", "")) or month_of(day)
        self.filters = {name: value for name, value in asked.items() if value}
        self.asked = urlencode({**self.filters, "period": period.key})

        def to(other: Period) -> str:
            return f"{url.path}?{urlencode({**self.filters, 'period': other.key})}"

        inside = period.first <= day <= period.last
        start = day if inside else period.first
        self.shown = Shown(
            *(period.key, period.label("zh"), period.label("en")),
            *(to(period.moved(-1)), to(period.moved(1))),
            *(to(month_of(start)), to(quarter_of(start)), to(Period(start.year))),
            period.months,
        )
        return period

    @action
    async def narrow(self, name: str, value: str) -> Any:
        """Another filter; the period stays."""
        wanted = {**self.filters, name[:20]: value[:60], "period": self.shown.key}
        query = urlencode({key: one for key, one in wanted.items() if one})
        return rx.redirect(f"{urlsplit(str(self.router.url)).path}?{query}", replace=True)
