"""A hundred thousand people with their companies: ours with all it does, beside bare inserts that
check nothing, index nothing for search and remember nothing; then as many changes of them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bench.lists import Row
from crm_app import config
from crm_app.config import ROOT
from crm_app.core import database, migrate
from crm_app.core.permissions import system_actor
from crm_app.lib.beside import Beside
from crm_app.lib.ids import new_ids
from crm_app.lib.names import pinyin
from crm_app.lib.sheets import sheet_file
from crm_app.models.customers import Contact
from crm_app.models.users import Team, User
from crm_app.services import checks, imports
from crm_app.services.defaults import ensure_defaults
from crm_app.services.demo import names, words
from crm_app.services.imports import committing

ROWS, FIRMS = 100_000, 20_000
LIMITS = {"csv": 12_000, "xlsx": 15_000}
HEAD = ["姓名", "公司", "职位", "手机", "电话", "邮箱", "来源", "备注"]
ACTOR = system_actor("bench")


def people(count: int, firms: int) -> list[list[str]]:
    """Half Chinese, half Latin names; everybody with numbers and a mail of his own."""
    chance = Random(11)
    rows = []
    for number in range(count):
        firm = chance.randrange(firms)
        if number % 2:
            name = chance.choice(names.SURNAMES) + chance.choice(names.GIVEN)
            mobile, box = f"13{700_311 + number:09d}", pinyin(name).replace(" ", "")
        else:
            name = f"{chance.choice(names.EN_GIVEN)} {chance.choice(names.EN_FAMILY)}"
            mobile, box = f"+44 7{417_003_911 + number * 37:09d}", name.lower().replace(" ", ".")
        company = (
            f"{names.CITIES[firm % len(names.CITIES)][0]}{names.ZH_FIRST[firm % 7]}{firm}有限公司"
            if firm % 3
            else f"Firm {firm} Ltd"
        )
        row = [name, company, words.TITLES[firm % len(words.TITLES)][number % 2 == 0], mobile]
        row += [
            f"010-5550{firm % 10000:04d}",
            f"{box}{number}@c{firm}.example.com",
            "",
            "爱喝普洱" if number % 9 == 0 else "",
        ]
        rows.append(row)
    return rows


def measure() -> list[Row]:
    """Each kind of file, in a database of its own."""
    whole = people(ROWS, FIRMS)
    with tempfile.TemporaryDirectory() as folder, _data_in(folder):
        bare = _bare(Path(folder) / "bare.db")
        against = ", ".join(f"{name} {value * 1000:,.0f}" for name, value in bare.items())
        beside = f"of the contacts' table alone {against}"
        rows = []
        for kind, most in LIMITS.items():
            _fresh(Path(folder) / f"{kind}.db")
            rows.append(_ours(Path(folder), kind, whole, f"{most:,}; {beside}"))
        changed = [[*row[:2], f"{row[2]}2", *row[3:7], "下周回电"] for row in whole]
        return [*rows, _ours(Path(folder), "csv", changed, "none named", "changes of known people")]


def _ours(folder: Path, kind: str, whole: list[list[str]], limit: str, what: str = "people") -> Row:
    """In a process of its own: CPU of both processes it works in, wall time, their memory."""
    file, database_ = folder / f"people.{kind}", folder / f"{kind}.db"
    file.write_bytes(sheet_file(kind, HEAD, whole))
    command = (sys.executable, "-m", "bench.imports", str(database_), str(file))
    # As installed: not every process compiles all that it loads.
    around = {key: one for key, one in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=around)
    told = json.loads(ended.stdout)
    database.configure(f"sqlite:///{database_}")
    held = checks.first_fault(ACTOR)
    if told["taken"] != ROWS or held is not None:
        raise AssertionError((told, held))
    said = (
        f"{ROWS:,} {what}, {kind}, wall time: checked, indexed, audited, then filed "
        f"(until {told['filed'] / 1000:.1f} s; {told['cpu'] / 1000:.1f} CPU s of two processes, "
        f"peak {told['peak']} and {told['beside']} MB)"
    )
    return Row(said, told["done"], told["done"], limit)


def run(path: str, file: str) -> dict[str, float]:
    """Import into a database that is there: milliseconds until it was done, and until all was filed."""
    database.configure(f"sqlite:///{path}")
    began, done, beside = time.perf_counter(), [], [0]
    file_all, end = committing.file_all, Beside.end

    def told(*given: Any) -> None:
        done.append(time.perf_counter() - began)
        file_all(*given)

    def ended(self: Beside) -> None:
        beside.append(_peak(self.pid))
        end(self)

    committing.file_all, Beside.end = told, ended
    became = imports.import_file(ACTOR, "contacts", Path(file))
    filed, used = time.perf_counter() - began, os.times()
    cpu = used.user + used.system + used.children_user + used.children_system
    return {
        "taken": became.new + became.updated,
        "done": done[0] * 1000,
        "filed": filed * 1000,
        "cpu": cpu * 1000,
        "peak": _peak(os.getpid()),
        "beside": max(beside),
    }


def _peak(pid: int) -> int:
    """The most memory that a living process ever had, in MB. What `getrusage` says of a process is at
    least what the one had that started it: 1.7 GB of a bench."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


@contextmanager
def _data_in(folder: str) -> Iterator[None]:
    before = os.environ.get("CRM_DATA")
    os.environ["CRM_DATA"] = folder
    config.settings.cache_clear()
    yield
    os.environ.pop("CRM_DATA")
    if before is not None:
        os.environ["CRM_DATA"] = before
    config.settings.cache_clear()


def _bare(path: Path) -> dict[str, float]:
    """The contacts alone, without numbers, places, search, audit or any check."""
    _fresh(path)
    values = [
        {"name": row[0], "name_key": row[0].lower(), "pinyin": row[0].lower(), "owner_id": 1}
        | {"team_id": 1}
        for row in people(ROWS, FIRMS)
    ]
    found: dict[str, float] = {}
    for name, write in (("ORM add_all", _orm), ("Core executemany", _core)):
        with Session(database.engine()) as session:
            session.connection(execution_options={"writes": True})
            began = time.process_time()
            write(session, values)
            session.flush()
            found[name] = time.process_time() - began
            session.rollback()
    return found


def _orm(session: Session, values: list[dict[str, Any]]) -> None:
    session.add_all(Contact(**one) for one in values)


def _core(session: Session, values: list[dict[str, Any]]) -> None:
    usual = Contact(name="", owner_id=1, team_id=1).model_dump(exclude={"id", "public_id"})
    rows = [
        usual | one | {"public_id": public_id}
        for one, public_id in zip(values, new_ids(len(values)), strict=True)
    ]
    session.connection().execute(insert(Contact), rows)


def _fresh(path: Path) -> None:
    database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    ensure_defaults()
    with Session(database.engine()) as session:
        session.connection(execution_options={"writes": True})
        team = Team(name="Bench")
        session.add(team)
        session.flush()
        session.add(User(email="a@example.com", name="A", role="admin", team_id=team.id or 0))
        session.commit()


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:3])) if len(sys.argv) > 2 else measure())
