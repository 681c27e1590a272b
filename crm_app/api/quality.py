"""Data quality over REST: scores, the queue, one fault put right and back."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Query

from crm_app.api.base import CurrentActor, api
from crm_app.services import quality

_Kind = Literal["customer", "contact"]
_Text = Annotated[str, Query(max_length=60)]
_PATH = "/api/v1/quality"


@api.get(_PATH)
def read_quality(actor: CurrentActor, kind: _Kind = "customer") -> dict[str, Any]:
    """Averages by part, owner and source, faults, and the days before."""
    return asdict(quality.overview(actor, kind))


@api.get(f"{_PATH}/queue")
def read_queue(
    actor: CurrentActor,
    kind: _Kind = "customer",
    owner: _Text = "",
    source: _Text = "",
    fault: _Text = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> dict[str, Any]:
    """The worst records first, with what one call would do against each fault."""
    found = quality.queue(actor, kind, owner, source, fault, page)
    rows = [asdict(one) | {"id": one.public_id} for one in found.rows]
    return {"items": rows, "total": found.total, "page": found.page, "pages": found.pages}


@api.get(_PATH + "/{kind}/{public_id}")
def read_record(actor: CurrentActor, kind: _Kind, public_id: str) -> dict[str, Any]:
    """One record as it is now."""
    return asdict(quality.record_quality(actor, kind, public_id)) | {"id": public_id}


@api.post(_PATH + "/{kind}/{public_id}/{fault}/fix")
def fix_fault(actor: CurrentActor, kind: _Kind, public_id: str, fault: str) -> dict[str, Any]:
    """Do what is proposed; what stood there is answered."""
    done = quality.fix(actor, kind, public_id, fault)
    return {"does": done.does, "field": done.field, "score": done.score}


@api.post(_PATH + "/{kind}/{public_id}/{fault}/leave", status_code=204)
def leave_fault(actor: CurrentActor, kind: _Kind, public_id: str, fault: str) -> None:
    """The fault stays as it is and costs nothing."""
    quality.leave(actor, kind, public_id, fault)


@api.delete(_PATH + "/{kind}/{public_id}/{fault}/leave", status_code=204)
def count_fault(actor: CurrentActor, kind: _Kind, public_id: str, fault: str) -> None:
    """The fault counts again."""
    quality.leave_no_more(actor, kind, public_id, fault)


@api.post(f"{_PATH}/reckon", status_code=202)
def reckon(actor: CurrentActor) -> dict[str, str]:
    """Score everything anew in the background; the job's id."""
    return {"job": quality.ask_reckoning(actor)}
