"""What lies in the recycle bin, as one may see it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.services.bulk import doors, is_binned
from crm_app.services.recycle.rows import DeletedRow
from crm_app.services.references import NOBODY, users_by_id
from crm_app.services.saved_views import kinds

_FAR = 200


@query(Permission.SELF)
def deleted(work: Work, asked: ListQuery) -> Page[DeletedRow]:
    """One page of what was deleted, the last first; filter `kind`, words are looked for in names."""
    shown = _kinds(work, asked)
    total = sum(_count(work, kind, asked.words) for kind in shown)
    page, pages, size = place_in(asked, total)
    most = min(page, _FAR) * size
    rows = [(kind, row) for kind in shown for row in _newest(work, kind, asked.words, most)]
    rows.sort(key=lambda pair: (pair[1].deleted_at, pair[1].key), reverse=True)
    return Page(_rows(work, rows[(page - 1) * size : page * size]), total, page, pages)


def _kinds(work: Work, asked: ListQuery) -> list[str]:
    wanted = asked.filters.get("kind", "")
    unknown = next((name for name in asked.filters if name != "kind"), "")
    if unknown:
        raise Invalid("list.filter_unknown", field=unknown, name=unknown[:60])
    binned = {kind: one for kind, one in kinds().items() if is_binned(kind)}
    if wanted and wanted not in binned:
        raise Invalid("list.value_unknown", field="kind", value=wanted[:60])
    mine = [kind for kind, one in binned.items() if work.actor.can(one.reads)]
    return [kind for kind in mine if wanted in ("", kind)]


def _chosen(work: Work, kind: str, words: str, *columns: Any) -> Any:
    model: Any = kinds()[kind].listing.model
    found = work.narrowed(select(*columns or (model,)), model)
    found = found.where(col(model.deleted_at).is_not(None))
    if words.strip():
        found = found.where(col(_named(model)).icontains(words.strip(), autoescape=True))
    return found


def _named(one: Any) -> Any:
    """What a record is called by; papers by their number."""
    return one.name if hasattr(one, "name") else one.number


def _count(work: Work, kind: str, words: str) -> int:
    model = kinds()[kind].listing.model
    return work.session.exec(_chosen(work, kind, words, func.count(col(model.id)))).one()


def _newest(work: Work, kind: str, words: str, most: int) -> Sequence[Any]:
    model = kinds()[kind].listing.model
    newest = (col(model.deleted_at).desc(), col(model.id).desc())
    return work.session.exec(_chosen(work, kind, words).order_by(*newest).limit(most)).all()


def _rows(work: Work, found: list[tuple[str, Any]]) -> list[DeletedRow]:
    ids = {one for _, row in found for one in (row.owner_id, row.updated_by) if one}
    people = users_by_id(work.session, ids)
    return [
        DeletedRow(
            kind,
            row.public_id,
            _named(row),
            row.deleted_at,
            people.get(row.updated_by, NOBODY).name,
            people.get(row.owner_id, NOBODY).name,
            work.actor.can(doors()[kind].writes),
            f"{kind}:{row.public_id}",
        )
        for kind, row in found
    ]
