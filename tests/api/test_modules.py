"""Parts of the product switched off: gone from every door, kept, and back again."""

import importlib
import pkgutil

import pytest
from sqlmodel import Session, col, select

from crm_app import services
from crm_app.core import modules as known
from crm_app.core.database import engine
from crm_app.core.errors import Forbidden, NotFound
from crm_app.core.permissions import Permission, system_actor
from crm_app.core.work import UseCase
from crm_app.models.ledger import AuditEntry, SecurityEvent
from crm_app.services import accounts, customers, leads, modules, search
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import LeadForm

PATH = "/api/v1/modules"
# Lists that are gone with a part, and some that always stay.
LISTS = {
    "leads": ("/api/v1/leads", "/api/v1/web-forms", "/api/v1/scoring"),
    "deals": ("/api/v1/deals", "/api/v1/pipelines", "/api/v1/board"),
    "quotes": ("/api/v1/quotes",),
    "products": ("/api/v1/products", "/api/v1/price-books", "/api/v1/promotions"),
    "contracts": ("/api/v1/contracts",),
    "orders": ("/api/v1/orders",),
    "payments": ("/api/v1/payments",),
    "invoices": ("/api/v1/invoices",),
    "cards": ("/api/v1/cards",),
    "voice": ("/api/v1/voice-notes",),
    "imports": ("/api/v1/imports",),
    "dates": ("/api/v1/dates",),
    "forecast": ("/api/v1/targets",),
    "lifecycle": ("/api/v1/segments",),
}
STAYS = ("/api/v1/customers", "/api/v1/contacts", "/api/v1/tasks", "/api/v1/users", PATH)


def acting(people, name):
    """As the door makes him, each time anew."""
    key = accounts.add_key(people[name], "test")
    actor = accounts.actor_of_key(system_actor("test"), key)
    assert actor is not None
    return actor


def every_use_case():
    for found in pkgutil.walk_packages(services.__path__, "crm_app.services."):
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if isinstance(one, UseCase) and one.__module__ == found.name:
                yield one


def test_no_door_of_a_part_that_is_off_opens_and_all_others_do(people):
    admin = people["admin"]
    for part in known.MODULES:
        modules.switch_module(admin, part.key, False)
    off = acting(people, "admin")
    use_cases = list(every_use_case())
    with Session(engine()) as session:
        told = len(session.exec(select(SecurityEvent.id)).all())
    closed = {one.feature for one in use_cases if known.of_feature(one.feature)}
    assert closed == {name for part in known.MODULES for name in part.features}
    for one in use_cases:
        if known.of_feature(one.feature):
            with pytest.raises(NotFound, match=r"modules\.off"):
                one(off)
    with Session(engine()) as session:  # a closed part is nobody's attack
        assert len(session.exec(select(SecurityEvent.id)).all()) == told
    mine = {one for part in known.MODULES for one in part.permissions}
    assert {one for one in Permission if not off.can(one)} == mine
    assert modules.features_off(admin) == closed


def test_lists_are_not_there_over_rest_and_are_again(call, workspace):
    admin = call("admin")
    before = {path: admin.get(path).status_code for part in LISTS.values() for path in part}
    for key in LISTS:
        gone = known.with_needing([key])
        assert admin.patch(f"{PATH}/{key}", json={"is_on": False}).status_code == 204
        for path in [one for part in gone for one in LISTS[part]]:
            answer = admin.get(path, headers={"accept-language": "en"})
            if before[path] != 200:
                continue
            assert (answer.status_code, answer.json()["code"]) == (404, "modules.off"), path
            assert answer.json()["detail"] == "This part of the product is switched off."
        assert [admin.get(path).status_code for path in STAYS] == [200] * len(STAYS)
        for one in gone:
            admin.patch(f"{PATH}/{one}", json={"is_on": True})
    assert {path: admin.get(path).status_code for path in before} == before
    assert list(before.values()).count(200) >= 15


def test_what_is_off_keeps_its_data_and_is_not_found(people, footprint):
    admin, rep = people["admin"], people["rep"]
    leads.create_lead(rep, LeadForm(name="王小明线索"))
    customers.create_customer(rep, CustomerForm(name="王小明公司"))
    found = lambda: {hit.kind for hit in search.look_up(acting(people, "rep"), "王小明")}  # noqa: E731
    assert found() == {"lead", "customer"}
    before = modules.switch_module(admin, "leads", False)
    with Session(engine()) as session:
        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert last is not None
    assert (before, found()) == ([], {"customer"})
    assert last.changes == {"workspace:modules": {"off": [[], ["leads"]]}}
    kept = next(one for one in modules.modules(admin) if one.key == "leads")
    assert (kept.is_on, kept.records) == (False, 1)
    modules.undo_switch(admin, before)
    assert found() == {"lead", "customer"}
    marks = footprint()
    with pytest.raises(Forbidden):
        modules.switch_module(rep, "leads", False)
    with pytest.raises(NotFound):
        modules.switch_module(admin, "none", False)
    assert footprint() == marks


def test_parts_go_and_come_with_what_they_need(people):
    admin = people["admin"]
    modules.switch_module(admin, "products", False)
    assert acting(people, "rep").off == {"products", "quotes"}
    modules.switch_module(admin, "quotes", True)
    assert acting(people, "rep").off == frozenset()
    steps = modules.steps(admin)
    assert [(one.key, one.is_on, one.is_used) for one in steps] == [
        ("records", True, False),
        ("reminders", True, False),
        ("analysis", True, False),
    ]
