"""Files among custom fields: brought, stored with a record, seen by its rights and those of the field."""

import pytest

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.services import (
    activities,
    bulk,
    contacts,
    custom_fields,
    customers,
    files,
    imports,
    shelf,
)
from crm_app.services.contacts import ContactForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from tests.services.test_custom_fields import define, make, shown

PDF = b"%PDF-1.4 contract"


def bring(actor, name="合同.pdf", field="scan", kind="customer"):
    return files.bring(actor, kind, field, PDF, name, "application/pdf")


def names(actor, words="", **filters):
    return [one.name for one in customers.customers(actor, ListQuery(words, filters)).rows]


def test_a_file_is_brought_stored_found_and_taken_away_again(people):
    admin, rep, director = people["admin"], people["rep"], people["director"]
    define(admin, kind="file", key="scan", is_required=True)
    with pytest.raises(Invalid, match=r"custom_fields\.missing"):
        make(rep)
    draft = bring(rep)
    with pytest.raises(NotFound):  # until it is stored with a record it is nobody else's
        files.stored(director, draft)
    record = make(rep, scan=draft)
    assert shown(rep, record)["scan"] == (draft, "合同.pdf", "合同.pdf")
    assert files.stored(director, draft).name == "合同.pdf"
    assert files.files_of(rep, "customer", record) == []  # it stands in its field, not beside it
    with pytest.raises(NotFound):
        files.stored(people["rep_west"], draft)
    second = bring(rep, "附件.docx")
    customers.change_customer(rep, record, CustomerForm(custom={"scan": f"{draft},{second}"}))
    assert shown(rep, record)["scan"][1] == "合同.pdf、附件.docx"
    make(rep, "没有文件的公司", scan=bring(rep, "x.pdf"))
    assert names(rep, words="附件.docx") == ["华东科技"]
    with pytest.raises(Conflict, match=r"files\.in_field"):
        files.delete_file(rep, second)
    customers.change_customer(rep, record, CustomerForm(custom={"scan": [second]}))
    with pytest.raises(NotFound):  # taken away is taken away
        files.stored(rep, draft)
    customers.change_customer(rep, record, CustomerForm(custom={"scan": [draft, second]}))
    assert files.stored(rep, draft).name == "合同.pdf"


def test_files_are_filtered_by_whether_there_are_any(people):
    admin, rep = people["admin"], people["rep"]
    define(admin, kind="file", key="scan")
    make(rep, "有", scan=bring(rep))
    make(rep, "无")
    assert names(rep, **{"custom.scan": "yes"}) == ["有"]
    assert names(rep, **{"custom.scan": "no"}) == ["无"]
    where = '{"match":"all","groups":[{"match":"all","rules":[["custom.scan","empty"]]}]}'
    assert names(rep, where=where) == ["无"]
    with pytest.raises(Invalid):
        customers.customers(rep, ListQuery(sort="custom.scan"))


def test_others_files_and_fields_are_not_to_be_taken(people, footprint):
    admin, rep, west = people["admin"], people["rep"], people["rep_west"]
    define(admin, kind="file", key="scan")
    define(admin, kind="file", key="secret", sees=["director"])
    define(admin, kind="text", key="note")
    mine, others = make(rep), make(west, "西部公司", scan=bring(west))
    filed = shown(west, others)["scan"][0]
    plain = files.attach(rep, "customer", mine, PDF, "a.pdf", "application/pdf")
    drafted = bring(west)
    before = footprint()
    for stolen in (filed, drafted, plain, "no-such-id"):
        with pytest.raises(Invalid, match=r"file_unknown"):
            customers.change_customer(rep, mine, CustomerForm(custom={"scan": stolen}))
    for kind, field in (("customer", "secret"), ("customer", "note"), ("lead", "scan")):
        with pytest.raises(Invalid, match=r"files\.field_unknown"):
            bring(rep, field=field, kind=kind)
    many = ",".join(f"id{n}" for n in range(21))
    with pytest.raises(Invalid, match=r"files_many"):
        customers.change_customer(rep, mine, CustomerForm(custom={"scan": many}))
    with pytest.raises(Invalid, match=r"record_unknown"):
        define(admin, record="product", kind="file", key="sheet")
    assert footprint() == before
    hidden = bring(people["director"], "机密.pdf", "secret")
    customers.change_customer(people["director"], mine, CustomerForm(custom={"secret": hidden}))
    assert files.stored(people["director"], hidden).name == "机密.pdf"
    with pytest.raises(NotFound):
        files.stored(rep, hidden)


