"""Every event handler is a public endpoint: anybody may send it, with whatever he likes."""

import asyncio
import inspect
from typing import Any

import pytest
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY as SENT

from crm_app import crm_app as composed
from crm_app.services import contacts, customers, deals, leads, tasks
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.tasks import TaskForm
from crm_app.state.guard import Guard
from crm_app.state.payload import fits

assert composed.app
OURS = {
    name: registered
    for name, registered in RegistrationContext.get().event_handlers.items()
    if registered.handler.fn.__module__.startswith("crm_app")
}
HANDLERS = {name: registered.handler.fn for name, registered in OURS.items()}
SECRET = "不许看见的客户"


def short(name: str) -> str:
    return name.rsplit("crm_app___state___", maxsplit=1)[-1].replace("____", ".")


# A test goes through one screen's handlers at a time: a case for each of them would cost a
# workspace each, for half a second of work altogether.
SCREENS: dict[str, list[str]] = {}
for one in HANDLERS:
    SCREENS.setdefault(one.rpartition(".")[0], []).append(one)
each_screen = pytest.mark.parametrize("names", SCREENS.values(), ids=map(short, SCREENS))


def kinds_of(fn: Any) -> dict[str, str]:
    taken = list(inspect.signature(fn).parameters.values())[1:]
    return {one.name: str(one.annotation) for one in taken}


def test_a_submitted_form_comes_as_pairs():
    save = next(fn for name, fn in HANDLERS.items() if name.endswith("customer_record.save"))
    sent = {SENT: [["name", "华东"], ["name", "华南"], ["tier", ""], ["vip", True]]}
    assert fits(save, {"form": sent})


def test_every_handler_is_marked():
    unmarked = [name for name, fn in HANDLERS.items() if not hasattr(fn, "_crm_access")]
    assert unmarked == []


def test_no_handler_is_a_setter():
    names = [name.rsplit(".", 1)[-1] for name in RegistrationContext.get().event_handlers]
    assert [name for name in names if name.startswith("set_") and name != "set_is_hydrated"] == []


WRONG: dict[str, list[Any]] = {
    "<class 'str'>": [None, 1, [], {}, True, "x" * 100_001, "a\0b", "half \ud800"],
    "<class 'int'>": [None, "1", 1.5, [], {}, True, 2**63],
    "<class 'float'>": [None, "1", [], {}, True, float("inf")],
    "<class 'bool'>": [None, 1, "true", [], {}],
    "dict[str, typing.Any]": [
        *(None, "x", [], {"a": {}}, {"a": [1]}, {"a": 1}),
        *({SENT: entries} for entries in (None, "x", {}, [["a"]], [["a", 1]], [[1, "a"]], ["ab"])),
        {SENT: [["a", "x"]], "b": "y"},
    ],
}


RIGHT: dict[str, Any] = {
    "<class 'str'>": "x",
    "<class 'int'>": 1,
    "<class 'float'>": 1,
    "<class 'bool'>": True,
    "dict[str, typing.Any]": {"a": "x", "b": ["x"], "c": None, "d": True},
}


@each_screen
def test_arguments_of_another_kind_never_come_as_far_as_the_handler(names):
    for name in names:
        fn = HANDLERS[name]
        kinds = kinds_of(fn)
        assert set(kinds.values()) <= set(WRONG), name
        assert not fits(fn, {**dict.fromkeys(kinds, ""), "more": "x"}), name
        assert not (kinds and fits(fn, {})), name
        right = {one: RIGHT[kind] for one, kind in kinds.items()}
        assert fits(fn, right), name
        for argument, kind in kinds.items():
            for value in WRONG[kind]:
                assert not fits(fn, {**right, argument: value}), (name, argument, value)


class _Nobody(Guard):
    """Before every event of somebody who is not signed in."""

    async def _acting(self, state):
        return None


@each_screen
def test_who_is_not_signed_in_is_sent_to_the_door(tab, names):
    state = tab("rep").root
    for name in names:
        fn = HANDLERS[name]
        if fn._crm_access == "public":
            continue
        payload = {one: RIGHT[kind] for one, kind in kinds_of(fn).items()}
        event = Event(name, payload=payload)
        update = asyncio.run(_Nobody().preprocess(composed.app, state, event))
        assert update is not None, name
        assert [event.name for event in update.events] == ["_redirect"], name


@pytest.fixture
def strangers(workspace) -> dict[str, str]:
    """Records of another team: their public ids by kind."""
    west = workspace["rep_west"]
    customer = customers.create_customer(west, CustomerForm(name=SECRET))
    return {
        "customer": customer,
        "contact": contacts.create_contact(west, ContactForm(name=SECRET)),
        "deal": deals.create_deal(west, DealForm(name=SECRET, customer=customer)),
        "task": tasks.create_task(west, TaskForm(title=SECRET)),
        "lead": leads.create_lead(west, LeadForm(name=SECRET)),
    }


def odd_arguments(kinds: dict[str, str], ids: dict[str, str]) -> list[dict[str, Any]]:
    """What fits by kind and is nonsense all the same."""
    texts = ["no-such-id", *ids.values(), "", "x" * 5000, "-1", "2026-02-30"]
    odd: dict[str, list[Any]] = {
        "<class 'str'>": texts,
        "<class 'int'>": [0, -1, 2**52],
        "<class 'float'>": [-1, 1e15, float("nan")],
        "<class 'bool'>": [True, False],
        "dict[str, typing.Any]": [{}, *(dict.fromkeys(FIELDS, text) for text in texts)],
    }
    most = max((len(odd[kind]) for kind in kinds.values()), default=1)
    return [
        {one: odd[kind][n % len(odd[kind])] for one, kind in kinds.items()} for n in range(most)
    ]


# The parts of addresses that screens read, pointing nowhere.
PLACES = dict.fromkeys(
    (
        *("customer_id", "contact_id", "deal_id", "quote_id", "approval_id", "card_key"),
        *("note_key", "capture_kind", "kind", "record", "lead_id", "request_id"),
        *("contract_id", "order_id", "import_id", "segment_id"),
    ),
    "nowhere",
)
FIELDS = (
    *("name", "title", "email", "text", "due", "amount", "customer", "contact", "deal", "stage"),
    *("owner", "reason", "discount", "customer_id", "contact_id", "deal_id", "kind", "points"),
)


def test_what_a_handler_sends_is_looked_at(tab, strangers):
    (load,) = [name for name in HANDLERS if name.endswith("customer_list.load")]
    here = tab("rep_west")
    here.send(OURS[load].states[0], "load")
    assert SECRET in here.sent()


@each_screen
def test_nonsense_and_strangers_ids_are_answered_without_a_fault(tab, strangers, names):
    theirs = {f"{kind}_id": public_id for kind, public_id in strangers.items()}
    for name in names:
        model = OURS[name].states[0]
        for number, payload in enumerate(odd_arguments(kinds_of(HANDLERS[name]), strangers)):
            here = tab("rep", **(PLACES | theirs if number else PLACES))
            here.send(model, name.rsplit(".", 1)[-1], *payload.values())
            assert SECRET not in here.sent(), (name, payload)
