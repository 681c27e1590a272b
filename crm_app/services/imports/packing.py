"""New records made ready to be written, outside the transaction that writes them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from crm_app.core.audit import canonical
from crm_app.core.bulk import Parcel, Shape, as_stored
from crm_app.core.search import SearchText, ready_document
from crm_app.lib.exact import SCALE
from crm_app.lib.ids import new_ids
from crm_app.models.lifecycle import STAGES
from crm_app.services.imports.likeness import company_key
from crm_app.services.points import PARTS, Point, read_point

POINT_COLUMNS = ("public_id", "kind", "value", "typed")
_GAP = "\x1f"
_MADE = Shape("import_made", ("batch_id", "kind", "record"))


@dataclass(slots=True)
class Made:
    """A customer that comes with the rows that name it; `words`: of each who works there, what the
    customer is found by because of him, until all are known."""

    number: int
    public_id: str
    name: str
    owner: tuple[int, int]
    words: list[str] = field(default_factory=list)

    def note_words(self, words: Iterable[str]) -> None:
        """Kept as one text: there may be a hundred thousand people."""
        self.words.append(_GAP.join(words))

    def all_words(self) -> list[str]:
        """Word by word."""
        return [word for one in self.words for word in one.split(_GAP)]


class Packer:
    """Turns rows into parcels; numbers the new records of each table from 1."""

    def __init__(
        self, batch_id: int, owner: tuple[int, int], moment: datetime, cache: dict[str, Any]
    ) -> None:
        self.batch_id, self.owner, self.moment = batch_id, owner, moment
        self.cache = dict(cache)
        self.companies: dict[str, Made] = {}
        self.reindexed: set[int] = set()
        self._numbers: Counter[str] = Counter()
        self._ids: list[str] = []
        self._begin()

    def go_on(self, table: str, start: int, companies: Mapping[str, Made]) -> None:
        """With rows that others have counted: the next of the table is the one after `start`, and
        these are the new companies that they name."""
        self._numbers[table] = start
        self.companies, self.reindexed = dict(companies), set()

    def _begin(self) -> None:
        self.parcel = Parcel()
        self.noted: dict[str, Any] = {}

    def seal(self) -> Parcel:
        """What was packed since the last time."""
        if self.noted:
            self.parcel.changes = canonical(self.noted)
        done = self.parcel
        self._begin()
        return done

    def number(self, table: str) -> int:
        """The number of the next new record of a table."""
        self._numbers[table] += 1
        return self._numbers[table]

    def new_id(self) -> str:
        """A public id; they are made in stock."""
        if not self._ids:
            self._ids = new_ids(4096)[::-1]
        return self._ids.pop()

    def put(
        self, table: str, columns: tuple[str, ...], row: tuple[Any, ...], **counts: str
    ) -> None:
        """One row; `counts`: columns that hold numbers of new records, and their tables."""
        self.parcel.put(Shape(table, columns, tuple(counts.items())), row)

    def note(self, kind: str, public_id: str, values: dict[str, Any]) -> None:
        """What the audit and the event say of a new record."""
        self.noted[f"{kind}:{public_id}"] = {
            name: [None, value] for name, value in values.items() if value not in ("", None, [])
        }
        self.parcel.ids.append(public_id)

    def give_notes(self) -> dict[str, Any]:
        """What was noted, for the parcel that somebody else makes."""
        noted, self.noted, self.parcel.ids = self.noted, {}, []
        return noted

    def take_notes(self, noted: dict[str, Any]) -> None:
        """What somebody else has noted of records that belong here."""
        self.noted |= noted
        self.parcel.ids += [record.partition(":")[2] for record in noted]

    def document(
        self, kind: str, number: int, public_id: str, owner: tuple[int, int], said: SearchText
    ) -> None:
        """What a new record is found by."""
        ready = ready_document(number, kind, public_id, *owner, said)
        self.parcel.documents.setdefault(kind, []).append(ready)

    def points(self, owner: str, number: int, read: dict[str, Any]) -> list[Point]:
        """Ways of reaching a new record; returns them."""
        columns = (*POINT_COLUMNS, f"{owner}_id")
        shape = Shape("contact_point", columns, ((f"{owner}_id", owner),))
        found = []
        for name in _REACH:
            for kind, value, shown in read.get(name, ()):
                found.append(Point(kind, value, shown))
                row = (self.new_id(), kind.upper(), value, shown, number)
                if name == "address":
                    parts = _parts(value)
                    self.put("contact_point", (*columns, *PARTS), row + parts, **dict(shape.counts))
                else:
                    self.parcel.put(shape, row)
        return found

    def details(self, owner: str, number: int, texts: list[str]) -> None:
        """What is to be remembered of a new record."""
        shape = Shape(
            "personal_detail", ("public_id", "text", f"{owner}_id"), ((f"{owner}_id", owner),)
        )
        for text in texts:
            self.parcel.put(shape, (self.new_id(), text, number))

    def came_along(self, kind: str, public_id: str) -> None:
        """A record that no row is about, which an undo takes back too."""
        self.parcel.put(_MADE, (self.batch_id, kind, public_id))

    def company(self, name: str, owner: tuple[int, int]) -> Made:
        """The new customer of that name, made once."""
        key = company_key(name)
        known = self.companies.get(key)
        if known is not None:
            return known
        made = Made(self.number("customer"), self.new_id(), name, owner)
        self.companies[key] = made
        put_customer(self, made.number, made.public_id, {"name": name}, owner)
        self.came_along("customer", made.public_id)
        self.note("customer", made.public_id, {"name": name, "owner_id": owner[0]})
        return made


@lru_cache(maxsize=20_000)
def _parts(address: str) -> tuple[str, ...]:
    """Where an address is, as its row keeps it."""
    point = read_point("address", address)
    return tuple(getattr(point, name) for name in PARTS)


_REACH = ("mobile", "phone", "fax", "email", "wechat", "website", "address")
CUSTOMER = (
    *("id", "public_id", "owner_id", "team_id", "name", "name_key", "kind", "tier", "stage"),
    *("legal_name_zh", "legal_name_en", "tax_id", "industry", "size", "source", "region", "custom"),
    *("name_typed", "stage_since", "stage_set_at", "stage_reason"),
)


def put_customer(
    packer: Packer, number: int, public_id: str, read: dict[str, Any], owner: tuple[int, int]
) -> None:
    """The row of a new customer; what the name says of its legal name is filled in."""
    name = read["name"]
    zh, en = read.get("legal_name_zh", ""), read.get("legal_name_en", "")
    if not name.isascii():
        zh = zh or name
    else:
        en = en or name
    stage = read.get("stage", STAGES[0])
    row = (
        *(number, public_id, *owner, name, company_key(name)),
        *(read.get("kind", "company").upper(), read.get("tier", "C")),
        *(stage, zh, en, read.get("tax_id", "")),
        *(read.get(one, "") for one in ("industry", "size", "source", "region")),
        custom_json(read),
        *(name, packer.moment.date().isoformat()),
        *(as_stored(packer.moment) if stage != STAGES[0] else None, ""),
    )
    packer.put("customer", CUSTOMER, row, id="customer")


def custom_json(read: dict[str, Any]) -> str:
    """The values of own fields, as the column holds them."""
    own = {key[7:]: value for key, value in read.items() if key.startswith("custom.")}
    return json.dumps(own, ensure_ascii=False) if own else "{}"


def exact(value: str | None, otherwise: str = "0") -> int:
    """A plain decimal as whole ten-thousandths."""
    return int(Decimal(value if value is not None else otherwise) * SCALE)


def shown_points(read: dict[str, Any]) -> dict[str, str]:
    """Ways of reaching somebody, for the audit."""
    held = [name for name in _REACH if isinstance(read.get(name), list)]
    return {name: "、".join([one[1] for one in read[name]]) for name in held}
