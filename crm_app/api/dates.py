"""Important dates over REST."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.services import dates


class DateOut(BaseModel):
    """A birthday, the end of a contract, or the anniversary of a first order."""

    day: date
    kind: str
    record: str
    id: str
    name: str
    customer: str
    owner: str
    years: int
    greeting: str


@api.get("/api/v1/dates")
def list_dates(
    actor: CurrentActor,
    days: Annotated[int, Query(ge=1, le=366)] = 30,
    owner: Annotated[str, Query(max_length=40)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
) -> Listed[DateOut]:
    """What comes, the nearest first; at most 500."""
    rows = dates.coming_dates(actor, days, owner, kind)
    items = [
        DateOut(
            id=row.public_id,
            **{name: getattr(row, name) for name in DateOut.model_fields if name != "id"},
        )
        for row in rows
    ]
    return Listed(items=items, next=None)
