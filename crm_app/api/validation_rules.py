"""Rules that records must keep, over REST."""

from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch
from crm_app.services import validation_rules
from crm_app.services.validation_rules import Condition, Group, RuleForm, RuleRow

_PATH = "/api/v1/validation-rules"


class ConditionBody(Body):
    """A comparison: a field, how it is compared (`is`), and with what."""

    field: str = Field(max_length=60)
    operator: str = Field(max_length=10)
    value: str = Field(default="", max_length=200)


class GroupBody(Body):
    """Conditions of which all (and) or one (or) have to hold."""

    join: Literal["and", "or"] = "and"
    parts: list[ConditionBody] = Field(default=[], max_length=8)

    def group(self) -> Group:
        """What the service takes."""
        parts = [Condition(one.field, one.operator, one.value) for one in self.parts]
        return Group(parts, self.join)


class RuleOut(BaseModel):
    """A rule, and what it says in both languages."""

    id: str
    version: int
    record: str
    name_zh: str
    name_en: str
    message_zh: str
    message_en: str
    asked: GroupBody
    only_when: GroupBody
    says_zh: str
    says_en: str
    is_active: bool


class RuleChange(Body):
    """What is to change of a rule."""

    name_zh: str | None = Field(default=None, max_length=120)
    name_en: str | None = Field(default=None, max_length=120)
    message_zh: str | None = Field(default=None, max_length=300)
    message_en: str | None = Field(default=None, max_length=300)
    asked: GroupBody | None = None
    only_when: GroupBody | None = None

    def form(self, record: str | None = None) -> RuleForm:
        """What the service takes."""
        names = ("name_zh", "name_en", "message_zh", "message_en")
        return RuleForm(
            record=record,
            **{name: getattr(self, name) for name in names},
            asked=self.asked.group() if self.asked else None,
            only_when=self.only_when.group() if self.only_when else None,
        )


class RuleIn(RuleChange):
    """A new rule: of customer, contact, lead, deal or quote."""

    record: str = Field(max_length=20)


class FailingOut(BaseModel):
    """A record that would fail."""

    id: str
    name: str


class TrialOut(BaseModel):
    """What a rule that is not stored would do to what there is."""

    total: int
    failing: int
    records: list[FailingOut]
    more: bool


class RuleFieldOut(BaseModel):
    """A field that a rule can look at; `options` are key → names."""

    key: str
    kind: str
    zh: str
    en: str
    options: dict[str, list[str]]


def _group(group: Group) -> dict[str, Any]:
    parts = [{"field": p.field, "operator": p.is_, "value": p.value} for p in group.parts]
    return {"join": group.join, "parts": parts}


def _shown(row: RuleRow) -> RuleOut:
    plain = {**asdict(row), "id": row.public_id}
    groups = {"asked": _group(row.asked), "only_when": _group(row.only_when)}
    return RuleOut.model_validate(plain | groups)


@api.get(_PATH)
def list_rules(actor: CurrentActor, record: str = "") -> Listed[RuleOut]:
    """All rules, for those who keep the settings."""
    rows = validation_rules.validation_rules(actor, record[:20])
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.get(f"{_PATH}/fields/{{record}}")
def list_rule_fields(actor: CurrentActor, record: str) -> Listed[RuleFieldOut]:
    """What a rule of a kind of record can look at."""
    items = [
        RuleFieldOut(
            key=one.key,
            kind=one.kind,
            zh=one.zh,
            en=one.en,
            options={option.key: [option.zh, option.en] for option in one.options},
        )
        for one in validation_rules.rule_fields(actor, record[:20])
    ]
    return Listed(items=items, next=None)


@api.post(_PATH, status_code=201)
def create_rule(actor: CurrentActor, body: RuleIn) -> dict[str, str]:
    """A new rule, asked from now on."""
    return {"id": validation_rules.create_rule(actor, body.form(body.record))}


@api.post(f"{_PATH}/trial")
def try_rule(actor: CurrentActor, body: RuleIn) -> TrialOut:
    """How many records would fail, and the first of them; nothing is stored."""
    found = validation_rules.try_rule(actor, body.form(body.record))
    records = [FailingOut(id=one.public_id, name=one.name) for one in found.rows]
    return TrialOut(total=found.total, failing=found.failing, records=records, more=found.more)


@api.patch(f"{_PATH}/{{public_id}}")
def change_rule(
    actor: CurrentActor, public_id: str, body: RuleChange, version: IfMatch
) -> dict[str, str]:
    """Change what is sent."""
    validation_rules.change_rule(actor, public_id, body.form(), version)
    return {"id": public_id}


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def retire_rule(actor: CurrentActor, public_id: str) -> None:
    """It is asked no more."""
    validation_rules.retire_rule(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore", status_code=204)
def restore_rule(actor: CurrentActor, public_id: str) -> None:
    """It is asked again."""
    validation_rules.restore_rule(actor, public_id)
