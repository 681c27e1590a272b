"""The rows of a file before and after they are written: a dense grid on the desk, cards on the phone."""

from typing import Any

import reflex as rx

from crm_app.components.lists import pager
from crm_app.components.text import both, choice, number, t
from crm_app.components.ui.forms import button, field, link, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.components.ui.size import IS_DESK
from crm_app.state.import_rows import CellShown, GridRow, GroupRow
from crm_app.state.imports import OneImport

ONE = OneImport.batch
_VERDICTS = ("new", "update", "same", "duplicate", "invalid", "junk", "skip")
_CELL = "px-2 py-1 whitespace-nowrap max-w-[220px]"


def verdict_chips() -> rx.Component:
    """How many rows of each verdict; pressed, the grid shows these alone."""
    return rx.el.div(
        _chip("", ONE.rows),
        *[
            rx.cond(ONE.counts.contains(one), _chip(one, ONE.counts.get(one, 0)))
            for one in _VERDICTS
        ],
        role="group",
        aria_label=t("imports.state"),
        class_name="flex gap-2 overflow-x-auto [scrollbar-width:none] my-3 -mx-4 px-4 lg:mx-0 lg:px-0",
    )


def _chip(verdict: str, count: Any) -> rx.Component:
    words = t(f"imports.verdict.{verdict}") if verdict else t("imports.all")
    chosen = OneImport.verdict == verdict
    look = "border-line-strong bg-panel text-soft"
    return rx.el.button(
        words,
        rx.el.span(number(count), class_name="tabular-nums font-semibold"),
        type="button",
        on_click=OneImport.show(verdict, ""),
        custom_attrs={"aria-pressed": chosen},
        class_name=rx.cond(
            chosen, f"{_CHIP} border-accent bg-accent-soft text-accent", f"{_CHIP} {look}"
        ),
    )


_CHIP = (
    "inline-flex shrink-0 items-center gap-2 rounded-lg border px-3 min-h-[44px] lg:min-h-[32px] "
    "whitespace-nowrap"
)


def groups() -> rx.Component:
    """Rows that wait for a word, by their reason: one press for all of them."""
    return rx.cond(
        ONE.groups.length() > 0,
        panel(
            rx.el.h2(t("imports.waiting"), class_name="font-semibold px-3 pt-3 pb-1"),
            rx.el.ul(rx.foreach(ONE.groups, _group), class_name="divide-y divide-line"),
            class_name="mb-3",
        ),
    )


def _group(one: rx.vars.ObjectVar[GroupRow]) -> rx.Component:
    decide = lambda decision: OneImport.decide_all(one.verdict, one.code, decision)  # noqa: E731
    return rx.el.li(
        rx.el.button(
            verdict_badge(one.verdict),
            rx.el.span(both(one.zh, one.en), class_name="flex-1 min-w-0 truncate text-left"),
            rx.el.span(number(one.count), class_name="tabular-nums font-semibold"),
            type="button",
            on_click=OneImport.show(one.verdict, one.code),
            class_name=(
                "flex basis-full lg:basis-0 flex-1 min-w-0 items-center gap-3 min-h-[44px] "
                "lg:min-h-[34px] hover:underline"
            ),
        ),
        rx.el.span(
            rx.cond(
                (one.code == "custom_fields.option_unknown") & ONE.has_tags,
                button(t("imports.make_tags"), tone="quiet", on_click=OneImport.make_tags),
            ),
            button(
                t("imports.fill"),
                tone="quiet",
                on_click=OneImport.aim_at(one.verdict, one.code),
                custom_attrs=opens("import-fill"),
            ),
            button(t("imports.skip"), tone="quiet", on_click=decide("skip")),
            rx.cond(
                one.verdict != "invalid",
                button(t("imports.take_new"), tone="quiet", on_click=decide("new")),
            ),
            rx.cond(
                one.verdict == "duplicate",
                button(t("imports.merge"), tone="quiet", on_click=decide("merge")),
            ),
            class_name="flex flex-wrap lg:shrink-0 max-lg:-ml-3",
        ),
        key=one.verdict.to(str) + one.code.to(str),
        class_name="flex flex-wrap lg:flex-nowrap items-center gap-x-3 px-3 py-1",
    )


