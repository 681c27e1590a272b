"""Two people on one draft: a sheet that asks, line by line, whose version counts."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.overlay import sheet, sheet_actions
from crm_app.components.ui.show import badge
from crm_app.state.quote_merge import MergeRow, QuoteMerge


def merge_sheet() -> rx.Component:
    """What differs; what only one side changed is chosen already."""
    return sheet(
        "merge-quote",
        t("quotes.merge"),
        rx.el.p(t("quotes.merge_hint", who=QuoteMerge.who), class_name="text-soft mb-3"),
        problem_text(QuoteMerge.problem),
        rx.el.ul(rx.foreach(QuoteMerge.rows, _row), class_name="space-y-3"),
        rx.cond(QuoteMerge.rows.length() == 0, rx.el.p(t("quotes.merge_none"))),
        sheet_actions(
            button(t("quotes.merge_later"), on_click=QuoteMerge.close),
            button(t("quotes.merge_finish"), tone="primary", on_click=QuoteMerge.finish),
        ),
        open=QuoteMerge.is_open,
        on_close=QuoteMerge.close,
        wide=True,
    )


def _row(row: rx.vars.ObjectVar[MergeRow]) -> rx.Component:
    title = rx.cond(
        row.fact != "",
        choice("quotes.fact", row.fact),
        t("quotes.line"),
    )
    return rx.el.li(
        rx.el.p(
            rx.el.span(title, class_name="font-medium"),
            rx.match(
                row.state,
                ("both", badge(t("quotes.merge_both"), tone="warn")),
                ("mine", badge(t("quotes.merge_mine_only"))),
                badge(t("quotes.merge_theirs_only")),
            ),
            class_name="flex items-center gap-2 mb-1",
        ),
        rx.el.div(
            _side(row, "mine", row.mine),
            _side(row, "theirs", row.theirs),
            role="radiogroup",
            aria_label=title,
            class_name="grid lg:grid-cols-2 gap-2",
        ),
        key=row.key,
        custom_attrs={"data-merge": row.state},
    )


def _side(row: Any, side: str, words: Any) -> rx.Component:
    chosen = row.choice == side
    return rx.el.button(
        rx.el.span(t(f"quotes.merge_{side}"), class_name="block text-[12px] text-soft"),
        rx.cond(words == "", t("quotes.merge_absent"), words),
        type="button",
        role="radio",
        aria_checked=rx.cond(chosen, "true", "false"),
        on_click=QuoteMerge.pick(row.key, side),
        class_name=rx.cond(chosen, _LOOK + "border-accent bg-accent-soft", _LOOK + "border-line"),
    )


_LOOK = "text-left rounded-lg border px-3 py-2 min-h-[44px] min-w-0 "
