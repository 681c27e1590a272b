"""A card on its way: one reading counts, a later side wins, refusals leave nothing."""

import io

import pytest
from PIL import Image

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.services import cards
from crm_app.services.cards import CardForm

READING = {"name": "李梅", "mobile": ["+8613800138000"], "confidence": {"name": 0.99}}


def picture(color="white") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 400), color).save(target, "JPEG")
    return target.getvalue()


def taken(actor, sides=1) -> str:
    return cards.accept_card(actor, [("card", picture())] * sides)


def test_a_card_waits_until_its_reading_is_there(people):
    rep = people["rep"]
    card = taken(rep)
    assert cards.card_page(rep, card).status == "waiting"
    cards.note_reading(rep, card, card, READING)
    page = cards.card_page(rep, card)
    assert page.status == "ready"
    assert page.reading == READING
    assert [row.name for row in cards.cards(rep)] == ["李梅"]


def test_the_same_reading_twice_is_one(people, footprint):
    rep = people["rep"]
    card = taken(rep)
    cards.note_reading(rep, card, card, READING)
    before = footprint()
    cards.note_reading(rep, card, card, {**READING, "name": "别人"})
    cards.note_unreadable(rep, card, card)
    assert footprint() == before
    assert [row.name for row in cards.cards(rep)] == ["李梅"]


def test_a_reading_of_one_side_does_not_answer_for_two(people):
    rep = people["rep"]
    card = taken(rep)
    both = cards.add_back(rep, card, "back", picture("navy"))
    cards.note_reading(rep, card, card, {**READING, "name": "只有正面"})
    assert cards.card_page(rep, card).status == "waiting"
    cards.note_reading(rep, card, both, READING)
    page = cards.card_page(rep, card)
    assert (page.status, bool(page.front_id), bool(page.back_id)) == ("ready", True, True)


def test_what_could_not_be_read_keeps_its_picture_and_is_read_again(people):
    rep = people["rep"]
    card = taken(rep)
    cards.note_unreadable(rep, card, card)
    page = cards.card_page(rep, card)
    assert (page.status, bool(page.front_id)) == ("failed", True)
    again = cards.read_again(rep, card)
    cards.note_reading(rep, card, again, READING)
    assert cards.card_page(rep, card).status == "ready"


def test_a_card_thrown_away_comes_back(people):
    rep = people["rep"]
    card = taken(rep)
    cards.discard_card(rep, card)
    assert cards.cards(rep) == []
    cards.restore_card(rep, card)
    assert [row.public_id for row in cards.cards(rep)] == [card]


def test_the_next_card_is_another_one(people):
    rep = people["rep"]
    first, second = taken(rep), taken(rep)
    assert cards.next_card(rep, but=first) == second
    assert cards.next_card(rep, but=second) == first


@pytest.mark.parametrize("sides", [0, 3])
def test_a_card_has_one_side_or_two(people, footprint, sides):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        taken(people["rep"], sides)
    assert refusal.value.code == "cards.sides"
    assert footprint() == before


ACTS = {
    "page": cards.card_page,
    "back": lambda who, card: cards.add_back(who, card, "back", picture()),
    "again": cards.read_again,
    "discard": cards.discard_card,
    "restore": cards.restore_card,
    "confirm": lambda who, card: cards.confirm_card(who, card, CardForm(name="李梅")),
}


@pytest.mark.parametrize("act", ACTS)
def test_anothers_card_is_not_there(people, footprint, tmp_path, act):
    card = taken(people["rep"])
    before, kept = footprint(), len([*tmp_path.rglob("*.*")])
    with pytest.raises(NotFound):
        ACTS[act](people["rep_west"], card)
    assert (footprint(), len([*tmp_path.rglob("*.*")])) == (before, kept)
    assert cards.cards(people["rep_west"]) == []


@pytest.mark.parametrize("act", [*ACTS, "accept"])
def test_who_may_not_capture_is_refused_and_it_is_noted(people, footprint, security_log, act):
    card = taken(people["rep"])
    before = footprint()
    with pytest.raises(Forbidden):
        taken(people["finance"]) if act == "accept" else ACTS[act](people["finance"], card)
    assert footprint() == before
    assert security_log() == ["permission.denied"]


@pytest.mark.parametrize("act", ["back", "again", "discard", "confirm"])
def test_a_confirmed_card_stays_as_it_is(people, footprint, act):
    rep = people["rep"]
    card = taken(rep)
    cards.note_reading(rep, card, card, READING)
    cards.confirm_card(rep, card, CardForm(name="李梅"))
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        ACTS[act](rep, card)
    assert refusal.value.code == "cards.confirmed_already"
    assert footprint() == before
