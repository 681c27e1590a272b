"""Handlers of the task list: of others, with nonsense, by a role that may not."""

import pytest

from crm_app.services import tasks
from crm_app.services.tasks import TaskForm
from crm_app.state.task_picks import TaskPicks
from crm_app.state.tasks import TaskScreen

NOBODYS = "01a208cd-5965-7497-9c45-952bfa12c66f"
HANDLERS = [("finish", ("题",)), ("reopen", ()), ("tomorrow", ("题",)), ("delete", ("题",))]


def titles(seat) -> list[str]:
    return [row.title for group in seat.state(TaskScreen).groups for row in group.rows]


@pytest.mark.parametrize(("handler", "more"), HANDLERS)
def test_tasks_of_others_stay_as_they_are(tab, people, footprint, security_log, handler, more):
    theirs = tasks.create_task(people["rep"], TaskForm(title="送样茶", due="2030-05-01"))
    before = footprint()
    west = tab("rep_west")
    for wrong in (theirs, NOBODYS, "", "x" * 10_000, "' or 1=1 --"):
        west.send(TaskScreen, handler, wrong, *more)
        assert west.state(TaskScreen).problem.code == "task.not_found"
    assert (titles(west), west.notes()) == ([], [])
    assert footprint() == before
    assert security_log() == ["task.not_found"] * 5


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"title": "  "},
        {"title": "x" * 100_000},
        {"title": "A", "due": "soon"},
        {"title": "A", "due": {"a": 1}},
        {"title": "A", "due": "99999-01-01"},
        {"title": [], "owner": "somebody"},
    ],
)
def test_a_task_that_cannot_be(tab, footprint, form):
    before = footprint()
    rep = tab("rep")
    rep.send(TaskScreen, "add", form)
    screen = rep.state(TaskScreen)
    assert (screen.problem.field in ("title", "due"), screen.added) == (True, 0)
    assert footprint() == before


def test_what_the_form_does_not_have_is_left_out(tab, people):
    rep = tab("rep")
    owner = tasks.possible_assignees(people["manager"])[0].public_id
    rep.send(TaskScreen, "add", {"title": "送样茶", "owner": owner, "source": "stage"})
    (row,) = [row for group in rep.state(TaskScreen).groups for row in group.rows]
    assert (row.is_mine, row.source) == (True, "person")


def test_done_moved_deleted_and_each_taken_back(tab, people):
    task = tasks.create_task(people["rep"], TaskForm(title="送样茶", due="2030-05-01"))
    rep = tab("rep")
    before = tasks.task_page(people["rep"], task)
    for handler in ("finish", "tomorrow", "delete"):
        rep.send(TaskScreen, handler, task, "送样茶")
        rep.undo()
        after = tasks.task_page(people["rep"], task)
        assert (after.done_at, after.due) == (before.done_at, before.due), handler


def test_a_second_press_is_told_and_changes_nothing(tab, people, footprint):
    task = tasks.create_task(people["rep"], TaskForm(title="送样茶"))
    rep = tab("rep")
    rep.send(TaskScreen, "finish", task, "送样茶")
    before = footprint()
    rep.send(TaskScreen, "finish", task, "送样茶")
    assert rep.state(TaskScreen).problem.code == "tasks.done_already"
    rep.send(TaskScreen, "tomorrow", task, "送样茶")
    assert footprint() == before


@pytest.mark.parametrize("title", [5, None, ["a"], {"a": 1}])
def test_a_title_of_another_kind_hinders_no_way_back(tab, people, title):
    task = tasks.create_task(people["rep"], TaskForm(title="送样茶", due="2030-05-01"))
    rep = tab("rep")
    for handler in ("finish", "tomorrow", "delete"):
        rep.send(TaskScreen, handler, task, title)
        rep.undo()
    after = tasks.task_page(people["rep"], task)
    assert (after.done_at, after.due) == (None, "2030-05-01")


def test_several_tasks_are_ticked_moved_deleted_and_back(tab, people):
    rep = people["rep"]
    ids = [tasks.create_task(rep, TaskForm(title=one, due="2031-05-06")) for one in "甲乙丙"]
    mine = tab("rep")
    mine.send(TaskScreen, "load")
    mine.send(TaskPicks, "begin")
    mine.send(TaskPicks, "pick_group", "later")
    mine.send(TaskPicks, "pick", ids[2])
    assert sorted(mine.state(TaskPicks).selected) == sorted(ids[:2])
    mine.send(TaskPicks, "move", {"due": "nonsense"})
    assert mine.state(TaskPicks).problem.code == "tasks.due_invalid"
    assert mine.state(TaskPicks).picking
    mine.send(TaskPicks, "move", {"due": "2031-06-01"})
    dues = lambda: [tasks.task_page(rep, one).due for one in ids]  # noqa: E731
    assert dues() == ["2031-06-01", "2031-06-01", "2031-05-06"]
    assert not mine.state(TaskPicks).picking
    mine.undo()
    assert dues() == ["2031-05-06"] * 3
    mine.send(TaskPicks, "begin")
    mine.send(TaskPicks, "pick", ids[0])
    mine.send(TaskPicks, "delete")
    assert [row.title for one in mine.state(TaskScreen).groups for row in one.rows] == ["乙", "丙"]
    mine.undo()
    mine.send(TaskScreen, "refresh")
    assert sum(one.count for one in mine.state(TaskScreen).groups) == 3
    mine.send(TaskPicks, "begin")
    mine.send(TaskPicks, "pick_group", "later")
    mine.send(TaskPicks, "finish")
    assert [(one.key, one.count) for one in mine.state(TaskScreen).groups] == [("done", 3)]
    mine.undo()
    mine.send(TaskScreen, "refresh")
    assert [(one.key, one.count) for one in mine.state(TaskScreen).groups] == [("later", 3)]
