"""What happened with customers, people and deals, out of another program or a clerk's table."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from crm_app.core.bulk import as_stored
from crm_app.core.errors import Conflict
from crm_app.core.search import SearchText
from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.imports import ImportRow
from crm_app.services import activities
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.kinds.abouts import find_abouts
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.packing import Packer

_COLUMNS = (
    *("id", "public_id", "owner_id", "team_id", "kind", "text", "outcome", "happened_at"),
    "author_id",
)
_LINK = ("public_id", "activity_id", "record_kind", "record_id")
_ABOUT = ("customer", "deal", "contact")
_NOON, _TITLE, _AT_ONCE = 12, 80, 900
_FOLLOWING = ("customer", "lead")


class Activities(Side):
    """Rows that happened once: what is known is left as it is, however often the file comes."""

    model = Activity
    needed = _ABOUT
    updates = False

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Whom each is about, and when it was."""
        find_abouts(work, desk, rows)
        for row in rows:
            if not row.read.get("text") and not row.read.get("outcome"):
                row.faults.append(Fault("text", "imports.missing"))
            at = _moment(row.read.get("happened_at"), work)
            if at is None:
                row.faults.append(Fault("happened_at", "imports.missing"))
            elif at > work.now:
                row.faults.append(Fault("happened_at", "activities.in_future"))
            else:
                row.read["to"]["at"] = at.isoformat()

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Our id; else the moment with whom and what: so no file comes in twice."""
        found = super().keys(read)
        to = read.get("to") or {}
        if to.get("at") and to.get("links"):
            kind, key, *_ = to["links"][0]
            told = (read.get("text", ""), read.get("outcome", ""))
            found.append(_same(to["at"], kind, key, *told))
        return found

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id; by moment, what it is about and what it says."""
        ids = [key[3:] for key in keys if key.startswith("id:")]
        seen = work.visible(Activity)
        found = {
            f"id:{row.public_id}": [_known(row)]
            for row in (
                work.session.exec(seen.where(col(Activity.public_id).in_(ids))) if ids else ()
            )
        }
        moments = sorted({key.split("|")[1] for key in keys if key.startswith("same:")})
        for start in range(0, len(moments), _AT_ONCE):
            then = [datetime.fromisoformat(one) for one in moments[start : start + _AT_ONCE]]
            there = work.session.exec(seen.where(col(Activity.happened_at).in_(then))).all()
            links = _links(work, [row.key for row in there])
            for row in there:
                for kind, key in links.get(row.key, ()):
                    at = row.happened_at.isoformat()
                    found.setdefault(_same(at, kind, key, row.text, row.outcome), [_known(row)])
        return found

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored, as a table says it."""
        found = work.session.exec(select(Activity).where(col(Activity.id).in_(list(ids)))).all()
        here = zone(work.actor.zone)
        values: dict[int, dict[str, Any]] = {}
        for one, row in zip(found, activities.activity_rows(work, found), strict=True):
            read: dict[str, Any] = {"id": one.public_id, "kind": one.kind.value}
            read["happened_at"] = f"{one.happened_at.astimezone(here):%Y-%m-%d %H:%M}"
            read |= {"text": one.text, "outcome": one.outcome, "author": one.author_id}
            for about in row.about:
                read.setdefault(about.kind, about.name)
            values[one.key] = {name: value for name, value in read.items() if value != ""}
        return values

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The activity, what it is about, and what it is found by."""
        number, to = packer.number("activity"), read["to"]
        owner = (to["links"][0][2], to["links"][0][3])
        text, outcome = read.get("text", ""), read.get("outcome", "")
        row = (
            *(number, public_id, *owner, read.get("kind", "note").upper(), text, outcome),
            *(as_stored(datetime.fromisoformat(to["at"])), _author(packer, read)),
        )
        packer.put("activity", _COLUMNS, row, id="activity")
        for kind, key, *_ in to["links"]:
            packer.put(
                "activity_link", _LINK, (packer.new_id(), number, kind, key), activity_id="activity"
            )
        title = " ".join((text or outcome).split())[:_TITLE]
        said = SearchText(title, _called(to["links"], owner[0]), (text, outcome))
        packer.document("activity", number, public_id, owner, said)
        noted = {name: read.get(name) for name in ("kind", "text", "outcome", *_ABOUT)}
        packer.note("activity", public_id, noted | {"happened_at": to["at"], "owner_id": owner[0]})

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """Never asked: what happened is not rewritten."""
        raise Conflict("imports.decision_unknown")

    def arrived(self, work: Work, batch_id: int) -> None:
        """When customers and leads were last in contact follows."""
        came = select(ImportRow.record).where(
            col(ImportRow.batch_id) == batch_id, col(ImportRow.outcome) == "new"
        )
        about = (
            select(ActivityLink.record_kind, ActivityLink.record_id)
            .join(Activity, col(Activity.id) == ActivityLink.activity_id)
            .where(col(Activity.public_id).in_(came))
            .distinct()
        )
        last_contacts_follow(work, work.session.exec(about).all())


def subjects_of(work: Work, ids: Sequence[int]) -> list[tuple[str, int]]:
    """Inside a use case: kind and inner id of what activities are about."""
    return [place for some in _links(work, ids).values() for place in some]


def last_contacts_follow(work: Work, about: Iterable[tuple[str, int]]) -> None:
    """Inside a command: stored moments of the last contact are right again."""
    places = set(about)
    for kind in _FOLLOWING:
        ids = sorted(key for one, key in places if one == kind)
        for start in range(0, len(ids), _AT_ONCE):
            activities.refresh_last_contact(work, ids[start : start + _AT_ONCE], kind)


def _known(row: Activity) -> Known:
    return Known(row.key, row.public_id, row.version, "")


def _links(work: Work, ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    columns: Any = (ActivityLink.activity_id, ActivityLink.record_kind, ActivityLink.record_id)
    found: dict[int, list[tuple[str, int]]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = col(ActivityLink.activity_id).in_(list(ids[start : start + _AT_ONCE]))
        for key, kind, record in work.session.exec(select(*columns).where(some)):
            found.setdefault(key, []).append((kind, record))
    return found


def _same(at: str, kind: str, key: int, text: str, outcome: str) -> str:
    told = hashlib.sha256(f"{text}\0{outcome}".encode()).hexdigest()[:20]
    return f"same:|{at}|{kind}|{key}|{told}"


def _moment(typed: str | None, work: Work) -> datetime | None:
    """In the actor's zone; of a day alone its noon, of today at the latest now."""
    if not typed:
        return None
    day, _, time = typed.partition(" ")
    here = zone(work.actor.zone)
    if time:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=here).astimezone(UTC)
    noon = datetime.fromisoformat(f"{day}T{_NOON}:00").replace(tzinfo=here).astimezone(UTC)
    is_today = noon.astimezone(here).date() == work.now.astimezone(here).date()
    return min(noon, work.now.replace(microsecond=0) - timedelta(seconds=1)) if is_today else noon


def _author(packer: Packer, read: dict[str, Any]) -> int:
    return read.get("author") or packer.cache["actor"] or packer.owner[0]


def _called(links: Sequence[Sequence[Any]], owner_id: int) -> str:
    """The customer's name, else that of the first; of the activity's own owner only."""
    mine = [one for one in links if one[2] == owner_id]
    first = next((one for one in mine if one[0] == "customer"), mine[0] if mine else None)
    return str(first[4]) if first else ""
