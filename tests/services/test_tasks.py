"""Tasks: made, done, moved, deleted, and nothing of it by those who may not."""

from datetime import date

import pytest

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.services import tasks
from crm_app.services.tasks import TaskForm, months


def made(people, who="rep", **facts) -> str:
    return tasks.create_task(people[who], TaskForm(**{"title": "送样茶", **facts}))


def open_titles(actor) -> list[str]:
    groups = tasks.task_groups(actor, ListQuery(filters={"owner": "me"}))
    return [row.title for group in groups if group.key != "done" for row in group.rows]


def test_a_task_is_made_done_and_taken_back(people):
    task = made(people, due="2030-05-01")
    assert open_titles(people["rep"]) == ["送样茶"]
    tasks.complete_task(people["rep"], task)
    assert open_titles(people["rep"]) == []
    tasks.reopen_task(people["rep"], task)
    assert open_titles(people["rep"]) == ["送样茶"]


def test_another_day_tells_the_day_before(people):
    task = made(people, due="2030-05-01")
    assert tasks.postpone_task(people["rep"], task, "2030-05-09").startswith("2030-05-01")


def test_a_deleted_task_comes_back(people):
    task = made(people)
    tasks.delete_task(people["rep"], task)
    assert open_titles(people["rep"]) == []
    tasks.restore_task(people["rep"], task)
    assert open_titles(people["rep"]) == ["送样茶"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": "  "}, "tasks.title_missing"),
        ({"due": "gestern"}, "tasks.due_invalid"),
        ({"title": "x" * 5000}, "record.too_long"),
    ],
)
def test_what_cannot_be_leaves_nothing(people, footprint, facts, code):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        made(people, **facts)
    assert refusal.value.code == code
    assert footprint() == before


def test_done_twice_and_open_twice_are_refused(people, footprint):
    task = made(people)
    with pytest.raises(Conflict):
        tasks.reopen_task(people["rep"], task)
    tasks.complete_task(people["rep"], task)
    before = footprint()
    for act in (tasks.complete_task, lambda who, one: tasks.postpone_task(who, one, "2030-01-01")):
        with pytest.raises(Conflict):
            act(people["rep"], task)
    assert footprint() == before


@pytest.mark.parametrize(
    "act",
    [
        tasks.complete_task,
        tasks.reopen_task,
        tasks.delete_task,
        lambda who, task: tasks.postpone_task(who, task, "2030-01-01"),
        lambda who, task: tasks.change_task(who, task, TaskForm(title="anders")),
    ],
)
def test_another_team_finds_nothing(people, footprint, act):
    task = made(people)
    before = footprint()
    with pytest.raises(NotFound):
        act(people["rep_west"], task)
    assert footprint() == before


def test_a_month_shows_ones_own_tasks_on_the_days_of_the_house(people, footprint):
    rep = people["rep"]
    made = {
        title: tasks.create_task(rep, TaskForm(title=title, due=due))
        for title, due in (
            ("早会", "2031-05-06T00:30"),  # in UTC it is the day before
            ("报价", "2031-05-06"),
            ("上月", "2031-04-30"),
            ("远", "2031-07-01"),
            ("随时", ""),
        )
    }
    tasks.create_task(people["rep_west"], TaskForm(title="别人的", due="2031-05-06"))
    tasks.complete_task(rep, made["报价"])
    month = tasks.task_month(rep, "2031-05")
    assert (month.month, month.before, month.after) == ("2031-05", "2031-04", "2031-06")
    assert (month.dateless, month.more, len(month.weeks)) == (1, False, 5)
    days = {cell.day: cell for week in month.weeks for cell in week}
    full = {day: {row.title for row in cell.tasks} for day, cell in days.items() if cell.tasks}
    assert full == {"2031-05-06": {"早会", "报价"}, "2031-04-30": {"上月"}}
    assert (days["2031-04-30"].inside, days["2031-05-06"].inside) == (False, True)
    assert [cell.is_today for week in tasks.task_month(rep).weeks for cell in week].count(True) == 1
    assert tasks.task_month(rep, "2031-12").after == "2032-01"
    marks = footprint()
    for wrong in ("2031-13", "viel", "0001-01", "2031-05-06"):
        with pytest.raises(Invalid):
            tasks.task_month(rep, wrong)
    assert footprint() == marks


def test_days_that_are_over_are_those_of_the_present_month_before_today(people):
    may, sixth = date(2031, 5, 1), date(2031, 5, 6)
    over = {day: months._cell(day, may, sixth, {}).is_over for day in (may, sixth)}
    assert over == {may: True, sixth: False}
    for day, first in ((date(2031, 4, 30), may), (date(2031, 4, 6), date(2031, 4, 1))):
        assert not months._cell(day, first, sixth, {}).is_over
    shown = tasks.task_month(people["rep"])
    cells = [cell for week in shown.weeks for cell in week]
    today = next(cell for cell in cells if cell.is_today)
    assert sum(cell.is_over for cell in cells) == today.number - 1
