"""Address books of phones and mail programs (vCard 2.1, 3.0, 4.0) as a table, a person a row."""

from collections.abc import Iterator
from pathlib import Path

from crm_app.lib.tables.cards_of_people import GROUP, Person, person_of
from crm_app.lib.tables.encodings import encoding_of
from crm_app.lib.tables.face import MOST_LINE, MOST_ROWS, Note, Row, Table, Unreadable
from crm_app.lib.tables.vcard_lines import Property, logical_lines, read_line

_ORDER = ("name", "honorific", "other_name", "company", "department", "title", "mobile", "phone")
_ORDER += ("fax", "email", "wechat", "website", "address", "birthday", "note", "id")
_KINDS = ("", " (work)", " (home)")
_MOST_OF_ONE = 8
_MOST_LINES = 2_000  # of one card, photographs apart


class Vcards:
    """The cards of a file."""

    format = "vcf"
    sheet = ""
    is_typed = is_merged = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding, self.notes = encoding_of(path)
        self.sheets: list[str] = []
        self.program = ""
        self.photos = self.groups = self.yearless = 0

    def people(self) -> Iterator[tuple[int, Person]]:
        """The number of each card, and who it is of; lists of people are left out."""
        self.photos = self.groups = self.yearless = 0
        for number, card in enumerate(self._cards(), 1):
            if number > MOST_ROWS:
                raise Unreadable("tables.too_many_rows", most=MOST_ROWS)
            person = person_of(card)
            self.photos += person.has_photo
            self.yearless += person.has_yearless_birthday
            self.program = self.program or person.program
            if person.kind == GROUP:
                self.groups += 1
            elif person.values:
                yield number, person

    def _cards(self) -> Iterator[list[Property]]:
        card: list[Property] | None = None
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        with self._path.open(encoding=self._encoding, errors=errors) as file:
            for line in logical_lines(iter(lambda: file.readline(MOST_LINE), "")):
                found = read_line(line)
                if found is None:
                    continue
                if found.name == "BEGIN" and found.value.strip().upper() == "VCARD":
                    if card:  # one that nobody ended
                        yield card
                    card = []
                elif found.name == "END" and card is not None:
                    yield card
                    card = None
                elif card is not None and len(card) < _MOST_LINES:
                    card.append(found)
        if card:
            yield card

    def table(self) -> Table:
        """The people of the file, with a column for whatever somebody has."""
        width: dict[str, int] = {}
        count = 0
        for _, person in self.people():
            count += 1
            for name, values in person.values.items():
                width[name] = min(_MOST_OF_ONE, max(width.get(name, 0), len(values)))
        if not count:
            raise Unreadable("tables.only_head" if self.groups else "tables.empty")
        places = [
            (f"{name}{kind}", at)
            for name in _ORDER
            for kind in _KINDS
            for at in range(width.get(f"{name}{kind}", 0))
        ]
        columns = [name if at == 0 else f"{name} ({at + 1})" for name, at in places]
        table = Table(self, columns, [*self.notes, *self._said()], count)
        table.stream = lambda: self._rows(places)
        return table

    def _rows(self, places: list[tuple[str, int]]) -> Iterator[Row]:
        for number, person in self.people():
            values = person.values
            yield Row(
                number,
                [values[name][at] if at < len(values.get(name, ())) else "" for name, at in places],
            )

    def _said(self) -> list[Note]:
        notes = [Note("tables.note.program", {"program": self.program})] if self.program else []
        if self.photos:
            notes.append(Note("tables.note.photos", {"count": self.photos}))
        if self.groups:
            notes.append(Note("tables.note.groups", {"count": self.groups}))
        if self.yearless:
            notes.append(Note("tables.note.yearless", {"count": self.yearless}))
        return notes

    def records(self) -> Iterator[list[str]]:
        """There are none: cards are read as people."""
        return iter(())
