"""Links for customers over REST: made, looked at, revoked by the seller."""

from datetime import datetime
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.services import share_links
from crm_app.services.share_links import ShareRow

_PATH = "/api/v1/quotes/{public_id}/links"


class LinkIn(Body):
    """How long a new link lives."""

    days: int = Field(default=30, ge=1, le=365)


class NewLinkOut(BaseModel):
    """A new link with its secret address, which is told this once."""

    id: str
    url: str
    expires_at: datetime


class LinkOut(BaseModel):
    """A link, what became of it, and how often it was looked at."""

    id: str
    state: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    views: int
    first_viewed_at: datetime | None
    last_viewed_at: datetime | None
    answer: str
    answered_by: str
    answered_at: datetime | None


def _shown(row: ShareRow) -> LinkOut:
    named: dict[str, Any] = {
        name: getattr(row, name) for name in LinkOut.model_fields if name != "id"
    }
    return LinkOut(id=row.public_id, **named)


@api.get(_PATH)
def list_links(actor: CurrentActor, public_id: str) -> Listed[LinkOut]:
    """The links of a quote, the newest first."""
    rows = share_links.links_of_quote(actor, public_id)
    return Listed[LinkOut](items=[_shown(row) for row in rows], next=None)


@api.post(_PATH, status_code=201)
def share_quote(
    actor: CurrentActor, public_id: str, response: Response, body: LinkIn | None = None
) -> NewLinkOut:
    """A secret address for a quote that was sent; only its hash is kept."""
    made = share_links.share_quote(actor, public_id, body.days if body else 30)
    response.headers["cache-control"] = "no-store"
    return NewLinkOut(id=made.public_id, url=made.url, expires_at=made.expires_at)


@api.delete(f"{_PATH}/{{link_id}}", status_code=204)
def revoke_link(actor: CurrentActor, public_id: str, link_id: str) -> None:
    """The address leads nowhere from now on."""
    share_links.revoke_link(actor, public_id, link_id)
