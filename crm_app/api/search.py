"""Search over REST."""

from typing import Annotated, Any

from fastapi import Query

from crm_app.api.base import CurrentActor, api
from crm_app.services import search


@api.get("/api/v1/search")
def find(
    actor: CurrentActor,
    q: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    """Whatever holds these words, within one's rights."""
    return {"items": search.find(actor, q, limit), "next": None}
