"""Tables that come in: verdicts, what is written, what goes back."""

import csv
import io
import signal
import subprocess
import sys

import pytest
from sqlmodel import Session, col, func, select

from crm_app.config import ROOT
from crm_app.core import audit
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.grams import fold
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.customers import Contact, ContactPoint, Position
from crm_app.models.ledger import AuditEntry, Change, SearchDoc
from crm_app.services import (
    checks,
    contacts,
    custom_fields,
    customers,
    deals,
    imports,
    search,
)
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point

SYSTEM = system_actor("test")
PEOPLE = """姓名,公司,职位,手机,邮箱,生日,备注,负责人
张伟总,华信天茶业有限公司,采购,138 0013 8001,Zhang@hx.example,1985年3月12日,爱喝普洱,
李娜,华信天茶业,经理,13900139002,lina@hx.example,,,rep@example.com
张伟,华信天茶业有限公司,采购,13800138001,,,,
王五,,,12ab,,,,
测试,测试公司,,13700137009,,,,
Avery Smith,Müller GmbH,Buyer,+49 30 12345609,avery@,2/29/1988,,
,,,,,,,
赵敏,,,13700137003,,,,
"""


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def bring(actor, kind, data, mapping=None, options=None):
    """Up to the verdicts; the public id."""
    data = data.encode() if isinstance(data, str) else data
    batch = imports.start_import(actor, kind, data, f"{kind}.csv", job=False)
    imports.read_head(actor, batch)
    imports.choose(actor, batch, mapping, options, job=False)
    imports.check_rows(actor, batch)
    return batch


def commit(actor, batch):
    imports.ask_commit(actor, batch, job=False)
    imports.commit_rows(actor, batch)
    return imports.import_page(actor, batch)


def undo(actor, batch):
    imports.ask_undo(actor, batch, job=False)
    imports.undo_rows(actor, batch)
    return imports.import_page(actor, batch)


def verdicts(actor, batch):
    rows = imports.import_rows(actor, batch, size=200).rows
    return {row.number: (row.verdict, [(r.field, r.code) for r in row.reasons]) for row in rows}


def exported(kind, actor=SYSTEM):
    head, rows, after = imports.export_rows(actor, kind)
    whole = [head, *rows]
    while after:
        _, rows, after = imports.export_rows(actor, kind, after)
        whole += rows
    return whole


def everything():
    return {kind: exported(kind) for kind in imports.KINDS}


def sound(db):
    with Session(db) as session:
        assert list(audit.broken_entries(session)) == []
        assert audit.missing_end(session) is None
    assert checks.first_fault(SYSTEM) is None


def test_every_row_has_a_verdict_and_says_why(workspace):
    batch = bring(workspace["desk"], "contacts", PEOPLE)
    assert verdicts(workspace["desk"], batch) == {
        2: ("new", []),
        3: ("new", []),
        4: ("duplicate", [("", "imports.in_file")]),
        5: ("invalid", [("mobile", "points.phone_invalid")]),
        6: ("junk", [("name", "imports.junk")]),
        7: ("invalid", [("email", "points.email_invalid")]),
        9: ("new", []),
    }
    page = imports.import_page(workspace["desk"], batch)
    assert page.row.counts == {"new": 3, "duplicate": 1, "invalid": 2, "junk": 1}
    assert {one.key: one.column for one in page.fields if one.column}["mobile"] == "手机"


