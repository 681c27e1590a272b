"""The settings screen of layouts, press by press, and what others see of it."""

from crm_app.state.layouts import Layouts, LayoutScreen


def test_sections_and_fields_are_moved_hidden_named_and_all_of_it_undone(tab, workspace):
    admin, rep = tab("admin"), tab("rep")
    admin.send(LayoutScreen, "load")
    admin.send(LayoutScreen, "show", "deal")
    admin.send(LayoutScreen, "choose", "rep")
    screen = admin.state(LayoutScreen)

    def seen(place="deal.facts"):
        rep.send(Layouts, "load_deal")
        return {one.key: one.fields for one in rep.state(Layouts).parts[place]}

    first = seen()
    assert list(first) == ["facts", "score"]
    admin.send(LayoutScreen, "move", "score", -1)
    admin.send(LayoutScreen, "move", "score", -1)
    assert list(seen()) == ["score", "facts"]
    admin.send(LayoutScreen, "hide", "quotes", "1")
    assert "quotes" not in seen("deal.related")
    admin.send(LayoutScreen, "start", "")
    admin.send(LayoutScreen, "save", {"zh": " ", "en": ""})
    assert screen.problem.code == "layouts.title_missing"
    assert screen.asking
    admin.send(LayoutScreen, "save", {"zh": "先看这些", "en": "First"})
    assert not screen.asking
    admin.send(LayoutScreen, "place_field", "owner", "s1")
    admin.send(LayoutScreen, "move_field", "won_reason", 1)
    admin.send(LayoutScreen, "move_field", "probability", -1)
    parts = seen()
    assert parts["facts"][:2] == ["probability", "amount"]
    assert "owner" not in parts["facts"]
    assert parts["s1"] == ["owner"]
    assert seen("deal.form")["s1"] == ["owner"]
    # Over the edge of its section it comes into the next one.
    own = next(one for one in screen.row.sections if one.key == "own")
    assert [one.name for one in own.fields] == ["won_reason"]
    admin.send(LayoutScreen, "drop", "s1")
    assert "owner" in seen()["facts"]
    admin.undo()
    assert seen()["s1"] == ["owner"]
    admin.send(LayoutScreen, "refresh")
    admin.send(LayoutScreen, "back_to_default")
    assert seen() == first
    admin.undo()
    assert seen()["s1"] == ["owner"]
    for handler, *said in (("move", "none", 1), ("move_field", "none", 1), ("drop", "facts")):
        admin.send(LayoutScreen, handler, *said)
    assert seen()["s1"] == ["owner"]
    rep.send(LayoutScreen, "load")
    assert rep.state(LayoutScreen).row.sections == []
