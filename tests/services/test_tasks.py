"""Tasks: made, done, moved, deleted, and nothing of it by those who may not."""

import pytest

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.services import tasks
from crm_app.services.tasks import TaskForm


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