def test_people_come_with_their_companies_numbers_owners_and_what_they_are_found_by(workspace, db):
    desk = workspace["desk"]
    page = commit(desk, bring(desk, "contacts", PEOPLE))
    assert (page.row.state, page.report["written"], page.report["good"]) == ("done", 3, True)
    rows = {row.name: row for row in contacts.contacts(SYSTEM, ListQuery()).rows}
    assert {
        name: (row.honorific, row.customer, row.title, row.owner) for name, row in rows.items()
    } == {
        "张伟": ("总", "华信天茶业有限公司", "采购", "desk"),
        "李娜": ("", "华信天茶业有限公司", "经理", "rep"),
        "赵敏": ("", "", "", "desk"),
    }
    whole = contacts.contact_page(SYSTEM, rows["张伟"].public_id)
    assert (str(whole.birthday), [one.text for one in whole.details]) == (
        "1985-03-12",
        ["爱喝普洱"],
    )
    assert [point.value for point in whole.points] == ["+8613800138001", "zhang@hx.example"]
    for words in ("张伟", "zhangwei", "13800138001", "普洱", "华信"):
        assert rows["张伟"].public_id in {hit.public_id for hit in search.find(SYSTEM, words)}, (
            words
        )
    assert [hit.kind for hit in search.find(SYSTEM, "lina@hx")] == ["contact"]  # another owner's
    with Session(db) as session:
        for contact in session.exec(select(Contact)):
            ours = session.exec(
                select(SearchDoc).where(
                    SearchDoc.kind == "contact", SearchDoc.record_id == contact.id
                )
            ).one()
            said = contacts.indexing.describe(session, [contact])[0]
            words = {fold(word) for word in (said.title, said.subtitle, *said.words) if word}
            assert set(ours.text.split("\n")) == words
        entry = session.exec(
            select(AuditEntry)
            .where(AuditEntry.action == "imports.commit_import")
            .order_by(col(AuditEntry.id))
        ).first()
        noted = entry.changes[f"contact:{rows['张伟'].public_id}"]
        assert (noted["name"], noted["mobile"], noted["company"]) == (
            [None, "张伟"],
            [None, "+8613800138001"],
            [None, "华信天茶业有限公司"],
        )
        event = session.exec(select(Change).where(Change.topic == "bulk")).one()
        assert {row.public_id for row in rows.values()} <= set(event.ids)
    sound(db)


def test_undone_it_is_as_before_and_can_come_again(workspace, db):
    desk = workspace["desk"]
    known = customers.create_customer(desk, CustomerForm(name="华信天茶业有限公司"))
    before = everything()
    batch = bring(desk, "contacts", PEOPLE)
    commit(desk, batch)
    assert [one.name for one in customers.customer_page(desk, known).people] == ["张伟", "李娜"]
    assert search.find(SYSTEM, "张伟")
    page = undo(desk, batch)
    assert (page.row.state, page.kept, everything()) == ("undone", [], before)
    assert search.find(SYSTEM, "张伟") == []
    with Session(db) as session:
        assert [
            session.exec(select(func.count()).select_from(m)).one()
            for m in (Contact, Position, ContactPoint)
        ] == [0, 0, 0]
    sound(db)
    again = commit(desk, bring(desk, "contacts", PEOPLE))
    assert again.report["written"] == 3


def test_what_was_worked_on_since_is_listed_and_stays(workspace, db):
    desk = workspace["desk"]
    anna = contacts.create_contact(
        desk, ContactForm(name="安娜", points=[read_point("email", "anna@x.example")])
    )
    data = table(
        ["姓名", "公司", "职位", "手机", "邮箱"],
        ["安娜", "北岸", "总监", "13500135005", "anna@x.example"],
        ["陈静", "北岸", "助理", "13500135006", ""],
        ["周周", "南岸", "助理", "13500135007", ""],
    )
    batch = bring(desk, "contacts", data)
    assert [v for v, _ in verdicts(desk, batch).values()] == ["update", "new", "new"]
    before = {row.number: row.before for row in imports.import_rows(desk, batch).rows}[2]
    assert before["mobile"] == ("", "+86 135 0013 5005")
    commit(desk, batch)
    page = contacts.contact_page(desk, anna)
    assert ([p.value for p in page.points], page.positions[0].title) == (
        ["anna@x.example", "+8613500135005"],
        "总监",
    )
    rows = {row.name: row.public_id for row in contacts.contacts(SYSTEM, ListQuery()).rows}
    contacts.change_contact(desk, rows["陈静"], ContactForm(other_name="Jing"))
    kept = undo(desk, batch).kept
    assert {(one.kind, one.name) for one in kept} == {("contact", "陈静"), ("customer", "北岸")}
    assert {row.name for row in contacts.contacts(SYSTEM, ListQuery()).rows} == {"安娜", "陈静"}
    page = contacts.contact_page(desk, anna)
    assert ([p.value for p in page.points], page.positions) == (["anna@x.example"], [])
    sound(db)


def test_the_same_table_again_and_an_export_change_nothing(workspace):
    desk = workspace["desk"]
    commit(desk, bring(desk, "contacts", PEOPLE))
    again = imports.import_page(desk, bring(desk, "contacts", PEOPLE))
    assert again.row.counts == {"same": 3, "duplicate": 1, "invalid": 2, "junk": 1}
    with pytest.raises(Conflict, match="nothing_to_do"):
        imports.ask_commit(desk, again.row.public_id)
    before = everything()
    for kind in ("customers", "contacts"):
        back = imports.import_page(SYSTEM, bring(SYSTEM, kind, table(*exported(kind))))
        assert set(back.row.counts) == {"same"}, (kind, back.row.counts)
    assert everything() == before


