"""Conditions in words: names of fields and options, and a tree as one sentence."""

from collections.abc import Mapping

from sqlmodel import col, select

from crm_app.core.asking import Asked
from crm_app.core.conditions import Group, Rule, asks, read_tree
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.users import User
from crm_app.services.choices import Option, options_of
from crm_app.services.custom_fields import CustomColumns
from crm_app.services.pipelines import all_stages
from crm_app.services.saved_views.listings import Kind

LANGUAGES = ("zh", "en")


def fields_of(work: Work, of: Kind) -> dict[str, Asked]:
    """Name → field, the company's own last."""
    own = CustomColumns(of.listing.model).all_asked(work)
    return {**of.listing.fields, **own}


def name_of(asked: Asked) -> tuple[str, str]:
    """A field's name in both languages."""
    if asked.label:
        return say("zh", asked.label), say("en", asked.label)
    return asked.zh, asked.en


def options(work: Work, asked: Asked) -> list[Option]:
    """What can be chosen of a field."""
    if asked.kind == "tick":
        return [Option(key, *said(f"custom_fields.{key}")) for key in ("yes", "no")]
    if asked.options:
        return [Option(key, *said(word)) for key, word in asked.options]
    if asked.choices:
        return [Option(*one) for one in asked.choices]
    if asked.listed == "stage":
        stages = all_stages(work.session).values()
        return [Option(one.public_id, one.name_zh, one.name_en) for one in stages]
    if asked.listed:
        return list(options_of(work.session, asked.listed).values())
    return _people(work) if asked.kind == "person" else []


def sentence(work: Work, of: Kind, where: str) -> tuple[str, str]:
    """A tree in words; refuses what could not be asked."""
    tree = read_tree(where)
    fields = fields_of(work, of)
    asks(work, tree, fields.get)
    zh, en = (
        _joined(
            language,
            tree.match,
            [_group(work, fields, one, language, len(tree.groups) > 1) for one in tree.groups],
        )
        for language in LANGUAGES
    )
    return zh, en


def rules_said(work: Work, of: Kind, where: str) -> list[tuple[Rule, Asked, str, str]]:
    """Each condition of a tree by itself: the rule, its field, and the rule in words (zh, en)."""
    fields = fields_of(work, of)
    asks(work, read_tree(where), fields.get)
    known = ((rule, fields[rule.name]) for g in read_tree(where).groups for rule in g.rules)
    return [
        (rule, asked, _rule(work, asked, rule, "zh"), _rule(work, asked, rule, "en"))
        for rule, asked in known
    ]


def _group(
    work: Work, fields: Mapping[str, Asked], group: Group, language: str, among: bool
) -> str:
    said = _joined(
        language, group.match, [_rule(work, fields[r.name], r, language) for r in group.rules]
    )
    return say(language, "saved_views.group", said=said) if among and len(group.rules) > 1 else said


def _joined(language: str, match: str, parts: list[str]) -> str:
    return say(language, f"saved_views.join.{match}").join(parts)


def _rule(work: Work, asked: Asked, rule: Rule, language: str) -> str:
    known = {one.key: one.zh if language == "zh" else one.en for one in options(work, asked)}
    values = [known.get(one, one) for one in rule.values if one]
    name = name_of(asked)[LANGUAGES.index(language)]
    mark = say(language, "saved_views.list_mark")
    shown = {"name": name, "value": mark.join(values), "first": "", "last": ""}
    if rule.operator == "between":
        shown |= {"first": values[0], "last": values[-1]}
    return say(language, f"saved_views.says.{rule.operator}", **shown)


def _people(work: Work) -> list[Option]:
    people = select(User).where(col(User.is_active)).order_by(col(User.name))
    own = Option("me", *said("saved_views.me"))
    return [own, *(Option(one.public_id, one.name, one.name) for one in work.session.exec(people))]


def said(key: str) -> tuple[str, str]:
    """A text in both languages."""
    return say("zh", key), say("en", key)
