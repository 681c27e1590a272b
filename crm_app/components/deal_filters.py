"""What the list and the board of deals show: all of it stands in the address."""

import reflex as rx

from crm_app.components.board import board_orders
from crm_app.components.conditions import conditions_button
from crm_app.components.lists import filter_choice, filter_day
from crm_app.components.text import choice, named, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.services.deals import LANES
from crm_app.state.deals import DealList, Narrowing

_SELECT = (
    "rounded-lg border border-line-strong bg-panel px-3 pr-8 min-h-[44px] lg:min-h-[34px] text-soft"
)
# Filters behind the button: amount, close date.
_MORE = ("amount_from", "amount_to", "close_from", "close_to")


def deal_filters() -> rx.Component:
    """Stage (list), state, owner; on the board also the order of its cards."""
    states = [
        rx.el.option(t(f"deals.state.{key}"), value=key) for key in ("open", "stuck", "won", "lost")
    ]
    people = [rx.foreach(DealList.owners, lambda one: rx.el.option(one.name, value=one.public_id))]
    stages = [
        rx.foreach(DealList.stages, lambda stage: rx.el.option(named(stage), value=stage.key))
    ]
    return rx.fragment(
        _pipelines(),
        rx.cond(
            DealList.view == "list",
            filter_choice(DealList, "stage", t("deals.any_stage"), stages),
        ),
        filter_choice(DealList, "state", t("deals.any_state"), states),
        filter_choice(DealList, "owner", t("deals.any_owner"), people),
        rx.cond(DealList.view == "board", rx.fragment(_lanes(), _order())),
        _more(),
        conditions_button(DealList),
    )


def deal_narrowings() -> rx.Component:
    """What else the list is narrowed by, since a number of a report led here; each can go."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        DealList.narrowings.length() > 0,
        rx.el.ul(
            rx.foreach(DealList.narrowings, _narrowing),
            aria_label=t("deals.narrowed_by"),
            class_name="flex flex-wrap gap-2 mb-3",
        ),
    )


def _narrowing(one: rx.vars.ObjectVar[Narrowing]) -> rx.Component:
    said = choice("deals.narrowing", one.name)
    return rx.el.li(
        rx.el.span(
            said,
            rx.cond(one.value != "", rx.el.span(" ", one.value, class_name="tabular-nums"), ""),
            class_name="truncate",
        ),
        rx.el.button(
            icon("x", 14),
            type="button",
            on_click=DealList.filter_by(one.name, ""),
            aria_label=t("deals.narrowing_away", name=said),
            class_name="inline-flex items-center justify-center min-w-[44px] min-h-[44px] lg:min-w-[28px] lg:min-h-[28px]",
        ),
        key=one.name,
        class_name=(
            "inline-flex items-center rounded-lg bg-accent-soft text-accent pl-3 text-[13px] "
            "max-w-full"
        ),
    )


def _order() -> rx.Component:
    return rx.el.select(
        *[rx.el.option(t(text), value=value) for value, text in board_orders()],
        value=DealList.sort,
        on_change=DealList.sort_board,
        aria_label=t("deals.sort"),
        class_name=_SELECT,
    )


def _pipelines() -> rx.Component:
    """Which pipeline; nothing where there is one."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        DealList.pipelines.length() > 1,
        rx.el.select(
            rx.cond(DealList.view == "list", rx.el.option(t("deals.any_pipeline"), value="")),
            rx.foreach(DealList.pipelines, lambda one: rx.el.option(named(one), value=one.key)),
            value=rx.cond(
                DealList.view == "list",
                DealList.filters.get("pipeline", ""),
                DealList.pipeline_key,
            ),
            on_change=DealList.choose_pipeline,
            aria_label=t("deals.pipeline"),
            class_name=_SELECT,
        ),
    )


def _lanes() -> rx.Component:
    """The board in lanes, or whole."""
    options = [rx.el.option(t(f"deals.lanes.{name}"), value=name) for name in LANES]
    return filter_choice(DealList, "lanes", t("deals.no_lanes"), options)


def _more() -> rx.Component:
    """Amounts and dates, kept away until they are wanted; open while one of them is set."""
    given = rx.Var.create(False)
    for name in _MORE:
        given = given | (DealList.filters.get(name, "") != "")
    return rx.el.details(
        rx.el.summary(
            icon("sliders-horizontal", 16),
            t("deals.more_filters"),
            class_name=(
                "inline-flex items-center gap-1.5 rounded-lg px-3 min-h-[44px] lg:min-h-[34px] "
                "text-soft cursor-pointer list-none hover:bg-raised whitespace-nowrap"
            ),
        ),
        rx.el.div(
            *[_number(name) for name in _MORE[:2]],
            *[filter_day(DealList, name, t(f"deals.{name}")) for name in _MORE[2:]],
            rx.cond(
                given,
                button(t("deals.clear_filters"), tone="quiet", on_click=DealList.clear_filters),
            ),
            class_name="flex flex-wrap gap-2 mt-2",
        ),
        open=given,
        class_name="min-w-0",
    )


def _number(name: str) -> rx.Component:
    return rx.el.label(
        rx.el.span(t(f"deals.{name}"), class_name="whitespace-nowrap"),
        rx.el.input(
            inputmode="decimal",
            default_value=DealList.filters.get(name, ""),
            key=DealList.filters.get(name, ""),
            on_blur=lambda value: DealList.filter_number(name, value),
            class_name="bg-transparent w-[90px] text-ink tabular-nums",
        ),
        class_name=(
            "inline-flex items-center gap-2 rounded-lg border border-line-strong bg-panel px-3 "
            "min-h-[44px] lg:min-h-[34px] text-soft"
        ),
    )
