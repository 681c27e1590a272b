"""The index finds what LIKE finds, and only what the actor may see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core import database, search
from crm_app.core.grams import fold, grams, line_grams
from crm_app.core.search.slips import line_slips, slip_words
from crm_app.models.ledger import SearchDoc
from crm_app.services import contacts, customers, tasks
from crm_app.services import search as finding
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from crm_app.services.tasks import TaskForm

LETTERS = "王伟李云岭茶业ang1_%! ü"


def titles(actor, words, limit=100):
    return [hit.title for hit in finding.find(actor, words, limit)]


def test_one_and_two_letters_are_enough(people):
    customers.create_customer(people["rep"], CustomerForm(name="王伟工作室"))
    assert titles(people["rep"], "王伟") == ["王伟工作室"]
    assert titles(people["rep"], "伟") == ["王伟工作室"]
    assert titles(people["rep"], "伟王") == []


def test_of_a_long_word_the_rarer_pairs_are_looked_for_and_the_text_is_read(people):
    customers.create_customer(people["rep"], CustomerForm(name="Tea house of wangxiaoming"))
    customers.create_customer(people["rep"], CustomerForm(name="wax gxi miao om xiwa"))
    assert titles(people["rep"], "wangxiaoming") == ["Tea house of wangxiaoming"]
    assert titles(people["rep"], "angxiaomin") == ["Tea house of wangxiaoming"]
    assert titles(people["rep"], "an") == ["Tea house of wangxiaoming"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab12345茶业+@ Éß", min_size=1, max_size=14), max_size=5))
def test_words_made_line_by_line_are_those_of_the_text(pieces):
    lines = list(dict.fromkeys(filter(None, map(fold, pieces))))
    text = "\n".join(lines)
    assert set(line_grams(lines).split()) == set(grams(text))
    assert set(line_slips("contact", lines).split()) == set(slip_words("contact", text))


def test_every_kind_can_be_asked_for(people):
    customers.create_customer(people["admin"], CustomerForm(name="全部种类"))
    assert titles(people["admin"], "全部") == ["全部种类"]


def test_rights_are_part_of_the_match(people):
    for who in ("rep", "rep_west"):
        customers.create_customer(people[who], CustomerForm(name=f"共同词 {who}"))
    assert titles(people["rep"], "共同") == ["共同词 rep"]
    assert titles(people["manager_west"], "共同") == ["共同词 rep_west"]
    assert len(titles(people["director"], "共同")) == 2


def test_newest_comes_first_and_the_limit_holds(people):
    for number in range(5):
        customers.create_customer(people["rep"], CustomerForm(name=f"顺序 {number}"))
    assert titles(people["rep"], "顺序", 2) == ["顺序 4", "顺序 3"]


def test_a_look_up_puts_the_named_before_what_was_noted_and_keeps_room_for_it(people):
    for number in range(6):
        customers.create_customer(people["rep"], CustomerForm(name=f"雾里茶行 {number}"))
        tasks.create_task(people["rep"], TaskForm(title=f"拜访雾里茶行 {number}"))
    customers.create_customer(people["rep"], CustomerForm(name="别的公司", region="雾里"))
    found = finding.look_up(people["rep"], "雾里", 9)
    assert [hit.kind for hit in found] == ["customer"] * 6 + ["task"] * 3
    assert all("雾里" in hit.title for hit in found)
    assert finding.look_up(people["rep"], "别的公司")[0].subtitle == "雾里"


def looked_up(actor, words):
    return [(hit.title, hit.how, hit.why) for hit in finding.look_up(actor, words)]


def test_a_hit_says_why_it_is_one(people):
    rep = people["rep"]
    points = [read_point("mobile", "13800138001"), read_point("email", "wei.zhang@example.com")]
    contacts.create_contact(rep, ContactForm(name="单伟总", points=points))
    assert looked_up(rep, "单伟") == [("单伟", "", "")]
    assert looked_up(rep, "shanwei") == [("单伟", "sound", "shan wei")]
    assert looked_up(rep, "danwei") == [("单伟", "sound", "shan wei")]
    assert looked_up(rep, "0013 8001") == [("单伟", "text", "+86 138 0013 8001")]
    assert looked_up(rep, "wei.zhang") == [("单伟", "text", "wei.zhang@example.com")]


@pytest.mark.parametrize(
    ("typed", "title", "how"),
    [
        ("张韦", "张伟", "sound"),
        ("張偉", "张伟", ""),
        ("zhangwie", "张伟", "near"),
        ("zhagn wei", "张伟", "near"),
        ("Gogle", "Google 谷歌", "near"),
        ("googel", "Google 谷歌", "near"),
        ("muler", "Müller Werkzeuge GmbH", "near"),
        ("Mueller Werkzeuge", "Müller Werkzeuge GmbH", "near"),
        ("台湾華東科技", "台灣华东科技", ""),
        ("huadongkejj", "台灣华东科技", "near"),
        ("华东课技", "台灣华东科技", "sound"),
        ("华冬北技", "", ""),
    ],
)
def test_names_are_found_by_sound_in_either_script_and_with_a_slip(people, typed, title, how):
    rep, west = people["rep"], people["rep_west"]
    contacts.create_contact(rep, ContactForm(name="张伟"))
    for name in ("Google 谷歌", "Müller Werkzeuge GmbH", "台灣华东科技"):
        customers.create_customer(rep, CustomerForm(name=name))
    assert [hit[:2] for hit in looked_up(rep, typed)] == ([(title, how)] if title else [])
    assert looked_up(west, typed) == []


def test_a_list_says_why_a_row_is_there_and_what_is_nearly_called_so(people):
    rep, west = people["rep"], people["rep_west"]
    points = [read_point("mobile", "13800138001")]
    key = contacts.create_contact(rep, ContactForm(name="张伟", points=points))
    assert finding.reasons(rep, "contact", "张伟", [key]) == {}
    assert finding.reasons(rep, "contact", "0013 8001", [key])[key].why == "+86 138 0013 8001"
    assert finding.reasons(rep, "contact", "zhangwei", [key])[key].how == "sound"
    assert [hit.title for hit in finding.look_alike(rep, "contact", "zhangwie")] == ["张伟"]
    assert finding.look_alike(rep, "nonsense", "zhangwie") == []
    assert finding.reasons(west, "contact", "0013 8001", [key]) == {}
    assert finding.look_alike(west, "contact", "zhangwie") == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("aurora", "text"),
        ("auroar", "near"),
        ("arora", "near"),
        ("auurora", "near"),
        ("aurorx", "near"),
        ("qurora", "near"),
        ("wei.zhang@exmaple.com", "near"),
        ("zhagnwei", "near"),
        ("auxxra", None),
        ("auro", "text"),
        ("aurx", None),
        ("12345", None),
    ],
)
def test_one_letter_may_be_wrong_within_ones_rights(people, typed, near):
    rep, west = people["rep"], people["rep_west"]
    points = [read_point("email", "wei.zhang@example.com")]
    form = ContactForm(name="张伟", other_name="Aurora Lindqvist", points=points)
    contacts.create_contact(rep, form)
    found = looked_up(rep, typed)
    assert [hit[:2] for hit in found] == ([("张伟", near)] if near else [])
    assert looked_up(west, typed) == []
    assert titles(rep, typed) == (["张伟"] if near == "text" else [])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=6),
    words=st.text(LETTERS, min_size=1, max_size=4),
)
def test_hits_equal_those_of_a_scan(people, names, words):
    for name in names:
        if name.strip():
            customers.create_customer(people["director"], CustomerForm(name=name))
    with Session(database.engine()) as session:
        docs = session.exec(select(SearchDoc)).all()
        terms = search.fold(words).split()
        expected = {doc.id for doc in docs if terms and all(term in doc.text for term in terms)}
        found = search.find(session, people["director"], words, (), 10_000)
    assert {doc.id for doc in found} == expected


def test_an_index_that_is_built_again_finds_the_same_and_forgets_the_same(people):
    stays = customers.create_customer(people["rep"], CustomerForm(name="站 5550 0123"))
    goes = customers.create_customer(people["rep"], CustomerForm(name="走 5550 0123"))
    with Session(database.engine()) as session:
        session.connection(execution_options={"writes": True})
        search.rebuild(session)
        session.commit()
    customers.delete_customer(people["rep"], goes)
    assert [hit.public_id for hit in finding.find(people["rep"], "5550")] == [stays]
    assert finding.find(people["rep"], "走") == []
