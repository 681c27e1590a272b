"""What is to become of every row: new, an update, a duplicate, invalid, or nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_app.core.work import Work
from crm_app.models.imports import Verdict
from crm_app.services.imports.comparing import Likeness, find_likes
from crm_app.services.imports.demanding import Rules
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.junk import junk_in
from crm_app.services.imports.kinds import Known, Side
from crm_app.services.imports.likeness import company_key

AT_ONCE = 450  # values in one statement, of which a row has up to two
_ASIDE = ("at", "to", "contact_at", "id", "sum", "tax", "typed")


@dataclass(slots=True)
class Seen:
    """Rows of the file that came before: key → number and name."""

    keys: dict[str, tuple[int, str]] = field(default_factory=dict)
    weak: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known already: by keys, by name and place, and what is like a row (row number → it)."""

    known: dict[str, list[Known]]
    named: dict[str, Known]
    likes: dict[int, Likeness]


def judge(work: Work, desk: Desk, side: Side, rows: list[Judged], seen: Seen) -> None:
    """Give every row its verdict; they come in the order of the file."""
    side.resolve(work, desk, rows)
    for row in rows:
        _check_needed(side, row)
        if row.keys is None:
            row.keys, row.weak = side.keys(row.read), side.weak(row.read)
    known = _find(work, side, rows)
    found = Found(known, _find_weak(work, side, rows), find_likes(work, side, rows, known))
    rules = Rules(work, side)
    for row in rows:
        comes = _decide(side, row, seen, found)
        if comes and not (row.target is None and rules.refuse(row)):
            _remember(row, seen)
        row.reasons += [note.stored() for note in row.notes]
    _compare(work, desk, side, [row for row in rows if row.target is not None], rules)


def _check_needed(side: Side, row: Judged) -> None:
    if not any(row.read.get(name) for name in side.needed):
        row.faults.append(Fault(side.needed[0], "imports.missing"))


def _find(work: Work, side: Side, rows: Sequence[Judged]) -> dict[str, list[Known]]:
    wanted = dict.fromkeys([key for row in rows if not row.faults for key in row.keys or ()])
    return side.find(work, list(wanted)) if wanted else {}


def _find_weak(work: Work, side: Side, rows: Sequence[Judged]) -> dict[str, Known]:
    wanted = dict.fromkeys([row.weak for row in rows if row.weak and not row.faults])
    return side.find_weak(work, list(wanted)) if wanted else {}


def _decide(side: Side, row: Judged, seen: Seen, found: Found) -> bool:
    """Whether it comes in, as new or as an update."""
    if row.faults:
        row.verdict = Verdict.INVALID.value
        row.reasons = [fault.stored() for fault in row.faults]
        return False
    if _is_junk(row) or (not side.grouped and _repeats(side, row, seen)):
        return False
    row.target = _known(side, row, found.known)
    if row.target is None and row.read.get("id"):
        row.verdict, row.reasons = Verdict.INVALID.value, [["id", "imports.not_found", {}]]
        return False
    if row.target is not None and not side.grouped:
        first = seen.targets.setdefault(row.target.public_id, row.number)
        if first != row.number:
            row.target = None
            _duplicate(row, "imports.in_file", number=first)
            return False
    if row.target is None and _likely(row, seen, found):
        return False
    row.verdict = Verdict.NEW.value if row.target is None else Verdict.UPDATE.value
    return True


def _is_junk(row: Judged) -> bool:
    name, typed = junk_in(row.read)
    if name:
        row.verdict, row.reasons = Verdict.JUNK.value, [[name, "imports.junk", {"typed": typed}]]
    return bool(name)


def _duplicate(row: Judged, code: str, **params: Any) -> None:
    row.verdict, row.reasons = Verdict.DUPLICATE.value, [["", code, params]]


def _repeats(side: Side, row: Judged, seen: Seen) -> bool:
    """A row before it has the same key, and no name that speaks against it."""
    for key in row.keys or ():
        found = None if _of_two(key, row) else seen.keys.get(key)
        if found is not None and side.fits(row.read, found[1]):
            _duplicate(row, "imports.in_file", number=found[0], by=key.partition(":")[0])
            return True
    return False


