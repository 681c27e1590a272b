"""Segments of customers over REST."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Named
from crm_app.services import segments
from crm_app.services.segments import SegmentForm, SegmentRow

_PATH = "/api/v1/segments"


class SegmentOut(BaseModel):
    """A segment; `size` counts the members that one may see, `gone` says why there is none."""

    id: str
    version: int
    name: str
    asks: str
    zh: str
    en: str
    owner: str
    is_shared: bool
    frozen_at: datetime | None
    size: int
    may_edit: bool
    gone: str


class SegmentChange(Body):
    """What is to change; `asks` are conditions as the list's `where`."""

    name: str | None = Field(default=None, max_length=200)
    asks: str | None = Field(default=None, max_length=4000)
    is_shared: bool | None = None
    version: int | None = None

    def form(self) -> SegmentForm:
        """What the service takes."""
        return SegmentForm(self.name, self.asks, self.is_shared)


class PreviewOut(BaseModel):
    """How many customers conditions find, the first of them, the conditions in words."""

    size: int
    zh: str
    en: str
    names: list[Named]


class WhyOut(BaseModel):
    """A condition that holds, and the figure that it looked at."""

    zh: str
    en: str
    value: str


class MemberOut(Named):
    """A member and why he is one."""

    owner: str
    why: list[WhyOut]


class MembersOut(BaseModel):
    """A page of members."""

    items: list[MemberOut]
    total: int
    page: int
    pages: int


def _shown(row: SegmentRow) -> SegmentOut:
    return SegmentOut.model_validate(asdict(row) | {"id": row.public_id, "owner": row.owner.name})


@api.get(_PATH)
def list_segments(actor: CurrentActor) -> dict[str, list[SegmentOut]]:
    """The segments that one finds. Their members as customers: `GET /customers?segment=<id>`."""
    return {"items": [_shown(row) for row in segments.segments(actor)]}


@api.get(f"{_PATH}/preview")
def preview_segment(
    actor: CurrentActor, where: Annotated[str, Query(max_length=4000)] = ""
) -> PreviewOut:
    """What conditions come to, before they are kept."""
    found = segments.preview(actor, where)
    names = [Named(id=one.public_id, name=one.name) for one in found.names]
    return PreviewOut(size=found.size, zh=found.zh, en=found.en, names=names)


@api.post(_PATH, status_code=201)
def create_segment(actor: CurrentActor, body: SegmentChange) -> SegmentOut:
    """A new segment of one's own."""
    return _shown(segments.segment_page(actor, segments.create_segment(actor, body.form())))


@api.get(_PATH + "/{public_id}")
def read_segment(actor: CurrentActor, public_id: str) -> SegmentOut:
    """One segment."""
    return _shown(segments.segment_page(actor, public_id))


@api.get(_PATH + "/{public_id}/members")
def read_members(
    actor: CurrentActor, public_id: str, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1
) -> MembersOut:
    """Its members that one may see, fifty a page, with the conditions that hold for each."""
    found = segments.segment_members(actor, public_id, page)
    items = [MemberOut.model_validate(asdict(one) | {"id": one.public_id}) for one in found.rows]
    return MembersOut(items=items, total=found.total, page=found.page, pages=found.pages)


@api.patch(_PATH + "/{public_id}")
def change_segment(actor: CurrentActor, public_id: str, body: SegmentChange) -> SegmentOut:
    """Another name, other conditions, shared or not."""
    segments.change_segment(actor, public_id, body.form(), body.version)
    return _shown(segments.segment_page(actor, public_id))


@api.delete(_PATH + "/{public_id}", status_code=204)
def delete_segment(actor: CurrentActor, public_id: str) -> None:
    """Gone, with a way back."""
    segments.delete_segment(actor, public_id)


@api.post(_PATH + "/{public_id}/restore")
def restore_segment(actor: CurrentActor, public_id: str) -> SegmentOut:
    """The way back."""
    segments.restore_segment(actor, public_id)
    return _shown(segments.segment_page(actor, public_id))


@api.post(_PATH + "/{public_id}/freeze")
def freeze_segment(actor: CurrentActor, public_id: str) -> SegmentOut:
    """Keep the members as they are now."""
    segments.freeze_segment(actor, public_id)
    return _shown(segments.segment_page(actor, public_id))


@api.post(_PATH + "/{public_id}/thaw")
def thaw_segment(actor: CurrentActor, public_id: str) -> SegmentOut:
    """Its members follow the conditions again."""
    segments.thaw_segment(actor, public_id)
    return _shown(segments.segment_page(actor, public_id))
