"""Many new records in one transaction: written by Core, audited in chunks, indexed with them.

What can be worked out beforehand comes ready in parcels, so that the transaction that holds
SQLite's only writer is short: rows as tuples whose ids count from 1 within the load (they are moved
behind the rows that are there), search words, and what the audit says of each record.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, text
from sqlmodel import Session, SQLModel

from crm_app.core import audit, search
from crm_app.core.database import is_sqlite
from crm_app.core.permissions import Actor
from crm_app.models.base import Owned

_LOCK, _BOUND = 7_212_007, 200
_Put = Callable[[Iterable[tuple[Any, ...]]], None]


class Shape(NamedTuple):
    """What the tuples of a heap are: columns of a table, and which of them count from 1 (column →
    the table whose new rows they count).

    The values are as the database takes them: days as YYYY-MM-DD, choices by the name of the
    member, exact numbers as whole ten-thousandths, JSON as text, moments `as_stored`.
    """

    table: str
    columns: tuple[str, ...]
    counts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Parcel:
    """Some records with all that belongs to them: rows by shape, documents, and the audit's words.

    `documents`: table and number of the record, then kind, public id, owner, team, title, subtitle,
    text, index words. `changes` is the canonical JSON of the audit entry; `ids` the public ids.
    """

    rows: dict[Shape, list[tuple[Any, ...]]] = field(default_factory=dict)
    documents: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    changes: str = ""
    ids: list[str] = field(default_factory=list)

    def put(self, shape: Shape, row: tuple[Any, ...]) -> None:
        """One more row."""
        self.rows.setdefault(shape, []).append(row)


class Load:
    """The parcels of one transaction on their way into the database."""

    def __init__(self, session: Session, actor: Actor, moment: datetime) -> None:
        self._link = session.connection()
        self._session, self._actor, self._moment = session, actor, moment
        self._bases: dict[str, int] = {}
        tables = SQLModel.metadata.sorted_tables
        self._order = {table.name: place for place, table in enumerate(tables)}
        self._put: dict[Shape, _Put] = {}
        search.make_room(session)
        if not is_sqlite():  # nobody else may take the ids in between
            self._link.execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": _LOCK})

    def add(self, parcel: Parcel, action: str, record: str) -> None:
        """Write one parcel; `action` and `record` are those of its audit entry."""
        # What others refer to comes first.
        for shape, rows in sorted(parcel.rows.items(), key=lambda one: self._order[one[0].table]):
            if shape not in self._put:
                self._put[shape] = self._writer(shape)
            self._put[shape](rows)
        for table, documents in parcel.documents.items():
            search.put_ready(self._session, documents, self.base(table), self.base("search_doc"))
        if parcel.changes:
            audit.append_ready(self._session, self._actor, action, record, parcel.changes)

    def base(self, table: str) -> int:
        """The highest id of a table before this load."""
        if table not in self._bases:
            highest = self._link.execute(text(f'SELECT max(id) FROM "{table}"')).scalar()  # noqa: S608
            taken = 0 if is_sqlite() else self._last_given(table)
            self._bases[table] = max(highest or 0, taken)
        return self._bases[table]

    def tables(self) -> list[str]:
        """The tables that rows were put into."""
        return list(dict.fromkeys(shape.table for shape in self._put))

    def came(self, table: str) -> tuple[int, int]:
        """The ids that rows of a table got: after which, and the last; the same twice for none."""
        before = self.base(table)
        last = self._link.execute(text(f'SELECT max(id) FROM "{table}"')).scalar()  # noqa: S608
        return before, max(last or 0, before)

    def finish(self) -> None:
        """The index as usual; PostgreSQL counts ids apart from the rows: its counters go behind what
        was written."""
        search.make_room(self._session, usual=True)
        for table in () if is_sqlite() else self._bases:
            self._link.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), "  # noqa: S608
                    f'(SELECT max(id) FROM "{table}"))'
                )
            )

    def _last_given(self, table: str) -> int:
        found = self._link.execute(
            text(f"SELECT nextval(pg_get_serial_sequence('\"{table}\"', 'id'))")
        )
        return int(found.scalar() or 0)

    def _writer(self, shape: Shape) -> _Put:
        model = model_of(shape.table)
        table = SQLModel.metadata.tables[shape.table]
        dialect = self._link.dialect
        rest = {
            name: value
            for name, value in self._constants(model).items()
            if name in table.columns and name not in shape.columns
        }
        ends = tuple(
            _bound(table.columns[name].type, dialect, value) for name, value in rest.items()
        )
        offsets = {name: self.base(of) for name, of in shape.counts}
        names = (*shape.columns, *rest)
        put = _sqlite_put if is_sqlite() else _postgres_put
        return put(self._link, shape.table, names, offsets, ends)

    def _constants(self, model: type[SQLModel]) -> dict[str, Any]:
        """What a new row holds of itself where nobody says otherwise."""
        values = {
            name: one.get_default(call_default_factory=True)
            for name, one in model.model_fields.items()
            if name not in ("id", "public_id") and not one.is_required()
        }
        if issubclass(model, Owned):
            who = self._actor.user_id
            values |= {"created_at": self._moment, "updated_at": self._moment}
            values |= {"created_by": who, "updated_by": who}
            values.pop("owner_id", None)
            values.pop("team_id", None)
        return values


def model_of(table: str) -> type[SQLModel]:
    """The model of a table."""
    for mapper in SQLModel._sa_registry.mappers:
        if mapper.local_table.name == table:  # pyright: ignore[reportAttributeAccessIssue]
            return mapper.class_
    raise LookupError(table)


def _bound(kind: Any, dialect: Any, value: Any) -> Any:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return process(value) if process is not None else value


def as_stored(moment: datetime) -> Any:
    """A moment as a tuple holds it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if is_sqlite() else moment


