"""Pieces of the deals' screens."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.custom_lists import custom_cells, custom_heads, custom_line
from crm_app.components.deal_form import MAY_SELL
from crm_app.components.found import why_found
from crm_app.components.lists import CELL, WIDE, column_head
from crm_app.components.text import day, money, named, short_money, t
from crm_app.components.ui.forms import (
    button,
    link,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens
from crm_app.components.ui.show import badge, empty
from crm_app.services.deals import DealRow
from crm_app.state.base import Shell
from crm_app.state.deals import DealList


def view_switch() -> rx.Component:
    """Board or list."""
    return rx.el.div(
        *[_view(key, sign) for key, sign in (("board", "columns-3"), ("list", "list"))],
        role="group",
        aria_label=t("deals.view"),
        class_name="inline-flex rounded-lg border border-line-strong overflow-hidden shrink-0",
    )


def _view(key: str, sign: str) -> rx.Component:
    look = "inline-flex items-center gap-1.5 justify-center px-3 min-h-[44px] min-w-[44px] lg:min-h-[32px] "
    return rx.el.button(
        icon(sign, 16),
        rx.el.span(t(f"deals.{key}"), class_name="max-lg:sr-only"),
        type="button",
        on_click=DealList.show(key),
        custom_attrs={"aria-pressed": (DealList.view == key).to_string()},
        class_name=look
        + "text-soft aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:font-medium",
    )


def deal_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    heads = (
        (t("deals.name"), "name", {}),
        (t("deals.customer"), "", {}),
        (t("deals.stage"), "", {}),
        (t("deals.amount"), "amount", {"right": True}),
        (t("deals.weighted"), "", {"right": True, "wide": True}),
        (t("deals.expected_close"), "close", {}),
        (t("deals.days"), "entered", {"right": True, "wide": True}),
        (t("deals.next_step"), "", {"wide": True}),
        (t("deals.owner"), "", {}),
    )
    return viewed_table(
        "deal",
        DealList,
        [
            *[column_head(DealList, text, order, **look) for text, order, look in heads],
            custom_heads(DealList),
        ],
        _row,
        lambda row: deal_card(row, _stuck(row)),
        _raw,
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells that are edited where they stand."""
    return {"name": row.name, "amount": row.amount.to(str), "close": row.expected_close.to(str)}