def _of_two(key: str, row: Judged) -> bool:
    """An office line and a name say nothing of whoever has a mobile of his own."""
    return key.startswith("line:") and bool(row.read.get("mobile"))


def _known(side: Side, row: Judged, known: dict[str, list[Known]]) -> Known | None:
    """The record that the row is about: by its surest key; another name is another person."""
    for key in row.keys or ():
        for one in () if _of_two(key, row) else known.get(key, ()):
            if key.startswith("id:") or side.fits(row.read, one.name):
                row.reasons = [["", "imports.by_key", {"by": key.partition(":")[0]}]]
                return one
            row.reasons = [["", "imports.shared", {"name": one.name}]]
        if key.startswith("id:"):
            return None  # who says which record it is means no other
    return None


def _likely(row: Judged, seen: Seen, found: Found) -> bool:
    """No key says so, but it is called the same at the same place, or is like a known one."""
    key = row.weak
    before = seen.weak.get(key) if key else None
    # Two of one name with numbers of their own are two people.
    if before is not None and not (before[1] and _strong(row)):
        _duplicate(row, "imports.in_file", number=before[0], by="name")
        return True
    like = found.likes.get(row.number)
    known = found.named.get(key) or (like.known if like is not None else None)
    if known is None:
        return False
    row.verdict, row.target = Verdict.DUPLICATE.value, known
    why = list(like.why) if like is not None and like.known == known else []
    row.reasons = [["", "imports.in_crm", {"name": known.name, "why": why}]]
    return True


def _strong(row: Judged) -> frozenset[str]:
    return frozenset(
        key for key in row.keys or () if key.startswith(("mobile:", "email:", "wechat:"))
    )


def _remember(row: Judged, seen: Seen) -> None:
    name = row.read.get("name", "")
    for key in row.keys or ():
        seen.keys.setdefault(key, (row.number, name))
    if row.weak:
        seen.weak.setdefault(row.weak, (row.number, _strong(row)))


def _compare(work: Work, desk: Desk, side: Side, rows: Sequence[Judged], rules: Rules) -> None:
    """Of rows about known records: what would change; nothing makes them the same."""
    updates = [row for row in rows if row.verdict == Verdict.UPDATE.value]
    stored: dict[int, dict[str, Any]] = {}
    ids = list({row.target.key for row in updates}) if side.updates else []
    for start in range(0, len(ids), AT_ONCE):
        stored |= side.current(work, ids[start : start + AT_ONCE])
    skips = desk.options.get("on_match") == "skip"
    for row in updates:
        if side.updates and not skips:
            row.before = differences(side, stored.get(row.target.key, {}), row.read, desk.options)
        if not row.before:
            row.verdict = Verdict.SAME.value
        else:
            rules.refuse(row, stored.get(row.target.key, {}))


def differences(
    side: Side, stored: dict[str, Any], read: dict[str, Any], options: dict[str, Any]
) -> dict[str, Any]:
    """Field → old and new value, of what the row says; an empty cell says nothing.

    By field: several values are added to (`append`) unless `replace` is wanted; one value is
    replaced, unless only what is empty is to be filled (`fill`).
    """
    ways: dict[str, str] = options.get("ways", {})
    found: dict[str, Any] = {}
    for name, value in side.against(read, stored).items():
        if name in _ASIDE or name in side.fixed:
            continue
        old = stored.get(name)
        way = ways.get(name, options.get("way", ""))
        if name in side.many:
            new = value if way == "replace" else [*(old or []), *_added(old or [], value)]
            same = _plain(new) == _plain(old or [])
        else:
            new, same = value, _same(name, value, old) or (way == "fill" and bool(old))
        if not same:
            found[name] = [old, new]
    return found


def _same(name: str, value: Any, old: Any) -> bool:
    """The company is the same under another spelling."""
    if name in ("company", "customer") and value and old:
        return company_key(value) == company_key(old)
    return value == old


def _added(old: list[Any], value: list[Any]) -> list[Any]:
    had = set(map(_one, old))
    return [one for one in value if _one(one) not in had]


def _plain(values: list[Any]) -> list[str]:
    return sorted(map(_one, values))


def _one(value: Any) -> str:
    return f"{value[0]}:{value[1]}" if isinstance(value, list) else str(value)
