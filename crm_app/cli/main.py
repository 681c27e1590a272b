"""`crm`: the command line. A command's module is imported only when that command is asked for."""

import argparse
import importlib
import logging
import sys

from crm_app import __version__
from crm_app.cli.terminal import language, sentence_of
from crm_app.core.errors import AppError
from crm_app.locales.catalog import say

# Command → module of this package; each has `register(subparsers)`.
MODULES = {
    "serve": "serve",
    "prepare": "prepare",
    "worker": "worker",
    "demo": "demo",
    "models": "models",
    "card": "cards",
    "voice": "voice",
    "user": "users",
    "import": "tables",
    "export": "exports",
    "doctor": "doctor",
    "verify": "verify",
    "duplicates": "duplicates",
    "template": "industries",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed with one plain sentence, 2 wrong usage."""
    arguments = sys.argv[1:] if arguments is None else arguments
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="crm", description="Puer 普洱, the CRM that remembers")
    parser.add_argument("--version", action="version", version=f"crm {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = [MODULES[word] for word in arguments[:1] if word in MODULES]
    for name in asked or dict.fromkeys(MODULES.values()):
        importlib.import_module(f"crm_app.cli.{name}").register(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed) or 0)
    except AppError as refusal:
        print(say(language(), refusal.code, **refusal.params), file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger("crm").debug("failed", exc_info=True)
        print(sentence_of(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
