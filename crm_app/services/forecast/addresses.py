"""The lists of deals behind the numbers of a forecast, as addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_app.lib.periods import Period
from crm_app.services.listed import deals_at


@dataclass(frozen=True, slots=True)
class Addresses:
    """Lists within a period and what the forecast is narrowed by."""

    period: Period
    filters: Mapping[str, str]

    def expected(self, **more: str) -> str:
        """Open deals that are expected in the period."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return self._to(state="open", **more, close_from=first, close_to=last)

    def won(self, **more: str) -> str:
        """Deals that were won in it."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return self._to(state="won", **more, closed_from=first, closed_to=last)

    def counted(self, number: str, **more: str) -> str:
        """What a number of the forecast holds: won ones, and the open ones that count for it."""
        return self._to(counted=f"{self.period.key}:{number}", **more)

    def late(self) -> str:
        """Open deals that were expected before the period."""
        before = self.period.moved(-1).last.isoformat()
        return self._to(state="open", close_to=before)

    def _to(self, **more: str) -> str:
        return deals_at({"view": "list", **self.filters, **more})
