"""Sending orders to the ERP: to the one configured address, signed, never redirected."""

import time

import httpx

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import erp
from crm_app.services.erp import Attempt, Verdict

SECONDS = 15
_MOST_BYTES = 64 * 1024


@job("erp.hand_over")
def hand_over(run: Run) -> None:
    """One attempt; what comes of it is noted, and the worker's beat asks again where it has to."""
    handover_id = str(run.payload.get("handover_id", ""))
    attempt = erp.begin_attempt(SYSTEM, handover_id)
    if attempt is not None:
        erp.note_verdict(SYSTEM, handover_id, _send(attempt))


def _send(attempt: Attempt) -> Verdict:
    signed = erp.headers(attempt.secret, attempt.key, attempt.body, int(time.time()))
    try:
        with (
            httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", attempt.url, content=attempt.body, headers=signed) as answer,
        ):
            content, begun = b"", time.monotonic()
            for part in answer.iter_bytes():
                content += part
                if len(content) > _MOST_BYTES or time.monotonic() - begun > SECONDS:
                    return Verdict("sent", reason="no_answer")
            return erp.judge(answer.status_code, content)
    except httpx.ConnectError:
        return Verdict("waiting", reason="unreachable")
    except httpx.HTTPError:  # it may have arrived: asked again with the same key
        return Verdict("sent", reason="no_answer")
