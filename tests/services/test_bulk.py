"""Many records at once: rights row by row, one event, one audit entry, one exact undo."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from crm_app.core.database import engine
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.feed import Feed
from crm_app.core.listing import ListQuery
from crm_app.core.search import put_documents
from crm_app.models.base import Named
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.ledger import AuditEntry, Change
from crm_app.models.lifecycle import TierOverride
from crm_app.models.orders import Order
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.services import (
    audit,
    bulk,
    contacts,
    contracts,
    custom_fields,
    customers,
    deals,
    lifecycle,
    orders,
    products,
    quotes,
    recycle,
    saved_views,
    tasks,
    tax_rates,
)
from crm_app.services.bulk import Chosen
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.contracts import ContractForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.products import CategoryForm, ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.tasks import TaskForm
from crm_app.services.tax_rates import TaxRateForm
from tests.services import selling


def make(actor, *names, **more):
    return [customers.create_customer(actor, CustomerForm(name=name, **more)) for name in names]


def tiers(actor, ids):
    return [customers.customer_page(actor, one).tier for one in ids]


def state(db, *models: type[Named]):
    """All that is stored of records, except what says when and by whom they were last touched."""
    beside = {"version", "updated_at", "updated_by"}
    with Session(db) as session:
        return [
            {k: v for k, v in row.model_dump().items() if k not in beside}
            for model in models
            for row in session.exec(select(model).order_by(col(model.id)))
        ]


def test_one_entry_one_event_one_undo(people, db):
    rep, admin = people["rep"], people["admin"]
    custom_fields.create_field(admin, FieldForm("customer", "note", "text", "备注", "Note"))
    ids = make(rep, "A", "B", "C", custom={"note": "old"})
    before = state(db, Customer)
    feed = Feed()
    feed.read()
    done = bulk.edit(
        rep, "customer", Chosen(tuple(ids)), {"tier": "A", "region": "华东", "custom.note": ""}
    )
    assert (done.changed, done.left) == (3, {})
    assert tiers(rep, ids) == ["A", "A", "A"]
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
        assert (entry.action, entry.record) == ("bulk.edit", f"bulk_change:{done.public_id}")
        of_customers = {one for one in entry.changes if one.startswith("customer:")}
        assert of_customers == {f"customer:{one}" for one in ids}
        of_kind = select(Change).where(Change.topic == "customer")
        events = session.exec(of_kind.order_by(col(Change.seq).desc()).limit(1)).all()
        assert [(one.topic, sorted(one.ids)) for one in events] == [("customer", sorted(ids))]
    assert {"customer", *(f"customer:{one}" for one in ids)} <= feed.read()
    feed.close()
    undone = bulk.undo(rep, done.public_id)
    assert (undone.restored, undone.kept) == (3, 0)
    assert state(db, Customer) == before
    with pytest.raises(Conflict):
        bulk.undo(rep, done.public_id)


def test_what_one_may_not_edit_is_counted_and_stays(people, footprint):
    rep, west, manager = people["rep"], people["rep_west"], people["manager"]
    mine, other = make(rep, "A"), make(west, "B")
    chosen = Chosen((*mine, *other, "none"))
    done = bulk.edit(rep, "customer", chosen, {"tier": "A"})
    assert (done.changed, done.left) == (1, {"customer.not_found": 2})
    assert tiers(west, other) == ["C"]
    before = footprint()
    for who, attempt, refused in (
        ("rep", lambda a: bulk.edit(a, "customer", Chosen(tuple(other)), {"tier": "A"}), NotFound),
        ("rep", lambda a: bulk.edit(a, "customer", chosen, {"tier": "Z"}), Invalid),
        ("rep", lambda a: bulk.edit(a, "customer", chosen, {"name": "Z"}), Invalid),
        ("rep", lambda a: bulk.edit(a, "customer", chosen, {"custom.no": "Z"}), Invalid),
        ("rep", lambda a: bulk.edit(a, "customer", chosen, {}), Invalid),
        ("rep", lambda a: bulk.edit(a, "customer", Chosen(), {"tier": "A"}), Invalid),
        (
            "rep",
            lambda a: bulk.edit(
                a, "customer", Chosen(("x",) * 1 + tuple(map(str, range(2001)))), {"tier": "A"}
            ),
            Invalid,
        ),
        ("rep", lambda a: bulk.edit(a, "order", chosen, {"tier": "A"}), Invalid),
        ("rep", lambda a: bulk.assign(a, "customer", chosen, "x"), Invalid),
        ("manager", lambda a: bulk.assign(a, "customer", chosen, "x"), Invalid),
        ("finance", lambda a: bulk.delete(a, "customer", chosen), Forbidden),
        ("finance", lambda a: bulk.edit(a, "customer", chosen, {"tier": "B"}), Forbidden),
        ("manager", lambda a: bulk.undo(a, done.public_id), NotFound),
    ):
        with pytest.raises(refused):
            attempt(people[who])
    assert footprint() == before
    assert bulk.possible_owners(rep, "customer") == []
    assert {one.name for one in bulk.possible_owners(manager, "customer")} == {"rep", "manager"}


def test_what_was_touched_since_is_kept(people):
    rep = people["rep"]
    ids = make(rep, "A", "B")
    done = bulk.edit(rep, "customer", Chosen(tuple(ids)), {"tier": "A"})
    customers.change_customer(rep, ids[0], CustomerForm(region="华北"))
    undone = bulk.undo(rep, done.public_id)
    assert (undone.restored, undone.kept) == (1, 1)
    assert tiers(rep, ids) == ["A", "C"]


def test_deleted_and_restored_all_that_match(people, db):
    rep = people["rep"]
    make(rep, "A1", "A2", tier="A")
    kept = make(rep, "B")
    before = state(db, Customer)
    done = bulk.delete(rep, "customer", Chosen(asked=ListQuery(filters={"tier": "A"})))
    assert done.changed == 2
    left = customers.customers(rep, ListQuery())
    assert [row.public_id for row in left.rows] == kept
    assert bulk.undo(rep, done.public_id).restored == 2
    assert state(db, Customer) == before


def test_assigned_with_people_tasks_and_back(people, workspace, db):
    rep, manager = people["rep"], people["manager"]
    ids = make(rep, "A", "B")
    person = contacts.create_contact(rep, ContactForm(name="张伟"))
    contacts.put_position(rep, person, PositionForm(customer_id=ids[0]))
    deal = deals.create_deal(rep, DealForm(name="D", customer=ids[1]))
    before = state(db, Customer, Contact, Deal)
    to = next(o for o in bulk.possible_owners(manager, "customer") if o.name == "manager")
    done = bulk.assign(manager, "customer", Chosen(tuple(ids)), to.public_id)
    assert done.changed == 2
    assert contacts.contact_page(manager, person).owner == "manager"
    assert customers.customer_page(rep, ids[1]).owner == "manager"  # his deal there is open
    with pytest.raises(NotFound):
        customers.customer_page(rep, ids[0])
    assert bulk.undo(manager, done.public_id).restored == 2
    assert state(db, Customer, Contact, Deal) == before
    moved = bulk.assign(manager, "deal", Chosen((deal,)), to.public_id)
    assert moved.changed == 1
    assert bulk.undo(manager, moved.public_id).restored == 1
    assert deals.deals(rep, ListQuery()).rows[0].owner == "rep"


def test_three_hundred_that_a_list_finds(people, db):
    rep = people["rep"]
    with Session(engine()) as session:
        session.connection(execution_options={"writes": True})
        rows = [
            Customer(name=f"客户 {n}", owner_id=rep.user_id, team_id=rep.team_id)
            for n in range(300)
        ]
        session.add_all(rows)
        session.flush()
        put_documents(session, rows)
        session.commit()
    done = bulk.edit(rep, "customer", Chosen(asked=ListQuery()), {"tier": "A", "size": "1-20"})
    assert done.changed == 300
    assert bulk.undo(rep, done.public_id).restored == 300


def test_one_cell_is_filed_under_its_record_and_goes_back_with_what_follows(people, db):
    rep, admin = people["rep"], people["admin"]
    (one,) = make(rep, "青松实业")
    before = state(db, Customer)
    done = bulk.edit_one(rep, "customer", one, "name", "海天贸易有限公司")
    assert done.changed == 1
    rows = audit.entries(admin, ListQuery(filters={"record": one})).rows
    assert (rows[0].action, rows[0].record) == ("bulk.edit_one", one)
    assert bulk.edit_one(rep, "customer", one, "name", "海天贸易有限公司").changed == 0
    bulk.undo(rep, done.public_id)
    assert state(db, Customer) == before  # the key for matching too
    with pytest.raises(Invalid):
        bulk.edit_one(rep, "customer", one, "tier", "Z")
    with pytest.raises(Forbidden):
        bulk.edit_one(people["finance"], "customer", one, "tier", "A")
    assert state(db, Customer) == before


def test_tiers_set_by_hand_go_back_with_their_notes(people, db):
    rep = people["rep"]
    ids = make(rep, "A", "B", tier="C")
    lifecycle.override_tier(rep, ids[0], "B", "老客户")
    before = state(db, Customer)

    def notes():
        with Session(db) as session:
            rows = session.exec(select(TierOverride).order_by(col(TierOverride.customer_id)))
            return [(row.customer_id, row.tier, row.before, row.reason) for row in rows]

    kept = notes()
    done = bulk.edit(rep, "customer", Chosen(tuple(ids)), {"tier": "A"})
    assert len(notes()) == 2
    bulk.undo(rep, done.public_id)
    assert (notes(), state(db, Customer)) == (kept, before)


def test_a_record_finds_what_was_done_to_many(people):
    rep, admin = people["rep"], people["admin"]
    ids = make(rep, "A", "B")
    done = bulk.edit(rep, "customer", Chosen(tuple(ids)), {"region": "华东"})
    found = audit.entries(admin, ListQuery(filters={"record": ids[1]})).rows
    mine = next(row for row in found if row.action == "bulk.edit")
    assert mine.record == done.public_id
    assert {(c.record, c.field, c.after) for c in mine.changes} == {(ids[1], "region", "华东")}
    assert len(audit.entry(admin, mine.number).changes) == 2


def test_tasks_are_put_off_given_away_and_deleted_together(people):
    rep = people["rep"]
    ids = [tasks.create_task(rep, TaskForm(title=name)) for name in "AB"]
    done = bulk.edit(rep, "task", Chosen(tuple(ids)), {"due": "2026-12-24"})
    assert [tasks.task_page(rep, one).due for one in ids] == ["2026-12-24"] * 2
    bulk.undo(rep, done.public_id)
    assert [tasks.task_page(rep, one).due for one in ids] == [""] * 2
    gone = bulk.delete(rep, "task", Chosen(tuple(ids)))
    assert bulk.undo(rep, gone.public_id).restored == 2


def test_tasks_are_finished_together_and_open_again(people, footprint):
    rep, west = people["rep"], people["rep_west"]
    ids = [tasks.create_task(rep, TaskForm(title=name)) for name in "ABC"]
    other = tasks.create_task(west, TaskForm(title="X"))
    tasks.complete_task(rep, ids[2])
    done = bulk.finish(rep, "task", Chosen((*ids, other)))
    assert (done.changed, done.left) == (2, {"tasks.done_already": 1, "task.not_found": 1})
    is_done = lambda: [tasks.task_page(rep, one).done_at is not None for one in ids]  # noqa: E731
    assert is_done() == [True] * 3
    assert bulk.undo(rep, done.public_id).restored == 2
    assert is_done() == [False, False, True]
    customer = make(rep, "A")
    before = footprint()
    for attempt, refused in (
        (lambda: bulk.finish(rep, "task", Chosen((other,))), NotFound),
        (lambda: bulk.finish(rep, "task", Chosen((ids[2],))), Conflict),
        (lambda: bulk.finish(rep, "customer", Chosen(tuple(customer))), Invalid),
        (lambda: bulk.finish(rep, "task", Chosen()), Invalid),
    ):
        with pytest.raises(refused):
            attempt()
    assert footprint() == before


def test_drafts_are_changed_together_and_go_back_with_their_figures(workspace, db):
    rep = workspace["rep"]
    (home,) = make(rep, "A")
    line = LineForm(text="咨询", quantity="2", price="100")
    plain = QuoteForm(customer=home, lines=[line])
    forms = (plain, replace(plain, discount="3"), replace(plain, discount_amount="10"), plain)
    ids = [quotes.create_quote(rep, form) for form in forms]
    quotes.send_quote(rep, ids[3])
    before = state(db, Quote, QuoteLine)
    assert [one.name for one in bulk.edit_fields(rep, "quote")] == ["valid", "discount"]
    done = bulk.edit(rep, "quote", Chosen(tuple(ids)), {"discount": "5", "valid": "2031-01-31"})
    assert (done.changed, done.left) == (3, {"quotes.not_draft": 1})
    pages = [quotes.quote_page(rep, one) for one in ids]
    assert [f"{one.figures.net:.2f}" for one in pages[:3]] == ["190.00"] * 3
    assert [str(one.valid_until) for one in pages[:3]] == ["2031-01-31"] * 3
    assert bulk.undo(rep, done.public_id).restored == 3
    assert state(db, Quote, QuoteLine) == before
    one = bulk.edit_one(rep, "quote", ids[1], "discount", "4.5")
    assert bulk.undo(rep, one.public_id).restored == 1
    assert state(db, Quote, QuoteLine) == before
    for values in ({"discount": "101"}, {"valid": "soon"}, {"number": "Q-1"}):
        with pytest.raises(Invalid):
            bulk.edit(rep, "quote", Chosen(tuple(ids)), values)
    with pytest.raises(Conflict):
        bulk.edit_one(rep, "quote", ids[3], "valid", "2031-01-31")
    with pytest.raises(Forbidden):
        bulk.edit(workspace["finance"], "quote", Chosen(tuple(ids)), {"discount": "5"})
    assert state(db, Quote, QuoteLine) == before


def test_contracts_are_changed_given_away_and_deleted_together(workspace, db):
    rep, manager = workspace["rep"], workspace["manager"]
    whom = make(rep, "茶行")[0]
    made = [
        contracts.create_contract(rep, ContractForm(customer=whom, title=one, amount="100"))
        for one in ("春", "秋")
    ]
    before = state(db, Contract)
    gone_out = selling.in_force(rep)
    everyone = Chosen((*made, gone_out))
    done = bulk.edit(rep, "contract", everyone, {"ends": "2027-03-31"})
    assert (done.changed, done.left) == (2, {"contracts.not_draft": 1})
    ends = [contracts.contract_page(rep, one).ends_on for one in made]
    assert [str(one) for one in ends] == ["2027-03-31"] * 2
    assert bulk.undo(rep, done.public_id) == bulk.Undone(2, 0)
    to = next(o for o in bulk.possible_owners(manager, "contract") if o.name == "manager")
    given = bulk.assign(manager, "contract", Chosen(tuple(made)), to.public_id)
    assert given.changed == 2
    bulk.undo(manager, given.public_id)
    away = bulk.delete(rep, "contract", Chosen(tuple(made)))
    binned = recycle.deleted(rep, ListQuery(filters={"kind": "contract"})).rows
    assert {one.public_id for one in binned} == set(made)
    assert all(one.name for one in binned)
    bulk.undo(rep, away.public_id)
    assert [one for one in state(db, Contract) if one["public_id"] in made] == before


def test_orders_are_put_off_together_and_never_deleted(workspace, db, footprint):
    rep, finance = workspace["rep"], workspace["finance"]
    order = selling.ordered(rep)
    before = state(db, Order)
    done = bulk.edit(rep, "order", Chosen((order,)), {"deliver": "2027-01-31"})
    assert str(orders.order_page(rep, order).deliver_by) == "2027-01-31"
    bulk.undo(rep, done.public_id)
    assert state(db, Order) == before
    left = footprint()
    for actor, refusal in ((rep, Invalid), (finance, Forbidden)):
        with pytest.raises(refusal):
            bulk.delete(actor, "order", Chosen((order,)))
    assert footprint() == left
    by_status = saved_views.groups(rep, "order", ListQuery(), "status")
    assert [(one.key, one.count) for one in by_status] == [("open", 1)]


def test_cells_say_in_whose_form_they_are_kept(workspace):
    kept = {one.name: one.standard for one in bulk.cell_fields(workspace["rep"], "contact")}
    assert (kept["phone"], kept["email"], kept["name"]) == ("phone", "mail", "")


class TestProducts:
    """They are the house's: found by their own feature, changed and taken back as others are."""

    def made(self, admin, *codes):
        return [
            products.create_product(admin, ProductForm(code=c, zh=c, price="10")) for c in codes
        ]

    def test_group_tax_and_state_of_many_and_one_undo(self, people, db):
        admin = people["admin"]
        ids = self.made(admin, "A1", "A2", "B1")
        group = products.create_category(admin, CategoryForm(zh="生茶", en="Raw"))
        before = state(db, Product)
        values = {"category": group, "tax_rate": "9", "state": "inactive"}
        done = bulk.edit(
            admin, "product", Chosen(asked=ListQuery("A", {"state": "active"})), values
        )
        assert (done.changed, done.left) == (2, {})
        rows = {row.code: row for row in products.products(admin, ListQuery()).rows}
        said = {code: (row.category, row.tax_rate, row.is_active) for code, row in rows.items()}
        assert said["A1"] == said["A2"] == (group, 9, False)
        assert said["B1"][0] == ""
        versions = {row.public_id: row.version for row in rows.values()}
        back = bulk.undo(admin, done.public_id)
        assert (back.restored, back.kept) == (2, 0)
        assert state(db, Product) == before
        # Who looked at it before the undo does not write over it unseen.
        with pytest.raises(Stale):
            products.change_product(admin, ids[0], ProductForm(unit="饼"), versions[ids[0]])

    def test_what_was_touched_since_is_kept(self, people):
        admin = people["admin"]
        ids = self.made(admin, "A1", "A2")
        done = bulk.edit(admin, "product", Chosen(tuple(ids)), {"state": "inactive"})
        products.change_product(admin, ids[0], ProductForm(unit="饼"))
        back = bulk.undo(admin, done.public_id)
        assert (back.restored, back.kept) == (1, 1)
        active = {
            row.public_id: row.is_active for row in products.products(admin, ListQuery()).rows
        }
        assert active == {ids[0]: False, ids[1]: True}

    def test_who_may_not_and_what_cannot_be(self, people, footprint):
        ids = self.made(people["admin"], "A1")
        before = footprint()
        with pytest.raises(Forbidden):
            bulk.edit(people["rep"], "product", Chosen(tuple(ids)), {"state": "inactive"})
        assert bulk.edit_fields(people["rep"], "product") == []
        for values in ({"state": "gone"}, {"price": "1"}, {"category": "none"}, {"tax_rate": "x"}):
            with pytest.raises((Invalid, NotFound)):
                bulk.edit(people["admin"], "product", Chosen(tuple(ids)), values)
        with pytest.raises(Invalid):
            bulk.delete(people["admin"], "product", Chosen(tuple(ids)))
        assert [one for one in footprint() if one not in before] == []

    def test_the_fields_are_offered_with_their_values(self, people):
        products.create_category(people["admin"], CategoryForm(zh="生茶", en="Raw"))
        tax_rates.save_tax_rate(people["admin"], TaxRateForm(zh="货物", en="Goods", percent="13"))
        found = {one.name: one for one in bulk.edit_fields(people["admin"], "product")}
        assert [one.zh for one in found["category"].options] == ["生茶"]
        assert [one.key for one in found["state"].options] == ["active", "inactive"]
        assert "13" in [one.key for one in found["tax_rate"].options]
