"""`crm serve`."""

import argparse
import contextlib
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

from crm_app.cli.companion import Companion
from crm_app.cli.environment import prepare_environment
from crm_app.config import ROOT, settings
from crm_app.core.errors import Conflict, Invalid

# What an earlier server, killed a moment ago, needs to let the port go.
PORT_SECONDS = 8.0
SIGNAL_SECONDS = 0.5
SHORTEST_LIFE_SECONDS = 5.0
STOP_SECONDS = 5


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
    certificate = _certificate(args.tls)
    _await_port(settings().host, settings().port)
    # Said from here, meant from here: the processes to come work from the project's folder.
    os.environ |= {"CRM_DATA": str(settings().data), "CRM_MODELS": str(settings().models)}
    prepare_environment()
    # In a process of its own: this one stays, and would keep what only the preparation needs.
    preparation = [sys.executable, "-m", "crm_app", "prepare", *(["--demo"] if args.demo else [])]
    if subprocess.run(preparation, cwd=ROOT, check=False).returncode:
        return 1
    os.environ["CRM_PARENT"] = str(os.getpid())  # none of ours outlives this process
    settings.cache_clear()
    worker = None if args.no_worker else Companion([sys.executable, "-m", "crm_app", "worker"])
    shown = settings().url
    print(f"Puer 普洱: {shown}  ({time.monotonic() - began:.1f} s)", flush=True)
    if args.demo:
        threading.Thread(target=_show, args=(shown,), daemon=True).start()
    try:
        return _serve(certificate)
    finally:
        if worker is not None:
            worker.stop()


def _certificate(tls: list[str] | None) -> tuple[Path | None, Path | None]:
    """Certificate and key; refuses at once what would fail after minutes of preparation."""
    if tls is None:
        return None, None
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(*tls)
    except OSError as error:  # an unreadable file and a wrong one alike
        raise Invalid("serve.tls", reason=error.strerror or error) from error
    return Path(tls[0]).resolve(), Path(tls[1]).resolve()


def _await_port(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on; by itself the server would wait in silence."""
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            if time.monotonic() > deadline:
                raise Conflict("serve.port", host=host, port=port) from error
            time.sleep(0.2)
        else:
            return


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


def _serve(certificate: tuple[Path | None, Path | None]) -> int:
    """Serve until told to stop: what ends by itself is started again, unless it hardly lived."""
    os.environ["__REFLEX_SKIP_COMPILE"] = "true"
    os.environ["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    os.environ["REFLEX_MOUNT_FRONTEND_COMPILED_APP"] = "true"
    while True:
        began = time.monotonic()
        server = _server(certificate)
        with contextlib.suppress(SystemExit):  # its way of saying that it ended by itself
            server.serve()
        # A signal to all processes at once may reach the server before this one.
        time.sleep(SIGNAL_SECONDS)
        if server.interrupt_signal:
            return 0
        if time.monotonic() - began < SHORTEST_LIFE_SECONDS:
            return 1
        print("the server ended, started again", file=sys.stderr)


def _server(certificate: tuple[Path | None, Path | None]) -> Any:
    from granian.constants import Interfaces  # noqa: PLC0415 - only a server needs these
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    return Server(
        target="crm_app.crm_app:app",
        factory=True,
        address=settings().host,
        port=settings().port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
        # Page state lives in one process unless Redis keeps it.
        workers=settings().processes,
        # Told to stop while it still loads, it does not hear.
        workers_kill_timeout=STOP_SECONDS,
        ssl_cert=certificate[0],
        ssl_key=certificate[1],
    )
