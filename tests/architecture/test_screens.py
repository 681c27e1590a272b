"""What every screen's state heeds."""

import ast

import pytest

from crm_app.config import ROOT

STATES = sorted((ROOT / "crm_app" / "state").glob("*.py"))
LISTS = sorted((ROOT / "crm_app" / "components").glob("*.py"))
OPEN = {"asking", "sheet", "is_open"}


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
def test_loading_closes_no_sheet(path):
    """`load` runs after a quick hand's first press, and again when a phone is back on the net: a
    sheet closes when it is left (overlay.js), or because the page is another record's."""
    closed = [
        f"{function.name}: {target.attr}"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.AsyncFunctionDef) and function.name.startswith("load")
        for step in function.body
        for assigned in ([step] if isinstance(step, ast.Assign) else [])
        for target in ast.walk(ast.Tuple(assigned.targets, ast.Store()))
        if isinstance(target, ast.Attribute) and target.attr in OPEN
    ]
    assert closed == []


def test_a_list_has_one_button_for_filters():
    """The sheet of conditions holds the own fields, too: a second button of that name confuses."""
    calls = {
        path.stem: {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        for path in LISTS
    }
    both = {"custom_filters", "conditions_button"}
    assert [name for name, called in calls.items() if both <= called] == []
    assert {"customers", "deal_filters"} <= {
        n for n, c in calls.items() if "conditions_button" in c
    }
