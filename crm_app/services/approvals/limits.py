"""The limits themselves: data that an administrator edits."""

from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import GRANTS, ROLES, Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.approvals import ApprovalRule, Level, Measure
from crm_app.services.approvals.rows import RuleForm, RuleRow
from crm_app.services.currencies import MOST, read_currency, read_number

SELLING = tuple(role for role in ROLES if Permission.QUOTE_WRITE in GRANTS[role])


@query(Permission.APPROVAL_READ)
def approval_rules(work: Work) -> list[RuleRow]:
    """All limits, by role, measure and limit."""
    order = {role: place for place, role in enumerate(ROLES)}
    found = _limits(work)
    found.sort(key=lambda rule: (order.get(rule.role, 99), rule.measure, rule.currency, rule.limit))
    return [_row(rule, work.actor) for rule in found]


@query(Permission.APPROVAL_READ)
def approval_rule(work: Work, public_id: str) -> RuleRow:
    """One limit."""
    return _row(_find(work, public_id, None), work.actor)


@command(Permission.SETTINGS)
def save_rule(work: Work, form: RuleForm, public_id: str = "", version: int | None = None) -> str:
    """Store a new limit, or the one with `public_id`; returns its public id."""
    rule = _find(work, public_id, version) if public_id else None
    if form.role not in SELLING:
        raise Invalid("approvals.role_unknown", field="role")
    if form.measure not in set(Measure):
        raise Invalid("approvals.measure_unknown", field="measure")
    if form.level not in set(Level):
        raise Invalid("approvals.level_unknown", field="level")
    measure = Measure(form.measure)
    if not form.limit.strip():
        raise Invalid("approvals.limit_missing", field="limit")
    most = MOST if measure is Measure.AMOUNT else Decimal(100)
    limit = read_number(form.limit, "limit", most=most)
    values = {
        "role": form.role,
        "measure": measure,
        "limit": limit,
        "currency": read_currency(form.currency),
        "level": Level(form.level),
        "is_active": form.is_active,
    }
    _check_single(work, values, rule)
    if rule is None:
        return work.add(ApprovalRule(**values)).public_id
    for name, value in values.items():
        setattr(rule, name, value)
    rule.version += 1
    return rule.public_id


@command(Permission.SETTINGS)
def delete_rule(work: Work, public_id: str, version: int | None = None) -> RuleForm:
    """Take a limit away; returns what `save_rule` needs to bring it back."""
    rule = _find(work, public_id, version)
    form = RuleForm(
        rule.role,
        rule.measure.value,
        f"{rule.limit.normalize():f}",
        rule.currency,
        rule.level.value,
        rule.is_active,
    )
    work.session.delete(rule)
    return form


def _row(rule: ApprovalRule, actor: Actor) -> RuleRow:
    is_secret = rule.measure is Measure.MARGIN and not actor.can(Permission.COST_READ)
    return RuleRow(
        rule.public_id,
        rule.version,
        rule.role,
        rule.measure.value,
        None if is_secret else rule.limit,
        rule.currency,
        rule.level.value,
        rule.is_active,
    )


def _find(work: Work, public_id: str, version: int | None) -> ApprovalRule:
    found = select(ApprovalRule).where(col(ApprovalRule.public_id) == public_id)
    rule = work.session.exec(found.with_for_update()).one_or_none()
    if rule is None:
        raise NotFound("approvals.rule_not_found")
    if version is not None and rule.version != version:
        raise Stale("record.stale")
    return rule


def _check_single(work: Work, values: dict[str, object], own: ApprovalRule | None) -> None:
    """One limit a role, measure, level and currency: two would contradict each other."""
    for other in _limits(work):
        same = all(getattr(other, name) == values[name] for name in ("role", "measure", "level"))
        alike = values["measure"] is not Measure.AMOUNT or other.currency == values["currency"]
        if same and alike and other is not own:
            raise Conflict("approvals.rule_exists")


def _limits(work: Work) -> list[ApprovalRule]:
    return list(work.session.exec(select(ApprovalRule).order_by(col(ApprovalRule.id))))
