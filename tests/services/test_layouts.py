"""Layouts: arranged for a role, below rights, with what came since; refused, undone, audited."""

import pytest
from sqlmodel import Session, col, select

from crm_app.core.database import engine
from crm_app.core.errors import Forbidden, Invalid, NotFound, Stale
from crm_app.core.permissions import system_actor
from crm_app.models.ledger import AuditEntry
from crm_app.services import custom_fields, layouts
from crm_app.services.custom_fields import FieldForm
from crm_app.services.layouts import SectionForm


def define(admin, key, **more):
    form = FieldForm(
        **{"record": "customer", "kind": "text", "key": key, "label_zh": f"字段{key}", **more}
    )
    return custom_fields.create_field(admin, form)


def fields(actor, place, record="customer"):
    return {one.key: one.fields for one in layouts.my_layout(actor, record)[place]}


def keys(actor, place, record="customer"):
    return [one.key for one in layouts.my_layout(actor, record)[place]]


def test_without_a_layout_all_is_as_it_comes_and_new_fields_find_their_section(people):
    admin, rep = people["admin"], people["rep"]
    assert keys(rep, "facts") == ["points", "facts", "quality", "shelf"]
    assert keys(rep, "related") == ["accessories", "deals", "business", "value"]
    for key, section in (("tea", ""), ("farm", "茶园"), ("hill", "茶园")):
        define(admin, key, section_zh=section)
    define(admin, "must", is_required=True)
    assert fields(rep, "facts")["own"] == ["custom.tea", "custom.must"]
    assert fields(rep, "facts")["own:茶园"] == ["custom.farm", "custom.hill"]
    new = fields(rep, "new")  # what has to be filled is asked for by itself
    assert new == {
        "facts": ["tier", "kind", "industry", "region", "source", "tax_id"],
        "own": ["custom.tea"],
        "own:茶园": ["custom.farm", "custom.hill"],
    }
    assert "id_number" in fields(people["manager"], "form", "contact")["facts"]
    assert "id_number" not in fields(rep, "form", "contact")["facts"]
    assert layouts.my_layout(people["finance"], "lead") == {}
    with pytest.raises(NotFound):
        layouts.my_layout(rep, "quote")


def test_a_role_has_its_own_order_the_others_the_default_and_rights_stay_above(people):
    admin, rep, manager = (people[one] for one in ("admin", "rep", "manager"))
    define(admin, "secret", sees=["manager"])
    define(admin, "must", is_required=True)
    asked = [
        SectionForm("shelf", hidden=True),
        SectionForm("s1", "先看这些", "", False, ["region", "custom.secret", "tier", "region"]),
        SectionForm("own", hidden=True),
        SectionForm("deals"),
        SectionForm("business"),
        SectionForm("facts", "客户资料", "Facts", False, ["source", "kind", "no such field"]),
    ]
    assert layouts.put_layout(admin, "customer", "rep", asked) is None
    seen = fields(rep, "facts")
    assert list(seen) == ["s1", "facts", "points", "quality"]
    assert seen["s1"] == ["region", "tier"]
    assert seen["facts"][:3] == ["source", "kind", "stage"]
    assert seen["facts"][-1] == "custom.must"  # it has to be filled: never hidden
    assert keys(rep, "related") == ["deals", "business", "accessories", "value"]
    assert fields(rep, "form")["s1"] == ["region", "tier"]
    assert keys(manager, "facts") == ["points", "facts", "own", "quality", "shelf"]
    row = layouts.layout(admin, "customer", "rep")
    assert (row.is_own, row.version, row.arranged) == (True, 1, ["rep"])
    assert [(one.key, one.zh, one.en) for one in row.sections if one.is_new] == [
        ("s1", "先看这些", "先看这些")
    ]
    facts = next(one for one in row.sections if one.key == "facts")
    assert (facts.zh, facts.en) == ("客户资料", "Facts")
    layouts.put_layout(admin, "customer", "default", [SectionForm("points", hidden=True)])
    assert "points" not in keys(manager, "facts")  # the default is everybody's who has none
    assert "points" in keys(rep, "facts")
    kept = layouts.reset_layout(admin, "customer", "rep")
    assert keys(rep, "facts") == ["facts", "own", "quality", "shelf"]
    layouts.put_back_layout(admin, "customer", "rep", kept)
    assert fields(rep, "facts") == seen
    layouts.put_back_layout(admin, "customer", "default", None)
    assert keys(manager, "facts") == ["points", "facts", "own", "quality", "shelf"]


def test_what_cannot_be_is_refused_and_what_was_done_is_in_the_audit(people, footprint):
    admin = people["admin"]
    layouts.put_layout(admin, "lead", "rep", [SectionForm("score", hidden=True)])
    with Session(engine()) as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert entry is not None
    assert entry.action == "layouts.put_layout"
    before, after = entry.changes["workspace:layouts"]["layout_lead"]
    assert before.startswith("rep: 评分 / ")
    assert after.startswith("rep: [评分] / ")
    marks = footprint()
    many = [SectionForm(f"s{at}", "栏目") for at in range(41)]
    wrong = [
        ("lead", "nobody", [], NotFound),
        ("order", "rep", [], NotFound),
        ("lead", "rep", many, Invalid),
        ("lead", "rep", [SectionForm("facts"), SectionForm("facts")], Invalid),
        ("lead", "rep", [SectionForm("")], Invalid),
        ("lead", "rep", [SectionForm("s1")], Invalid),
        ("lead", "rep", [SectionForm("s1", "字" * 61)], Invalid),
        ("lead", "rep", [SectionForm(key, hidden=True) for key in ("facts", "own")], Invalid),
    ]
    for record, role, sections, refusal in wrong:
        with pytest.raises(refusal):
            layouts.put_layout(admin, record, role, sections)
    with pytest.raises(Stale):
        layouts.put_layout(admin, "lead", "rep", [], 7)
    with pytest.raises(Forbidden):
        layouts.put_layout(people["director"], "lead", "rep", [])
    assert footprint() == marks
    assert layouts.layout(system_actor("test"), "lead", "rep").version == 1
