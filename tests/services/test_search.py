"""Search over everything: its hits are those of LIKE, within one's rights, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core import database, search
from crm_app.models.ledger import SearchDoc
from crm_app.services import customers, deals
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.search import look_up

NAMES = (
    *("云岭春秋茶业有限公司", "云岭", "春秋航空", "王春", "ABC 100% Tea_House", "abc-Tea!House"),
    *("华东 科技", "华东科技", "ＡＢＣ茶业", 'O\'Neil "Tea" & Co', "茶", "éclair café"),
    *("0105550123456", "+86 138 0013 8001 店", "5550 0123", "店5550店"),
)
_typed = st.one_of(
    st.text(alphabet="云岭春秋茶业华东科技abctea0135店%_!*\"' -", max_size=6),
    st.sampled_from(NAMES).flatmap(
        lambda name: st.builds(
            lambda start, length: name[start : start + length],
            st.integers(0, len(name) - 1),
            st.integers(1, 9),
        )
    ),
)


@pytest.fixture
def stored(people):
    """The names, half of them the east's and half the west's."""
    for place, name in enumerate(NAMES):
        # Two by two: a name that is the same to the rule of holders stays with one of them.
        owner = people["rep" if place // 2 % 2 else "rep_west"]
        customers.create_customer(owner, CustomerForm(name=name))
    return people


def by_like(actor_id, words):
    """Ids of the documents that hold every word, as a plain scan finds them."""
    terms = [term for term in search.fold(words).split(" ") if term]
    with Session(database.engine()) as session:
        docs = session.exec(select(SearchDoc)).all()
    seen = [doc for doc in docs if actor_id is None or doc.owner_id == actor_id]
    return {doc.public_id for doc in seen if terms and all(term in doc.text for term in terms)}


def hits(actor, words):
    with Session(database.engine()) as session:
        return [doc.public_id for doc in search.find(session, actor, words, limit=100)]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=_typed)
def test_hits_are_those_of_a_scan_within_rights(stored, words):
    for role, owner in (("director", None), ("rep", stored["rep"].user_id)):
        found = hits(stored[role], words)
        assert len(found) == len(set(found))
        assert set(found) == by_like(owner, words), (role, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("云岭", 2), ("春秋", 2), ("王春", 1), ("100%", 1), ("茶", 3), ("5550", 3), ("550012", 0)],
)
def test_short_chinese_words_and_signs_find_what_holds_them(stored, words, expected):
    assert len(hits(stored["director"], words)) == expected


def test_team_sees_its_own_and_nothing_of_the_other(stored):
    east, west = set(hits(stored["manager"], "春")), set(hits(stored["manager_west"], "春"))
    assert east
    assert west
    assert not east & west
    assert east | west == set(hits(stored["director"], "春"))


def test_deleted_renamed_and_restored_records_follow(people):
    rep = people["rep"]
    public_id = customers.create_customer(rep, CustomerForm(name="普洱茶庄"))
    renamed = CustomerForm(name="龙井茶庄", legal_name_zh="龙井茶庄")
    customers.change_customer(rep, public_id, renamed)
    assert hits(rep, "普洱") == []
    assert hits(rep, "龙井") == [public_id]
    customers.delete_customer(rep, public_id)
    assert hits(rep, "龙井") == []
    customers.restore_customer(rep, public_id)
    assert hits(rep, "龙井") == [public_id]


def test_a_customer_is_not_lost_behind_the_newer_deals_that_bear_his_name(workspace):
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="云岭春秋茶业有限公司"))
    for number in range(15):
        deals.create_deal(rep, DealForm(name=f"云岭春秋 第{number}期", customer=customer))
    found = look_up(rep, "云岭")
    assert (found[0].kind, found[0].public_id) == ("customer", customer)
    assert len(found) == 12
