"""Records as they are taken out of the product: a table that imports know again without asking.

Columns are called as `record_fields` calls them; what lists show beside, and nobody enters, comes
after them, then the fields of the company's own, last the id. Cells know what they are (a number, a
day, a word in both languages), so that each kind of file writes them in its own way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_app.core.listing import ListQuery
from crm_app.core.work import Work
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue
from crm_app.services.points import Point
from crm_app.services.record_fields import FIELDS, label

Cell = str | Decimal | date | Option | None
_BATCH = 500
_MONEY = frozenset({"amount", "price", "cost", "net", "tax", "total", "received", "weighted"})


@dataclass(slots=True)
class Taken:
    """What was taken: `name` is that of the list; heads as (zh, en), `names` are the fields they say,
    the same once more for each further value.
    """

    name: str
    heads: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def head(self, language: str) -> list[str]:
        """The names of the columns in a language; the last one is `id`."""
        return [one[1] if language == "en" else one[0] for one in self.heads]

    def fields(self) -> list[str]:
        """The field of each column; "" for what is none of the kind's."""
        return [*self.names, *[""] * (len(self.heads) - len(self.names) - 1), "id"]

    def cells(self, language: str) -> Iterator[list[str | Decimal | date]]:
        """The rows with words in a language."""
        for row in self.rows:
            yield [_in_words(cell, language) for cell in row]


Check = Callable[[Work, str, ListQuery, Sequence[Any]], None]
_CHECKS: list[Check] = []


def check_first(check: Check) -> Check:
    """Register who has a say before a list goes out: approvals, that not every feature can import."""
    _CHECKS.append(check)
    return check


def check_taken(work: Work, name: str, asked: ListQuery, rows: Sequence[Any]) -> None:
    """Inside an export: refuse what somebody who has a say holds back."""
    if not _CHECKS:
        raise LookupError("nobody says what may be taken out")
    for check in _CHECKS:
        check(work, name, asked, rows)


class Taking:
    """Puts a table together, a record at a time. `fields` are those of the kind in their order,
    `beside` the texts of what lists show besides.
    """

    def __init__(self, kind: str, fields: Sequence[str], beside: Sequence[str] = ()) -> None:
        self._kind, self._fields, self._beside = kind, fields, beside
        self._width = dict.fromkeys(fields, 1)
        self._custom: dict[str, FieldValue] = {}
        self._records: list[tuple[str, Mapping[str, Any], dict[str, Cell]]] = []

    def add(
        self, public_id: str, values: Mapping[str, Any], custom: Sequence[FieldValue] = ()
    ) -> None:
        """One more record: a value a field, several as a list."""
        for name, value in values.items():
            if isinstance(value, list):
                self._width[name] = max(self._width[name], len(value))
        for one in custom:
            self._custom.setdefault(one.key, one)
        self._records.append((public_id, values, {one.key: _own(one) for one in custom}))

    def taken(self) -> Taken:
        """The table."""
        names = [name for name in self._fields for _ in range(self._width[name])]
        found = Taken(self._kind, self._heads(), names)
        for public_id, values, custom in self._records:
            row: list[Cell] = []
            for name in self._fields:
                value = _exact(name, values.get(name))
                several = value if isinstance(value, list) else [value]
                row += [*several, *[None] * (self._width[name] - len(several))]
            row += [_exact(name, values.get(name)) for name in self._beside]
            row += [custom.get(key) for key in self._custom]
            found.rows.append([*row, public_id])
        return found

    def _heads(self) -> list[tuple[str, str]]:
        heads: list[tuple[str, str]] = []
        for name in self._fields:
            zh, en = label(self._kind, name, "zh"), label(self._kind, name, "en")
            heads.append((zh, en))
            heads += [(f"{zh} {n}", f"{en} {n}") for n in range(2, self._width[name] + 1)]
        heads += [(say("zh", text), say("en", text)) for text in self._beside]
        known = [(label(self._kind, f, "zh"), label(self._kind, f, "en")) for f in _all(self._kind)]
        taken = [{one[at].casefold() for one in [*heads, *known]} | {"id"} for at in (0, 1)]
        for one in self._custom.values():
            names = [one.label_zh, one.label_en]
            for language, name in enumerate(names):
                if name.casefold() in taken[language]:  # as a field of the product is called
                    names[language] = f"{name} [{one.name}]"
                taken[language].add(name.casefold())
            heads.append((names[0], names[1]))
        return [*heads, ("id", "id")]


def _all(kind: str) -> Iterable[str]:
    return FIELDS.get(kind, ())


def batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Rows in stretches whose points and names are read at once."""
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def word(text: str) -> Option:
    """A word of `locales` as a cell."""
    return Option(text, say("zh", text), say("en", text))


def points_in(points: Iterable[Point], kinds: Iterable[str]) -> dict[str, list[str]]:
    """The ways of reaching somebody, as cells of the fields that are called as their kinds."""
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for point in points:
        if point.kind in found:
            found[point.kind].append(point.shown)
    return {kind: values for kind, values in found.items() if values}


def _exact(name: str, value: Any) -> Any:
    """Money with two places at least, other numbers with those they have."""
    if not isinstance(value, Decimal):
        return value
    return Decimal(plain(value) or 0) if name.rpartition(".")[2] in _MONEY else value.normalize()


def _in_words(cell: Cell, language: str) -> str | Decimal | date:
    if cell is None:
        return ""
    if isinstance(cell, Option):
        return cell.en if language == "en" else cell.zh
    if isinstance(cell, datetime):
        return cell.date()
    return cell


def _own(one: FieldValue) -> Cell:
    """The value of a field of the company's own."""
    read = _READ.get(one.kind)
    return read(one) if read and one.value else one.value or None


def _several(one: FieldValue) -> Cell:
    chosen = [option for option in one.options if option.key in one.chosen]
    if any("," in option.zh + option.en for option in chosen):
        return one.value  # keys, which have no commas
    zh, en = (",".join(getattr(option, name) for option in chosen) for name in ("zh", "en"))
    return Option(one.value, zh, en)


def _shown(one: FieldValue) -> Cell:
    return Option(one.value, one.shown_zh, one.shown_en)


_READ: dict[str, Callable[[FieldValue], Cell]] = {
    "number": lambda one: Decimal(one.value),
    "money": lambda one: Decimal(one.value),
    "date": lambda one: date.fromisoformat(one.value),
    "multi": _several,
    "choice": _shown,
    "checkbox": _shown,
}
