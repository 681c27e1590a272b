"""Data quality: the score and its parts, the trend, shares by owner and source, the queue."""

from typing import Any

import reflex as rx

from crm_app.components.lists import pager
from crm_app.components.places import allowed
from crm_app.components.quality_fixes import page_of, proposal_line, tone_of
from crm_app.components.text import both, choice, day, number, t
from crm_app.components.ui.forms import button, field, link, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.quality import Day, Part, Proposal, QueueRow, Share
from crm_app.state.quality import QualityScreen as State

_FOUND = State.found
_TAB = "inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px] rounded-lg border "
_LABEL = "text-faint text-[12px]"


def quality_tabs() -> rx.Component:
    """Customers or contacts."""

    def tab(kind: str, words: str) -> rx.Component:
        here = State.kind == kind
        return link(
            t(words),
            href=f"/quality?kind={kind}",
            aria_current=rx.cond(here, "page", "false"),
            class_name=rx.cond(
                here, f"{_TAB}border-accent text-accent bg-panel", f"{_TAB}border-line text-soft"
            ),
        )

    return rx.el.nav(
        tab("customer", "customers.title"),
        tab("contact", "contacts.title"),
        aria_label=t("quality.title"),
        class_name="flex gap-2",
    )


def score_panel() -> rx.Component:
    """The average, what it is made of, and how it was before."""
    return panel(
        rx.el.div(
            rx.el.p(
                rx.cond(_FOUND.records.to(int) > 0, number(_FOUND.score), "—"),
                class_name="text-[40px] leading-none font-semibold tabular-nums",
                custom_attrs={"data-score": ""},
            ),
            rx.el.div(
                rx.el.p(t("quality.score"), class_name="font-medium"),
                rx.el.p(t("quality.records", count=_FOUND.records), class_name=_LABEL),
            ),
            class_name="flex items-center gap-3 mb-3",
        ),
        rx.cond(
            _FOUND.records.to(int) > 0,
            rx.el.ul(rx.foreach(_FOUND.parts.to(list[Part]), _part), class_name="space-y-2"),
        ),
        allowed(
            Permission.SETTINGS,
            button(
                t("quality.weights"),
                sign="sliders-horizontal",
                tone="quiet",
                custom_attrs=opens("quality-weights"),
                class_name="-ml-3 mt-1",
            ),
        ),
        rx.cond(_FOUND.trend.length() > 1, _trend()),
        rx.el.p(
            rx.cond(
                _FOUND.reckoned_on,
                t("quality.reckoned_on", day=day(_FOUND.reckoned_on)),
                t("quality.never"),
            ),
            class_name=f"{_LABEL} mt-2",
        ),
        class_name="p-4",
    )


def _part(one: rx.vars.ObjectVar[Part]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(choice("quality.part", one.key), class_name="font-medium"),
            rx.el.span(t("quality.weight", percent=one.weight), class_name=f"{_LABEL} flex-1"),
            rx.el.span(one.percent, class_name="tabular-nums"),
            class_name="flex items-baseline gap-2",
        ),
        _bar(one.percent),
        rx.el.p(choice("quality.explain", one.key), class_name=_LABEL),
        key=one.key,
    )


def _bar(percent: Any) -> rx.Component:
    look = rx.cond(percent >= 80, "bg-good", rx.cond(percent >= 50, "bg-warn", "bg-bad")).to(str)
    return rx.el.div(
        rx.el.div(
            style={"width": percent.to_string() + "%"}, class_name=f"h-full rounded-full {look}"
        ),
        aria_hidden="true",
        class_name="h-1.5 rounded-full bg-raised my-0.5",
    )


def _trend() -> rx.Component:
    return rx.el.figure(
        rx.el.figcaption(t("quality.trend"), class_name=f"{_LABEL} pb-1"),
        rx.el.ol(
            rx.foreach(_FOUND.trend.to(list[Day]), _day),
            class_name="flex items-end gap-[2px] h-12 border-b border-line",
        ),
        class_name="mt-3",
    )


def _day(one: rx.vars.ObjectVar[Day]) -> rx.Component:
    words = t("quality.trend_day", day=day(one.day), score=one.score, count=one.records)
    return rx.el.li(
        rx.el.span(words, class_name="sr-only"),
        rx.el.span(
            aria_hidden="true",
            style={"height": one.score.to_string() + "%"},
            class_name="block w-full rounded-t-sm bg-accent min-h-[1px]",
        ),
        key=one.day.to(str),
        title=words,
        class_name="flex-1 max-w-[14px] h-full flex items-end",
    )


