"""Records shared with people: seen and found wherever the owner would find them, and no further."""

from typing import Any

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.models.users import User
from crm_app.services import (
    activities,
    contracts,
    customers,
    deals,
    invoices,
    orders,
    payments,
    quotes,
    search,
    tasks,
)
from crm_app.services.activities import ActivityForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.invoices import InvoiceForm
from crm_app.services.orders import DeliveryForm, OrderForm
from crm_app.services.payments import InstalmentForm
from crm_app.services.quotes import QuoteForm
from crm_app.services.tasks import TaskForm
from tests.services.selling import agreed, in_force, won_deal

FULL: dict[str, Any] = {"amount": "120000", "expected_close": "2031-12-31"}


@pytest.fixture
def ids(workspace, db):
    with Session(db) as session:
        return {user.name: user.public_id for user in session.exec(select(User))}


@pytest.fixture
def deal(workspace):
    rep = workspace["rep"]
    of = customers.create_customer(rep, CustomerForm(name="华东科技"))
    return deals.create_deal(rep, DealForm(name="一期设备", customer=of, **FULL))


def names(actor, **asked):
    return [row.name for row in deals.deals(actor, ListQuery(**asked)).rows]


@pytest.mark.parametrize("who", ["rep_west", "manager_west"])
def test_a_collaborator_sees_finds_and_edits_the_deal(workspace, ids, deal, who):
    other, rep = workspace[who], workspace["rep"]
    assert names(other) == names(other, words="设备") == []
    deals.add_collaborator(rep, deal, ids[who])
    assert names(other) == names(other, words="设备") == ["一期设备"]
    assert [hit.public_id for hit in search.find(other, "一期设备")] == [deal]
    assert sum(column.count for column in deals.board(other, ListQuery())) == 1
    deals.change_deal(other, deal, DealForm(amount="99"))
    deals.move_deal(other, deal, "qualified")
    page = deals.deal_page(other, deal)
    assert (page.stage.key, page.may_edit, page.may_share) == ("qualified", True, False)
    assert [(one.name, one.rights) for one in page.collaborators] == [(who, "edit")]
    assert [notice.code for notice in _notices(other)] == ["deals.shared"]


def test_with_the_deal_come_its_tasks_its_talk_and_for_who_edits_its_quotes(workspace, ids, deal):
    rep, west = workspace["rep"], workspace["rep_west"]
    tasks.create_task(rep, TaskForm(title="寄样品", due="2031-01-01", deal=deal))
    activities.record_activity(rep, ActivityForm(kind="call", text="谈了预算"), [("deal", deal)])
    quotes.create_quote(rep, QuoteForm(deal=deal))
    deals.add_collaborator(rep, deal, ids["rep_west"], "view")
    page = deals.deal_page(west, deal)
    assert [task.title for task in page.tasks] == ["寄样品"]
    assert page.quotes == []
    assert (page.last_touch.by, page.last_touch.text) == ("rep", "谈了预算")
    assert [entry.text for entry in activities.timeline(west, "deal", deal).entries][:1] == [
        "谈了预算"
    ]
    assert [hit.kind for hit in search.find(west, "谈了预算")] == ["activity"]
    deals.add_collaborator(rep, deal, ids["rep_west"], "edit")
    assert len(deals.deal_page(west, deal).quotes) == 1


