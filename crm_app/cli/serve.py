"""`crm serve` and `crm worker`."""

import argparse
import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
import webbrowser
from importlib.metadata import version
from pathlib import Path
from typing import Any

from crm_app.cli.demo import load as load_demo
from crm_app.cli.setting import prepare
from crm_app.config import ROOT, settings
from crm_app.core.permissions import system_actor
from crm_app.services import repeats


def register(commands: Any) -> None:
    """Add the commands to the parser."""
    serve = commands.add_parser("serve", help="serve the app, the API and the worker")
    serve.add_argument("--demo", action="store_true", help="load the demo workspace first, once")
    serve.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="serve HTTPS")
    serve.add_argument("--no-worker", action="store_true", help="workers run elsewhere")
    serve.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> int:
    """Migrate, build if needed, start the worker, serve."""
    began = time.monotonic()
    if args.tls and not os.environ.get("CRM_URL"):
        os.environ["CRM_URL"] = settings().url.replace("http://", "https://")
        settings.cache_clear()
    prepare()
    build_front_end()
    if args.demo:
        load_demo()
    if settings().processes == 1:
        repeats.free_unfinished(system_actor("serve"))
    worker = None if args.no_worker else _start_worker()
    shown = settings().url
    print(f"Puer 普洱: {shown}  ({time.monotonic() - began:.1f} s)", flush=True)
    if args.demo:
        threading.Thread(target=_show, args=(shown,), daemon=True).start()
    try:
        _serve(args.tls)
    finally:
        if worker is not None:
            worker.send_signal(signal.SIGTERM)
            worker.wait(timeout=10)
    return 0


def _show(url: str) -> None:
    """Open the browser once the server answers, where there is somebody to see it."""
    has_screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY")
    if not (has_screen and sys.stdout.isatty()):
        return
    for _ in range(100):
        with (
            contextlib.suppress(OSError),
            socket.create_connection((settings().host, settings().port), 1),
        ):
            webbrowser.open(url)
            return
        time.sleep(0.2)


def build_front_end() -> None:
    """Build the pages when their sources changed since the last build."""
    _prepare_environment()
    stamp = ROOT / ".web" / ".crm-build"
    wanted = _fingerprint()
    built = (ROOT / ".web" / "build" / "client").exists()
    if built and stamp.exists() and stamp.read_text() == wanted:
        return
    print("building the front end …", flush=True)
    # A patched source of an earlier build must not be patched again.
    subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--no-zip", "--env", "prod"],
        check=True,
        cwd=ROOT,
        stdout=sys.stderr,
    )
    stamp.write_text(wanted)


def _prepare_environment() -> None:
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    scripts = sysconfig.get_path("scripts")
    os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")
    os.environ.setdefault("REFLEX_USE_SYSTEM_BUN", "true")
    os.environ.setdefault("REFLEX_DIR", str(ROOT / ".reflex"))
    os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
    os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")
    os.environ["REFLEX_ENV_MODE"] = "prod"


def _fingerprint() -> str:
    digest = hashlib.sha256(version("reflex").encode())
    folders = ("pages", "components", "state", "locales")
    sources = [ROOT / "rxconfig.py", ROOT / "crm_app" / "crm_app.py"]
    for folder in folders:
        sources += (ROOT / "crm_app" / folder).rglob("*.py")
    # Of the services only the shapes of rows reach the page.
    sources += (ROOT / "crm_app" / "services").rglob("rows.py")
    # The build itself rewrites package.json beside the lock; the lock alone says what is used.
    sources += [*(ROOT / "assets").rglob("*"), ROOT / "reflex.lock" / "bun.lock"]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "crm_app", "worker"], cwd=ROOT)


def _serve(tls: list[str] | None) -> None:
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"
    os.environ["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    os.environ["REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    from granian.constants import Interfaces  # noqa: PLC0415 - only a server needs these
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415
    from reflex.utils.exec import get_app_instance_from_file  # noqa: PLC0415

    certificate, key = (Path(part).resolve() for part in tls) if tls else (None, None)
    Server(
        target=get_app_instance_from_file(),
        factory=True,
        address=settings().host,
        port=settings().port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
        # Page state lives in one process unless Redis keeps it.
        workers=settings().processes,
        ssl_cert=certificate,
        ssl_key=key,
    ).serve()