def shares_panel(title: str, name: str, rows: Any) -> rx.Component:
    """Owners or sources, the worst first; each narrows the queue."""

    def line(one: rx.vars.ObjectVar[Share]) -> rx.Component:
        label = rx.cond(one.zh != "", both(one.zh, one.en), one.name)
        words = rx.cond(label == "", t("quality.no_source_name"), label)
        return rx.el.li(
            rx.el.button(
                rx.el.span(
                    rx.el.span(words, class_name="flex-1 min-w-0 truncate text-left"),
                    rx.el.span(number(one.records), class_name=f"{_LABEL} tabular-nums"),
                    rx.el.span(one.score, class_name="tabular-nums w-8 text-right font-medium"),
                    class_name="flex items-center gap-2",
                ),
                _bar(one.score),
                type="button",
                on_click=State.narrow(name, one.key),
                class_name="w-full py-1.5 min-h-[44px] lg:min-h-[34px] hover:bg-raised/60 rounded-md px-1",
            ),
            key=one.key,
        )

    return rx.cond(
        rows.length() > 0,
        panel(
            rx.el.h2(t(title), class_name="font-semibold mb-1"),
            rx.el.ul(rx.foreach(rows.to(list[Share]), line)),
            class_name="p-4",
        ),
    )


def queue_filters() -> rx.Component:
    """Which fault, whose."""
    return rx.el.div(
        select(
            rx.el.option(t("quality.all_faults"), value=""),
            rx.foreach(
                _FOUND.faults,
                lambda one: rx.el.option(
                    choice("quality.fault", one.key), " · ", one.records, value=one.key
                ),
            ),
            value=State.filters.get("fault", ""),
            on_change=lambda value: State.narrow("fault", value),
            aria_label=t("quality.all_faults"),
            class_name="min-w-0 lg:max-w-[280px]",
        ),
        rx.cond(
            _FOUND.owners.length() > 1,
            select(
                rx.el.option(t("quality.everybody"), value=""),
                rx.foreach(_FOUND.owners, lambda one: rx.el.option(one.name, value=one.key)),
                value=State.filters.get("owner", ""),
                on_change=lambda value: State.narrow("owner", value),
                aria_label=t("quality.owners"),
                class_name="min-w-0 lg:max-w-[200px]",
            ),
        ),
        class_name="grid grid-cols-2 lg:flex gap-2",
    )


def queue() -> rx.Component:
    """The worst first."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("quality.queue"), class_name="font-semibold"),
            rx.el.span(number(State.total), class_name="text-faint tabular-nums"),
            class_name="flex items-center gap-2 mb-2",
        ),
        queue_filters(),
        rx.cond(
            State.rows.length() > 0,
            rx.el.div(
                panel(
                    rx.el.ul(
                        rx.foreach(State.rows.to(list[QueueRow]), _row),
                        class_name="divide-y divide-line",
                    ),
                    class_name="mt-3",
                ),
                pager(State),
            ),
            panel(
                empty(
                    "circle-check",
                    rx.cond(
                        _FOUND.reckoned_on & (_FOUND.records.to(int) == 0),
                        t("quality.no_records"),
                        rx.cond(_FOUND.reckoned_on, t("quality.nothing"), t("quality.never")),
                    ),
                ),
                class_name="mt-3",
            ),
        ),
        class_name="min-w-0",
    )


def _row(row: rx.vars.ObjectVar[QueueRow]) -> rx.Component:
    tone = tone_of(row.score)
    return rx.el.li(
        rx.el.div(
            rx.el.span(
                row.score,
                class_name=tone.to(str) + " font-semibold tabular-nums w-8 shrink-0",
            ),
            link(
                row.name,
                href=page_of(row),
                class_name="font-medium hover:underline truncate min-w-0 flex-1 tap",
            ),
            rx.el.span(row.owner, class_name="text-faint text-[13px] truncate max-w-[35%]"),
            class_name="flex items-center gap-2",
        ),
        rx.el.ul(
            rx.foreach(
                row.proposals.to(list[Proposal]), lambda one: proposal_line(State, row, one)
            ),
            class_name="lg:pl-10",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="px-4 py-3",
    )


def weights_sheet() -> rx.Component:
    """What each part counts, for administrators."""
    given = _FOUND.parts.to(list[Part])
    return sheet(
        "quality-weights",
        t("quality.weights"),
        rx.el.form(
            rx.foreach(
                given,
                lambda one: field(
                    choice("quality.part", one.key),
                    text_input(
                        name=one.key,
                        default_value=one.weight.to_string(),
                        input_mode="numeric",
                        max_length=3,
                        class_name="!w-[120px] tabular-nums",
                    ),
                    hint=choice("quality.explain", one.key),
                ),
            ),
            problem_text(State.problem),
            save_actions(),
            on_submit=State.save_weights,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=State.weights_done,
    )
