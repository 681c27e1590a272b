"""What the cells of one table are read with: its columns, the lists, the people, the own fields."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import AppError
from crm_app.core.permissions import GRANTS, Scope
from crm_app.core.work import Work
from crm_app.locales.catalog import TEXT
from crm_app.models.custom_fields import CustomField
from crm_app.models.users import User
from crm_app.services.choices import options_of
from crm_app.services.custom_fields import TAGS, names_in, read_typed, writable_fields
from crm_app.services.home_region import home_region
from crm_app.services.imports import cells, moments, tidying
from crm_app.services.imports.cells import Bad
from crm_app.services.imports.said import SAID, WORDS
from crm_app.services.imports.shapes import KINDS, Field, Kind

CUSTOM = "custom."
PLAIN = cells.PLAIN | moments.PLAIN


@dataclass(frozen=True, slots=True)
class Seller:
    """Somebody who may own what comes in."""

    user_id: int
    team_id: int
    name: str


@dataclass(slots=True)
class Fault:
    """Why a row cannot come in as it is: the field, the code, and what fills the sentence."""

    field: str
    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def stored(self) -> list[Any]:
        """As a row keeps it."""
        return [self.field, self.code, self.params]


@dataclass(slots=True)
class Judged:
    """A row under judgement. `filed`: what the matcher would file it under; `packed`: its cells and
    what they mean as JSON, where that was written already."""

    number: int
    cells: list[str]
    read: dict[str, Any]
    faults: list[Fault]
    notes: list[Fault] = dataclasses.field(default_factory=list)
    weak: str = ""
    # None until somebody has worked out what the row is known by.
    keys: list[str] | None = None
    filed: bytes | None = None
    packed: tuple[str, str] | None = None
    verdict: str = ""
    reasons: list[list[Any]] = dataclasses.field(default_factory=list)
    target: Any = None
    before: dict[str, Any] = dataclasses.field(default_factory=dict)


_SPARED = ("owner", "author", "source", "birthday", "tax_id")
Reader = Callable[[str], Any]


class Desk:
    """Reads rows; what it looked up once it keeps. It can be sent to another process: the readers
    are made anew there of what was looked up here."""

    def __init__(
        self,
        work: Work,
        kind: str,
        columns: Sequence[str],
        mapping: dict[str, str],
        options: dict[str, Any],
    ) -> None:
        self.kind: Kind = KINDS[kind]
        self.options = options
        self.scope_all = work.actor.scope is Scope.ALL
        self.cache: dict[str, dict[str, Any]] = {}
        self._columns, self._mapping = list(columns), mapping
        self.region = home_region()
        self._sellers = sellers_of(work, self.kind)
        self._own = {one.key: one for one in writable_fields(work, self.kind.record)}
        lists = {one.of for one in self.kind.fields if one.read == "list"}
        self._lists = {name: _list(work, name) for name in lists}
        self._begin()

    def _begin(self) -> None:
        self._readers = self._readers_of_columns()
        self._tidy = tidying.chosen(self.kind.name, self.options.get("rules", []))

    def __getstate__(self) -> dict[str, Any]:
        made = {"_readers", "_tidy", "cache"}
        return {name: value for name, value in vars(self).items() if name not in made}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.cache = {}
        self._begin()

    def judge(self, number: int, row: list[str]) -> Judged:
        """A row with its values, and what is wrong with its cells."""
        read: dict[str, Any] = {}
        faults: list[Fault] = []
        notes: list[Fault] = []
        width = len(row)
        for place, name, reader, many in self._readers:
            typed = row[place].strip() if place < width else ""
            if not typed:
                continue
            try:
                value = reader(typed)
            except Bad as bad:
                # Of some fields a row can do without: it comes in, and says what was left out.
                among = notes if name in _SPARED else faults
                among.append(Fault(name, bad.code, bad.params))
                continue
            _take(read, name, value, many=many)
        for tidy in self._tidy:
            tidy(read)
        return Judged(number, row, read, faults, notes)

    def seller(self, key: int) -> Seller:
        """Who an owner's id is."""
        return self._sellers[str(key)]

    def _readers_of_columns(self) -> list[tuple[int, str, Reader, bool]]:
        found: list[tuple[int, str, Reader, bool]] = []
        for key, column in self._mapping.items():
            if column not in self._columns:
                continue
            place = self._columns.index(column)
            if key.startswith(CUSTOM):
                if own := self._own.get(key.removeprefix(CUSTOM)):
                    found.append((place, key, _custom(own), False))
                continue
            one = self.kind.field(key)
            if one is not None:
                found.append((place, one.key, self._reader(one), one.read in cells.REACHING))
        return found

    def _reader(self, one: Field) -> Reader:
        if one.read in cells.REACHING:
            reach, kind = cells.REACHING[one.read], one.key
            return lambda typed: reach(kind, typed, self.region)
        if one.read in PLAIN:
            plain, most = PLAIN[one.read], one.most
            return lambda typed: plain(typed, most)
        if one.read == "list":
            return self._among(self._lists[one.of], "imports.not_in_list")
        if one.read == "word":
            return self._among(_words(one.of), "imports.word_unknown")
        if one.read == "owner":
            return self._owner
        return lambda typed: cells.text(typed, one.most)  # what it names the kind looks up

    def _among(self, known: dict[str, str], code: str) -> Reader:
        def read(typed: str) -> str:
            value = known.get(typed.casefold())
            if value is None:
                raise Bad(code, typed=typed[:40])
            return value

        return read

    def _owner(self, typed: str) -> int:
        found = self._sellers.get(typed.casefold())
        if found is None:
            raise Bad("imports.owner_unknown", typed=typed[:60])
        return found.user_id


def _take(read: dict[str, Any], name: str, value: Any, *, many: bool) -> None:
    if not many:
        if isinstance(value, list) and name in read:
            read[name] = list(dict.fromkeys([*read[name], *value]))
        elif value is not None:
            read[name] = value
        return
    for one in value:
        held = read.setdefault(one[0], [])
        if one not in held:
            held.append(one)


def sellers_of(work: Work, kind: Kind) -> dict[str, Seller]:
    """By id, name and mail: the active people within the actor's reach who may own such records. A
    name that two have is nobody's."""
    known: dict[str, Seller] = {}
    twice: set[str] = set()
    for user in work.session.exec(select(User).where(col(User.is_active))):
        near = user.id == work.actor.user_id or user.team_id in work.actor.team_ids
        may = kind.permission in GRANTS.get(user.role, frozenset())
        if not may or not (near or work.actor.scope is Scope.ALL):
            continue
        seller = Seller(user.id or 0, user.team_id, user.name)
        name = user.name.casefold()
        if name in known:
            twice.add(name)
        known |= {str(user.id): seller, name: seller, user.email.casefold(): seller}
    return {name: seller for name, seller in known.items() if name not in twice}


def _list(work: Work, name: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for one in options_of(work.session, name).values():
        known |= {one.en.casefold(): one.key, one.zh.casefold(): one.key}
        known |= {one.key.casefold(): one.key}
    return known


def _words(of: str) -> dict[str, str]:
    known = {key.casefold(): value for key, value in SAID.get(of, {}).items()}
    for word in WORDS[of]:
        known |= {one.casefold(): word for one in (*TEXT.get(f"{of}.{word}", ()), word)}
    return known


def _custom(field_: CustomField) -> Reader:
    def read(typed: str) -> Any:
        try:
            given = (
                names_in(typed) if field_.key == TAGS else typed
            )  # by whatever mark they are parted
            return read_typed(field_, given)
        except AppError as refusal:
            raise Bad(refusal.code, **refusal.params) from None

    return read