def test_merged_records_keep_the_files_and_part_exactly(people):
    admin, rep = people["admin"], people["rep"]
    define(admin, record="contact", kind="file", key="scan")
    define(admin, record="contact", kind="formula", key="who", formula="name & '!'")
    keep = contacts.create_contact(rep, ContactForm(name="张伟"))
    draft = bring(rep, kind="contact")
    other = contacts.create_contact(rep, ContactForm(name="张 伟", custom={"scan": draft}))
    values = lambda one: [v.shown_zh for v in contacts.contact_page(rep, one).custom]  # noqa: E731
    merge = contacts.merge_contacts(rep, keep, other)
    assert values(keep) == ["合同.pdf", "张伟!"]
    assert files.stored(rep, draft).name == "合同.pdf"
    contacts.unmerge_contacts(rep, merge)
    assert values(keep) == ["", "张伟!"]
    assert values(other)[0] == "合同.pdf"
    assert files.stored(rep, draft).name == "合同.pdf"


def test_a_retired_field_shows_its_files_to_nobody(people):
    admin, rep = people["admin"], people["rep"]
    field = define(admin, kind="file", key="scan")
    draft = bring(rep)
    make(rep, scan=draft)
    custom_fields.retire_field(admin, field)
    with pytest.raises(NotFound):
        files.stored(rep, draft)
    custom_fields.restore_field(admin, field)
    assert files.stored(rep, draft).name == "合同.pdf"
    custom_fields.change_field(admin, field, FieldForm(sees=["director"]))
    with pytest.raises(NotFound):
        files.stored(rep, draft)


def test_neither_timeline_nor_files_tell_of_a_field_that_one_may_not_see(people):
    define(people["admin"], kind="file", key="secret", sees=["director"])
    mine = make(people["rep"])
    hidden = bring(people["director"], "机密.pdf", "secret")
    customers.change_customer(people["director"], mine, CustomerForm(custom={"secret": hidden}))
    told = activities.timeline(people["rep"], "customer", mine)
    shelf_rows = shelf.shelf(people["rep"], "customer", mine)
    assert "机密.pdf" not in f"{told}{shelf_rows}"
    assert hidden not in f"{told}{shelf_rows}"


def test_many_records_and_tables_bring_no_files_and_say_so(people):
    admin, manager = people["admin"], people["manager"]
    define(admin, kind="file", key="scan", label_zh="扫描件", label_en="Scan")
    define(admin, key="note")
    assert bulk.one_by_one(manager, "customer") == ("扫描件", "Scan")
    assert bulk.one_by_one(people["finance"], "customer") == ("", "")
    names = {one.name for one in bulk.edit_fields(manager, "customer")}
    assert ("custom.scan" in names, "custom.note" in names) == (False, True)
    table = "客户名称,扫描件,备注\n华东科技,合同.pdf,好\n"
    batch = imports.start_import(manager, "customers", table.encode(), "a.csv", job=False)
    imports.read_head(manager, batch)
    offered = {one.key for one in imports.import_page(manager, batch).fields}
    assert ("custom.scan" in offered, "custom.note" in offered) == (False, True)
    with pytest.raises(Invalid, match=r"imports\.field_unknown"):
        imports.choose(manager, batch, {"name": "客户名称", "custom.scan": "扫描件"}, job=False)