def test_each_kind_comes_in_is_proved_and_goes_back(workspace, db):
    desk = workspace["admin"]
    before = everything()
    batches = []
    for kind, data in (
        (
            "customers",
            [
                ["客户名称", "税号", "级别", "行业", "电话", "地区"],
                ["北岸物流有限公司", "91310000MA1K000001", "a", "零售", "021-5555 0101", "上海"],
                ["North Ltd", "", "B", "", "", ""],
            ],
        ),
        (
            "products",
            [
                ["编码", "名称", "单价", "成本", "税率"],
                ["T-1", "普洱饼茶", "¥1,280.50", "600", "13%"],
                ["T-2", "散茶", "88", "", "0.13"],
            ],
        ),
        (
            "deals",
            [
                ["商机名称", "客户", "阶段", "金额", "预计成交日期", "成交日期"],
                ["年度采购", "北岸物流", "", "12万", "2026/12/31", ""],
                ["Renewal", "North Ltd", "won", "5,000", "", "2026-03-01"],
            ],
        ),
        (
            "orders",
            [
                ["订单号", "客户", "下单日期", "产品", "数量", "总额", "状态"],
                ["S-1", "北岸物流有限公司", "2026-01-05", "T-1", "2", "2561.00", "已完成"],
                ["S-1", "北岸物流有限公司", "2026-01-05", "运费", "", "100", "已完成"],
                ["S-2", "新客户茶庄", "5.2.2026", "散茶", "3", "264", ""],
            ],
        ),
        (
            "leads",
            [
                ["姓名", "公司", "手机", "行业"],
                ["周周", "南岸贸易", "13500135007", "retail"],
                ["", "西岸", "", ""],
            ],
        ),
    ):
        batch = bring(desk, kind, table(*data))
        page = imports.import_page(desk, batch)
        assert page.row.counts == {"new": len(data) - 1}, (kind, verdicts(desk, batch))
        page = commit(desk, batch)
        assert page.report["good"], (kind, page.report)
        batches.append(batch)
        sound(db)
    assert [(one["file"], one["stored"]) for one in page.report["checks"]] == []
    order = imports.import_page(desk, batches[3]).report["checks"][0]
    assert (order["file"], order["stored"], order["left"]) == ("2925", "2925", "0")
    won = next(row for row in deals.deals(SYSTEM, ListQuery()).rows if row.name == "Renewal")
    assert (won.stage.key, str(won.amount)) == ("won", "5000")
    for kind in ("customers", "products", "deals", "orders", "leads"):
        rows = exported(kind)
        back = imports.import_page(SYSTEM, bring(SYSTEM, kind, table(*rows)))
        assert set(back.row.counts) == {"same"}, (kind, verdicts(SYSTEM, back.row.public_id))
    for batch in reversed(batches):
        assert undo(desk, batch).kept == []
        sound(db)
    assert everything() == before


@pytest.mark.parametrize(
    ("who", "kind"), [("rep", "contacts"), ("finance", "customers"), ("marketing", "deals")]
)
def test_who_may_not_import(workspace, footprint, security_log, who, kind):
    before = footprint()
    with pytest.raises(Forbidden):
        imports.start_import(workspace[who], kind, PEOPLE.encode(), "x.csv")
    assert (footprint(), security_log()) == (before, ["permission.denied"])


