"""`crm worker`: a background worker of its own."""

import argparse
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.config import settings
from crm_app.lib import lifeline


def register(commands: Any) -> None:
    """Add the command to the parser."""
    worker = commands.add_parser("worker", help="do background work, beside any number of servers")
    worker.set_defaults(run=run_worker)


def run_worker(_: argparse.Namespace) -> int:
    """Migrate if needed, then work until told to stop."""
    lifeline.end_with(settings().parent)
    prepare()
    from crm_app.jobs.worker import run  # noqa: PLC0415 - only a worker needs the job engine

    run()
    return 0
