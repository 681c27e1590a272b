"""House rules that no linter sees."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from crm_app import services
from crm_app.config import ROOT
from crm_app.core import migrate
from crm_app.core.work import UseCase
from crm_app.locales.catalog import TEXT, say

SOURCES = sorted((ROOT / "crm_app").rglob("*.py"))
DOORS = [
    module.name
    for module in pkgutil.walk_packages(services.__path__, "crm_app.services.")
    if module.name.rsplit(".", 1)[-1] in ("commands", "queries")
]


@pytest.mark.parametrize("name", DOORS)
def test_commands_and_queries_stand_behind_the_door(name):
    module = importlib.import_module(name)
    past_the_door = [
        fn.__name__
        for _, fn in inspect.getmembers(module, inspect.isfunction)
        if fn.__module__ == name
        and not fn.__name__.startswith("_")
        and next(iter(inspect.signature(fn).parameters), "") in ("actor", "session", "db")
    ]
    assert past_the_door == []  # what takes a Work is inside already: only the door makes one
    assert [c for _, c in inspect.getmembers(module) if isinstance(c, UseCase)]


def test_every_text_has_both_languages():
    assert [key for key, pair in TEXT.items() if len(pair) != 2 or not all(pair)] == []


def test_one_and_many_are_told_apart():
    said = [say("en", "assignment.given_some", given=1, left=left) for left in ("1", 2)]
    assert said == [
        "1 lead given out, 1 stays in the pool.",
        "1 lead given out, 2 stay in the pool.",
    ]
    assert not [zh for zh, _ in TEXT.values() if "|" in zh and "[" in zh]


def test_both_languages_have_the_same_placeholders():
    import string

    def fields(text):
        found = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        return {"name" if name in ("zh", "en") else name for name in found}  # a name in both

    assert [key for key, (zh, en) in TEXT.items() if fields(zh) != fields(en)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_stays_small(path: Path):
    assert len(path.read_text().splitlines()) <= 400


def test_only_the_door_commits():
    allowed = {"core/work.py", "core/feed.py"}
    for path in SOURCES:
        name = path.relative_to(ROOT / "crm_app").as_posix()
        calls = [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "commit"
        ]
        assert not calls or name in allowed, (name, calls)


def test_migrations_are_complete(db):
    assert migrate.differences() == []
