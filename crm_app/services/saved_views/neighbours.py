"""From record to record, in the order of the list that one came from."""

from dataclasses import dataclass, replace

from crm_app.core.listing import ListQuery, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.services.saved_views.queries import kind_of


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The records before and after one (public ids, or nothing), the page of the list that it is
    on, and its place (0: it is not in the list any more)."""

    before: str = ""
    after: str = ""
    page: int = 1
    place: int = 0


@query(Permission.SELF)
def neighbours(work: Work, kind: str, asked: ListQuery, public_id: str) -> Neighbours:
    """Where a record stands in a list: on the page that was shown, or the ones beside it."""
    listing = kind_of(work, kind).listing

    def ids(page: int) -> list[str]:
        if page < 1:
            return []
        found = page_of(work, listing, replace(asked, page=page))
        return [row.public_id for row in found.rows] if found.page == page else []

    for page in (asked.page, asked.page + 1, asked.page - 1):
        here = ids(page)
        if public_id in here:
            break
    else:
        return Neighbours(page=asked.page)
    at = here.index(public_id)
    before = here[at - 1] if at else next(iter(ids(page - 1)[-1:]), "")
    after = here[at + 1] if at + 1 < len(here) else next(iter(ids(page + 1)[:1]), "")
    return Neighbours(before, after, page, (page - 1) * asked.size + at + 1)
