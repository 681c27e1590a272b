"""What hangs on a record: every table that points to it, and what of it the other one has as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, and_, select, update
from sqlmodel import Session, SQLModel

# Kept anew from the records themselves, or what happened to this very record and no other.
_DERIVED = frozenset({"search_doc", "match_key", "duplicate_pair", "record_merge", "score"})
# Two rows that agree in these say the same: the second stays where it is.
_SAYS_THE_SAME = {
    "contact_point": ("kind", "value"),
    "personal_detail": ("text",),
    "activity_link": ("activity_id",),
    "position": ("contact_id", "customer_id", "title", "ended"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that names the record; `kind` is set where a kind stands beside it."""

    table: Table
    column: Column[Any]
    kind: str = ""

    @property
    def name(self) -> str:
        """How a merge remembers it."""
        return f"{self.table.name}.{self.column.name}"

    def of(self, record_id: int) -> Any:
        """The condition of the rows of a record."""
        here = self.column == record_id
        return and_(self.table.c.record_kind == self.kind, here) if self.kind else here


def relations(kind: str) -> Iterator[Relation]:
    """All of a kind, found in the tables themselves: one that is new is not forgotten."""
    for table in SQLModel.metadata.sorted_tables:
        # A row without an id of its own stands for the record itself: it is reckoned anew.
        if table.name in _DERIVED or table.name == kind or "id" not in table.c:
            continue
        if "record_kind" in table.c and "record_id" in table.c:
            yield Relation(table, table.c.record_id, kind)
        for column in table.c:
            if any(key.column.table.name == kind for key in column.foreign_keys):
                yield Relation(table, column)


def movable(session: Session, relation: Relation, keep: int, other: int) -> list[int]:
    """The rows of `other` that `keep` does not have already, by inner id."""
    rows = session.execute(select(relation.table).where(relation.of(other))).mappings().all()
    if not rows:
        return []
    tests = [*_unique(relation)]
    same = _SAYS_THE_SAME.get(relation.table.name)
    if same:
        tests.append(tuple(name for name in same if name != relation.column.name))
    if not tests:
        return [row["id"] for row in rows]
    there = session.execute(select(relation.table).where(relation.of(keep))).mappings().all()
    known = [{tuple(row[name] for name in names) for row in there} for names in tests]
    return [
        row["id"]
        for row in rows
        if not any(
            tuple(row[name] for name in names) in has
            for names, has in zip(tests, known, strict=True)
        )
    ]


def _unique(relation: Relation) -> Iterator[tuple[str, ...]]:
    """The other columns of each unique index that the record is part of."""
    for index in relation.table.indexes:
        names = [column.name for column in index.columns]
        if index.unique and relation.column.name in names:
            yield tuple(name for name in names if name != relation.column.name)


def repoint(session: Session, relation: Relation, ids: list[int], old: int, new: int) -> None:
    """These rows name another record from now on, those that still name the old one."""
    table = relation.table
    for start in range(0, len(ids), 500):
        some = table.c.id.in_(ids[start : start + 500])
        session.execute(
            update(table).where(some, relation.of(old)).values({relation.column.name: new})
        )
