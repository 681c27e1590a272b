"""Assignment rules, giving leads out, and absences over REST."""

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch
from crm_app.services import absences, assignment
from crm_app.services.absences import AbsenceForm, AbsenceRow
from crm_app.services.assignment import RuleForm, RuleRow, Sample

_RULES, _ABSENCES = "/api/v1/assignment-rules", "/api/v1/absences"
_LISTED = ("industries", "sizes", "sources", "products", "bands")


class RuleFields(BaseModel):
    """A rule's conditions (empty ones do not count) and its way: person, round_robin, least_loaded.

    `bands` are those of the score: top, middle, low. `custom`: key of a custom field of leads → words,
    options, yes or no; of numbers and days the first and the last, one of them may be empty.
    """

    name: str
    regions: str = Field(default="", max_length=4000)
    campaigns: str = Field(default="", max_length=4000)
    companies: str = Field(default="", max_length=4000)
    titles: str = Field(default="", max_length=4000)
    addresses: str = Field(default="", max_length=4000)
    notes: str = Field(default="", max_length=4000)
    industries: list[str] = []
    sizes: list[str] = []
    sources: list[str] = []
    products: list[str] = []
    bands: list[str] = []
    custom: dict[str, list[str]] = {}
    way: str = "round_robin"
    person: str = ""
    team: str = ""
    seniors_only: bool = False
    in_hours: bool = False
    is_active: bool = True


class RuleIn(Body, RuleFields):
    """A rule as it is sent, all of it."""

    name: str = Field(max_length=200)
    industries: list[str] = Field(default=[], max_length=50)
    sizes: list[str] = Field(default=[], max_length=50)
    sources: list[str] = Field(default=[], max_length=50)
    products: list[str] = Field(default=[], max_length=200)
    bands: list[str] = Field(default=[], max_length=3)

    def form(self) -> RuleForm:
        """What the service takes."""
        sent: dict[str, Any] = self.model_dump()
        sent |= {name: tuple(sent[name]) for name in _LISTED}
        sent["custom"] = {key: tuple(one) for key, one in self.custom.items()}
        return RuleForm(**sent)


class RuleOut(RuleFields):
    """A rule in its order, with its sentence in both languages."""

    id: str
    version: int
    rank: int
    zh: str
    en: str


class PlaceIn(Body):
    """The place in the order, counted from 1."""

    place: int = Field(ge=1, le=1000)


class SampleIn(Body):
    """A lead that does not exist; keys as in a lead, the product's id."""

    region: str = Field(default="", max_length=60)
    industry: str = Field(default="", max_length=40)
    size: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=40)
    campaign: str = Field(default="", max_length=80)
    product: str = Field(default="", max_length=36)
    company: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=120)
    address: str = Field(default="", max_length=300)
    note: str = Field(default="", max_length=2000)
    band: str = Field(default="", max_length=6)
    custom: dict[str, str] = {}


class StepOut(BaseModel):
    """What one rule said to the sample."""

    name: str
    zh: str
    en: str
    decided: bool


class TrialOut(BaseModel):
    """Who would get it by which rule; empty `person`: it would stay in the pool."""

    person: str
    rule: str
    zh: str
    en: str
    steps: list[StepOut]


class AssignIn(Body):
    """Leads of the pool, and to whom (a person's id); without one the rules decide."""

    leads: list[str] = Field(max_length=500)
    to: str = Field(default="", max_length=36)


class AssignedOut(BaseModel):
    """How many have an owner now, and how many stay in the pool."""

    given: int
    left: int


class AbsenceIn(Body):
    """Away from one day to another, both included; `user` for somebody else.

    `stand_in` decides meanwhile what the absent one is asked for, and gets what a rule gives him.
    """

    first_day: date
    last_day: date
    note: str = Field(default="", max_length=200)
    user: str = Field(default="", max_length=36)
    stand_in: str = Field(default="", max_length=36)


