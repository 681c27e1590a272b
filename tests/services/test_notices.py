"""Notices: in words, in both languages, each person's own."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.feed import Feed
from crm_app.core.listing import ListQuery
from crm_app.lib.clock import now
from crm_app.models.messages import Notice
from crm_app.services import notices


@pytest.fixture
def told(db, people):
    """`told("rep", minutes=5)` stores a notice and returns its public id."""

    def store(who: str, *, minutes: int = 0, link: str = "/approvals/a", **params: object) -> str:
        notice = Notice(
            user_id=people[who].user_id,
            code="inbox.unread_count",
            params=params or {"count": 3},
            link=link,
            at=now() - timedelta(minutes=minutes),
        )
        with Session(db) as session:
            session.add(notice)
            session.commit()
            return notice.public_id

    return store


def ids(page) -> list[str]:
    return [row.public_id for row in page.rows]


def test_words_in_both_languages(people, told):
    told("rep", count={"zh": "三", "en": "three"})
    row = notices.notices(people["rep"], ListQuery()).rows[0]
    assert (row.zh, row.en, row.kind) == ("三 条未读消息", "three unread", "inbox")


def test_unread_first_then_the_newest(people, told):
    old, newer, newest = (told("rep", minutes=minutes) for minutes in (30, 20, 10))
    notices.read_notice(people["rep"], newest)
    assert ids(notices.notices(people["rep"], ListQuery())) == [newer, old, newest]
    unread = notices.unread_notices(people["rep"])
    assert (unread.count, [row.public_id for row in unread.newest]) == (2, [newer, old])


def test_pages_and_filter(people, told):
    stored = [told("rep", minutes=minutes) for minutes in range(5)]
    page = notices.notices(people["rep"], ListQuery(page=2, size=2))
    assert (ids(page), page.total, page.pages) == (stored[2:4], 5, 3)
    notices.read_notice(people["rep"], stored[0])
    for state, expected in (("read", stored[:1]), ("unread", stored[1:])):
        asked = ListQuery(filters={"state": state})
        assert ids(notices.notices(people["rep"], asked)) == expected


@pytest.mark.parametrize("filters", [{"state": "burnt"}, {"user_id": "1"}])
def test_unknown_filter_is_refused(people, filters):
    with pytest.raises(Invalid):
        notices.notices(people["rep"], ListQuery(filters=filters))


@pytest.mark.parametrize("who", ["rep_west", "manager", "admin"])
def test_nobody_reads_or_marks_those_of_another(people, told, footprint, security_log, who):
    public_id = told("rep")
    before = footprint()
    assert notices.notices(people[who], ListQuery()).rows == []
    with pytest.raises(NotFound):
        notices.read_notice(people[who], public_id)
    assert notices.read_notices(people[who]) == []
    notices.unread_again(people[who], [public_id])
    assert footprint() == before
    assert security_log() == ["notice.not_found"]
    assert notices.unread_notices(people["rep"]).count == 1


def test_reading_all_can_be_taken_back(people, told):
    stored = {told("rep"), told("rep", link="/quotes/b")}
    assert notices.read_notices(people["rep"], "/quotes/b") != []
    assert notices.unread_notices(people["rep"]).count == 1
    read = notices.read_notices(people["rep"])
    assert notices.unread_notices(people["rep"]).count == 0
    notices.unread_again(people["rep"], read)
    assert {*read} < stored
    assert notices.unread_notices(people["rep"]).count == 1


def test_reading_is_announced_to_the_persons_other_tabs(people, told):
    public_id = told("rep")
    feed = Feed()
    feed.read()
    notices.read_notice(people["rep"], public_id)
    assert feed.read() == {f"notice:{people['rep'].user_id}"}
    notices.read_notice(people["rep"], public_id)
    assert feed.read() == set()
    feed.close()
