"""Switching parts on and off: at once, for everybody, and back again."""

from collections.abc import Sequence

from crm_app.core import modules as known
from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.ledger import Setting
from crm_app.services.locks import one_at_a_time


@command(Permission.SETTINGS)
def switch_module(work: Work, key: str, is_on: bool) -> list[str]:
    """On with all that it needs, or off with all that need it; returns what was off before."""
    if key not in known.BY_KEY:
        raise NotFound("modules.unknown")
    off = _off(work)
    if is_on:
        _store(work, [one for one in off if one not in _needed(key)])
    else:
        _store(work, sorted({*off, *known.with_needing([key])}))
    return off


@command(Permission.SETTINGS)
def undo_switch(work: Work, off: Sequence[str]) -> None:
    """As it was before."""
    _store(work, [one for one in off if one in known.BY_KEY])


def _needed(key: str) -> set[str]:
    """A part with all that it cannot be without."""
    found = {key}
    for one in known.BY_KEY[key].needs:
        found |= _needed(one)
    return found


def _off(work: Work) -> list[str]:
    one_at_a_time(work, known.KEY)
    row = work.session.get(Setting, known.KEY)
    return list(row.value.get("off", ())) if row is not None else []


def _store(work: Work, off: Sequence[str]) -> None:
    row = work.session.get(Setting, known.KEY) or Setting(key=known.KEY)
    before = list(row.value.get("off", ()))
    row.value = {"off": list(off)}
    work.session.add(row)
    work.record("workspace:modules", off=[before, list(off)])
    work.touch("module")
    work.touch("session")  # every tab looks anew at what there is
