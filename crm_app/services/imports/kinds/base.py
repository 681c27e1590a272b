"""What every kind of table has to say for itself, and what people and companies share."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlmodel import col, select

from crm_app.core.database import among
from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind
from crm_app.models.leads import OPEN, Lead
from crm_app.models.users import User
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.likeness import person_of
from crm_app.services.imports.packing import Made, Packer
from crm_app.services.ownership import hand_over
from crm_app.services.points import PHONES, Point

_KEYED = {PointKind.EMAIL: "email", PointKind.WECHAT: "wechat"}
_REACHING = (PointKind.MOBILE, PointKind.PHONE, PointKind.EMAIL, PointKind.WECHAT)


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the CRM that a row may be about."""

    key: int
    public_id: str
    version: int
    name: str


class Side(ABC):
    """How rows of one kind are told apart, compared, written and taken back."""

    model: ClassVar[Any]
    # Fields with several values: what is new in a row is added to them.
    many: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ("name",)
    money: ClassVar[tuple[str, ...]] = ()
    # What of a known record stays as it is; whether several rows with one key are one record, and
    # whether a known one is changed.
    fixed: ClassVar[tuple[str, ...]] = ()
    grouped: ClassVar[bool] = False
    updates: ClassVar[bool] = True

    @abstractmethod
    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Look up what rows name: companies, customers, stages, products."""

    def keys(self, read: dict[str, Any]) -> list[str]:
        """What a record is surely known by."""
        return [f"id:{read['id']}"] if read.get("id") else []

    def weak(self, read: dict[str, Any]) -> str:
        """What makes it likely that two rows are about the same; empty for nothing."""
        return ""

    def fits(self, read: dict[str, Any], name: str) -> bool:
        """Whether the name of a known record does not speak against the row."""
        return True

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """Visible records by their keys."""
        return self._by_id(work, keys)

    def find_weak(self, work: Work, keys: Sequence[str]) -> dict[str, Known]:
        """Visible records that are likely the same."""
        return {}

    @abstractmethod
    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Inner id → values in the form that cells are read in."""

    def against(self, read: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """What of a row may change the record that it was found to be about."""
        return read

    def shown(self, read: dict[str, Any], desk_names: Mapping[int, str]) -> dict[str, str]:
        """Values as one would type them into a table, for exports and previews."""
        return {name: typed(name, value, desk_names) for name, value in read.items()}

    @abstractmethod
    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """A new record, ready to be written."""

    def foresee(self, packer: Packer, read: dict[str, Any]) -> Made | None:
        """The company that a row brings with it: made before rows are packed in several places."""
        return None

    def record_of(self, packer: Packer, read: dict[str, Any], fresh: str) -> str:
        """The public id of what a row becomes: a fresh one, or that of a row before it."""
        return fresh

    def finish(self, packer: Packer) -> None:  # noqa: B027 - most have nothing left to do
        """What can be packed only when all rows are known."""

    @abstractmethod
    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """Inside a command: put other values onto a known record; returns the public id of a
        customer that came along, if one did."""

    def change_many(self, work: Work, changes: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
        """As `change`, of many: public id and new values of each; returns the customers that came."""
        return [made for one, values in changes if (made := self.change(work, one, values))]

    def arrived(self, work: Work, batch_id: int) -> None:  # noqa: B027 - nor does it set off anything
        """Inside the command that wrote new records: what their coming sets off."""

    def owner_of(self, packer: Packer, read: dict[str, Any]) -> tuple[int, int]:
        """Who gets a new record: who the row says, else whose its customer is, else the importer."""
        place = read.get("at")
        if read.get("owner"):
            return read["owner"], packer.cache["teams"][str(read["owner"])]
        return (place[1], place[2]) if place else packer.owner

    def _by_id(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        ids = [key[3:] for key in keys if key.startswith("id:")]
        if not ids:
            return {}
        found = work.visible(self.model).where(among(self.model.public_id, ids))
        return {
            f"id:{row.public_id}": [Known(row.id, row.public_id, row.version, row.name)]
            for row in work.session.exec(found)
        }


def named_by(read: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """A row that was known by a number does not rename anybody (张先生 is no better than 张伟, nor is
    Wei Zhang), unless it knows more of the name; who gives our id means it."""
    old, new = stored.get("name", ""), read.get("name", "")
    if read.get("id") or old == new or (old and new.startswith(old)):
        return read
    left = {name: value for name, value in read.items() if name != "name"}
    return {name: v for name, v in left.items() if name != "honorific" or not stored.get(name)}


def typed(name: str, value: Any, people: Mapping[int, str]) -> str:
    """A value as one would type it."""
    if value is None or name in ("at", "to", "typed"):
        return ""
    if name in ("owner", "author"):
        return people.get(value, "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        parts = [one[2] if isinstance(one, list) else str(one) for one in value]
        return ("\n" if name == "note" else "; ").join(parts)
    return str(value)


def point_keys(read: dict[str, Any]) -> list[str]:
    """Numbers and addresses of a person: a landline may be a whole office's."""
    found = [f"mobile:{one[1]}" for one in read.get("mobile", ())]
    if name := read.get("name"):  # of one name and one office line: one person
        found += [f"line:{one[1]}:{person_of(name)[1]}" for one in read.get("phone", ())]
    return found + [
        f"{kind}:{one[1]}" for kind in ("email", "wechat") for one in read.get(kind, ())
    ]


def find_by_points(work: Work, model: Any, keys: Iterable[str]) -> dict[str, list[Known]]:
    """Visible living records of a model that hold one of these numbers or addresses."""
    wanted = {key.split(":")[1] for key in keys if not key.startswith("id:")}
    if not wanted:
        return {}
    owner = col(getattr(ContactPoint, f"{model.__tablename__}_id"))
    columns = (ContactPoint.kind, ContactPoint.value, model.id, model.public_id, model.version)
    found = (
        select(*columns, model.name)  # pyright: ignore[reportCallIssue, reportArgumentType]
        .join(model, col(model.id) == owner)
        .where(among(ContactPoint.value, wanted), col(model.deleted_at).is_(None))
    )
    known: dict[str, list[Known]] = {}
    for kind, value, *rest in work.session.exec(work.narrowed(found, model)):
        one, word = Known(*rest), _KEYED.get(kind) or ("mobile" if kind in PHONES[:2] else "")
        if word:
            known.setdefault(f"{word}:{value}", []).append(one)
        if word == "mobile":
            known.setdefault(f"line:{value}:{person_of(one.name)[1]}", []).append(one)
    return known


def held_values(work: Work, values: Iterable[str]) -> set[str]:
    """Of numbers and addresses, those of living records that the actor may not see."""
    wanted = list(values)
    held: set[str] = set()
    for model in (Contact, Customer, Lead) if wanted else ():
        owner = col(getattr(ContactPoint, f"{model.__tablename__}_id"))
        found = (
            select(ContactPoint.value, model.id)
            .join(model, col(model.id) == owner)
            .where(
                among(ContactPoint.value, wanted),
                col(ContactPoint.kind).in_(_REACHING),
                col(model.deleted_at).is_(None),
            )
        )
        if model is Lead:
            found = found.where(col(Lead.status).in_(OPEN))
        seen = {key for _, key in work.session.exec(work.narrowed(found, model))}
        held |= {value for value, key in work.session.exec(found) if key not in seen}
    return held


def check_held(work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
    """Nobody takes what a colleague out of his sight works on; and nobody learns whose it is."""
    if desk.scope_all:
        return
    named = {
        one[1]: name
        for row in rows
        for name in ("mobile", "phone", "email", "wechat")
        for one in row.read.get(name, ())
    }
    held = held_values(work, named)
    for row in rows:
        for name in ("mobile", "phone", "email", "wechat"):
            if any(one[1] in held for one in row.read.get(name, ())):
                row.faults.append(Fault(name, "imports.held"))
                break


def as_points(read: dict[str, Any], names: Iterable[str]) -> list[Point]:
    """Values of several fields as the services take them."""
    return [Point(*one[:3]) for name in names for one in read.get(name, ())]


def give(work: Work, record: Any, key: int) -> None:
    """The record is somebody else's from now on, where a row says so."""
    user = work.session.get(User, key)
    if user is None:
        raise Invalid("record.owner_unknown", field="owner")
    if record.owner_id != user.id:
        hand_over(work, record, user)


def public_id_of(work: Work, key: int) -> str:
    """The public id of a person."""
    return work.session.exec(select(User.public_id).where(col(User.id) == key)).one()
