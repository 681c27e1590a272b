"""`crm prepare`: database and pages brought up to date, as `crm serve` does first."""

import argparse
import hashlib
import subprocess
import sys
from importlib.metadata import version
from typing import Any

from filelock import FileLock

from crm_app.cli.demo import load as load_demo
from crm_app.cli.environment import prepare_environment
from crm_app.cli.setting import prepare
from crm_app.config import ROOT


def register(commands: Any) -> None:
    """Add the command to the parser."""
    words = "migrate the database and build the pages, without serving"
    command = commands.add_parser("prepare", help=words)
    command.add_argument("--demo", action="store_true", help="load the demo workspace too, once")
    command.set_defaults(run=run_prepare)


def run_prepare(args: argparse.Namespace) -> int:
    """Migrate, build if needed, load the demo workspace if asked."""
    prepare()
    build_front_end()
    if args.demo:
        load_demo()
    return 0


def build_front_end() -> None:
    """Build the pages when their sources changed since the last build.

    Two servers of one folder that start at once build once: the second waits for the first.
    """
    prepare_environment()
    (ROOT / ".reflex").mkdir(exist_ok=True)
    with FileLock(ROOT / ".reflex" / "build.lock"):
        _build_once()


def _build_once() -> None:
    stamp = ROOT / ".web" / ".crm-build"
    wanted = _fingerprint()
    built = (ROOT / ".web" / "build" / "client").exists()
    if built and stamp.exists() and stamp.read_text() == wanted:
        return
    print("building the front end …", flush=True)
    if not _export():
        # The bundler gives a page ten seconds, which a machine with much else to do may not have.
        print("that did not work; trying once more …", flush=True)
        if not _export():
            raise SystemExit("the front end could not be built; what is above says why")
    stamp.write_text(wanted)


def _export() -> bool:
    """One build; whether it went well."""
    export = [sys.executable, "-m", "reflex", "export", "--no-zip", "--env", "prod"]
    return subprocess.run(export, check=False, cwd=ROOT, stdout=sys.stderr).returncode == 0


def _fingerprint() -> str:
    digest = hashlib.sha256(version("reflex").encode())
    folders = ("pages", "components", "state", "locales")
    sources = [ROOT / "rxconfig.py", ROOT / "crm_app" / "crm_app.py"]
    for folder in folders:
        sources += (ROOT / "crm_app" / folder).rglob("*.py")
    sources += (ROOT / "crm_app" / "components").rglob("*.mjs")
    # Of the services only the shapes of rows reach the page.
    sources += (ROOT / "crm_app" / "services").rglob("rows.py")
    # The build itself rewrites package.json beside the lock; the lock alone says what is used.
    sources += [*(ROOT / "assets").rglob("*"), ROOT / "reflex.lock" / "bun.lock"]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
