"""Customers: created, found, changed, deleted and restored, each within one's rights."""

import pytest
from sqlmodel import Session, select

from crm_app.core import audit
from crm_app.core.errors import Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.models.ledger import AuditEntry
from crm_app.services import customers
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point


def make(actor, name="华东科技有限公司", **more):
    return customers.create_customer(actor, CustomerForm(name=name, **more))


def names(actor, words):
    return [row.name for row in customers.customers(actor, ListQuery(words=words)).rows]


def test_created_customer_is_found_by_name_phone_and_pinyin(people):
    make(people["rep"], points=[read_point("phone", "021-5555 0123")])
    for words in ("华东", "东科", "55550123", "huadong", "hdkj", "5555 0123"):
        assert names(people["rep"], words) == ["华东科技有限公司"], words
    assert names(people["rep"], "华南") == []


def test_change_is_audited_with_old_and_new_value(people, db):
    public_id = make(people["rep"])
    customers.change_customer(people["rep"], public_id, CustomerForm(name="华南科技"), 1)
    with Session(db) as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry.action == "customers.change_customer"
        assert entry.changes[f"customer:{public_id}"]["name"] == ["华东科技有限公司", "华南科技"]
        assert list(audit.broken_entries(session)) == []


def test_stale_version_is_refused_and_nothing_happens(people, footprint):
    public_id = make(people["rep"])
    customers.change_customer(people["rep"], public_id, CustomerForm(name="B"), 1)
    before = footprint()
    with pytest.raises(Stale):
        customers.change_customer(people["rep"], public_id, CustomerForm(name="C"), 1)
    assert footprint() == before
    assert customers.customer_page(people["rep"], public_id).name == "B"


@pytest.mark.parametrize("who", ["rep_west", "manager_west"])
def test_other_team_neither_sees_nor_touches(people, footprint, security_log, who):
    public_id = make(people["rep"])
    before = footprint()
    for attempt in (
        lambda: customers.customer_page(people[who], public_id),
        lambda: customers.change_customer(people[who], public_id, CustomerForm(name="X")),
        lambda: customers.delete_customer(people[who], public_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert names(people[who], "华东") == []
    assert footprint() == before
    assert security_log() == ["customer.not_found"] * 3


def test_manager_sees_the_team_and_director_all(people):
    make(people["rep"])
    make(people["rep_west"], "西部能源")
    assert names(people["manager"], "") == ["华东科技有限公司"]
    assert sorted(names(people["director"], "")) == ["华东科技有限公司", "西部能源"]


def test_role_without_the_permission_is_refused(people, footprint, security_log):
    before = footprint()
    with pytest.raises(Forbidden):
        make(people["finance"])
    assert footprint() == before
    assert security_log() == ["permission.denied"]


def test_deleted_customer_is_gone_everywhere_and_comes_back(people):
    public_id = make(people["rep"])
    customers.delete_customer(people["rep"], public_id)
    assert names(people["rep"], "华东") == []
    with pytest.raises(NotFound):
        customers.customer_page(people["rep"], public_id)
    customers.restore_customer(people["rep"], public_id)
    assert names(people["rep"], "华东") == ["华东科技有限公司"]


def test_same_creation_twice_makes_one_customer(people):
    own_id = "01a208cd-5965-7497-9c45-952bfa12c66f"
    form = CustomerForm(name="一次")
    assert customers.create_customer(people["rep"], form, own_id) == own_id
    assert customers.create_customer(people["rep"], form, own_id) == own_id
    assert customers.customers(people["rep"], ListQuery()).total == 1


@pytest.mark.parametrize("form", [CustomerForm(name="  "), CustomerForm(name="x", tier="Z")])
def test_invalid_form_leaves_nothing(people, footprint, form):
    before = footprint()
    with pytest.raises(Invalid):
        customers.create_customer(people["rep"], form)
    assert footprint() == before


def test_filter_offers_the_owners_of_what_one_may_see(people):
    make(people["rep"])
    make(people["rep_west"], "西部能源")
    for who, owners in (("rep", ["rep"]), ("manager", ["rep"]), ("director", ["rep", "rep_west"])):
        assert [one.name for one in customers.customer_owners(people[who])] == owners, who
