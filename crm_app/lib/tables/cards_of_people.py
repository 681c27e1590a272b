"""What a vCard says of a person, as the columns of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crm_app.lib.ids import is_id
from crm_app.lib.names import has_han
from crm_app.lib.tables.joining import full_address, full_name
from crm_app.lib.tables.vcard_lines import Property

GROUP = "group"
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_NO_YEAR = 1604  # what Apple writes where there is none
_OTHERS = re.compile(r"assistant|助理|spouse|配偶", re.IGNORECASE)
_MOBILE = frozenset({"cell", "mobile", "iphone", "pcs", "手机", "x-mobile"})
_NO_PHONE = frozenset({"pager", "modem", "bbs", "isdn", "tlx", "x-telex"})
_GENERATION = re.compile(r"(?:jr|sr)\.?|[ivx]{1,4}", re.IGNORECASE)
_WORK = re.compile(r"work|business|office|公司|单位|工作|办公", re.IGNORECASE)
_HOME = re.compile(r"home|住宅|家", re.IGNORECASE)
OWN_PROGRAM, OWN_ID = "-//Puer//CRM//EN", "urn:uuid:"
_PROGRAMS = (
    ("puer", "Puer"),
    ("iphone os", "iPhone"),
    ("ios", "iPhone"),
    ("mac os", "macOS"),
    ("address book", "macOS"),
)


@dataclass(slots=True)
class Person:
    """Whatever a card says: column → values. `kind` tells lists of people from people."""

    values: dict[str, list[str]] = field(default_factory=dict)
    kind: str = ""
    program: str = ""
    has_photo: bool = False
    has_yearless_birthday: bool = False

    def add(self, name: str, value: str) -> None:
        """One more value, if it is there and new."""
        known = self.values.setdefault(name, [])
        if value and value not in known:
            known.append(value)
        if not known:
            del self.values[name]


def person_of(card: Sequence[Property]) -> Person:
    """The person of a card."""
    person = Person()
    labels = {one.group: one.text() for one in card if one.name == "X-ABLABEL" and one.group}
    _names(person, card)
    for one in card:
        take = _TAKEN.get(one.name)
        if take:
            take(person, one, labels.get(one.group, ""))
    title = [one.text() for name in ("TITLE", "ROLE") for one in card if one.name == name]
    person.add("title", next((one for one in title if one), ""))
    notes = [one.text() for one in card if one.name == "NOTE" and one.text()]
    person.add("note", "\n".join(notes))
    return person


def _names(person: Person, card: Sequence[Property]) -> None:
    first = {one.name: one for one in reversed(card)}
    parts = [*(first["N"].parts() if "N" in first else []), *[""] * 5]
    family, given, middle, prefix, suffix = (_words(part) for part in parts[:5])
    shown = _words(first["FN"].text()) if "FN" in first else ""
    name = full_name(given, middle, family, suffix if _GENERATION.fullmatch(suffix) else "")
    if not (family and given):
        # Some write all of it into one part; what is shown is then as good, and in its order.
        name = (shown if len(shown) >= len(name) else name) or name
        name = name.removeprefix(prefix).strip() or name
    if "NICKNAME" in first:
        nick = _words(first["NICKNAME"].text())
        name = name or nick
        person.add("other_name", nick if nick != name else "")
    is_firm = "X-ABSHOWAS" in first and first["X-ABSHOWAS"].text().upper() == "COMPANY"
    person.add("name", "" if is_firm and not (family or given) else name)
    person.add("honorific", prefix)


def _words(text: str) -> str:
    text = text if has_han(text) else text.replace(",", " ")
    return " ".join(text.split())


def _firm(person: Person, one: Property, _: str) -> None:
    parts = [part for part in one.parts() if part]
    if parts and "company" not in person.values:
        person.add("company", parts[0])
        person.add("department", " / ".join(parts[1:]))


def _phone(person: Person, one: Property, label: str) -> None:
    number = re.sub(r"^tel:", "", one.text(), flags=re.IGNORECASE)
    if one.types & _NO_PHONE or _OTHERS.search(label):
        return
    if "fax" in one.types or "fax" in label.lower() or "传真" in label:
        person.add("fax", number)
    elif (
        one.types & _MOBILE
        or "mobile" in label.lower()
        or "iphone" in label.lower()
        or "手机" in label
    ):
        person.add("mobile", number)
    else:
        person.add(f"phone{_place(one, label)}", number)


def _email(person: Person, one: Property, label: str) -> None:
    address = re.sub(r"^mailto:", "", one.text(), flags=re.IGNORECASE)
    if "@" in address:
        person.add(f"email{_place(one, label)}", address)


def _website(person: Person, one: Property, _: str) -> None:
    person.add("website", one.text())


def _address(person: Person, one: Property, label: str) -> None:
    parts = [*one.parts(), *[""] * 7]
    box, extended, street, city, province, postcode, country = parts[:7]
    street = " ".join(part for part in (box, extended, street) if part)
    whole = {"street": street, "city": city, "province": province}
    place = full_address({**whole, "postcode": postcode, "country": country})
    person.add(f"address{_place(one, label)}", place)


def _place(one: Property, label: str) -> str:
    if "work" in one.types or _WORK.search(label):
        return " (work)"
    return " (home)" if "home" in one.types or _HOME.search(label) else ""


def _birthday(person: Person, one: Property, _: str) -> None:
    text = one.text()
    found = _DAY.fullmatch(text)
    if not found or int(found[1]) == _NO_YEAR:
        person.has_yearless_birthday |= bool(text)
        return
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return
    if "birthday" not in person.values:
        person.add("birthday", day.isoformat())


def _wechat(person: Person, one: Property, label: str) -> None:
    text = one.text()
    kind = f"{one.name} {label} {one.parameters.get('x-service-type', '')} {text}".lower()
    if "wechat" in kind or "weixin" in kind or "微信" in kind:
        person.add(
            "wechat", re.sub(r"^(?:wechat|weixin|x-apple|im)\s*:\s*", "", text, flags=re.IGNORECASE)
        )


def _kind(person: Person, one: Property, _: str) -> None:
    person.kind = one.text().lower()


def _program(person: Person, one: Property, _: str) -> None:
    text = one.text().lower()
    person.program = next((name for sign, name in _PROGRAMS if sign in text), "")


def _id(person: Person, one: Property, _: str) -> None:
    """Of this product's own files: which record it is."""
    text = one.text().removeprefix(OWN_ID)
    if person.program == "Puer" and is_id(text):
        person.add("id", text)


def _photo(person: Person, one: Property, _: str) -> None:
    person.has_photo = bool(one.name)


_TAKEN = {
    "ORG": _firm,
    "TEL": _phone,
    "EMAIL": _email,
    "URL": _website,
    "ADR": _address,
    "BDAY": _birthday,
    "IMPP": _wechat,
    "X-WECHAT": _wechat,
    "X-SOCIALPROFILE": _wechat,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "PRODID": _program,
    "PHOTO": _photo,
    "UID": _id,
}
