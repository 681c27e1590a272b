"""Patterns in what a customer orders, over REST."""

from datetime import date

from fastapi import Response
from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api
from crm_app.services import patterns

_PATH = "/api/v1/customers/{public_id}/patterns"


class PatternOut(BaseModel):
    """A habit: in words, `hits` of `of` days, what percentage others have of it at most."""

    key: str
    kind: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    hits: int
    of: int
    chance: int
    first: date
    last: date
    is_dismissed: bool


class PatternsOut(BaseModel):
    """What was found among so many days with an order, of so many whose hour is known."""

    items: list[PatternOut]
    visits: int
    timed: int
    least: int


@api.get(_PATH)
def customer_patterns(actor: CurrentActor, public_id: str) -> PatternsOut:
    """The habits of a customer that chance does not explain, the surest first."""
    found = patterns.patterns_of(actor, public_id)
    items = [
        PatternOut(**{name: getattr(row, name) for name in PatternOut.model_fields})
        for row in found.rows
    ]
    return PatternsOut(items=items, visits=found.visits, timed=found.timed, least=found.least)


@api.post(f"{_PATH}/{{key}}/dismissal", status_code=204)
def dismiss_pattern(actor: CurrentActor, public_id: str, key: str) -> Response:
    """Do not show it any more."""
    patterns.dismiss(actor, public_id, key)
    return Response(status_code=204)


@api.delete(f"{_PATH}/{{key}}/dismissal", status_code=204)
def bring_pattern_back(actor: CurrentActor, public_id: str, key: str) -> Response:
    """Show it again."""
    patterns.bring_back(actor, public_id, key)
    return Response(status_code=204)
