"""Mentions: who is named is told and sees the record; a question is open until it is answered."""

import pytest
from sqlmodel import Session, select

from crm_app.core.database import engine
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.models.messages import Notice
from crm_app.models.users import User
from crm_app.services import activities, customers, deals, mentions
from crm_app.services.activities import ActivityForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.mentions import rules


@pytest.fixture
def ids(workspace, db):
    with Session(db) as session:
        return {user.name: user.public_id for user in session.exec(select(User))}


@pytest.fixture
def deal(workspace):
    rep = workspace["rep"]
    of = customers.create_customer(rep, CustomerForm(name="华东科技"))
    return deals.create_deal(rep, DealForm(name="一期设备", customer=of))


def write(actor, deal, text, **more):
    return mentions.write_down(
        actor, ActivityForm(kind="note", text=text), [("deal", deal)], **more
    )


def notices(actor):
    with Session(engine()) as session:
        found = session.exec(select(Notice).where(Notice.user_id == actor.user_id))
        return [(notice.code, notice.link) for notice in found]


def test_who_is_named_is_told_once_and_sees_the_deal(workspace, deal):
    rep, west = workspace["rep"], workspace["rep_west"]
    with pytest.raises(NotFound):
        deals.deal_page(west, deal)
    write(rep, deal, "＠REP_WEST 你做过类似的项目，@rep_west 帮我看看")
    assert notices(west) == [("mentions.mentioned", f"/deals/{deal}")]
    page = deals.deal_page(west, deal)
    assert (page.name, page.may_edit) == ("一期设备", False)
    assert activities.timeline(west, "deal", deal).entries[0].text.startswith("＠REP_WEST")
    assert deals.deal_page(rep, deal).collaborators[0].reason == "mention"


def test_who_sees_it_anyway_gets_no_share(workspace, deal):
    write(workspace["rep"], deal, "@manager 请看一下")
    assert notices(workspace["manager"]) == [("mentions.mentioned", f"/deals/{deal}")]
    assert deals.deal_page(workspace["rep"], deal).collaborators == []


def test_what_a_mention_gave_goes_with_the_note_and_comes_back_with_it(workspace, deal, ids):
    rep, west, desk = workspace["rep"], workspace["rep_west"], workspace["desk"]

    def sees(actor):
        try:
            return deals.deal_page(actor, deal).name == "一期设备"
        except NotFound:
            return False

    made = write(rep, deal, "@rep_west 看看")
    mentions.take_back(rep, made)
    assert (sees(west), notices(west)) == (False, [])
    mentions.put_back(rep, made.activity)
    assert sees(west)
    # Corrected and corrected back: the name that came by mistake gives nothing.
    other = write(rep, deal, "看看")
    mentions.rewrite(rep, other.activity, ActivityForm(text="@rep_west 看看"))
    mentions.erase(rep, made.activity)
    assert sees(west)  # the other note names him too
    mentions.rewrite(rep, other.activity, ActivityForm(text="看看"))
    assert not sees(west)
    # Who answered keeps what he answered about; what was shared by hand stays.
    asked = write(rep, deal, "怎么报价？", people=[ids["rep_west"]], is_question=True)
    (question,) = mentions.open_questions(west)
    mentions.answer(west, question.public_id, "按老价格")
    mentions.erase(rep, asked.activity)
    assert sees(west)
    named = write(rep, deal, "@desk 看看")
    mentions.erase(rep, named.activity)
    assert notices(desk) == []


def test_a_correction_tells_only_who_is_new(workspace, deal):
    rep = workspace["rep"]
    made = write(rep, deal, "@manager 看")
    mentions.rewrite(rep, made.activity, ActivityForm(text="@manager @desk 看"))
    assert len(notices(workspace["manager"])) == 1
    assert notices(workspace["desk"]) == [("mentions.mentioned", f"/deals/{deal}")]


def test_a_question_is_open_until_it_is_answered(workspace, ids, deal):
    rep, west = workspace["rep"], workspace["rep_west"]
    write(rep, deal, "交期一般多久？", people=[ids["rep_west"]], is_question=True)
    assert notices(west) == [("mentions.asked", f"/deals/{deal}")]
    (mine,), (theirs,) = mentions.open_questions(west), mentions.open_questions(rep)
    assert (mine.is_mine, theirs.is_mine, mine.text) == (True, False, "交期一般多久？")
    mentions.answer(west, mine.public_id, "六周")
    assert mentions.open_questions(west) == mentions.open_questions(rep) == []
    (asked,) = mentions.questions_of(rep, "deal", deal)
    assert (asked.is_open, asked.answer, asked.asked.name) == (False, "六周", "rep_west")
    assert notices(rep) == [("mentions.answered", f"/deals/{deal}")]
    assert activities.timeline(rep, "deal", deal).entries[0].text == "六周"


def test_refusals_leave_nothing(workspace, ids, deal, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    write(rep, deal, "@rep_west 多久？", is_question=True)
    (question,) = mentions.open_questions(west)
    before = footprint()
    for refusal, attempt in (
        (Forbidden, lambda: mentions.answer(rep, question.public_id, "我自己答")),
        (Invalid, lambda: mentions.answer(west, question.public_id, "  ")),
        (NotFound, lambda: mentions.answer(workspace["manager_west"], question.public_id, "x")),
        (Forbidden, lambda: mentions.close_question(workspace["manager"], question.public_id)),
        (Conflict, lambda: mentions.reopen_question(rep, question.public_id)),
        (Invalid, lambda: write(rep, deal, "有人知道吗", is_question=True)),
        (Invalid, lambda: write(rep, deal, "x", people=[ids["finance"]])),
        (NotFound, lambda: write(workspace["manager_west"], deal, "@desk 看")),
    ):
        with pytest.raises(refusal):
            attempt()
    assert footprint() == before
    mentions.answer(west, question.public_id, "六周")
    before = footprint()
    with pytest.raises(Conflict, match="answered_already"):
        mentions.answer(west, question.public_id, "七周")
    assert footprint() == before


def test_closed_without_an_answer_and_back(workspace, deal):
    rep = workspace["rep"]
    write(rep, deal, "@rep_west 多久？", is_question=True)
    (question,) = mentions.open_questions(rep)
    mentions.close_question(rep, question.public_id)
    assert mentions.open_questions(rep) == []
    mentions.reopen_question(rep, question.public_id)
    assert len(mentions.open_questions(rep)) == 1


def test_sent_twice_it_tells_once(workspace, deal):
    own_id = "01a208cd-5965-7497-9c45-952bfa12c66f"
    for _ in range(2):
        write(workspace["rep"], deal, "@manager 看", public_id=own_id)
    assert len(notices(workspace["manager"])) == 1


def test_the_longest_name_counts_and_a_shared_one_is_unclear():
    people = [
        User(name=name, email=name, role="rep") for name in ("王小", "王小明", "李娜", "李娜")
    ]
    for number, user in enumerate(people):
        user.id = number
    found, unclear = rules.named_in("请@王小明 和 @李娜 看看", people)
    assert ([user.name for user in found], unclear) == (["王小明"], ["李娜"])
