"""One job from its taking up to its end: done, or failed for a reason that becomes a sentence."""

import logging
from typing import Any

from crm_app.core.errors import AppError
from crm_app.engines.errors import EngineError
from crm_app.jobs.registry import SYSTEM, Run, handler_of
from crm_app.lib.unusable import Unusable
from crm_app.services import jobs
from crm_app.services.jobs import StartedJob

_log = logging.getLogger("crm.worker")


def do(started: StartedJob) -> None:
    """Run what does it and note what came of it."""
    public_id = started.public_id
    try:
        result = handler_of(started.name)(Run(public_id, started.payload, started.actor))
    except (AppError, EngineError, Unusable) as refusal:
        jobs.fail(SYSTEM, public_id, refusal.code, _plain(refusal.params))
    except Exception:  # noqa: BLE001 - a fault of one job must not end the worker
        _log.exception("job %s (%s) failed", public_id, started.name)
        jobs.fail(SYSTEM, public_id, "job.fault", {})
    else:
        jobs.finish(SYSTEM, public_id, result)


def _plain(params: dict[str, object]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in params.items()
    }
