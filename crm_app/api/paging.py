"""Lists page by page, and records with versions: cursor and limit, ETag and If-Match."""

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request, Response

from crm_app.core.errors import Invalid, Stale
from crm_app.core.listing import ListQuery, Slice
from crm_app.lib.ids import is_id

T = TypeVar("T")


class Paging:
    """Where a list is to go on, and with how many rows."""

    def __init__(
        self,
        request: Request,
        cursor: Annotated[str, Query(max_length=400)] = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> None:
        self.limit = limit
        self._list = _fingerprint(request)
        self.after = self._read(cursor) if cursor else ""

    def query(self, words: str = "", **filters: str | None) -> ListQuery:
        """What to ask a listing for; filters that are None or empty are left out."""
        given = {name: value for name, value in filters.items() if value}
        return ListQuery(words=words, filters=given | self._further(), size=self.limit)

    def _further(self) -> dict[str, str]:
        return {}

    def answer(self, found: Slice[T], show: Callable[[T], Any]) -> dict[str, Any]:
        """`{"items", "next"}`; `show` makes the JSON of a row, `next` is null at the end."""
        following = self._write(found.next) if found.next else None
        return {"items": [show(row) for row in found.rows], "next": following}

    def whole(self, rows: Sequence[T], show: Callable[[T], Any]) -> dict[str, Any]:
        """A page of a list that is short enough to be read at once; its places are numbers."""
        begin = int(self.after) if _is_number(self.after) else 0
        end = begin + self.limit
        following = self._write(str(end)) if end < len(rows) else None
        return {"items": [show(row) for row in rows[begin:end]], "next": following}

    def cursor(self, place: int) -> str:
        """The cursor of a row by its number, for lists that count their rows themselves."""
        return self._write(str(place))

    def is_place(self, after: object) -> bool:
        """Whether it can be a place in this kind of list: a record's id, or the number of a row."""
        return is_id(after) or _is_number(after)

    def _write(self, after: str) -> str:
        return base64.urlsafe_b64encode(json.dumps([after, self._list]).encode()).decode()

    def _read(self, cursor: str) -> str:
        """The place in a cursor; one that is damaged or of another list is refused."""
        try:
            after, of_list = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        except (ValueError, TypeError):
            raise Invalid("list.cursor_invalid", field="cursor") from None
        if of_list != self._list or not self.is_place(after):
            raise Invalid("list.cursor_invalid", field="cursor")
        return after


class CustomFilters:
    """What is asked of custom fields: `custom.<key>`, and `.from` and `.to` of a range; and `where`:
    conditions in groups (core/conditions.py). A route that depends on it takes such parameters
    (api/route.py)."""

    takes_custom = True

    def __init__(self, request: Request) -> None:
        self.filters = {
            name: value[:200]
            for name, value in request.query_params.items()
            if name.startswith("custom.") and value
        }
        if where := request.query_params.get("where", ""):
            self.filters["where"] = where


class CustomPaging(Paging):
    """Paging of a list that can be filtered by custom fields too."""

    def __init__(
        self,
        request: Request,
        custom: Annotated[CustomFilters, Depends()],
        cursor: Annotated[str, Query(max_length=400)] = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> None:
        super().__init__(request, cursor, limit)
        self._custom = custom.filters

    def _further(self) -> dict[str, str]:
        return self._custom


def _is_number(after: object) -> bool:
    """Whether it is a place in a list whose rows are numbered."""
    return isinstance(after, str) and after.isascii() and after.isdigit() and len(after) < 19


def _fingerprint(request: Request) -> str:
    """Path and filters, without what may differ from page to page."""
    params = sorted((k, v) for k, v in request.query_params.items() if k not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps([request.url.path, params]).encode()).hexdigest()[:12]


def asked_version(
    if_match: Annotated[str | None, Header(description="The version that was read")] = None,
) -> int | None:
    """The version in If-Match (`"3"`, `W/"3"` or 3); None without one or with `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    plain = if_match.strip().removeprefix("W/").strip('"')
    if not plain.isascii() or not plain.isdigit():
        raise Stale("record.stale")  # no version of ours: by RFC 9110 a condition that fails
    return int(plain)


def tag(response: Response, version: int) -> None:
    """Say the version of what is answered, for If-Match."""
    response.headers["etag"] = f'"{version}"'


def created(response: Response, address: str, version: int | None = None) -> None:
    """Say where a new record is."""
    response.headers["location"] = address
    if version is not None:
        tag(response, version)


PageAsked = Annotated[Paging, Depends()]
CustomPageAsked = Annotated[CustomPaging, Depends()]
IfMatch = Annotated[int | None, Depends(asked_version)]