def test_what_is_out_of_sight_is_neither_changed_nor_named(workspace, footprint):
    west = workspace["rep_west"]
    points = [read_point("mobile", "13500135005")]
    contacts.create_contact(west, ContactForm(name="机密人", points=points))
    customers.create_customer(west, CustomerForm(name="远方客户有限公司"))
    data = table(
        ["姓名", "公司", "手机", "负责人"],
        ["机密人", "", "13500135005", ""],
        ["新人", "远方客户", "13500135008", ""],
        ["别人", "", "13500135009", "rep_west@example.com"],
        ["自己人", "", "13500135010", "rep"],
    )
    manager = workspace["manager"]
    batch = bring(manager, "contacts", data)
    assert verdicts(manager, batch) == {
        2: ("invalid", [("mobile", "imports.held")]),
        3: ("invalid", [("company", "imports.held")]),
        4: ("new", [("owner", "imports.owner_unknown")]),  # his own then
        5: ("new", []),
    }
    for row in imports.import_rows(manager, batch).rows:
        assert "rep_west" not in " ".join(
            imports.sentence(one, "zh") for one in row.reasons
        ).replace("rep_west@example.com", "")
    ids = table(["编号", "姓名"], [exported("contacts")[1][0], "改名"])
    other = bring(manager, "contacts", ids, {"id": "编号", "name": "姓名"})
    assert verdicts(manager, other) == {2: ("invalid", [("id", "imports.not_found")])}
    before = footprint()
    for who in ("manager_west",):
        for attempt in (
            lambda a: imports.import_page(a, batch),
            lambda a: imports.import_rows(a, batch),
            lambda a: imports.ask_commit(a, batch),
            lambda a: imports.decide(a, batch, "skip", [2]),
            lambda a: imports.fix_cell(a, batch, 2, "手机", "1"),
            lambda a: imports.drop_import(a, batch),
        ):
            with pytest.raises(NotFound):
                attempt(workspace[who])
    assert footprint() == before


def test_rows_are_put_right_one_by_one_in_bulk_and_merged(workspace, db):
    desk = workspace["desk"]
    data = table(
        ["姓名", "公司", "手机", "邮箱"],
        ["张伟", "北岸", "13500135005", ""],
        ["张伟", "北岸", "13500135005", "zw@x.example"],
        ["李娜", "北岸", "12ab", ""],
        ["王芳", "北岸", "13ab", ""],
        ["test", "北岸", "13500135011", ""],
    )
    batch = bring(desk, "contacts", data)
    assert imports.import_page(desk, batch).row.counts == {
        "new": 1,
        "duplicate": 1,
        "invalid": 2,
        "junk": 1,
    }
    imports.fix_cell(desk, batch, 4, "手机", "13500135005")
    assert verdicts(desk, batch)[4] == ("new", [])  # another name is another person
    imports.fix_cell(desk, batch, 4, "姓名", "张伟总")
    assert verdicts(desk, batch)[4][1] == [("", "imports.in_file")]
    imports.fix_cell(desk, batch, 4, "姓名", "李娜")
    imports.fix_cell(desk, batch, 4, "手机", "13500135006")
    assert imports.set_values(desk, batch, "手机", "", "invalid", "points.phone_invalid") == 1
    assert imports.decide(desk, batch, "merge", [3]) == 1
    assert imports.decide(desk, batch, "new", verdict="junk") == 1
    assert imports.decide(desk, batch, "skip", [6]) == 1
    assert imports.import_page(desk, batch).row.counts == {"new": 3, "skip": 2}
    page = commit(desk, batch)
    rows = {row.name: (row.phone, row.email) for row in contacts.contacts(SYSTEM, ListQuery()).rows}
    assert rows == {
        "张伟": ("+86 135 0013 5005", "zw@x.example"),
        "李娜": ("+86 135 0013 5006", ""),
        "王芳": ("", ""),
    }
    assert page.report["written"] == 3
    for attempt in (
        lambda: imports.fix_cell(desk, batch, 4, "姓名", "x"),
        lambda: imports.decide(desk, batch, "skip", [2]),
        lambda: imports.ask_commit(desk, batch),
        lambda: imports.choose(desk, batch, {}),
    ):
        with pytest.raises(Conflict, match="wrong_state"):
            attempt()


def test_a_mapping_is_kept_for_files_with_the_same_head(workspace):
    desk = workspace["desk"]
    data = table(["甲", "乙"], ["张伟", "13500135005"])
    batch = imports.start_import(desk, "contacts", data, "a.csv", job=False)
    imports.read_head(desk, batch)
    with pytest.raises(Invalid, match="column_missing"):
        imports.choose(desk, batch)
    imports.choose(desk, batch, {"name": "甲", "mobile": "乙"}, {"way": "fill"}, job=False)
    imports.save_template(desk, batch, "两列")
    again = imports.start_import(workspace["admin"], "contacts", data, "b.csv", job=False)
    imports.read_head(workspace["admin"], again)
    page = imports.import_page(workspace["admin"], again)
    assert (page.mapping, page.template, page.options["way"]) == (
        {"name": "甲", "mobile": "乙"},
        "两列",
        "fill",
    )


