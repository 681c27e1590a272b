"""People as an address book that phones and mail programs take (vCard 3.0, RFC 2426)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from crm_app.lib.ids import is_id
from crm_app.lib.names import read_person
from crm_app.lib.tables.cards_of_people import OWN_ID, OWN_PROGRAM
from crm_app.lib.tables.joining import full_name

_LINE = 75  # octets, without the line's end
_PHONES = {"mobile": "CELL", "phone": "WORK,VOICE", "fax": "WORK,FAX"}


def cards_file(fields: Sequence[str], rows: Iterable[Sequence[str | Decimal | date]]) -> bytes:
    """A card a row; `fields` says what each column holds (name, mobile, …, id)."""
    cards: list[str] = []
    for row in rows:
        values: dict[str, list[str]] = {}
        for name, cell in zip(fields, row, strict=True):
            if name and str(cell):
                values.setdefault(name, []).append(str(cell))
        cards += _card(values)
    return "".join(f"{_folded(line)}\r\n" for line in cards).encode()


def _card(values: dict[str, list[str]]) -> list[str]:
    first = {name: several[0] for name, several in values.items()}
    name = first.get("name", "")
    person = read_person(name)
    honorific = first.get("honorific", "")
    family, given = person.family, person.given
    if full_name(given, "", family) != name:  # parts that would make another name
        family, given = name, ""
    parts = (family, given, "", honorific, "")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"PRODID:{OWN_PROGRAM}"]
    lines += [f"N:{_joined(parts)}", f"FN:{_text(name)}"]
    if "company" in first or "department" in first:
        lines.append(f"ORG:{_joined((first.get('company', ''), first.get('department', '')))}")
    single = (("TITLE", "title"), ("NICKNAME", "other_name"), ("BDAY", "birthday"))
    lines += [f"{key}:{_text(first[field])}" for key, field in single if field in first]
    for field, kinds in _PHONES.items():
        lines += [f"TEL;TYPE={kinds}:{_text(one)}" for one in values.get(field, ())]
    lines += [f"EMAIL;TYPE=INTERNET:{_text(one)}" for one in values.get("email", ())]
    lines += [f"URL:{_text(one)}" for one in values.get("website", ())]
    lines += [f"ADR;TYPE=WORK:;;{_text(one)};;;;" for one in values.get("address", ())]
    lines += [f"IMPP;X-SERVICE-TYPE=WeChat:{_text(one)}" for one in values.get("wechat", ())]
    if is_id(first.get("id", "")):
        lines.append(f"UID:{OWN_ID}{first['id']}")
    return [*lines, "END:VCARD"]


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _joined(parts: Sequence[str]) -> str:
    return ";".join(map(_text, parts))


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between letters."""
    if len(line.encode()) <= _LINE:
        return line
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append("")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces)