def test_who_may_look_changes_nothing_but_can_write_about_it(workspace, ids, deal, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    deals.add_collaborator(rep, deal, ids["rep_west"], "view")
    before = footprint()
    for attempt in (
        lambda: deals.change_deal(west, deal, DealForm(name="X")),
        lambda: deals.move_deal(west, deal, "qualified"),
        lambda: deals.delete_deal(west, deal),
        lambda: deals.add_collaborator(west, deal, ids["desk"]),
        lambda: quotes.create_quote(west, QuoteForm(deal=deal)),
    ):
        with pytest.raises(Forbidden, match="view_only"):
            attempt()
    assert footprint() == before
    activities.record_activity(west, ActivityForm(text="我来帮忙"), [("deal", deal)])
    assert activities.timeline(rep, "deal", deal).entries[0].text == "我来帮忙"


def test_a_collaborator_neither_takes_nor_deletes_nor_shares_it(workspace, ids, deal, footprint):
    west = workspace["rep_west"]
    deals.add_collaborator(workspace["rep"], deal, ids["rep_west"])
    before = footprint()
    for attempt in (
        lambda: deals.change_deal(west, deal, DealForm(owner=ids["rep_west"])),
        lambda: deals.delete_deal(west, deal),
        lambda: deals.add_collaborator(west, deal, ids["desk"]),
    ):
        with pytest.raises(Forbidden, match="owner_only"):
            attempt()
    assert footprint() == before


def test_the_end_of_a_share_is_the_end_of_seeing(workspace, ids, deal, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    deals.add_collaborator(rep, deal, ids["rep_west"])
    deals.remove_collaborator(rep, deal, ids["rep_west"])
    assert names(west) == names(west, words="设备") == []
    with pytest.raises(NotFound):
        deals.deal_page(west, deal)
    before = footprint()
    with pytest.raises(NotFound):
        deals.remove_collaborator(rep, deal, ids["rep_west"])
    assert footprint() == before
    deals.add_collaborator(rep, deal, ids["rep_west"], "view")
    deals.remove_collaborator(west, deal, ids["rep_west"])  # one may leave by oneself
    assert names(west) == []


@pytest.mark.parametrize(
    ("who", "rights", "refusal"),
    [
        ("rep", "edit", Conflict),
        ("finance", "view", Invalid),
        ("service", "edit", Invalid),
        ("rep_west", "all", Invalid),
    ],
)
def test_refused_shares_leave_nothing(  # noqa: PLR0917 - fixtures and cases
    workspace, ids, deal, footprint, who, rights, refusal
):
    before = footprint()
    with pytest.raises(refusal):
        deals.add_collaborator(workspace["rep"], deal, ids[who], rights)
    with pytest.raises(NotFound):
        deals.add_collaborator(workspace["rep_west"], deal, ids["desk"])
    assert footprint() == before


def test_counts_of_a_team_hold_what_is_shared(workspace, ids, deal):
    west = workspace["manager_west"]
    of = customers.create_customer(workspace["rep_west"], CustomerForm(name="西部"))
    for number in range(3):
        deals.create_deal(workspace["rep_west"], DealForm(name=f"W{number}", customer=of))
    deals.add_collaborator(workspace["rep"], deal, ids["manager_west"])
    page = deals.deals(west, ListQuery(size=2))
    assert (page.total, page.pages) == (4, 2)


def _notices(actor):
    from crm_app.core.database import engine
    from crm_app.models.messages import Notice

    with Session(engine()) as session:
        return list(session.exec(select(Notice).where(Notice.user_id == actor.user_id)))


def test_who_works_on_a_deal_sees_what_came_of_it_and_its_money(workspace, ids, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    deal = won_deal(rep)
    contract = in_force(rep, quote=agreed(rep, deal=deal))
    order = orders.create_order(rep, OrderForm(contract=contract))
    payments.set_plan(
        rep, "contract", contract, [InstalmentForm(due_on="2026-12-01", percent="100")]
    )
    request = invoices.request_invoice(
        rep, "contract", contract, InvoiceForm(amount="100", title="华东科技")
    )
    number = contracts.contract_page(rep, contract).number
    in_force(rep)  # of no deal: stays his

    def seen():
        asked = ListQuery()
        lists = (contracts.contracts, orders.orders, invoices.invoices, payments.instalments)
        return [len(each(west, asked).rows) for each in lists]

    deals.add_collaborator(rep, deal, ids["rep_west"], "view")
    assert seen() == [0, 0, 0, 0]
    assert search.find(west, number) == []
    deals.add_collaborator(rep, deal, ids["rep_west"], "edit")
    assert seen() == [1, 1, 1, 1]
    assert [hit.kind for hit in search.find(west, number)] == ["contract"]
    orders.deliver(west, order, DeliveryForm())
    invoices.change_request(west, request, InvoiceForm(note="急"))
    deals.remove_collaborator(rep, deal, ids["rep_west"])
    assert seen() == [0, 0, 0, 0]
    assert search.find(west, number) == []
    before = footprint()
    with pytest.raises(NotFound):
        orders.deliver(west, order, DeliveryForm())
    with pytest.raises(NotFound):
        invoices.change_request(west, request, InvoiceForm(note="急"))
    assert footprint() == before


def test_with_its_deal_all_that_came_of_it_gets_another_owner(workspace, ids):
    rep, west = workspace["rep"], workspace["rep_west"]
    deal = won_deal(rep)
    contract = in_force(rep, quote=agreed(rep, deal=deal))
    orders.create_order(rep, OrderForm(contract=contract))
    payments.set_plan(
        rep, "contract", contract, [InstalmentForm(due_on="2026-12-01", percent="100")]
    )
    invoices.request_invoice(rep, "contract", contract, InvoiceForm(amount="100", title="华东"))

    def counts(actor):
        lists = (quotes.quotes, contracts.contracts, orders.orders)
        lists += (payments.instalments, invoices.invoices)
        return [len(each(actor, ListQuery()).rows) for each in lists]

    assert (counts(rep), counts(west)) == ([1] * 5, [0] * 5)
    deals.change_deal(workspace["admin"], deal, DealForm(owner=ids["rep_west"]))
    assert (counts(rep), counts(west)) == ([0] * 5, [1] * 5)