def test_somebody_enters_one_of_them_meanwhile(workspace, footprint):
    desk = workspace["desk"]
    batch = bring(desk, "contacts", table(["姓名", "手机"], ["张伟", "13500135005"]))
    contacts.create_contact(
        desk, ContactForm(name="张伟", points=[read_point("mobile", "13500135005")])
    )
    imports.ask_commit(desk, batch, job=False)
    before = footprint()
    with pytest.raises(Conflict, match="changed_meanwhile"):
        imports.commit_rows(desk, batch)
    assert footprint() == before
    assert len(contacts.contacts(SYSTEM, ListQuery()).rows) == 1


KILLED = """
import os, signal, sys
from crm_app import services
from crm_app.core import database, work
from crm_app.core.permissions import system_actor
from crm_app.lib.discover import import_all
import_all(services)
database.configure(sys.argv[1])
from crm_app.services import imports
from crm_app.services.imports import committing
add = work.Work.add_many
def killed(self, *args):
    add(self, *args)
    os.kill(os.getpid(), signal.SIGKILL)
work.Work.add_many = killed
imports.commit_rows(system_actor("test"), sys.argv[2])
"""


def test_killed_in_the_middle_it_is_nothing_and_goes_on(workspace, db):
    desk = workspace["desk"]
    batch = bring(desk, "contacts", PEOPLE)
    imports.ask_commit(desk, batch, job=False)
    before = everything()
    address = db.url.render_as_string(hide_password=False)
    ended = subprocess.run([sys.executable, "-c", KILLED, address, batch], cwd=ROOT, check=False)
    assert (ended.returncode, everything()) == (-signal.SIGKILL, before)
    assert imports.import_page(desk, batch).row.state == "committing"
    sound(db)
    imports.commit_rows(desk, batch)
    imports.commit_rows(desk, batch)  # a job may run twice
    assert len(contacts.contacts(SYSTEM, ListQuery()).rows) == 3
    sound(db)


GOLD = ROOT.parent / "shared" / "data" / "contacts" / "synthetic_zh_en"
FILES = (
    "android_phonebook_v21_qp.vcf",
    "google_contacts_legacy_utf16le.csv",
    "google_contacts_new_utf8.csv",
)
FILES += ("iphone_contacts_v30.vcf", "outlook_en_cp1252.csv", "wecom_external_contacts.csv")


@pytest.mark.skipif(not GOLD.exists(), reason="the sample files are not here")
def test_six_address_books_become_one_of_each_person(workspace, db):
    """Every person of the gold clusters is one contact, and nobody is two people."""
    with (GOLD / "gold_clusters.csv").open() as file:
        gold = {
            (r["file"], int(r["data_row_or_card_no"])): r["entity_id"] for r in csv.DictReader(file)
        }
    became: dict[str, set[str]] = {}
    for name in FILES:
        batch = imports.import_file(workspace["desk"], "contacts", GOLD / name).batch
        rows = imports.import_rows(workspace["desk"], batch, size=200).rows
        for place, row in enumerate(rows, 1):
            record = row.record or row.target
            if record and (name, place) in gold:
                became.setdefault(record, set()).add(gold[name, place])
    assert [people for people in became.values() if len(people) > 1] == []
    assert len(became) == len(set(gold.values()))
    sound(db)


def test_unknown_tags_of_a_file_are_made_by_one_press(workspace, footprint):
    desk, rep = workspace["desk"], workspace["rep"]
    customers.create_customer(desk, CustomerForm(name="老街茶楼", custom={"tags": "老客户"}))
    data = "客户名称,标签\n海盛食品,老客户\n明达机械,春茶季、展会\n云杉科技,\n"
    batch = bring(desk, "customers", data, {"name": "客户名称", "custom.tags": "标签"})
    found = verdicts(desk, batch)
    assert [one[0] for one in found.values()] == ["new", "invalid", "new"]
    assert [one.name for one in custom_fields.tags(desk, "customer")] == ["老客户"]
    marks = footprint()
    with pytest.raises((Forbidden, NotFound)):
        imports.make_tags(rep, batch)
    assert footprint() == marks
    assert imports.make_tags(desk, batch) == 1
    assert {one[0] for one in verdicts(desk, batch).values()} == {"new"}
    assert [one.name for one in custom_fields.tags(desk, "customer")] == [
        "老客户",
        "春茶季",
        "展会",
    ]
    commit(desk, batch)
    row = customers.customers(desk, ListQuery("明达机械")).rows[0]
    page = customers.customer_page(desk, row.public_id)
    assert [one.shown_zh for one in page.custom] == ["春茶季、展会"]
