"""`crm serve`."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

from crm_app.cli.environment import prepare_environment
from crm_app.config import ROOT, settings


def register(commands: Any) -> None:
    """Add the commands to the parser."""
    serve = commands.add_parser("serve", help="serve the app, the API and the worker")
    serve.add_argument("--demo", action="store_true", help="load the demo workspace first, once")
    serve.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="serve HTTPS")
    serve.add_argument("--no-worker", action="store_true", help="workers run elsewhere")
    serve.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> int:
    """Prepare, start the worker, serve."""
    began = time.monotonic()
    if args.tls and not os.environ.get("CRM_URL"):
        os.environ["CRM_URL"] = settings().url.replace("http://", "https://")
        settings.cache_clear()
    prepare_environment()
    # In a process of its own: this one stays, and would keep what only the preparation needs.
    preparation = [sys.executable, "-m", "crm_app", "prepare", *(["--demo"] if args.demo else [])]
    if subprocess.run(preparation, cwd=ROOT, check=False).returncode:
        return 1
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


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "crm_app", "worker"], cwd=ROOT)


def _serve(tls: list[str] | None) -> None:
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"
    os.environ["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    os.environ["REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    from granian.constants import Interfaces  # noqa: PLC0415 - only a server needs these
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    certificate, key = (Path(part).resolve() for part in tls) if tls else (None, None)
    Server(
        target="crm_app.crm_app:app",
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
