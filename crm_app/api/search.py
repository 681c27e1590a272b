"""Search over REST."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.services import search


class HitOut(BaseModel):
    """Something found; `kind` is the record's kind, `why` the piece of it that holds the words where
    title and subtitle do not, `how` text or sound.
    """

    id: str
    kind: str
    title: str
    subtitle: str
    why: str
    how: str


@api.get("/api/v1/search")
def find(
    actor: CurrentActor,
    q: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Listed[HitOut]:
    """Whatever holds these words, within one's rights."""
    found = search.find(actor, q, limit)
    return Listed(items=[HitOut(**fields_of(hit, HitOut)) for hit in found], next=None)
