"""The year's targets in a grid."""

from typing import Any

import reflex as rx

from crm_app.components.figures import figures_file
from crm_app.components.text import both, choice, money, number, t
from crm_app.components.ui.forms import button, link_button
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import empty, panel
from crm_app.services.targets import TargetRow
from crm_app.state.targets import TargetScreen

_CELL = "px-2 py-1 text-right tabular-nums whitespace-nowrap"


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
    """Set one, paste many; nothing of it in a year that is over. How they stand, as a file."""
    return rx.el.div(
        figures_file("attainment", "period=" + TargetScreen.year.to_string()),
        rx.cond(TargetScreen.over < 12, _setting()),
        class_name="flex items-center gap-2",
    )


def _setting() -> rx.Component:
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
            rx.cond(
                TargetScreen.over > 0,
                rx.el.p(t("targets.over_hint"), class_name="px-3 pt-2 text-soft text-[13px]"),
            ),
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
        last = (place + 1) * (3 if mark else 1)
        return rx.el.td(
            rx.cond(
                last <= TargetScreen.over,
                rx.el.span(number(value), class_name="text-faint px-1"),
                rx.el.button(
                    number(value),
                    type="button",
                    on_click=TargetScreen.choose_part(row.public_id, f"{mark}{place + 1}"),
                    class_name=(
                        "rounded px-1 min-h-[44px] lg:min-h-[28px] hover:bg-raised w-full text-right"
                    ),
                ),
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
            rx.cond(
                TargetScreen.over < 12,
                menu(
                    t("shell.more"),
                    menu_item(
                        t("targets.remove"),
                        sign="trash-2",
                        bad=True,
                        on_click=TargetScreen.remove(row.public_id),
                    ),
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
