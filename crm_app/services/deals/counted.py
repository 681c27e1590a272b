"""Which deals the forecast counts as what: filters of a list, so that its numbers open their deals."""

from typing import Any

from sqlmodel import and_, col, or_

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.periods import read_period
from crm_app.models.deals import Deal, StageKind
from crm_app.services.deals import rules
from crm_app.services.deals.closed import stage_ids, won_within
from crm_app.services.pipelines import all_stages

# A number of the forecast → the categories of open deals that are in it.
COUNTED = {
    "commit": ("commit",),
    "best": ("commit", "best"),
    "weighted": ("commit", "best", "pipeline"),
}


def in_forecast(work: Work, category: str) -> Any:
    """Open deals of a category of the forecast: the seller's word, or what the stage says."""
    if category not in rules.CATEGORIES:
        raise Invalid("list.value_unknown", value=category[:60])
    stages = all_stages(work.session).items()
    said = [key for key, one in stages if rules.stage_category(one) == category]
    by_stage = (col(Deal.forecast) == "") & col(Deal.stage_id).in_(said)
    opened = (col(Deal.stage_id) + 0).in_(stage_ids(work, StageKind.OPEN))
    return opened & ((col(Deal.forecast) == category) | by_stage)


def counted_filter(work: Work, asked: str) -> Any:
    """Deals won in a period, and open ones expected in it that a number of its forecast holds, as
    "2026-11:commit" (or best, weighted).
    """
    key, _, number = asked.partition(":")
    period = read_period(key)
    if period is None or number not in COUNTED:
        raise Invalid("list.value_unknown", value=asked[:60])
    expected = col(Deal.expected_close).between(period.first, period.last)
    sure = or_(*[in_forecast(work, category) for category in COUNTED[number]])
    return or_(and_(*won_within(work, [period])), and_(expected, sure))
