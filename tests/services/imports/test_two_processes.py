"""Long files: rows are read and packed by two processes, and written all or none."""

import signal
import subprocess
import sys

import pytest
from sqlmodel import Session, col, func, select

from crm_app.config import ROOT
from crm_app.models.duplicates import MatchKey
from crm_app.models.imports import ImportRow
from crm_app.services import imports
from crm_app.services.imports import bundling, comparing, reading
from crm_app.services.match_keys import unpacked
from tests.services.test_imports import (
    SYSTEM,
    bring,
    commit,
    everything,
    sound,
    table,
    undo,
    verdicts,
)

HEAD = ["姓名", "公司", "职位", "手机", "电话", "邮箱", "备注"]


def people(count):
    names = ("张伟总", "Avery Smith", "欧阳明明", "李娜")
    return [
        [
            names[n % 4],
            f"华信{n % 7}茶业有限公司" if n % 5 else "",
            "经理" if n % 3 else "",
            f"1380013{n:04d}" if n % 11 else "12ab",
            f"010-5550{n % 9:04d}",
            f"who{n}@hx{n}.example",
            "爱喝普洱" if n % 4 == 0 else "",
        ]
        for n in range(count)
    ]


@pytest.fixture
def in_two(monkeypatch):
    """Even short files are shared, in short bundles; the second process is waited for."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for module in (reading, bundling):
        monkeypatch.setattr(module, "WORTH", 0)
    monkeypatch.setattr(reading, "CHUNK", 20)
    monkeypatch.setattr("crm_app.services.imports.committing.CHUNK", 20)
    begin = bundling.Hands.each

    def each(hands, items):
        while hands.other is not None and not hands.other.is_ready and hands.other.is_alive():
            pass
        return begin(hands, items)

    monkeypatch.setattr(bundling.Hands, "each", each)


def rows_of(db):
    with Session(db) as session:
        newest = select(func.max(ImportRow.batch_id)).scalar_subquery()
        found = select(ImportRow).where(col(ImportRow.batch_id) == newest)
        rows = list(session.exec(found.order_by(col(ImportRow.number))))
        keys = {(one.kind, one.key) for one in session.exec(select(MatchKey))}
    told = [(one.number, one.read, one.verdict, one.reasons, one.outcome) for one in rows]
    return told, [sorted(unpacked(one.filed or b"")) for one in rows], keys


def test_two_processes_make_of_a_file_what_one_makes(workspace, db, in_two, monkeypatch):
    desk, data = workspace["desk"], table(HEAD, *people(150))
    before = everything()
    batch = bring(desk, "contacts", data)
    page = commit(desk, batch)
    assert (page.report["good"], page.row.counts["new"] > 100) == (True, True)
    found, shared = rows_of(db), [row[1:] for row in everything()["contacts"]]
    sound(db)
    undo(desk, batch)
    assert everything() == before
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    commit(desk, bring(desk, "contacts", data))
    assert rows_of(db) == found
    assert [row[1:] for row in everything()["contacts"]] == shared


KILLED = """
import os, signal, sys
from crm_app import services
from crm_app.core import bulk, database
from crm_app.core.permissions import system_actor
from crm_app.lib.discover import import_all
import_all(services)
database.configure(sys.argv[1])
from crm_app.services import imports
from crm_app.services.imports import bundling, committing
bundling.WORTH = 0
committing.CHUNK = 20
os.cpu_count = lambda: 2
add, parcels = bulk.Load.add, []
def killed(self, parcel, *args):
    parcels.append(parcel)
    add(self, parcel, *args)
    if len(parcels) == 6:
        os.kill(os.getpid(), signal.SIGKILL)
bulk.Load.add = killed
imports.commit_rows(system_actor("test"), sys.argv[2])
"""


def test_killed_between_two_parcels_it_is_nothing_and_goes_on(workspace, db):
    desk = workspace["desk"]
    batch = bring(desk, "contacts", table(HEAD, *people(150)))
    imports.ask_commit(desk, batch, job=False)
    before = everything()
    address = db.url.render_as_string(hide_password=False)
    ended = subprocess.run([sys.executable, "-c", KILLED, address, batch], cwd=ROOT, check=False)
    assert (ended.returncode, everything()) == (-signal.SIGKILL, before)
    sound(db)
    imports.commit_rows(SYSTEM, batch)
    assert imports.import_page(desk, batch).report["good"]
    sound(db)


def test_rows_of_a_long_file_are_compared_by_their_keys(workspace, monkeypatch):
    """As those of a short one are, each with each."""
    desk = workspace["desk"]
    data = table(
        ["姓名", "公司", "手机", "邮箱"],
        ["陈静", "春风文具", "13700137001", "chenjing@chunfeng.example"],
        ["陈婧", "春风文具店", "", "chen.jing@chunfeng.example"],
        ["陈大海", "春风文具", "13700137088", ""],
        ["Wei Zhang", "华信天茶业", "13911112222", "zhang.wei@huaxintian.example"],
        ["张伟", "华信天茶业有限公司", "", "zhangwei@huaxintian.example"],
    )
    short = verdicts(desk, bring(desk, "contacts", data))
    monkeypatch.setattr(comparing, "MOST_COMPARED", 0)
    assert verdicts(desk, bring(desk, "contacts", data)) == short
    assert [one for one, _ in short.values()] == ["new", "duplicate", "new", "new", "duplicate"]
