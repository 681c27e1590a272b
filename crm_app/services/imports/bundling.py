"""New rows packed in two processes: bundles of them become parcels, in the order of the file."""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any, NamedTuple

from crm_app.core.bulk import Parcel
from crm_app.lib.beside import Hands
from crm_app.services.imports.kinds import SIDES, Side
from crm_app.services.imports.likeness import company_key
from crm_app.services.imports.pacing import Pace
from crm_app.services.imports.packing import Made, Packer
from crm_app.services.imports.reading import WORTH

CHUNK = 1000  # records in one audit entry
Given = tuple[str, tuple[Any, ...]]


class Taken(NamedTuple):
    """A row that comes in: its number in the file, its values, the id it was given."""

    number: int
    read: dict[str, Any]
    record: str


@dataclass(slots=True)
class Bundle:
    """Rows to be packed: so many of their kind came before them, and these new companies are named,
    of which `noted` is for the audit. The last ones have no rows: the companies are complete."""

    rows: list[Taken]
    start: int
    firms: dict[str, Made]
    noted: dict[str, Any] = field(default_factory=dict)
    is_last: bool = False


@dataclass(slots=True)
class Bound:
    """What became of a bundle: a parcel, pickled, and what is to be known of all rows together."""

    parcel: bytes
    words: dict[str, list[str]]
    joined: list[tuple[str, int]]
    reindexed: set[int]
    sums: dict[str, Decimal]


def binder(given: Given) -> Callable[[Bundle], Bound]:
    """Packs bundles; of a kind whose rows are told apart one by one it can do so anywhere."""
    kind, start = given
    side, packer = SIDES[kind], Packer(*start)

    def bind(bundle: Bundle) -> Bound:
        if not side.grouped:
            packer.go_on(str(side.model.__tablename__), bundle.start, bundle.firms)
        packer.take_notes(bundle.noted)
        joined: list[tuple[str, int]] = []
        sums: dict[str, Decimal] = {}
        for number, read, fresh in bundle.rows:
            brought = side.record_of(packer, read, fresh)
            if brought != fresh:
                joined.append((brought, number))
            side.pack(packer, read, brought)
            for name in side.money:
                value = read.get("sum" if name == "total" else name) or 0
                sums[name] = sums.get(name, Decimal(0)) + Decimal(value)
        words = {key: made.words for key, made in packer.companies.items() if made.words}
        if bundle.is_last:
            side.finish(packer)
            words = {}
        parcel = pickle.dumps(packer.seal(), pickle.HIGHEST_PROTOCOL)
        return Bound(parcel, words, joined, packer.reindexed, sums)

    return bind


@dataclass(slots=True)
class Known:
    """What is known of all rows when they are packed."""

    sums: dict[str, Decimal] = field(default_factory=dict)
    reindexed: set[int] = field(default_factory=set)
    joined: list[tuple[str, int]] = field(default_factory=list)

    def add(self, bound: Bound) -> None:
        """A bundle more."""
        self.joined += bound.joined
        self.reindexed |= bound.reindexed
        for name, value in bound.sums.items():
            self.sums[name] = self.sums.get(name, Decimal(0)) + value


class Packing:
    """The parcels of an import: some made ahead and kept in a file, the rest while the first are
    written."""

    def __init__(
        self,
        given: Given,
        rows: Iterable[list[Taken]],
        whole: int,
        file: IO[bytes],
        pace: Pace,
    ) -> None:
        self.known, self._pace = Known(), pace
        self._side: Side = SIDES[given[0]]
        self._book = Packer(*given[1])
        self._whole, self._done, self._kept, self._file = whole, 0, 0, file
        self._pending: deque[bytes] = deque()
        beside = whole > WORTH and not self._side.grouped
        self._hands: Hands[Bundle, Bound] = Hands(binder, given, beside=beside)
        self._made = self._parcels(rows)

    def ahead(self, share: float) -> None:
        """Make this share of the parcels now; all of them where nobody makes the rest beside."""
        if self._hands.other is None:
            share = 1
        for parcel in self._made:
            pickle.dump(parcel, self._file)
            self._kept += 1
            if self._done >= share * self._whole and share < 1:
                break

    def parcels(self) -> Iterator[Parcel]:
        """All of them, in order."""
        self._file.seek(0)
        self._hands.is_lean = True
        for _ in range(self._kept):
            yield pickle.loads(pickle.load(self._file))  # noqa: S301 - written by ourselves
            self._pace.written(CHUNK)
        for parcel in self._made:
            yield pickle.loads(parcel)  # noqa: S301 - as above
            self._pace.written(CHUNK)

    def end(self) -> None:
        """Nobody is needed any more."""
        self._hands.__exit__()

    def _parcels(self, rows: Iterable[list[Taken]]) -> Iterator[bytes]:
        for bundle, bound in self._hands.each(self._bundles(rows)):
            self._done += len(bundle.rows)
            self._pace.packed(len(bundle.rows))
            yield from self._told(bound)
        for _, bound in self._hands.each(self._endings()):
            yield from self._told(bound)

    def _told(self, bound: Bound) -> Iterator[bytes]:
        for key, words in bound.words.items():
            if key in self._book.companies:
                self._book.companies[key].words += words
        self.known.add(bound)
        while self._pending:  # what others refer to comes first
            yield self._pending.popleft()
        yield bound.parcel

    def _bundles(self, rows: Iterable[list[Taken]]) -> Iterator[Bundle]:
        start = 0
        for some in rows:
            firms: dict[str, Made] = {}
            for one in some:
                made = self._side.foresee(self._book, one.read)
                if made is not None:
                    bare = Made(made.number, made.public_id, made.name, made.owner)
                    firms[company_key(made.name)] = bare
            noted = self._book.give_notes()
            if noted:
                self._pending.append(pickle.dumps(self._book.seal(), pickle.HIGHEST_PROTOCOL))
            yield Bundle(some, start, firms, noted)
            start += len(some)

    def _endings(self) -> Iterator[Bundle]:
        if self._side.grouped:
            yield Bundle([], 0, {}, is_last=True)
        companies = iter(self._book.companies.items())
        while firms := dict(_some(companies)):
            yield Bundle([], 0, firms, is_last=True)


def _some(companies: Iterator[tuple[str, Made]]) -> Iterator[tuple[str, Made]]:
    return (one for _, one in zip(range(CHUNK), companies, strict=False))
