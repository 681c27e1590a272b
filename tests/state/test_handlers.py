"""Every event handler is a public endpoint: each says who may send it."""

from reflex_base.registry import RegistrationContext

from crm_app import crm_app as composed


def test_every_handler_is_marked():
    assert composed.app
    unmarked = [
        name
        for name, registered in RegistrationContext.get().event_handlers.items()
        if registered.handler.fn.__module__.startswith("crm_app")
        and not hasattr(registered.handler.fn, "_crm_access")
    ]
    assert unmarked == []


def test_no_handler_is_a_setter():
    names = [name.rsplit(".", 1)[-1] for name in RegistrationContext.get().event_handlers]
    assert [name for name in names if name.startswith("set_") and name != "set_is_hydrated"] == []
