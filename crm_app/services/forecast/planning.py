"""What was to be sold, beside what the forecast says."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from crm_app.core.errors import AppError
from crm_app.core.work import Work
from crm_app.lib.periods import Period
from crm_app.services import targets


class Plan:
    """The targets of a period that one may see, as far as they fit what a forecast is narrowed by."""

    def __init__(self, work: Work, period: Period, filters: Mapping[str, str]) -> None:
        self._work, self._period, self._filters = work, period, filters
        word = self._word()
        self._whole = targets.planned(work, [word], period) if word else {}

    def whole(self, currency: str) -> Decimal | None:
        """The target of whom the forecast is of; None without one, and of a single pipeline."""
        return next((one for (_, code), one in self._whole.items() if code == currency), None)

    def of(self, kind: str, keys: Iterable[int]) -> dict[tuple[str, str], Decimal]:
        """(`user:7`, currency) → target of those people or teams."""
        if "pipeline" in self._filters:
            return {}
        return targets.planned(self._work, [f"{kind}:{key}" for key in keys], self._period)

    def _word(self) -> str:
        """As a target says whose it is; empty where the forecast is of a part that has none."""
        if "pipeline" in self._filters or {"owner", "under"} <= set(self._filters):
            return ""
        for name, kind in (("owner", "user"), ("under", "team")):
            if name in self._filters:
                return self._found(kind, self._filters[name])
        return targets.own_subject(self._work).word

    def _found(self, kind: str, public_id: str) -> str:
        try:
            return targets.find_subject(self._work, kind, public_id).word
        except AppError:  # what one may not see has no target to compare with
            return ""
