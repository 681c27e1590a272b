"""Habits are told from chance: on made customers with and without them, by figures."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from crm_app.lib.binomial import tail, upper_share
from crm_app.lib.habits import Usual, Visit, habits

FIRST = date(2025, 1, 1)
# A café: full at lunch and in the afternoon, Saturdays most of all.
HOURS = (1, 2, 3, 4, 6, 6, 4, 5, 5, 4, 3, 2, 1)
DAYS = (3, 3, 4, 3, 4, 6, 5)
THINGS = (40, 25, 15, 10, 5, 3, 2)


def somebody(chance: Random, visits: int) -> list[Visit]:
    """A guest without a habit: comes and takes as everybody does."""
    found = []
    for _ in range(visits):
        day = FIRST + timedelta(days=chance.randrange(500))
        while chance.random() * max(DAYS) > DAYS[day.weekday()]:
            day = FIRST + timedelta(days=chance.randrange(500))
        hour = chance.choices(range(8, 21), HOURS)[0]
        things = frozenset(chance.choices(range(len(THINGS)), THINGS, k=chance.choice((1, 1, 2))))
        found.append(Visit(day, hour, things, chance.choices((1, 2, 3, 4), (5, 4, 2, 1))[0]))
    return found


def regular(chance: Random, visits: int, faithful: float) -> list[Visit]:
    """Comes on Wednesdays between three and five, mostly with two others, for the fifth thing."""
    found = somebody(chance, visits)
    for place, visit in enumerate(found):
        if chance.random() < faithful:
            day = visit.day + timedelta(days=(2 - visit.day.weekday()) % 7)
            found[place] = Visit(day, chance.choice((15, 16)), visit.things | {4}, 3)
    return found


@pytest.fixture(scope="module")
def house():
    chance, usual = Random(7), Usual()
    for _ in range(150):
        for visit in somebody(chance, 30):
            usual.add(visit)
    return usual


def test_who_has_no_habit_is_told_of_none(house):
    chance = Random(11)
    told = [habits(somebody(chance, chance.randint(8, 60)), house) for _ in range(300)]
    wrong = sum(bool(found) for found in told)
    assert wrong <= 3, Counter(one.kind for found in told for one in found)  # at most 1 %


@pytest.mark.parametrize(("visits", "faithful", "least"), [(12, 0.8, 0.9), (25, 0.6, 0.9)])
def test_who_comes_on_wednesdays_from_three_to_five_is_known_by_it(house, visits, faithful, least):
    chance, met = Random(13), 0
    for _ in range(60):
        keys = [one.key for one in habits(regular(chance, visits, faithful), house)]
        met += "slot:2:15" in keys
        assert not {"weekday:2", "hours:15"} & set(keys) or "slot:2:15" not in keys  # told once
    assert met / 60 >= least


def test_a_habit_says_what_speaks_for_it(house):
    found = {one.kind: one for one in habits(regular(Random(5), 20, 0.9), house)}
    slot, thing, party = found["slot"], found["thing"], found["party"]
    assert (slot.what, thing.what, party.what) == ((2, 15), (4,), (3,))
    assert slot.hits >= 12
    assert slot.of <= 20
    assert slot.chance < 0.1  # what others bring at most
    assert slot.odds < 1e-9
    assert slot.asked > 190
    assert slot.first.weekday() == slot.last.weekday() == 2


def test_of_few_visits_of_given_up_habits_and_of_what_all_do_nothing_is_said(house):
    chance = Random(3)
    assert habits(regular(chance, 7, 1.0), house) == []
    old = [Visit(FIRST + timedelta(days=7 * n), 15) for n in range(12)]
    since = [Visit(FIRST + timedelta(days=200 + 5 * n), 9 + n % 9) for n in range(24)]
    keys = [one.key for one in habits(old + since, house)]
    assert f"slot:{FIRST.weekday()}:15" not in keys
    everybody = Usual()
    for n in range(200):
        everybody.add(Visit(FIRST + timedelta(days=7 * n), 15))
    assert habits(old, everybody) == []  # he comes when all come


def test_where_nothing_is_known_of_others_any_time_is_as_likely():
    visits = [Visit(FIRST + timedelta(days=7 * n), 15) for n in range(20)]
    (found,) = habits(visits, Usual())
    assert (found.key, found.hits, found.is_uniform) == (f"slot:{FIRST.weekday()}:15", 20, True)


def test_the_tail_is_exact_and_a_share_of_few_is_taken_for_larger():
    assert tail(3, 3, 0.5) == pytest.approx(0.125)
    assert tail(2, 3, 0.5) == pytest.approx(0.5)
    assert (tail(0, 5, 0.2), tail(6, 5, 0.2), tail(3, 5, 1.0)) == (1.0, 0.0, 1.0)
    assert upper_share(0, 10) == pytest.approx(0.2775, abs=1e-3)
    assert upper_share(500, 1000) == pytest.approx(0.531, abs=1e-3)
