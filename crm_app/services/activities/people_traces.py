"""What was learnt of people and companies: how they stand to one another, what to remember."""

from typing import Any

from sqlmodel import col, false, or_, select

from crm_app.core.work import Work
from crm_app.models.customers import PersonalDetail
from crm_app.models.relations import Relation
from crm_app.services.activities.around import Around
from crm_app.services.activities.rows import TimelineEntry
from crm_app.services.activities.window import Window
from crm_app.services.references import NOBODY, references, users_by_id


def relations(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Relations of the record and its people that somebody entered, where both ends are seen."""
    columns = {
        name: near.ids.get(kind) or set()
        for kind in ("customer", "contact")
        for name in (f"{kind}_id", f"other_{kind}_id")
    }
    touching = [col(getattr(Relation, name)).in_(ids) for name, ids in columns.items() if ids]
    found = select(Relation).where(or_(false(), *touching))
    cut = window.cut(found, col(Relation.at), col(Relation.public_id), Relation.note)
    rows = work.session.exec(cut).all()
    named = references(work, (end for row in rows for end in _ends(row)))
    people = users_by_id(work.session, (row.by_id for row in rows))
    shown: list[TimelineEntry] = []
    for row in rows:
        one, other = (named.get(end) for end in _ends(row))
        if one is not None and other is not None:
            shown.append(
                TimelineEntry(
                    key=row.public_id,
                    kind=f"relation_{row.kind}",
                    at=row.at,
                    author=people.get(row.by_id or 0, NOBODY).name,
                    text=row.note,
                    about=[one, other],
                )
            )
    return shown


def _ends(row: Relation) -> list[tuple[str, int]]:
    near = ("contact", row.contact_id) if row.contact_id else ("customer", row.customer_id)
    far = (
        ("contact", row.other_contact_id)
        if row.other_contact_id
        else ("customer", row.other_customer_id)
    )
    return [(kind, key or 0) for kind, key in (near, far)]


def details(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """What somebody noted to be remembered."""
    of_any: list[Any] = [
        col(getattr(PersonalDetail, f"{kind}_id")).in_(near.ids[kind])
        for kind in ("customer", "contact")
        if near.ids.get(kind)
    ]
    found = select(PersonalDetail).where(or_(false(), *of_any), col(PersonalDetail.at).is_not(None))
    place = col(PersonalDetail.at), col(PersonalDetail.public_id)
    rows = work.session.exec(window.cut(found, *place, PersonalDetail.text)).all()
    named = references(work, (("contact", row.contact_id) for row in rows))
    people = users_by_id(work.session, (row.by_id for row in rows))
    return [
        TimelineEntry(
            key=row.public_id,
            kind="remembered",
            at=row.at,
            author=people.get(row.by_id or 0, NOBODY).name,
            zh=row.text,
            en=row.text,
            about=[
                named[key]
                for key in [("contact", row.contact_id or 0)]
                if key in named and near.kind != "contact"
            ],
        )
        for row in rows
        if row.at is not None
    ]