def _row(row: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    cell = f"{CELL} max-w-[170px] xl:max-w-[190px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.name, href=f"/deals/{row.public_id}", class_name="font-medium hover:underline"
            ),
            why_found(DealList, row.public_id),
            class_name=cell,
        ),
        rx.el.td(
            link(
                row.customer,
                href=f"/customers/{row.customer_public_id}",
                class_name="hover:underline",
            ),
            class_name=cell,
        ),
        rx.el.td(_stage_choice(row), class_name="px-3 py-1"),
        rx.el.td(money(row.amount, row.currency), class_name=f"{cell} num"),
        rx.el.td(
            short_money(row.weighted, row.currency), class_name=f"{cell} num text-soft {WIDE}"
        ),
        rx.el.td(day(row.expected_close), class_name=cell),
        rx.el.td(days_text(row), class_name=f"{cell} num {WIDE}"),
        rx.el.td(row.next_step, class_name=f"{CELL} max-w-[140px] text-soft {WIDE}"),
        rx.el.td(
            rx.el.span(
                rx.el.span(row.owner, class_name="truncate"),
                rx.cond(row.is_stuck, _nudge(row, short=True)),
                class_name="flex items-center gap-1 min-w-0",
            ),
            class_name="px-2 xl:px-3 py-0.5 text-soft max-w-[190px]",
        ),
        custom_cells(row),
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _stage_choice(row: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    """The stage, to be changed on the spot where one sells and the stages are known."""
    here = DealList.stages.length() > 0
    movable = MAY_SELL & here & (row.pipeline == DealList.pipeline_key)
    return rx.cond(  # pyright: ignore[reportReturnType]
        movable,
        rx.el.select(
            rx.foreach(DealList.stages, lambda stage: rx.el.option(named(stage), value=stage.key)),
            value=row.stage.key,
            on_change=lambda to: DealList.move(row.public_id, to, row.stage.key),
            aria_label=t("deals.move_row", name=row.name),
            class_name=(
                "rounded-md border border-transparent hover:border-line-strong bg-transparent "
                "px-1 pr-6 min-h-[28px] max-w-[130px] text-[13px]"
            ),
        ),
        stage_badge(row.stage, row.stage_kind),
    )


def nudge_button(owner: Any, on_click: Any, *, short: bool = False) -> rx.Component:
    """Asks a deal's owner how it goes on; not for the owner himself. `short`: a sign alone."""
    words = {"label": t("deals.nudge_it"), "class_name": "lg:min-h-[28px] px-1.5!"} if short else {}
    return rx.cond(
        owner != Shell.me.name,
        button(
            *([] if short else [t("deals.nudge_it")]),
            **words,
            tone="quiet",
            sign="bell-ring",
            on_click=on_click,
            custom_attrs={"data-nudge": ""},
        ),
    )


def _nudge(row: rx.vars.ObjectVar[DealRow], *, short: bool = False) -> rx.Component:
    return nudge_button(row.owner, DealList.nudge(row.public_id, row.owner), short=short)


def _stuck(row: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    """On the phone: for how long, whose, and one tap to ask."""
    return rx.cond(
        row.is_stuck,
        rx.el.div(
            days_text(row),
            rx.el.span(row.owner, class_name="text-soft text-[13px] flex-1 truncate"),
            _nudge(row),
            class_name="flex items-center gap-2 px-4 pb-2",
        ),
    )


def deal_card(
    row: rx.vars.ObjectVar[DealRow], below: rx.Component | None = None, *, line: Any = None
) -> rx.Component:
    """A deal in one or two lines, for the phone and for the rail beside a customer.

    `line` stands below the name instead of the customer.
    """
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(
                    row.customer if line is None else line,
                    class_name="block text-soft text-[14px] lg:text-[13px] truncate",
                ),
                custom_line(row),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(row.amount, row.currency),
                    class_name="block font-medium tabular-nums",
                ),
                stage_badge(row.stage, row.stage_kind),
                class_name="text-right shrink-0",
            ),
            href=f"/deals/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px] lg:min-h-0 lg:px-3 lg:py-2",
        ),
        below,
        custom_attrs={"data-row": row.public_id},
        key=row.public_id,
        class_name=rx.cond(
            row.is_stuck, "border-l-4 border-l-warn", "border-l-4 border-l-transparent"
        ),
    )


def stage_badge(stage: Any, kind: Any) -> rx.Component:
    """The stage in its colour."""
    return rx.fragment(
        rx.match(
            kind,
            ("won", badge(icon("trophy", 12), named(stage), tone="good")),
            ("lost", badge(icon("circle-x", 12), named(stage), tone="bad")),
            badge(named(stage), tone="neutral"),
        )
    )


def days_text(row: Any) -> rx.Component:
    """Days in the stage; marked when they are too many."""
    return rx.cond(
        row.stage_kind != "open",
        rx.fragment(),
        rx.cond(
            row.is_stuck,
            badge(icon("clock", 12), t("deals.days_count", days=row.days), tone="warn"),
            rx.el.span(t("deals.days_count", days=row.days)),
        ),
    )


def no_deals() -> rx.Component:
    """The list is empty: because of the filters, or at all."""
    return rx.cond(
        (DealList.words != "") | (DealList.filters.length() > 1),
        empty("search-x", t("deals.none_found")),
        empty(
            "handshake",
            t("deals.none"),
            rx.cond(
                MAY_SELL,
                button(t("deals.new"), tone="primary", sign="plus", custom_attrs=opens("new-deal")),
            ),
        ),
    )
