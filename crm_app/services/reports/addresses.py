"""The lists of deals behind the numbers, as addresses."""

from dataclasses import dataclass

from crm_app.lib.periods import Period
from crm_app.services.listed import deals_at


@dataclass(frozen=True, slots=True)
class Lists:
    """Addresses of lists within a pipeline (empty: all) and a period."""

    pipeline: str
    period: Period

    def closed(self, state: str, **more: str) -> str:
        """Deals that were won or lost in the period."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return self.any(state=state, **more, closed_from=first, closed_to=last)

    def sold(self, product: str, currency: str) -> str:
        """Deals won in the period whose accepted quote, in that currency, has the product."""
        return self.closed("won", sold=f"{product}:{currency}")

    def any(self, **more: str) -> str:
        """Deals of the pipeline, whenever."""
        return deals_at({"view": "list", "pipeline": self.pipeline, **more})
