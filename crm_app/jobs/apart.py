"""Work that takes long or much memory, in a process of its own: it stands behind everybody else's, and
what it took is free again when it ends. `python -m crm_app.jobs.apart ID` is that process."""

import os
import subprocess
import sys
import threading

from crm_app import jobs as jobs_package
from crm_app import services
from crm_app.config import ROOT, settings
from crm_app.core import database
from crm_app.jobs.doing import do
from crm_app.jobs.registry import SYSTEM
from crm_app.lib import lifeline
from crm_app.lib.discover import import_all
from crm_app.services import jobs

LOOK_SECONDS = 0.5
STOP_SECONDS = 5.0
NICENESS = 10


class Interrupted(BaseException):
    """The worker stops. No `Exception`: whoever remembers what was begun must not take it for an end."""


def see_to(public_id: str, stopping: threading.Event) -> None:
    """Have a job that was taken up done, until it is over, cancelled, or the worker stops."""
    command = [sys.executable, "-m", __name__, public_id]
    env = {**os.environ, "CRM_PARENT": str(os.getpid())}
    child = subprocess.Popen(command, cwd=ROOT, env=env)  # noqa: S603 - our own module
    try:
        while (status := _waited(child, LOOK_SECONDS)) is None:
            if stopping.is_set():
                raise Interrupted
            if jobs.job(SYSTEM, public_id).status == "cancelled":
                return
    finally:
        _end(child)
    # Killed, by want of memory for one; where it noted its end itself this changes nothing.
    if status:
        jobs.fail(SYSTEM, public_id, "job.fault", {})


def _waited(child: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    if _waited(child, STOP_SECONDS) is None:
        child.kill()
        child.wait()


def main(public_id: str) -> None:
    """Do one job, if it is still under way, behind everybody else."""
    lifeline.end_with(settings().parent)
    os.nice(NICENESS)
    database.configure(settings().database_url)
    database.give_way()
    import_all(services)
    import_all(jobs_package)
    started = jobs.under_way(SYSTEM, public_id)
    if started is not None:
        do(started)


if __name__ == "__main__":
    main(sys.argv[1])
