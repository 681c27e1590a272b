"""The forecast of a period, and what came of earlier ones."""

from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import deals, forecast
from crm_app.services.deals import DealRow, PersonName
from crm_app.services.forecast import Forecast, History
from crm_app.state.base import Problem, action
from crm_app.state.periods import PeriodScreen

_SHOWN = 12
_KINDS = (("owner", "user"), ("under", "team"))


class ForecastScreen(PeriodScreen, rx.State):
    """The page of the forecast: all of it stands in the address."""

    found: rx.Field[Forecast] = rx.field(default_factory=Forecast)
    history: rx.Field[History] = rx.field(default_factory=lambda: History("CNY"))
    by: rx.Field[str] = rx.field("owner")
    rows: rx.Field[list[DealRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[PersonName]] = rx.field(default_factory=list)
    teams: rx.Field[list[PersonName]] = rx.field(default_factory=list)
    currency: rx.Field[str] = rx.field("")

    @action
    async def load(self) -> None:
        """What the address asks for; again whenever a deal changes."""
        self.problem = Problem()
        await self._read()
        self.owners = await self._ask(deals.deal_owners) or []
        self.teams = await self._ask(forecast.forecast_teams) or []
        await self._read_history()
        self._watch(ForecastScreen.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        await self._read()

    @action
    async def count_as(self, public_id: str, category: str) -> None:
        """How a deal counts, with a way back."""
        done, before = await self._do(deals.set_forecast, public_id, category[:20])
        if done:
            await self._offer_undo("forecast.saved", deals.set_forecast, public_id, before)
        await self._read()

    async def _read_history(self) -> None:
        """Of whom the forecast is of, in the currency that is chosen."""
        whose = [(kind, self.filters[name]) for name, kind in _KINDS if name in self.filters]
        kind, subject = whose[0] if whose else ("", "")
        self.currency = self.filters.get("currency", "")
        kept = self.problem
        found = await self._ask(forecast.forecast_history, kind, subject, self.currency)
        self.history, self.problem = found or History("CNY"), kept

    async def _read(self) -> None:
        kept = self.problem
        period = self._open_period()
        narrowed = {n: v for n, v in self.filters.items() if n in forecast.FILTERS}
        by = self.filters.get("by", "owner")
        self.by = by if by in forecast.GROUPS else "owner"
        found = await self._ask(forecast.forecast, period.key, self.by, narrowed)
        self.found = found or Forecast()
        asked = dict(parse_qsl(urlsplit(self.found.open_deals).query))
        asked.pop("view", None)
        query = ListQuery(filters=asked, sort="-amount", size=_SHOWN)
        page = await self._ask(deals.deals, query) if asked else None
        self.rows = page.rows if page else []
        self.problem = kept if kept.code else self.problem
        self.loaded = True
