"""Crowds are told from chance: the office people of Wednesday afternoon, and nobody where there is none."""

from random import Random

from crm_app.lib.crowds import crowds
from tests.lib.test_habits import regular, somebody


def _house(chance: Random, regulars: int):
    guests = {n: somebody(chance, chance.randint(5, 25)) for n in range(80)}
    return guests | {1000 + n: regular(chance, 10, 0.75) for n in range(regulars)}


def test_the_office_people_of_wednesday_afternoon_are_found_and_named():
    met = 0
    for seed in range(8):
        found = crowds(_house(Random(seed), 9))
        assert [(one.weekday, one.hour) for one in found] in ([(2, 15)], [])
        if found:
            met += 1
            assert sum(who >= 1000 for who in found[0].people) >= 6  # of the nine
            assert sum(who < 1000 for who in found[0].people) <= 1
            assert found[0].expected < 1.5
    assert met >= 7


def test_where_nobody_keeps_a_time_and_of_one_who_comes_daily_no_crowd_is_told():
    told = [crowds(_house(Random(100 + seed), 0)) for seed in range(25)]
    assert sum(bool(found) for found in told) == 0
    daily = Random(4)
    assert (
        crowds({1: regular(daily, 200, 1.0)} | {n: somebody(daily, 9) for n in range(2, 40)}) == []
    )
