"""Many records at once over REST, and the recycle bin."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.api.paging import PageAsked
from crm_app.core.listing import ListQuery
from crm_app.services import bulk, recycle
from crm_app.services.bulk import Chosen, Done

_PATH = "/api/v1/bulk"


class AskedIn(Body):
    """All records that a list shows: its words and filters."""

    q: str = Field(default="", max_length=200)
    filters: dict[str, str] = Field(default_factory=dict, max_length=40)


class BulkIn(Body):
    """What is to be done with which records: `ids`, or `asked` for all that match. `edit` takes
    `values` (field → value, empty to clear), `assign` takes `to` (a person's id), `tag` takes `add`
    and `remove` (names of tags; a new one is made, with `colour`); `finish` is for tasks.
    """

    kind: str = Field(max_length=20)
    action: Literal["edit", "assign", "tag", "finish", "delete", "restore"]
    ids: list[str] | None = Field(default=None, max_length=2_000)
    asked: AskedIn | None = None
    values: dict[str, Any] = Field(default_factory=dict, max_length=40)
    to: str = Field(default="", max_length=40)
    add: list[str] = Field(default_factory=list, max_length=20)
    remove: list[str] = Field(default_factory=list, max_length=20)
    colour: str = Field(default="", max_length=10)

    def chosen(self) -> Chosen:
        """Which records."""
        if self.ids is None and self.asked is not None:
            return Chosen(asked=ListQuery(self.asked.q, dict(self.asked.filters)))
        return Chosen(tuple(self.ids or ()))


class BulkOut(BaseModel):
    """What became of it: `left` counts by reason what stayed as it was; `id` takes it back."""

    id: str
    changed: int
    left: dict[str, int]


class UndoneOut(BaseModel):
    """What came back, and what is kept as it is because it was touched since."""

    restored: int
    kept: int


class DeletedOut(BaseModel):
    """A record in the recycle bin."""

    id: str
    kind: str
    name: str
    deleted_at: datetime
    by: str
    owner: str
    may_restore: bool


@api.post(_PATH)
def change_many(actor: CurrentActor, body: BulkIn) -> BulkOut:
    """Edit, assign, finish, delete or restore many records in one transaction; 2,000 at most."""
    done = _do(actor, body)
    return BulkOut(id=done.public_id, changed=done.changed, left=done.left)


def _do(actor: CurrentActor, body: BulkIn) -> Done:
    chosen = body.chosen()
    if body.action == "edit":
        return bulk.edit(actor, body.kind, chosen, body.values)
    if body.action == "tag":
        add, remove = ",".join(body.add), ",".join(body.remove)
        return bulk.tag(actor, body.kind, chosen, add, remove, body.colour)
    if body.action == "assign":
        return bulk.assign(actor, body.kind, chosen, body.to)
    whole = {"finish": bulk.finish, "delete": bulk.delete, "restore": bulk.restore}
    return whole[body.action](actor, body.kind, chosen)


@api.post(f"{_PATH}/{{public_id}}/undo")
def undo_many(actor: CurrentActor, public_id: str) -> UndoneOut:
    """Take a bulk change of one's own back."""
    undone = bulk.undo(actor, public_id)
    return UndoneOut(restored=undone.restored, kept=undone.kept)


@api.get("/api/v1/recycle-bin")
def recycle_bin(
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: str = "",
) -> dict[str, Any]:
    """The newest 2,000 of what was deleted and one may see."""
    asked = ListQuery(q, {"kind": kind} if kind else {}, size=200)
    first = recycle.deleted(actor, asked)
    rows = list(first.rows)
    for number in range(2, min(first.pages, 10) + 1):
        rows += recycle.deleted(actor, ListQuery(q, asked.filters, page=number, size=200)).rows
    return page.whole(rows, lambda row: DeletedOut.model_validate(fields_of(row, DeletedOut)))