def fill_sheet(problem: rx.Component) -> rx.Component:
    """One value for a column of many rows."""
    return sheet(
        "import-fill",
        t("imports.fill"),
        rx.el.form(
            rx.el.p(t("imports.fill_hint", count=OneImport.aim.count), class_name="text-soft"),
            field(
                t("imports.fill_column"),
                select(
                    rx.foreach(OneImport.heads, lambda one: rx.el.option(one, value=one)),
                    name="column",
                    default_value=OneImport.aim.column,
                    key=OneImport.aim.column,
                ),
            ),
            field(t("imports.fill_value"), text_input(name="value", max_length=4000)),
            problem,
            save_actions(),
            on_submit=OneImport.fill,
            class_name="grid gap-3",
        ),
        done=OneImport.filled,
    )


def verdict_badge(verdict: Any) -> rx.Component:
    """A verdict as a word."""
    words = choice("imports.verdict", verdict)
    return rx.match(  # pyright: ignore[reportReturnType]
        verdict,
        ("new", badge(words, tone="good")),
        ("update", badge(words, tone="accent")),
        ("duplicate", badge(words, tone="warn")),
        ("invalid", badge(words, tone="bad")),
        ("junk", badge(words, tone="warn")),
        badge(words),
    )


def grid() -> rx.Component:
    """The rows of the page."""
    return rx.el.div(
        panel(
            rx.cond(
                OneImport.rows.length() > 0,
                rx.cond(IS_DESK, _table(), _cards()),
                empty("rows-3", t("imports.no_rows")),
            ),
            class_name="relative overflow-x-auto max-h-[70vh] overflow-y-auto",
        ),
        pager(OneImport),
    )


def _table() -> rx.Component:
    head = (
        "sticky top-0 bg-panel px-2 py-2 text-left font-medium text-soft text-[12px] "
        "whitespace-nowrap border-b border-line z-10"
    )
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                rx.el.th("#", scope="col", class_name=f"{head} text-right"),
                rx.el.th(t("imports.result.verdict"), scope="col", class_name=head),
                rx.el.th(t("imports.result.why"), scope="col", class_name=head),
                rx.foreach(
                    OneImport.heads, lambda name: rx.el.th(name, scope="col", class_name=head)
                ),
            )
        ),
        rx.el.tbody(rx.foreach(OneImport.rows, _line)),
        class_name="text-[13px] w-full",
    )


