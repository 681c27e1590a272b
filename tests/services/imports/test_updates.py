"""Rows about known people: changed many at a time, as one by one on their pages."""

import pytest
from sqlmodel import Session, col, func, select

from crm_app.core import search
from crm_app.core.grams import fold
from crm_app.models.customers import Contact
from crm_app.models.duplicates import MatchFiled
from crm_app.models.ledger import AuditAbout, AuditEntry, Change, SearchDoc
from crm_app.services import imports
from crm_app.services.imports import committing, updating
from crm_app.services.imports.kinds import SIDES, Side
from tests.services.test_imports import bring, commit, everything, sound, table, undo

HEAD = ["姓名", "公司", "职位", "部门", "手机", "邮箱", "生日", "备注"]


def person(number, title="经理", firm="", mobile="", born="", note=""):
    firm = firm or f"华信{number % 3}茶业有限公司"
    reach = mobile or f"1380013{number:04d}"
    return [f"张伟{number}", firm, title, "", reach, f"w{number}@hx.example", born, note]


BEFORE = [person(n, note="爱喝普洱" if n % 2 else "") for n in range(10)]
AFTER = [
    *(person(n, title="总监") for n in range(4)),
    person(4, note="下周回电"),
    person(5, born="1985-03-12", note="下周回电"),
    person(6, firm="北岸商贸有限公司"),
    person(7, mobile="13900139007"),
    person(8, firm="南岸商贸有限公司", title="顾问", note="怕吵"),
    person(9),
]


@pytest.fixture
def some_at_a_time(monkeypatch):
    monkeypatch.setattr(updating, "AT_ONCE", 3)


def stored(db):
    """What is kept of everybody: fields and parts, what finds him, under what he is filed."""
    with Session(db) as session:
        people = session.exec(select(Contact).order_by(col(Contact.name))).all()
        docs = session.exec(select(SearchDoc)).all()
        filed = session.exec(select(MatchFiled)).all()
        keys = {(one.kind, one.record_id): sorted(one.keys) for one in filed}
        said = sorted((one.kind, one.title, one.subtitle, fold(one.text)) for one in docs)
        told = [sorted(search.document_words(one)) for one in docs]
    shown = [row[1:] for row in everything()["contacts"]]
    return shown, said, sorted(told), [keys["contact", one.key] for one in people]


def test_many_are_changed_as_one_by_one_and_go_back(workspace, db, some_at_a_time, monkeypatch):
    desk = workspace["desk"]
    commit(desk, bring(desk, "contacts", table(HEAD, *BEFORE)))
    before = stored(db)
    together = bring(desk, "contacts", table(HEAD, *AFTER))
    page = commit(desk, together)
    assert (page.row.counts, page.report["good"]) == ({"update": 9, "same": 1}, True)
    many = stored(db)
    sound(db)
    assert undo(desk, together).kept == []
    assert stored(db) == before
    sound(db)
    monkeypatch.setattr(type(SIDES["contacts"]), "change_many", Side.change_many)
    commit(desk, bring(desk, "contacts", table(HEAD, *AFTER)))
    assert stored(db) == many != before


def test_each_portion_is_audited_and_all_is_announced_once(workspace, db, some_at_a_time):
    desk = workspace["desk"]
    commit(desk, bring(desk, "contacts", table(HEAD, *BEFORE)))
    with Session(db) as session:
        last = session.exec(select(func.max(AuditEntry.id))).one()
        told = session.exec(select(func.max(Change.seq))).one()
    batch = bring(desk, "contacts", table(HEAD, *AFTER))
    commit(desk, batch)
    with Session(db) as session:
        found = select(AuditEntry).where(
            col(AuditEntry.id) > last, AuditEntry.action == committing.ACTION
        )
        entries = list(session.exec(found))
        people = session.exec(select(Contact)).all()
        changed = {one.public_id for one in people if one.name != "张伟9"}
        about = set(session.exec(select(AuditAbout.public_id)))
        events = list(session.exec(select(Change).where(col(Change.seq) > told)))
    portions = [one for one in entries if "file" not in one.changes.get(one.record, {})]
    assert len(portions) == 3
    assert {one.record for one in entries} == {f"import_batch:{batch}"}
    assert (len(changed), changed - about) == (9, set())
    assert [set(one.ids) for one in events if one.topic == "contact" and one.ids] == [changed]


def test_refused_in_the_last_portion_nothing_is_changed(workspace, db, some_at_a_time, monkeypatch):
    desk = workspace["desk"]
    commit(desk, bring(desk, "contacts", table(HEAD, *BEFORE)))
    before = stored(db)
    batch = bring(desk, "contacts", table(HEAD, *AFTER))
    imports.ask_commit(desk, batch, job=False)
    change = updating._change

    def broken(work, batch, side, rules, rows):
        if rows[-1].number == 10:
            raise RuntimeError
        return change(work, batch, side, rules, rows)

    with monkeypatch.context() as patched:
        patched.setattr(updating, "_change", broken)
        with pytest.raises(RuntimeError):
            imports.commit_rows(desk, batch)
    assert stored(db) == before
    sound(db)
    imports.commit_rows(desk, batch)
    assert imports.import_page(desk, batch).report["good"]
    sound(db)