def put_rows(
    session: Session,
    table: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    unless_there: bool = False,
) -> None:
    """Write many rows of a table that nothing follows from; the values are as in a `Shape`. Those
    whose key is taken are left out where they may be there already."""
    if is_sqlite():
        _sqlite_put(session.connection(), table, columns, {}, (), skips=unless_there)(rows)
        return
    aside = f"new_{table}" if unless_there else table
    link = session.connection()
    if unless_there:
        link.execute(text(f'CREATE TEMP TABLE "{aside}" (LIKE "{table}") ON COMMIT DROP'))
    _postgres_put(link, aside, columns, {}, ())(rows)
    if unless_there:
        link.execute(text(f'INSERT INTO "{table}" SELECT * FROM "{aside}" ON CONFLICT DO NOTHING'))  # noqa: S608
        link.execute(text(f'DROP TABLE "{aside}"'))


def _sqlite_put(
    link: Connection,
    table: str,
    names: Sequence[str],
    offsets: dict[str, int],
    ends: tuple[Any, ...],
    *,
    skips: bool = False,
) -> _Put:
    raw: Any = link.connection.driver_connection
    marks = [
        f"?+{offsets[name]}" if name in offsets else "?" for name in names[: -len(ends) or None]
    ]
    # What is the same in every row is no value to be bound a hundred thousand times.
    marks += [raw.execute("SELECT quote(?)", (one,)).fetchone()[0] for one in ends]
    columns = ", ".join(f'"{name}"' for name in names)
    into = f'INSERT {"OR IGNORE " if skips else ""}INTO "{table}" ({columns}) VALUES '  # noqa: S608
    row = f"({', '.join(marks)})"
    # Of short rows most of the time would go into beginning a statement for each.
    many = max(1, _BOUND // len(marks))
    whole = into + ", ".join([row] * many)

    def put(rows: Iterable[tuple[Any, ...]]) -> None:
        left = iter(rows)
        while len(some := list(islice(left, many))) == many:
            raw.execute(whole, list(chain.from_iterable(some)))
        raw.executemany(into + row, some)

    return put


def _postgres_put(
    link: Connection,
    table: str,
    names: Sequence[str],
    offsets: dict[str, int],
    ends: tuple[Any, ...],
) -> _Put:
    moved = [(place, offsets[name]) for place, name in enumerate(names) if name in offsets]
    columns = ", ".join(f'"{name}"' for name in names)
    raw: Any = link.connection.driver_connection

    def put(rows: Iterable[tuple[Any, ...]]) -> None:
        with raw.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                values = list(row)
                for place, base in moved:
                    if values[place] is not None:
                        values[place] += base
                copy.write_row((*values, *ends))

    return put
