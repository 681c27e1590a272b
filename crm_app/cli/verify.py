"""`crm verify`: the audit chain, references, sums and derived figures, checked from the start."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.cli.terminal import language
from crm_app.core.permissions import system_actor
from crm_app.locales.catalog import say
from crm_app.services import checks


def register(commands: Any) -> None:
    """Add the command to the parser."""
    verify = commands.add_parser("verify", help="check the audit chain, references and sums")
    verify.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when all holds; 1 names the first fault."""
    prepare()
    fault = checks.first_fault(system_actor("verify"))
    sentence = say(language(), fault.code, **fault.params) if fault else ""
    if args.json:
        found = {**asdict(fault), "message": sentence} if fault else None
        print(json.dumps({"ok": fault is None, "fault": found}, ensure_ascii=False, indent=1))
    else:
        print(f"{fault.at}: {sentence}" if fault else say(language(), "verify.good"))
    return 1 if fault else 0
