"""Handing over what somebody who leaves has, over REST."""

from dataclasses import asdict
from typing import Any, Literal

from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import handover

_PATH = "/api/v1/handovers"


class PlanIn(Body):
    """Who leaves, who takes over, how it is shared out; `choices`: "kind:id" → who gets it."""

    leaver: str = Field(max_length=40)
    takers: list[str] = Field(min_length=1, max_length=50)
    way: Literal["relation", "region", "load"] = "relation"
    choices: dict[str, str] = Field(default_factory=dict, max_length=2000)


class MoveIn(PlanIn):
    """The same, and whether the account is switched off."""

    switch_off: bool = False


@api.get(_PATH)
def list_handovers(actor: CurrentActor) -> dict[str, list[dict[str, Any]]]:
    """The handovers that were made, the newest first."""
    return {"items": [asdict(one) | {"id": one.public_id} for one in handover.departures(actor)]}


@api.post(f"{_PATH}/preview")
def preview_handover(actor: CurrentActor, body: PlanIn) -> dict[str, Any]:
    """Who would get what, with loads before and after; nothing is moved."""
    asked = (body.leaver, body.takers, body.way, body.choices)
    return asdict(handover.simulate(actor, *asked))


@api.post(_PATH, status_code=201)
def hand_over(actor: CurrentActor, body: MoveIn) -> dict[str, str]:
    """All of it in one step; the handover's id."""
    asked = (body.leaver, body.takers, body.way, body.choices, body.switch_off)
    return {"id": handover.hand_over_all(actor, *asked)}


@api.post(_PATH + "/{public_id}/undo")
def undo_handover(actor: CurrentActor, public_id: str) -> dict[str, int]:
    """Back to who left, but for what somebody touched since."""
    restored, kept = handover.take_back(actor, public_id)
    return {"restored": restored, "kept": kept}
