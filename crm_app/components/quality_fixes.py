"""What is wrong with a record and the taps against it: in the queue and on the record's page."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, choice, day, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.show import badge, panel
from crm_app.services.quality import Proposal
from crm_app.state.record_quality import RecordQuality as State


def quality_section(may_change: Any) -> rx.Component:
    """On a record's page: its score, what it lacks, and the taps that put it right."""
    row, faults = State.row, State.row.proposals.to(list[Proposal])
    return rx.cond(
        State.loaded & (row.public_id != ""),
        panel(
            rx.el.div(
                rx.el.h2(t("quality.title"), class_name="font-semibold flex-1"),
                rx.el.span(
                    row.score,
                    custom_attrs={"data-score": ""},
                    class_name=tone_of(row.score).to(str) + " font-semibold tabular-nums",
                ),
                class_name="flex items-center gap-2",
            ),
            rx.cond(
                faults.length() > 0,
                rx.el.ul(
                    rx.foreach(
                        faults,
                        lambda one: proposal_line(State, row, one, may_change=may_change),
                    ),
                    class_name="mt-1 divide-y divide-line",
                ),
                rx.el.p(t("quality.whole"), class_name="text-faint text-[13px]"),
            ),
            class_name="p-4",
        ),
    )


def tone_of(score: Any) -> Any:
    """The colour of a score."""
    return rx.cond(
        score.to(int) >= 80,
        "text-good",
        rx.cond(score.to(int) >= 50, "text-warn", "text-bad"),
    )


def page_of(row: Any) -> Any:
    """Where the record of a row is looked at."""
    return rx.cond(row.kind == "contact", "/contacts/", "/customers/").to(str) + row.public_id.to(
        str
    )


def proposal_line(
    state: Any, row: Any, one: rx.vars.ObjectVar[Proposal], *, may_change: Any = None
) -> rx.Component:
    """A fault, what one tap would do against it, and the taps: for whom may change it, on the record's
    own page, where nothing leads to it."""
    return rx.el.li(
        rx.el.div(
            badge(choice("quality.fault", one.fault), tone="warn"),
            rx.el.span(_said(one), class_name="text-soft text-[13px] min-w-0 break-words"),
            class_name="flex flex-wrap items-center gap-2 flex-1 min-w-0"
            # Beside the facts there is no room for words and taps in one line.
            + ("" if may_change is None else " basis-full"),
        ),
        _taps(state, row, one)
        if may_change is None
        else rx.cond(may_change, _taps(state, row, one, is_here=True)),
        key=one.fault,
        custom_attrs={"data-fault": one.fault},
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 py-1",
    )


def _said(one: Any) -> Any:
    """What will change, before it does."""
    before = rx.cond(one.before == "", t("quality.empty"), one.before)
    after = both(one.after_zh, one.after_en)
    return rx.match(
        one.does,
        (
            "set",
            rx.cond(
                one.field == "name",
                t("quality.do.name", after=after),
                t("quality.do.set", before=before, after=after),
            ),
        ),
        (
            "point",
            rx.cond(
                one.after == "",
                t("quality.do.drop", before=one.before),
                t("quality.do.set", before=one.before, after=one.after),
            ),
        ),
        ("task", t("quality.do.task", day=day(one.after))),
        ("merge", t("quality.do.merge", after=one.after, sure=one.field)),
        ("look", t("quality.do.look", after=one.after, sure=one.field)),
        "",
    )


def _taps(state: Any, row: Any, one: Any, *, is_here: bool = False) -> rx.Component:
    return rx.el.div(
        _tap(state, row, one, is_here=is_here),
        button(t("quality.leave"), tone="quiet", on_click=state.leave(row.public_id, one.fault)),
        class_name="flex gap-1 shrink-0",
    )


def _tap(state: Any, row: Any, one: Any, *, is_here: bool) -> rx.Component:
    look = "text-accent hover:underline inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px]"
    return rx.match(  # pyright: ignore[reportReturnType]
        one.does,
        (
            "",
            rx.fragment()
            if is_here
            else link(t("quality.open"), href=page_of(row), class_name=look),
        ),
        (
            "look",
            link(t("quality.open"), href="/duplicates?kind=" + row.kind.to(str), class_name=look),
        ),
        button(
            t("quality.fix"),
            sign="check",
            on_click=state.fix(row.public_id, one.fault),
            custom_attrs={"data-fix": one.fault},
        ),
    )
