"""What a sheet saves while others change the same record."""

from crm_app.state.records import compare_edit

OPENED = {"name": "华东", "tier": "C", "region": "上海"}


def test_only_what_was_touched_is_saved():
    assert compare_edit(OPENED, OPENED, {**OPENED, "tier": "A"}) == ({"tier": "A"}, [])


def test_what_somebody_else_changed_meanwhile_is_not_taken_back():
    stored = {**OPENED, "region": "苏州"}
    assert compare_edit(OPENED, stored, {**OPENED, "tier": "A"}) == ({"tier": "A"}, [])


def test_the_same_field_changed_by_two_is_a_clash_and_the_same_value_is_none():
    stored = {**OPENED, "name": "华东科技"}
    assert compare_edit(OPENED, stored, {**OPENED, "name": "华东集团"})[1] == ["name"]
    assert compare_edit(OPENED, stored, {**OPENED, "name": "华东科技"}) == ({}, [])


def test_after_the_clash_was_shown_saving_again_takes_ones_own():
    stored = {**OPENED, "name": "华东科技", "region": "苏州"}
    shown = {**OPENED, "name": stored["name"]}
    given = {**OPENED, "name": "华东集团"}
    assert compare_edit(shown, stored, given) == ({"name": "华东集团"}, [])