class AbsenceOut(BaseModel):
    """An absence; without a `stand_in_id` nobody stands in."""

    id: str
    user: str
    user_id: str
    stand_in: str
    stand_in_id: str
    first_day: date
    last_day: date
    note: str


def _rule(row: RuleRow) -> RuleOut:
    plain = {name: getattr(row, name) for name in RuleOut.model_fields if name != "id"}
    return RuleOut(id=row.public_id, **plain)


def _absence(row: AbsenceRow) -> AbsenceOut:
    same = ("user", "stand_in", "first_day", "last_day", "note")
    return AbsenceOut(
        id=row.public_id,
        user_id=row.user_public_id,
        stand_in_id=row.stand_in_public_id,
        **{name: getattr(row, name) for name in same},
    )


@api.get(_RULES)
def list_assignment_rules(actor: CurrentActor) -> Listed[RuleOut]:
    """The rules in order; the first that fits decides."""
    rows = assignment.assignment_rules(actor)
    return Listed(items=[_rule(row) for row in rows], next=None)


@api.post(_RULES, status_code=201)
def create_assignment_rule(actor: CurrentActor, body: RuleIn) -> dict[str, str]:
    """A new rule at the end."""
    return {"id": assignment.save_rule(actor, body.form())}


@api.put(f"{_RULES}/{{public_id}}")
def change_assignment_rule(
    actor: CurrentActor, public_id: str, body: RuleIn, version: IfMatch
) -> dict[str, str]:
    """The whole rule anew."""
    return {"id": assignment.save_rule(actor, body.form(), public_id or "none", version)}


@api.delete(f"{_RULES}/{{public_id}}", status_code=204)
def remove_assignment_rule(actor: CurrentActor, public_id: str) -> None:
    """It decides no more; leads keep what it said."""
    assignment.remove_rule(actor, public_id)


@api.post(f"{_RULES}/{{public_id}}/place", status_code=204)
def place_assignment_rule(actor: CurrentActor, public_id: str, body: PlaceIn) -> None:
    """Another place in the order."""
    assignment.place_rule(actor, public_id, body.place)


@api.post("/api/v1/assignment-trials")
def try_assignment(actor: CurrentActor, body: SampleIn) -> TrialOut:
    """What the rules would do with a lead; nothing is changed."""
    found = assignment.try_rules(actor, Sample(**body.model_dump()))
    return TrialOut.model_validate(found, from_attributes=True)


@api.post("/api/v1/pool/assign")
def assign_leads(actor: CurrentActor, body: AssignIn) -> AssignedOut:
    """Give leads of the pool out."""
    done = assignment.assign(actor, body.leads, body.to)
    return AssignedOut(given=done.given, left=done.left)


@api.post("/api/v1/pool/assign-all")
def assign_pool(actor: CurrentActor) -> AssignedOut:
    """All leads of the pool by the rules, 500 at once."""
    done = assignment.assign_all(actor)
    return AssignedOut(given=done.given, left=done.left)


@api.get(_ABSENCES)
def list_absences(actor: CurrentActor) -> Listed[AbsenceOut]:
    """One's own, those of the people one manages, and those for whom one stands in."""
    rows = absences.absences(actor)
    return Listed(items=[_absence(row) for row in rows], next=None)


@api.post(_ABSENCES, status_code=201)
def add_absence(actor: CurrentActor, body: AbsenceIn) -> dict[str, str]:
    """Somebody will be away."""
    days = {"first_day": body.first_day.isoformat(), "last_day": body.last_day.isoformat()}
    form = AbsenceForm(**days, note=body.note, user=body.user, stand_in=body.stand_in)
    return {"id": absences.add_absence(actor, form)}


@api.delete(f"{_ABSENCES}/{{public_id}}", status_code=204)
def remove_absence(actor: CurrentActor, public_id: str) -> None:
    """He is not away after all."""
    absences.remove_absence(actor, public_id)
