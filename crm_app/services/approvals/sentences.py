"""Flows, steps and people in words, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.approvals import ApprovalFlow, ApprovalSeat, SeatState
from crm_app.models.users import User
from crm_app.services.approvals.custom import PREFIX, called, find_field
from crm_app.services.approvals.fields import Field
from crm_app.services.approvals.options import options_of
from crm_app.services.approvals.rows import Words
from crm_app.services.approvals.steps import MANAGER, PERSON, Needed, Slot, Step

_LANGUAGES = ("zh", "en")


class Names:
    """What people and entries of lists are called, each looked up once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._people: dict[int, str] = {}
        self._lists: dict[str, dict[str, Words]] = {}

    def of(self, user_id: int | None) -> str:
        """A person's name."""
        if user_id is None:
            return ""
        if user_id not in self._people:
            user = self._work.session.get(User, user_id)
            self._people[user_id] = user.name if user is not None else ""
        return self._people[user_id]

    def field(self, key: str) -> tuple[Field | None, Words]:
        """A field of conditions, and what it is called."""
        return find_field(self._work, key), called(self._work, key)

    def option(self, field: str, value: str, language: str) -> str:
        """A value of a choice."""
        if field not in self._lists:
            known = find_field(self._work, field)
            found = options_of(self._work, known) if known is not None else []
            self._lists[field] = {one.key: Words(one.zh, one.en) for one in found}
        words = self._lists[field].get(value)
        return words.in_language(language) if words else value


def pair(make: Any) -> Words:
    """Both languages of what `make` says in one."""
    return Words(*[make(language) for language in _LANGUAGES])


def who(names: Names, needed: Needed) -> Words:
    """Who has to agree: a sales manager, then Li Na."""

    def in_language(language: str) -> str:
        then = say(language, "approvals.then")
        return then.join(_step(names, step, language) for step in needed.steps)

    return pair(in_language)


def _step(names: Names, step: Step, language: str) -> str:
    words = [slot_words(names, slot, language) for slot in step.slots]
    join = "approvals.and" if step.mode == "all" else "approvals.or"
    return say(language, join).join(words)


def slot_words(names: Names, slot: Slot, language: str) -> str:
    """A role, or a person's name."""
    if slot.kind in (PERSON, MANAGER) and slot.user_id is not None:
        return names.of(slot.user_id)
    return say(language, f"approvals.level.{slot.role}")


def waits_for(names: Names, seats: Sequence[ApprovalSeat]) -> Words:
    """Those whose word a request waits for now."""
    here = [seat for seat in seats if seat.state == SeatState.PENDING]

    def in_language(language: str) -> str:
        words = [seat_words(names, seat, language) for seat in here]
        join = "approvals.and" if here and here[0].mode == "all" else "approvals.or"
        return say(language, join).join(words)

    return pair(in_language)


def seat_words(names: Names, seat: ApprovalSeat, language: str) -> str:
    """Who sits there, and which role may speak too by now."""
    known = slot_words(names, Slot(seat.kind, seat.role, seat.user_id), language)
    if not seat.raised:
        return known
    return say(language, "approvals.or_raised", who=known, role=_role(seat.raised, language))


def flow_words(names: Names, flow: ApprovalFlow, *, secrets: bool) -> Words:
    """A flow in a sentence. `secrets`: the reader may see limits of margins."""

    def in_language(language: str) -> str:
        what = say(language, f"approvals.subject.{flow.subject}")
        when = conditions_words(names, flow.conditions, language, secrets=secrets)
        steps = [_flow_step(names, step, language, secrets=secrets) for step in flow.steps]
        then = say(language, "approvals.then").join(steps) or say(language, "approvals.nobody")
        key = "approvals.sentence" if when else "approvals.sentence_always"
        told = [approver_words(names, one, language) for one in flow.copies]
        end = say(language, "approvals.sentence_copy", who=_listed(told, language)) if told else ""
        return say(language, key, what=what, when=when, then=then) + end

    return pair(in_language)


def conditions_words(
    names: Names, conditions: Iterable[Mapping[str, Any]], language: str, *, secrets: bool
) -> str:
    """Conditions in words: discount over 10 % and tier A or B."""
    words = [condition_words(names, one, language, secrets=secrets) for one in conditions]
    return say(language, "approvals.and_when").join(words)


def condition_words(
    names: Names, condition: Mapping[str, Any], language: str, *, secrets: bool
) -> str:
    """One condition in words."""
    field, name = names.field(condition["field"])
    label = name.in_language(language)
    custom = condition["field"].startswith(PREFIX)
    if field is None or (field.is_secret and (custom or not secrets)):
        return say(language, "approvals.condition_secret", field=label)
    if field.key == "promotion":  # its values are whole sentences
        values = [names.option(field.key, value, language) for value in condition["value"]]
        return say(language, "approvals.or").join(values)
    if field.kind == "choice":
        values = [names.option(field.key, value, language) for value in condition["value"]]
        join = say(language, "approvals.or")
        return say(language, "approvals.condition_in", field=label, value=join.join(values))
    value = f"{condition['value']} %" if field.kind == "percent" else str(condition["value"])
    if field.kind == "money":
        value = f"{Decimal(condition['value']):,.0f} {condition.get('currency', 'CNY')}"
    op = say(language, f"approvals.op.{condition['op']}")
    return say(language, "approvals.condition", field=label, op=op, value=value)


def _flow_step(names: Names, step: Mapping[str, Any], language: str, *, secrets: bool) -> str:
    words = [approver_words(names, one, language) for one in step["approvers"]]
    join = "approvals.and" if step.get("mode") == "all" else "approvals.or"
    said = say(language, join).join(words)
    if step.get("when"):
        when = condition_words(names, step["when"], language, secrets=secrets)
        said = say(language, "approvals.step_when", who=said, when=when)
    if step.get("hours"):
        said = say(language, "approvals.step_hours", who=said, hours=step["hours"])
    return said


def approver_words(names: Names, approver: Mapping[str, Any], language: str) -> str:
    """An approver as a flow names him."""
    if approver["kind"] == MANAGER:
        return say(language, "approvals.own_manager")
    if approver["kind"] == PERSON:
        return names.of(approver.get("user"))
    return _role(approver.get("role", ""), language)


def _role(role: str, language: str) -> str:
    return say(language, f"approvals.level.{role}")


def _listed(words: list[str], language: str) -> str:
    return say(language, "approvals.comma").join(words)


def span(seconds: int) -> Words:
    """A length of time in words: minutes, hours or days, whichever reads best."""
    for unit, size in (("days", 86400), ("hours", 3600)):
        if seconds >= 2 * size or (unit == "hours" and seconds >= size):
            count = f"{Decimal(seconds) / size:.1f}".removesuffix(".0")
            key = f"approvals.span_{unit}"
            return Words(say("zh", key, count=count), say("en", key, count=count))
    return pair(lambda language: say(language, "approvals.span_minutes", count=seconds // 60))
