"""Templates to choose from, and what one would change."""

import re
from collections.abc import Mapping

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.custom_fields import CustomField
from crm_app.models.customers import Customer
from crm_app.models.deals import Pipeline
from crm_app.models.ledger import Setting
from crm_app.services import custom_fields
from crm_app.services.industries.catalogue import BY_KEY, TEMPLATES, Template
from crm_app.services.industries.rows import Change, Preview, TemplateRow
from crm_app.services.industries.tags import tags_of

_TAGGED = "customer"


@query(Permission.SETTINGS)
def templates(work: Work) -> list[TemplateRow]:
    """All industries."""
    return [
        TemplateRow(
            *(one.key, one.zh, one.en, len(one.fields), len(one.stages)),
            is_applied=not any(change.does == "new" for change in changes(work, one, demo=False)),
            undoable=bool(kept_of(work, one.key)),
        )
        for one in TEMPLATES
    ]


@query(Permission.SETTINGS)
def preview(work: Work, key: str, demo: bool) -> Preview:
    """What a template would bring, and what of it is there already."""
    template = find(key)
    found = changes(work, template, demo=demo)
    new = sum(change.does == "new" for change in found)
    return Preview(key, template.zh, template.en, found, new)


def find(key: str) -> Template:
    """The template of a key."""
    if key not in BY_KEY:
        raise NotFound("industries.unknown")
    return BY_KEY[key]


def changes(work: Work, template: Template, *, demo: bool) -> list[Change]:
    """Inside a use case: everything that it brings, and whether that is new."""
    known = {(one.record, one.key): one for one in work.session.exec(select(CustomField))}
    found = [*_fields(template, known), *_tags(work, template)]
    zh, en = template.pipeline
    pipeline = pipeline_of(work, template)
    there = pipeline is not None and pipeline.is_active
    found.append(Change("pipeline", zh, en, "kept" if there else "new"))
    found += [
        Change(
            *("stage", one.zh, one.en, "kept" if there else "new"),
            note_zh=one.task_zh,
            note_en=one.task_en,
        )
        for one in template.stages
    ]
    if demo:
        known_names = demo_names(work, template)
        found += [
            Change(
                "record", one.company, one.company, "kept" if one.company in known_names else "new"
            )
            for one in template.demo
        ]
    return found


def key_of(key: str) -> str:
    """Where is kept what a template brought."""
    return f"template:{key}"


def kept_of(work: Work, key: str) -> list[list[str]]:
    """What a template brought, as `remember` keeps it: kind, record, key, name."""
    row = work.session.get(Setting, key_of(key))
    return list(row.value["brought"]) if row is not None else []


def pipeline_of(work: Work, template: Template) -> Pipeline | None:
    """The pipeline of that name, if there is one."""
    zh, en = template.pipeline
    named = select(Pipeline).where((col(Pipeline.name_zh) == zh) | (col(Pipeline.name_en) == en))
    return work.session.exec(named).first()


def demo_names(work: Work, template: Template) -> set[str]:
    """The demo customers of a template that are there already."""
    names = [one.company for one in template.demo]
    there = select(Customer.name).where(col(Customer.name).in_(names))
    return set(work.session.exec(there.where(col(Customer.deleted_at).is_(None))))


def _fields(template: Template, known: Mapping[tuple[str, str], CustomField]) -> list[Change]:
    """A formula that would read something else than it means is left out with it."""
    others: set[tuple[str, str]] = set()
    found = []
    for line in template.fields:
        there = known.get((line.record, line.key))
        words = re.findall(r"\w+", line.more) if line.kind == "formula" else []
        fits = there is None or there.kind.value == line.kind
        gone = there is None or not there.is_active  # one that was taken out of use comes back
        does = "other" if not fits else "new" if gone else "kept"
        if there is None and any((line.record, word) in others for word in words):
            does = "other"
        if does == "other":
            others.add((line.record, line.key))
        kind = "formula" if line.kind == "formula" else "field"
        found.append(Change(kind, line.zh, line.en, does, line.record, key=line.key))
    return found


def _tags(work: Work, template: Template) -> list[Change]:
    there = {one.name.casefold() for one in custom_fields.tags.within(work, _TAGGED)}
    return [
        Change("tag", zh, en, "kept" if zh.casefold() in there else "new", _TAGGED, key=en)
        for zh, en in tags_of(template.key).items()
    ]
