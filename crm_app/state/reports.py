"""The reports of a period."""

import reflex as rx

from crm_app.services import pipelines, reports
from crm_app.services.custom_fields import FieldValue, list_fields
from crm_app.services.pipelines import PipelineRow
from crm_app.services.reports import Outlook, SalesReport, Trend
from crm_app.state.base import Problem, action
from crm_app.state.periods import PeriodScreen

_TRENDS_SHOWN = 8


class ReportScreen(PeriodScreen, rx.State):
    """The page of reports: period, pipeline and trend stand in the address."""

    report: rx.Field[SalesReport] = rx.field(default_factory=SalesReport)
    trends: rx.Field[list[Trend]] = rx.field(default_factory=list)
    outlook: rx.Field[list[Outlook]] = rx.field(default_factory=list)
    pipelines: rx.Field[list[PipelineRow]] = rx.field(default_factory=list)
    # Choices of the company's own that win rates can go by.
    own: rx.Field[list[FieldValue]] = rx.field(default_factory=list)
    by: rx.Field[str] = rx.field("house")

    @action
    async def load(self) -> None:
        """What the address asks for; again whenever a deal changes."""
        self.problem = Problem()
        await self._read()
        self._watch(ReportScreen.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        await self._read()

    async def _read(self) -> None:
        period = self._open_period()
        pipeline = self.filters.get("pipeline", "")
        rated_by = self.filters.get("rate", "")
        own = await self._ask(list_fields, "deal") or []
        self.own = [one for one in own if one.kind == "choice"]
        known = (*reports.RATES, *(one.name for one in self.own))
        rated_by = rated_by if rated_by in known else known[0]
        found = await self._ask(reports.sales_report, period.key, pipeline, rated_by)
        self.report = found or SalesReport()
        by = self.filters.get("by", "house")
        self.by = by if by in reports.TRENDS else "house"
        self.trends = (await self._ask(reports.trend, self.by) or [])[:_TRENDS_SHOWN]
        self.outlook = await self._ask(reports.product_outlook) or []
        self.pipelines = await self._ask(pipelines.pipelines) or []
        self.loaded = True
