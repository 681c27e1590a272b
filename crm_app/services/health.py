"""What works and what does not."""

from dataclasses import dataclass

from sqlmodel import col, select

from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import now
from crm_app.models.ledger import Setting

WORKER_SILENT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Health:
    """`status` is ok or failing; `checks` says ok, failing, ready, idle or missing for each part."""

    status: str
    checks: dict[str, str]


def check(actor: Actor) -> Health:
    """Look at database, worker and engines."""
    try:
        parts = _parts(actor)
    except Exception:  # noqa: BLE001 - whatever the database's driver raises means: cannot serve
        return Health("failing", {"database": "failing", "worker": "unknown"})
    failing = "failing" in (parts["database"], parts["worker"])
    return Health("failing" if failing else "ok", parts)


@query(Permission.SELF)
def _parts(work: Work) -> dict[str, str]:
    beat = work.session.exec(select(Setting).where(col(Setting.key) == "worker")).one_or_none()
    last = beat.value.get("at", 0) if beat else 0
    alive = now().timestamp() - float(last) < WORKER_SILENT_SECONDS
    engines = beat.value.get("engines", {}) if beat and alive else {}
    return {
        "database": "ok",
        "worker": "ok" if alive else "failing",
        "ocr": engines.get("ocr", "idle"),
        "speech": engines.get("speech", "idle"),
    }


@command(Permission.SETTINGS)
def beat(work: Work, engines: dict[str, str]) -> None:
    """The worker lives, and so are its engines."""
    value = {"at": work.now.timestamp(), "engines": engines}
    row = work.session.get(Setting, "worker") or Setting(key="worker")
    row.value = value
    work.session.add(row)