def _line(row: rx.vars.ObjectVar[GridRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(row.number, class_name=f"{_CELL} text-right text-faint tabular-nums"),
        rx.el.td(
            rx.el.span(
                verdict_badge(row.verdict), _row_menu(row), class_name="flex items-center gap-1"
            ),
            class_name=_CELL,
        ),
        rx.el.td(_why(row), class_name="px-2 py-1 min-w-[160px] max-w-[320px]"),
        rx.foreach(row.cells, lambda cell: rx.el.td(_cell(row, cell), class_name="p-0")),
        key=row.number,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _cell(row: rx.vars.ObjectVar[GridRow], cell: rx.vars.ObjectVar[CellShown]) -> rx.Component:
    """A cell that is put right where it stands; once written it is text."""
    look = "w-full min-w-[110px] bg-transparent px-2 min-h-[44px] lg:min-h-[30px] truncate"
    bad = "outline outline-1 -outline-offset-1 outline-bad bg-bad-soft rounded"
    return rx.cond(
        ONE.state == "ready",
        rx.el.input(
            default_value=cell.text,
            key=cell.column.to(str) + cell.text.to(str),
            on_blur=lambda value: OneImport.fix(row.number, cell.column, value),
            aria_label=cell.column,
            custom_attrs={"aria-invalid": cell.bad},
            class_name=rx.cond(cell.bad, f"{look} {bad}", look),
        ),
        rx.el.span(cell.text, class_name=f"block {_CELL} truncate"),
    )


def _why(row: rx.vars.ObjectVar[GridRow]) -> rx.Component:
    """Why a row is what it is; the record that it is about or became is one press away."""
    words = both(row.why_zh, row.why_en)
    return rx.el.span(
        words,
        rx.cond(
            row.href != "",
            link(
                t("imports.open"),
                href=row.href,
                class_name=rx.cond(words == "", "underline", "underline ml-1.5"),
            ),
        ),
        rx.foreach(row.changes, _change),
        class_name="block text-soft whitespace-normal",
    )


def _change(one: Any) -> rx.Component:
    return rx.el.span(
        both(one[0], one[1]),
        ": ",
        rx.cond(one[2] != "", rx.el.del_(one[2], class_name="text-faint")),
        " → ",
        rx.el.span(one[3], class_name="text-ink"),
        class_name="block truncate max-w-[420px]",
    )


def _row_menu(row: rx.vars.ObjectVar[GridRow]) -> rx.Component:
    decide = lambda decision: OneImport.decide(row.number, decision)  # noqa: E731
    return rx.cond(
        ONE.state == "ready",
        menu(
            t("imports.row_menu", number=row.number),
            rx.cond(
                row.verdict == "skip",
                menu_item(t("imports.unskip"), sign="undo-2", on_click=decide("")),
                menu_item(t("imports.skip"), sign="ban", on_click=decide("skip")),
            ),
            rx.cond(
                row.may_new, menu_item(t("imports.take_new"), sign="plus", on_click=decide("new"))
            ),
            rx.cond(
                row.may_merge,
                menu_item(t("imports.merge"), sign="git-merge", on_click=decide("merge")),
            ),
        ),
    )


def _cards() -> rx.Component:
    return rx.el.ul(rx.foreach(OneImport.rows, _card), class_name="divide-y divide-line")


def _card(row: rx.vars.ObjectVar[GridRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(row.number, class_name="text-faint tabular-nums"),
            verdict_badge(row.verdict),
            rx.el.span(class_name="flex-1"),
            _row_menu(row),
            class_name="flex items-center gap-2",
        ),
        rx.cond((row.why_zh != "") | (row.changes.length() > 0) | (row.href != ""), _why(row)),
        rx.el.div(
            rx.foreach(
                row.cells,
                lambda cell: rx.cond(
                    (cell.text != "") | cell.bad,
                    rx.el.label(
                        rx.el.span(cell.column, class_name="text-faint text-[13px] truncate"),
                        _cell(row, cell),
                        class_name="grid grid-cols-[100px_minmax(0,1fr)] items-center",
                    ),
                ),
            ),
        ),
        key=row.number,
        class_name="px-4 py-2",
    )


def commit_bar() -> rx.Component:
    """What pressing the button will do, in figures, and the button."""
    new, changed = ONE.counts.get("new", 0), ONE.counts.get("update", 0)
    return rx.el.div(
        rx.el.p(
            t("imports.will", new=new, changed=changed),
            class_name="max-lg:basis-full flex-1 min-w-0 font-medium",
        ),
        button(t("imports.drop"), tone="quiet", on_click=OneImport.drop),
        button(t("imports.back"), on_click=OneImport.back),
        button(
            icon("check"),
            t("imports.commit"),
            tone="primary",
            class_name="max-lg:flex-1",
            disabled=(new + changed) == 0,
            on_click=OneImport.commit,
        ),
        class_name=(
            "sticky bottom-[calc(76px+env(safe-area-inset-bottom))] lg:bottom-0 z-10 flex flex-wrap "
            "items-center gap-2 mt-3 -mx-4 px-4 lg:mx-0 lg:px-3 py-3 bg-panel border-t lg:border "
            "border-line lg:rounded-lg"
        ),
    )
