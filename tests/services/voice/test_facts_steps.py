"""Which clause is our next step: promises in many wordings, and what only looks like one."""

from datetime import datetime

import pytest

from crm_app.services.voice import find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")


@pytest.mark.parametrize(
    ("text", "step", "due"),
    [
        ("今晚先把箱单发了。", "把箱单发", "2026-11-20"),
        ("我礼拜一跟他们会计对一下账。", "跟他们会计对一下账", "2026-11-23"),
        ("今天下午给他个准信。", "给他个准信", "2026-11-20"),
        ("那批货的钱已经付清了真不容易下周二我得请他喝个茶", "请他喝个茶", "2026-11-24"),
        ("Doing a demo at their plant next Tuesday.", "Doing a demo at their plant", "2026-11-24"),
        ("Our finance team will issue a new invoice by Friday.", "Our finance team", "2026-11-27"),
        ("Somebody from our side has to confirm stock by Monday.", "confirm stock", "2026-11-23"),
        ("She asked whether we could come in on December 9.", "come", "2026-12-09"),
        ("He needs a risk form filled out before Monday.", "a risk form filled out", "2026-11-23"),
        ("I'm gonna ring the buyer tomorrow.", "ring the buyer", "2026-11-21"),
    ],
)
def test_a_promise_is_the_next_step(text: str, step: str, due: str) -> None:
    found = find_facts(text, None, NOW).as_document()
    assert step in (found["next_step"] or "")
    assert found["due"] == due


@pytest.mark.parametrize(
    "text",
    [
        "目前没什么要做的，等通知就行。",
        "白跑一趟，门卫说采购出差了，下个月才回来。",
        "Their board meets on the ninth of December.",
    ],
)
def test_what_others_do_is_no_step_of_ours(text: str) -> None:
    found = find_facts(text, None, NOW).as_document()
    assert (found["next_step"], found["due"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Told her I'd talk to our lawyer and come back by December 1st.", "2026-12-01"),
        ("We agreed I'd drop the keys off next Monday.", "2026-11-23"),
        ("Worth calling again next Tuesday.", "2026-11-24"),
        ("Ops needs to book the crane before the 9th of December.", "2026-12-09"),
        ("明年三月十号再联系他们。", "2027-03-10"),
        ("今年不做了，没聊具体的。", None),
        ("No action on my side, she comes back in ten days.", None),
    ],
)
def test_a_promise_in_other_words(text: str, due: str | None) -> None:
    found = find_facts(text, None, NOW).as_document()
    assert found["due"] == due
    assert (found["next_step"] is None) == (due is None)
