"""Flows as an administrator enters them: read, checked, and turned back into forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.approvals import ApprovalFlow
from crm_app.models.users import User
from crm_app.services.approvals.custom import PREFIX, find_field
from crm_app.services.approvals.deciders import decider, decider_roles
from crm_app.services.approvals.fields import Field
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.options import options_of
from crm_app.services.approvals.steps import MANAGER, PERSON, ROLE
from crm_app.services.currencies import MOST, read_currency, read_number
from crm_app.services.custom_fields import read_limit
from crm_app.services.lines import one_line

MOST_CONDITIONS, MOST_STEPS, MOST_APPROVERS, MOST_HOURS = 8, 8, 8, 720


@dataclass(frozen=True, slots=True)
class ConditionForm:
    """A field, how it is compared, and with what: a figure, or keys of a choice with commas."""

    field: str = ""
    op: str = ""
    value: str = ""
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class StepForm:
    """Approvers as keys: `manager` (of who asks), `role:<role>`, `user:<public id>`."""

    approvers: tuple[str, ...] = ()
    mode: str = "any"
    hours: int = 0
    when: ConditionForm | None = None


@dataclass(frozen=True, slots=True)
class FlowForm:
    """A flow as it is entered."""

    name_zh: str = ""
    name_en: str = ""
    subject: str = "quote"
    conditions: tuple[ConditionForm, ...] = ()
    steps: tuple[StepForm, ...] = ()
    copies: tuple[str, ...] = ()
    is_active: bool = True


def read_flow(work: Work, form: FlowForm) -> dict[str, Any]:
    """The columns of a flow; refuses what cannot be, and names the field."""
    names = {name: _name(getattr(form, name), name) for name in ("name_zh", "name_en")}
    if form.subject not in KINDS:
        raise Invalid("approvals.subject_unknown", field="subject")
    if len(form.conditions) > MOST_CONDITIONS or len(form.steps) > MOST_STEPS:
        raise Invalid("approvals.flow_too_long", field="steps")
    return names | {
        "subject": form.subject,
        "conditions": [_condition(work, form.subject, one) for one in form.conditions],
        "steps": [_step(work, form.subject, one) for one in form.steps],
        "copies": [_approver(work, one, "copies") for one in _limited(form.copies)],
        "is_active": form.is_active,
    }


def _name(typed: str, field: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Invalid("approvals.flow_nameless", field=field)
    if len(name) > 60:
        raise Invalid("record.too_long", field=field, most=60)
    return name


def _condition(work: Work, subject: str, form: ConditionForm) -> dict[str, Any]:
    field = find_field(work, form.field)
    if field is None or subject not in field.subjects:
        raise Invalid("approvals.field_unknown", field="conditions")
    if form.op not in field.ops:
        raise Invalid("approvals.op_unknown", field="conditions")
    if field.kind == "choice":
        wanted = [one.strip() for one in form.value.split(",") if one.strip()]
        known = option_keys(work, field)
        if not wanted or not set(wanted) <= set(known):
            raise Invalid("approvals.value_unknown", field="conditions")
        chosen = {"field": field.key, "op": form.op, "value": list(dict.fromkeys(wanted))}
        return chosen | _kind_of(field)
    if not form.value.strip():
        raise Invalid("approvals.limit_missing", field="conditions")
    if field.key.startswith(PREFIX):
        limit = read_limit(work, field.key, form.value)
        return {"field": field.key, "op": form.op, "value": limit} | _kind_of(field)
    if field.kind == "text":
        return {"field": field.key, "op": form.op, "value": one_line(form.value, "conditions", 200)}
    most = Decimal(100) if field.kind == "percent" else MOST
    figure = read_number(form.value, "conditions", most=most)
    read: dict[str, Any] = {
        "field": field.key,
        "op": form.op,
        "value": f"{figure.normalize():f}",
    }
    return read | ({"currency": read_currency(form.currency)} if field.kind == "money" else {})


def _kind_of(field: Field) -> dict[str, str]:
    # Of a custom field a condition itself says of which kind it is: it is judged without a look-up.
    return {"kind": field.kind} if field.key.startswith(PREFIX) else {}


def option_keys(work: Work, field: Field) -> list[str]:
    """The values that a choice can have."""
    return [option.key for option in options_of(work, field)]


def _step(work: Work, subject: str, form: StepForm) -> dict[str, Any]:
    if form.mode not in ("any", "all"):
        raise Invalid("approvals.mode_unknown", field="steps")
    if not form.approvers:
        raise Invalid("approvals.approver_missing", field="steps")
    if not 0 <= form.hours <= MOST_HOURS:
        raise Invalid("approvals.hours_wrong", field="steps", most=MOST_HOURS)
    return {
        "mode": form.mode,
        "hours": form.hours,
        "approvers": [_approver(work, one, "steps") for one in _limited(form.approvers)],
        "when": _condition(work, subject, form.when) if form.when is not None else None,
    }


def _limited(keys: Sequence[str]) -> list[str]:
    if len(keys) > MOST_APPROVERS:
        raise Invalid("approvals.flow_too_long", field="steps")
    return list(dict.fromkeys(keys))


def _approver(work: Work, key: str, field: str) -> dict[str, Any]:
    kind, _, value = key.partition(":")
    if key == MANAGER:
        return {"kind": MANAGER}
    if kind == ROLE and value in decider_roles():
        return {"kind": ROLE, "role": value}
    if kind == PERSON:
        return {"kind": PERSON, "user": decider(work, value, field).id}
    raise Invalid("approvals.approver_unknown", field=field)


def form_of(work: Work, flow: ApprovalFlow) -> FlowForm:
    """What `save_flow` needs to store a flow as it is."""
    return FlowForm(
        flow.name_zh,
        flow.name_en,
        flow.subject,
        tuple(condition_form(one) for one in flow.conditions),
        tuple(
            StepForm(
                keys_of(work, step["approvers"]),
                step.get("mode", "any"),
                int(step.get("hours", 0)),
                condition_form(step["when"]) if step.get("when") else None,
            )
            for step in flow.steps
        ),
        keys_of(work, flow.copies),
        flow.is_active,
    )


def condition_form(condition: dict[str, Any]) -> ConditionForm:
    """A stored condition as it is entered."""
    value = condition["value"]
    typed = ",".join(value) if isinstance(value, list) else str(value)
    return ConditionForm(
        condition["field"], condition["op"], typed, condition.get("currency", "CNY")
    )


def keys_of(work: Work, approvers: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Stored approvers as keys."""
    keys = []
    for one in approvers:
        if one["kind"] == PERSON:
            found = select(User.public_id).where(col(User.id) == one["user"])
            keys.append(f"{PERSON}:{work.session.exec(found).one()}")
        else:
            keys.append(MANAGER if one["kind"] == MANAGER else f"{ROLE}:{one['role']}")
    return tuple(keys)
