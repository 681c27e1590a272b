"""What hangs on a record: every table that points to it, and what of it the other one has as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, and_, select, update
from sqlmodel import Session, SQLModel

# Kept anew from the records themselves, or what happened to this very record and no other.
DERIVED = frozenset(
    {
        "search_doc",
        "match_key",
        "match_filed",
        "duplicate_pair",
        "record_merge",
        "score",
        "standing",
    }
)
# Two rows that agree in these say the same: the second stays where it is.
_SAYS_THE_SAME = {
    "contact_point": ("kind", "value"),
    "personal_detail": ("text",),
    "activity_link": ("activity_id",),
    "position": ("contact_id", "customer_id", "title", "ended"),
}
# What a person said of a value of the record: it goes along where the value did.
_SAID_OF = {"tier_override": "tier"}


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

    @property
    def key(self) -> Column[Any]:
        """What tells one row of a record from another: its id, or what else its key consists of."""
        if "id" in self.table.c:
            return self.table.c.id
        (other,) = (one for one in self.table.primary_key if one is not self.column)
        return other

    def of(self, record_id: int) -> Any:
        """The condition of the rows of a record."""
        here = self.column == record_id
        return and_(self.table.c.record_kind == self.kind, here) if self.kind else here


def relations(kind: str) -> Iterator[Relation]:
    """All of a kind, found in the tables themselves: one that is new is not forgotten."""
    for table in SQLModel.metadata.sorted_tables:
        if table.name in DERIVED or table.name == kind:
            continue
        if "record_kind" in table.c and "record_id" in table.c:
            yield Relation(table, table.c.record_id, kind)
        for column in table.c:
            if any(key.column.table.name == kind for key in column.foreign_keys):
                yield Relation(table, column)


def movable(session: Session, relation: Relation, keep: Any, other: Any) -> list[int]:
    """The rows of `other` that `keep` does not have already, by inner id."""
    chosen = select(relation.table).where(relation.of(other.key))
    if said := _SAID_OF.get(relation.table.name):
        chosen = chosen.where(relation.table.c[said] == getattr(keep, said))
    rows = session.execute(chosen).mappings().all()
    if not rows:
        return []
    tests = [*_unique(relation)]
    same = _SAYS_THE_SAME.get(relation.table.name)
    if same:
        tests.append(tuple(name for name in same if name != relation.column.name))
    if not tests:
        return [row[relation.key.name] for row in rows]
    there = session.execute(select(relation.table).where(relation.of(keep.key))).mappings().all()
    known = [{tuple(row[name] for name in names) for row in there} for names in tests]
    return [
        row[relation.key.name]
        for row in rows
        if not any(
            tuple(row[name] for name in names) in has
            for names, has in zip(tests, known, strict=True)
        )
    ]


def _unique(relation: Relation) -> Iterator[tuple[str, ...]]:
    """The other columns of each key and unique index that the record is part of."""
    table = relation.table
    keys = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys += [index.columns for index in table.indexes if index.unique]
    for columns in (table.primary_key.columns, *keys):
        names = [column.name for column in columns]
        if relation.column.name in names:
            yield tuple(name for name in names if name != relation.column.name)


def repoint(session: Session, relation: Relation, ids: list[int], old: int, new: int) -> None:
    """These rows name another record from now on, those that still name the old one."""
    for start in range(0, len(ids), 500):
        some = relation.key.in_(ids[start : start + 500])
        moved = update(relation.table).where(some, relation.of(old))
        session.execute(moved.values({relation.column.name: new}))
