"""Targets: how one's own stand, and the year's grid."""

from typing import Any

import reflex as rx

from crm_app.components.figures import opens_list
from crm_app.components.text import both, choice, money, number, percent, short_money, t
from crm_app.components.ui.forms import (
    button,
    field,
    link_button,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.show import empty, panel
from crm_app.services.currencies import CURRENCIES
from crm_app.services.targets import Attained, TargetRow
from crm_app.state.targets import HomeTargets, TargetScreen

_CELL = "px-2 py-1 text-right tabular-nums whitespace-nowrap"


def targets_at_home() -> rx.Component:
    """This month, quarter and year; this month of those below. Nothing where there is no target."""
    standing = HomeTargets.standing
    return rx.cond(  # pyright: ignore[reportReturnType]
        standing.own.length() + standing.below.length() > 0,
        panel(
            rx.el.h2(t("targets.attainment"), class_name="font-semibold"),
            rx.el.div(
                rx.foreach(standing.own, _own),
                class_name="grid gap-x-5 gap-y-3 sm:grid-cols-3",
            ),
            rx.cond(
                standing.below.length() > 0,
                rx.el.div(
                    rx.el.h3(t("targets.below"), class_name="text-soft text-[13px] mb-1"),
                    rx.el.ul(rx.foreach(standing.below, _below), class_name="space-y-2"),
                ),
            ),
            class_name="p-4 space-y-3",
            custom_attrs={"data-targets": ""},
        ),
    )


def _own(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    label = rx.match(
        one.period.length(),
        (7, t("targets.month")),
        (6, t("targets.quarter")),
        t("targets.this_year"),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(label, class_name="text-soft text-[13px] flex-1"),
            rx.el.span(percent(one.percent), class_name="font-semibold tabular-nums"),
            class_name="flex items-baseline gap-2",
        ),
        progress(one),
        rx.el.p(
            opens_list(short_money(one.won, one.currency), one.deals, class_name="font-medium"),
            " ",
            t("targets.of_target", amount=short_money(one.target, one.currency)),
            class_name="text-[14px]",
        ),
        rx.el.p(_pace(one), class_name="text-[13px]"),
        rx.foreach(
            one.others,
            lambda other: rx.el.p(
                t("targets.others", amount=short_money(other.amount, other.currency)),
                class_name="text-faint text-[12px]",
            ),
        ),
        key=one.period,
        class_name="min-w-0",
    )


def _pace(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    ahead = one.ahead.to(float)
    behind = ahead < 0
    return rx.cond(  # pyright: ignore[reportReturnType]
        behind,
        rx.el.span(
            t("targets.behind", amount=short_money(ahead * -1, one.currency)),
            class_name="text-warn",
        ),
        rx.el.span(
            t("targets.ahead", amount=short_money(ahead, one.currency)), class_name="text-good"
        ),
    )


def progress(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    """A bar of what was won, and a line where a steady pace would be today."""
    return rx.el.div(
        rx.el.div(
            style={"width": f"min(100%, {one.percent}%)"},
            class_name="h-full rounded-full bg-accent",
        ),
        rx.el.div(
            style={"left": f"min(99%, {one.pace_percent}%)"},
            title=t("targets.pace", percent=percent(one.pace_percent)),
            class_name="absolute -top-0.5 -bottom-0.5 w-0.5 bg-ink",
        ),
        role="img",
        aria_label=t("targets.pace", percent=percent(one.pace_percent)),
        class_name="relative h-2 rounded-full bg-raised my-1.5",
    )


def _below(one: rx.vars.ObjectVar[Attained]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(both(one.subject.zh, one.subject.en), class_name="flex-1 min-w-0 truncate"),
            opens_list(short_money(one.won, one.currency), one.deals),
            rx.el.span(
                t("targets.of_target", amount=short_money(one.target, one.currency)),
                class_name="text-soft text-[13px] max-sm:hidden",
            ),
            rx.el.span(percent(one.percent), class_name="tabular-nums w-[64px] text-right"),
            class_name="flex items-baseline gap-2",
        ),
        progress(one),
        key=one.subject.public_id.to(str) + one.currency.to(str),
    )


def year_choice() -> rx.Component:
    """The year before, this one, the next."""
    return rx.el.div(
        link_button(
            sign="chevron-left",
            href=f"/settings/targets?year={TargetScreen.year - 1}",
            aria_label=t("forecast.previous"),
        ),
        rx.el.span(TargetScreen.year, class_name="font-semibold tabular-nums px-2"),
        link_button(
            sign="chevron-right",
            href=f"/settings/targets?year={TargetScreen.year + 1}",
            aria_label=t("forecast.next"),
        ),
        class_name="flex items-center gap-1 mb-3",
    )


def target_actions() -> rx.Component:
    """Set one, paste many."""
    return rx.el.div(
        button(
            rx.el.span(t("targets.paste"), class_name="max-lg:sr-only"),
            sign="clipboard-paste",
            custom_attrs=opens("targets-paste"),
        ),
        button(
            rx.el.span(t("targets.new"), class_name="max-lg:sr-only"),
            tone="primary",
            sign="plus",
            custom_attrs=opens("target-new"),
        ),
        class_name="flex gap-2",
    )


def target_grid() -> rx.Component:
    """A line for each target: the year, quarters, months; a part is changed by pressing it."""
    heads = [f"Q{n}" for n in range(1, 5)]
    months = [str(n) for n in range(1, 13)]
    return rx.cond(  # pyright: ignore[reportReturnType]
        TargetScreen.rows.length() > 0,
        panel(
            rx.el.div(
                rx.el.table(
                    rx.el.thead(
                        rx.el.tr(
                            _head(t("targets.subject"), "text-left sticky left-0 bg-panel"),
                            _head(t("targets.year_total")),
                            *[_head(one) for one in heads],
                            *[_head(one) for one in months],
                            _head(rx.el.span(t("shell.more"), class_name="sr-only")),
                            class_name="border-b border-line",
                        )
                    ),
                    rx.el.tbody(rx.foreach(TargetScreen.rows, _line)),
                    class_name="w-full text-[13px]",
                ),
                class_name="relative overflow-x-auto",
                tab_index=0,
                role="region",
                aria_label=t("targets.title"),
            ),
        ),
        panel(empty("target", t("targets.none"))),
    )


def _head(label: Any, look: str = "text-right") -> rx.Component:
    return rx.el.th(
        label, scope="col", class_name=f"px-2 py-1.5 font-medium text-soft text-[12px] {look}"
    )


def _line(row: rx.vars.ObjectVar[TargetRow]) -> rx.Component:
    def part(value: Any, place: Any, mark: str) -> rx.Component:
        return rx.el.td(
            rx.el.button(
                number(value),
                type="button",
                on_click=TargetScreen.choose_part(row.public_id, f"{mark}{place + 1}"),
                class_name="rounded px-1 min-h-[44px] lg:min-h-[28px] hover:bg-raised w-full text-right",
            ),
            class_name=_CELL,
        )

    return rx.el.tr(
        rx.el.th(
            rx.el.span(both(row.subject.zh, row.subject.en), class_name="block truncate"),
            rx.el.span(
                choice("targets.kind", row.subject.kind),
                " · ",
                row.currency,
                class_name="block text-faint text-[12px] font-normal",
            ),
            _gap(row),
            scope="row",
            class_name="px-2 py-1 text-left font-medium max-w-[180px] sticky left-0 bg-panel",
        ),
        rx.el.td(number(row.amount), class_name=f"{_CELL} font-semibold"),
        rx.foreach(row.quarters, lambda value, place: part(value, place, "Q")),
        rx.foreach(row.months, lambda value, place: part(value, place, "")),
        rx.el.td(
            menu(
                t("shell.more"),
                menu_item(
                    t("targets.remove"),
                    sign="trash-2",
                    bad=True,
                    on_click=TargetScreen.remove(row.public_id),
                ),
            ),
            class_name=_CELL,
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0",
    )


def _gap(row: rx.vars.ObjectVar[TargetRow]) -> rx.Component:
    """The months do not add up to the year: by how much."""
    gap = row.gap.to(float)
    more, less = money(gap * -1, row.currency), money(gap, row.currency)
    return rx.cond(  # pyright: ignore[reportReturnType]
        gap == 0,
        rx.fragment(),
        rx.el.span(
            rx.cond(
                gap < 0,
                t("targets.gap_more", amount=more),
                t("targets.gap_less", amount=less),
            ),
            class_name="block text-warn text-[12px] font-normal whitespace-normal",
        ),
    )


def target_sheets() -> rx.Component:
    """Set a target, change a part, paste."""
    return rx.fragment(_new_sheet(), _part_sheet(), _paste_sheet())


def _new_sheet() -> rx.Component:
    subjects = rx.foreach(
        TargetScreen.subjects,
        lambda one: rx.el.option(
            choice("targets.kind", one.kind),
            " · ",
            both(one.zh, one.en),
            value=one.kind + ":" + one.public_id,
        ),
    )
    return sheet(
        "target-new",
        t("targets.new"),
        rx.el.form(
            rx.el.p(t("targets.split_hint"), class_name="text-soft text-[13px]"),
            field(t("targets.subject"), select(subjects, name="subject")),
            field(
                t("targets.amount"),
                text_input(name="amount", inputmode="decimal", required=True, max_length=20),
            ),
            field(
                t("targets.currency"),
                select(*[rx.el.option(one, value=one) for one in CURRENCIES], name="currency"),
            ),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.save,
            class_name="space-y-3",
        ),
        done=TargetScreen.saved,
    )


def _part_sheet() -> rx.Component:
    return sheet(
        "target-part",
        t("targets.part", period=both(TargetScreen.part_zh, TargetScreen.part_en)),
        rx.el.form(
            field(
                t("targets.amount"),
                text_input(
                    name="amount",
                    inputmode="decimal",
                    default_value=TargetScreen.part_amount,
                    required=True,
                    max_length=20,
                ),
            ),
            rx.el.label(
                rx.el.input(type="checkbox", name="keep", default_checked=True),
                t("targets.keep"),
                class_name="flex items-center gap-2 min-h-[44px]",
            ),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.save_part,
            class_name="space-y-3",
        ),
        open=TargetScreen.part_of != "",
        on_close=TargetScreen.close_part,
        key=TargetScreen.part_of + TargetScreen.part,
    )


def _paste_sheet() -> rx.Component:
    return sheet(
        "targets-paste",
        t("targets.paste"),
        rx.el.form(
            rx.el.p(t("targets.paste_hint"), class_name="text-soft text-[13px]"),
            field(t("targets.paste"), text_area(name="text", rows="10", required=True)),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.paste,
            class_name="space-y-3",
        ),
        done=TargetScreen.saved,
    )
