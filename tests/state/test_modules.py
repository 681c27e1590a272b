"""Screens of parts that are switched off: every address belongs to what its permission belongs to."""

from dataclasses import replace

from crm_app import pages
from crm_app.components.places import MENU, ROUTES, SETTINGS
from crm_app.components.starts import STARTS
from crm_app.core import modules as known
from crm_app.core.permissions import Permission
from crm_app.lib.discover import import_all
from crm_app.services import customers
from crm_app.services.customers import CustomerForm
from crm_app.state.base import Shell
from crm_app.state.customer import CustomerRecord
from crm_app.state.frame import Frame
from crm_app.state.lifecycle import CustomerProfile
from crm_app.state.modules import ModuleScreen


def test_every_way_to_a_part_goes_with_it():
    import_all(pages)
    ways = [*ROUTES.items(), *((one.route, one.permission) for one in [*MENU, *SETTINGS])]
    ways += [(one.address.partition("#")[0], one.permission) for one in STARTS if one.address]
    for part in known.MODULES:
        for route, permission in ways:
            if permission in part.permissions:
                assert known.of_route(route) in known.with_needing([part.key]), (route, permission)
    assert known.of_route("/capture/lead") == "leads"
    for part in known.MODULES:
        for prefix in part.routes:  # no address of a page that is not there
            if prefix.startswith("/capture/"):
                continue
            assert any(one == prefix or one.startswith(f"{prefix}/") for one in ROUTES), prefix
    assert known.of_route("/customers/[customer_id]") == ""
    assert known.of_route("/customers/value") == "lifecycle"
    assert known.of_route("/leads/[lead_id]") == "leads"
    assert known.of_route("/leadership") == ""
    # Handing over what somebody has is about people, with leads or without.
    assert Permission.HANDOVER not in known.lost(one.key for one in known.MODULES)


def test_a_tab_learns_what_is_off_and_nothing_is_refused_aloud(tab, workspace, monkeypatch):
    admin = tab("admin")
    admin.send(ModuleScreen, "load")
    admin.send(ModuleScreen, "switch", "leads", "")
    screen = admin.state(ModuleScreen)
    assert [row.key for row in screen.rows if not row.is_on] == ["leads"]
    admin.send(Shell, "undo", admin.state(Shell).notes[-1].number)
    admin.send(ModuleScreen, "refresh")
    assert all(row.is_on for row in admin.state(ModuleScreen).rows)
    public_id = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))
    off = known.with_needing([one.key for one in known.MODULES])
    closed = replace(workspace["rep"], off=off, lost=known.lost(off))
    monkeypatch.setitem(workspace, "rep", closed)
    rep = tab("rep", customer_id=public_id)
    rep.send(Frame, "enter")
    me = rep.state(Shell).me
    assert (set(me.off), "deal.read" in me.can) == (set(off), False)
    for state, handler in ((CustomerRecord, "load"), (CustomerProfile, "load")):
        rep.send(state, handler)
        assert rep.state(state).problem.code == ""
    assert rep.state(CustomerRecord).page.name == "华东科技"
