"""A rule as a sentence that can be read aloud, and what it said to a lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from crm_app.core.permissions import Actor
from crm_app.locales.catalog import say
from crm_app.models.assignment import AssignmentRule, Way
from crm_app.models.quotes import Product
from crm_app.models.users import Team, User
from crm_app.services.assignment.rules import FIELDS, WORDS, Step
from crm_app.services.choices import Option, option, options_of
from crm_app.services.custom_fields import ConditionField, sought_fields

LISTS = ("industry", "size", "source")
_LABELS = {"band": "scoring.band"}
_MARKS = {"zh": ("、", "或", "“{}”"), "en": (", ", " or ", "“{}”")}


@dataclass(frozen=True, slots=True)
class Names:
    """What people, teams, products and entries of lists are called."""

    people: Mapping[int, str]
    teams: Mapping[int, str]
    products: Mapping[str, Option]
    lists: Mapping[str, Mapping[str, Option]]
    custom: Mapping[str, ConditionField]


def names_of(session: Session, actor: Actor | None = None) -> Names:
    """All names that a rule can mention to the actor, or without one to anybody."""
    products = session.exec(select(Product.public_id, Product.name_zh, Product.name_en))
    return Names(
        {key: name for key, name in session.exec(select(User.id, User.name)) if key},
        {key: name for key, name in session.exec(select(Team.id, Team.name)) if key},
        {key: Option(key, zh, en) for key, zh, en in products},
        {name: options_of(session, name) for name in LISTS},
        sought_fields(session, "lead", actor),
    )


def sentence(language: str, rule: AssignmentRule, names: Names) -> str:
    """Which leads go to whom, and when."""
    conditions = [
        say(
            language,
            f"assignment.say_{field}",
            values=_either(language, _values(language, field, rule.conditions[field], names)),
        )
        for field in FIELDS
        if rule.conditions.get(field)
    ]
    conditions += [
        _custom(language, names.custom[name], wanted)
        for name, wanted in rule.conditions.items()
        if name in names.custom
    ]
    comma, *_ = _MARKS[language]
    code = "assignment.say_some" if conditions else "assignment.say_all"
    whole = say(language, code, conditions=comma.join(conditions), way=_way(language, rule, names))
    return whole + say(language, "assignment.say_hours" if rule.in_hours else "assignment.say_end")


def step_said(language: str, step: Step, names: Names) -> str:
    """Why a rule decided, or did not."""
    if step.why == "differs":
        own = names.custom.get(step.field)
        if own is not None:
            return say(language, "assignment.step_differs", field=_label(language, own))
        field = say(language, _LABELS.get(step.field, f"leads.{step.field}"))
        return say(language, "assignment.step_differs", field=field)
    return say(language, f"assignment.step_{step.why}")


def stood_in(language: str) -> str:
    """What is added where the stand-in of the named person got it."""
    return say(language, "assignment.say_stood_in")


def _way(language: str, rule: AssignmentRule, names: Names) -> str:
    if rule.way is Way.PERSON:
        return say(language, "assignment.say_person", name=names.people.get(rule.user_id or 0, "?"))
    team = names.teams.get(rule.team_id or 0, "")
    code = f"assignment.say_{rule.way.value}{'_team' if team else ''}"
    sellers = "assignment.say_seniors" if rule.seniors_only else "assignment.say_sellers"
    return say(language, code, team=team, sellers=say(language, sellers))


def _custom(language: str, own: ConditionField, wanted: list[str]) -> str:
    if own.is_hidden:
        return say(language, "assignment.say_hidden")
    if own.kind in ("number", "date"):
        first, last = wanted
        code = "between" if first and last else "from" if first else "to"
        ends = {"first": first, "last": last}
        return say(language, f"assignment.say_{code}", field=_label(language, own), **ends)
    if own.kind == "text":
        quoted = [_MARKS[language][2].format(word) for word in wanted]
        code, said = "has", _either(language, quoted)
    else:
        known = {one.key: one for one in own.options}
        found = [option(known, key) for key in wanted]
        code = "is"
        said = _either(language, [one.en if language == "en" else one.zh for one in found])
    return say(language, f"assignment.say_{code}", field=_label(language, own), values=said)


def _label(language: str, own: ConditionField) -> str:
    return own.en if language == "en" else own.zh


def _values(language: str, field: str, keys: Iterable[str], names: Names) -> list[str]:
    if field == "band":
        return [say(language, f"scoring.band.{key}").lower() for key in keys]
    if field in WORDS:
        quoted = _MARKS[language][2]
        return [quoted.format(key) for key in keys]
    known: Mapping[str, Option] = names.products if field == "product" else names.lists[field]
    found = [option(dict(known), key) for key in keys]
    return [one.en if language == "en" else one.zh for one in found]


def _either(language: str, words: list[str]) -> str:
    comma, either, _ = _MARKS[language]
    return either.join(part for part in (comma.join(words[:-1]), words[-1]) if part)
