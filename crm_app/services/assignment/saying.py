"""A rule as a sentence that can be read aloud, and what it said to a lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from crm_app.locales.catalog import say
from crm_app.models.assignment import AssignmentRule, Way
from crm_app.models.quotes import Product
from crm_app.models.users import Team, User
from crm_app.services.assignment.rules import FIELDS, Step
from crm_app.services.choices import Option, option, options_of

LISTS = ("industry", "size", "source")
_WORDS = ("region", "campaign")
_LABELS = {"band": "scoring.band"}
_MARKS = {"zh": ("、", "或", "“{}”"), "en": (", ", " or ", "“{}”")}


@dataclass(frozen=True, slots=True)
class Names:
    """What people, teams, products and entries of lists are called."""

    people: Mapping[int, str]
    teams: Mapping[int, str]
    products: Mapping[str, Option]
    lists: Mapping[str, Mapping[str, Option]]


def names_of(session: Session) -> Names:
    """All names that a rule can mention."""
    products = session.exec(select(Product.public_id, Product.name_zh, Product.name_en))
    return Names(
        {key: name for key, name in session.exec(select(User.id, User.name)) if key},
        {key: name for key, name in session.exec(select(Team.id, Team.name)) if key},
        {key: Option(key, zh, en) for key, zh, en in products},
        {name: options_of(session, name) for name in LISTS},
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
    comma, *_ = _MARKS[language]
    code = "assignment.say_some" if conditions else "assignment.say_all"
    whole = say(language, code, conditions=comma.join(conditions), way=_way(language, rule, names))
    return whole + say(language, "assignment.say_hours" if rule.in_hours else "assignment.say_end")


def step_said(language: str, step: Step) -> str:
    """Why a rule decided, or did not."""
    if step.why == "differs":
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


def _values(language: str, field: str, keys: Iterable[str], names: Names) -> list[str]:
    if field == "band":
        return [say(language, f"scoring.band.{key}").lower() for key in keys]
    if field in _WORDS:
        quoted = _MARKS[language][2]
        return [quoted.format(key) for key in keys]
    known: Mapping[str, Option] = names.products if field == "product" else names.lists[field]
    found = [option(dict(known), key) for key in keys]
    return [one.en if language == "en" else one.zh for one in found]


def _either(language: str, words: list[str]) -> str:
    comma, either, _ = _MARKS[language]
    return either.join(part for part in (comma.join(words[:-1]), words[-1]) if part)
