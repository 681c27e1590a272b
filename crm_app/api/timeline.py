"""The life of a record over REST: what happened with it, newest first, from every source."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BaseModel

from crm_app.api.activities import AboutOut
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.paging import Paging
from crm_app.core.permissions import Actor
from crm_app.services import activities
from crm_app.services.activities import TimelineEntry, TimelineQuery

_PLACE = re.compile(r"\d{1,17}\.[0-9a-z_-]{1,80}", re.ASCII)


class EntryOut(BaseModel):
    """One thing; `kind` says what, `zh` and `en` are its title, `activity` and `file` are ids."""

    id: str
    kind: str
    at: datetime
    author: str
    zh: str
    en: str
    text: str
    outcome: str
    about: list[AboutOut]
    activity: str | None
    file: str | None


class _Along(Paging):
    """Pages of a list whose places are moments."""

    def is_place(self, after: object) -> bool:
        """Whether it is a moment and a key."""
        return isinstance(after, str) and _PLACE.fullmatch(after) is not None


_PageAsked = Annotated[_Along, Depends()]
_Group = Annotated[Literal["", "talk", "tasks", "deals", "money", "files", "changes"], Query()]
_Words = Annotated[str, Query(max_length=100)]


class _Asked:
    """What of a life: one of its groups, what holds some words."""

    def __init__(self, page: _PageAsked, group: _Group = "", q: _Words = "") -> None:
        self._page, self._group, self._words = page, group, q

    def answer(self, actor: Actor, kind: str, public_id: str) -> dict[str, Any]:
        """A page of the life of a record."""
        page = self._page
        asked = TimelineQuery(page.limit, page.after, self._group, self._words)
        return page.answer(activities.timeline_slice(actor, kind, public_id, asked), shown)


_AskedFor = Annotated[_Asked, Depends()]


def shown(entry: TimelineEntry) -> EntryOut:
    """An entry as it goes out."""
    plain = {name: getattr(entry, name) for name in EntryOut.model_fields if hasattr(entry, name)}
    return EntryOut.model_validate(
        plain
        | {
            "id": entry.key,
            "about": [
                AboutOut(kind=one.kind, id=one.public_id, name=one.name) for one in entry.about
            ],
            "activity": entry.activity_id or None,
            "file": entry.file_id or None,
        }
    )


@api.get("/api/v1/customers/{public_id}/timeline", response_model=Listed[EntryOut])
def customer_timeline(actor: CurrentActor, public_id: str, asked: _AskedFor) -> dict[str, Any]:
    """What happened with a customer, its people and its deals."""
    return asked.answer(actor, "customer", public_id)


@api.get("/api/v1/contacts/{public_id}/timeline", response_model=Listed[EntryOut])
def contact_timeline(actor: CurrentActor, public_id: str, asked: _AskedFor) -> dict[str, Any]:
    """What happened with a contact and the deals that name him."""
    return asked.answer(actor, "contact", public_id)


@api.get("/api/v1/deals/{public_id}/timeline", response_model=Listed[EntryOut])
def deal_timeline(actor: CurrentActor, public_id: str, asked: _AskedFor) -> dict[str, Any]:
    """What happened with a deal."""
    return asked.answer(actor, "deal", public_id)


@api.get("/api/v1/leads/{public_id}/timeline", response_model=Listed[EntryOut])
def lead_timeline(actor: CurrentActor, public_id: str, asked: _AskedFor) -> dict[str, Any]:
    """What happened with a lead."""
    return asked.answer(actor, "lead", public_id)
