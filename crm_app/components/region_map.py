"""The map of provinces above a list: a square each, bars of cities beside them; no borders, no tiles of others."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, number, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.lib.tile_map import NONE, OTHER, TILES, Tile
from crm_app.services.saved_views import Bar

_ROWS = ("", *(f"row-start-{n}" for n in range(1, 9)))
_COLUMNS = ("", *(f"col-start-{n}" for n in range(1, 9)))
_LONG = len("Heilongjiang")
_FIRST = "11"  # where the arrows begin
_SQUARE = (
    "square flex flex-col items-center justify-center rounded-md min-w-0 h-[44px] lg:h-[46px] px-0.5 "
    "leading-tight text-center"
)


def shape_switch(state: Any, *, words: bool = True) -> rx.Component:
    """List or map; without `words` signs alone."""
    look = (
        "inline-flex items-center gap-1.5 justify-center px-3 min-h-[44px] min-w-[44px] lg:min-h-[32px] text-soft "
        "aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:font-medium"
    )
    return rx.el.div(
        *[
            rx.el.button(
                icon(sign, 16),
                rx.el.span(t(f"saved_views.as_{key}"), class_name="" if words else "sr-only"),
                type="button",
                on_click=state.show_as(key),
                custom_attrs={"aria-pressed": (state.view == key).to_string()},
                class_name=look,
            )
            for key, sign in (("list", "list"), ("map", "map"))
        ],
        role="group",
        aria_label=t("saved_views.shape"),
        class_name="inline-flex rounded-lg border border-line-strong overflow-hidden shrink-0",
    )


def place_choice(state: Any, look: str) -> rx.Component:
    """The place that the list is narrowed to, and the way out of it."""
    return rx.cond(
        state.place != "",
        rx.el.button(
            icon("map-pin", 16),
            both(state.place_zh, state.place_en),
            icon("x", 14),
            type="button",
            aria_label=t("saved_views.place_clear"),
            title=t("saved_views.place_clear"),
            on_click=state.choose_place("", ""),
            class_name=look,
        ),
    )


def region_map(state: Any) -> rx.Component:
    """Squares and bars, where the list is looked at as a map."""
    return rx.cond(
        (state.view == "map") & state.loaded,
        panel(
            _squares(state),
            _beside(state),
            aria_label=t("saved_views.map"),
            class_name=(
                "p-2 lg:p-4 mb-3 grid gap-3 lg:gap-8 lg:grid-cols-[minmax(0,640px)_minmax(0,1fr)]"
            ),
        ),
    )


def _squares(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            *[_square(state, tile) for tile in TILES],
            class_name="grid grid-cols-8 grid-rows-8 gap-[3px] lg:gap-1.5",
        ),
        rx.el.div(
            _rest(state, OTHER, "saved_views.place_other"),
            _rest(state, NONE, "saved_views.place_none"),
            rx.el.span(class_name="flex-1"),
            _scale(),
            class_name="flex flex-wrap items-center gap-2 mt-2 lg:mt-3",
        ),
        class_name="min-w-0",
    )


def _square(state: Any, tile: Tile) -> rx.Component:
    here = state.squares[tile.code]
    names = (
        rx.el.span(both(tile.zh, tile.letters), class_name="lg:hidden text-[11px]"),
        rx.el.span(
            both(tile.zh, tile.en),
            class_name="max-lg:hidden leading-[1.1] "
            + ("text-[11px] tracking-tight" if len(tile.en) == _LONG else "text-[12px]"),
        ),
    )
    return rx.el.button(
        *names,
        rx.cond(
            here.count > 0,
            rx.el.span(number(here.count), class_name="text-[12px] font-medium tabular-nums"),
        ),
        **_pressed(state, tile.code, here),
        title=both(tile.zh, tile.en),
        class_name=f"{_SQUARE} {_ROWS[tile.row]} {_COLUMNS[tile.column]}",
    )


def _rest(state: Any, key: str, label: str) -> rx.Component:
    """What lies on no square."""
    here = state.squares[key]
    look = _pressed(state, key, here)
    look["custom_attrs"] = {**look["custom_attrs"], "data-level": "rest"}
    return rx.el.button(
        t(label),
        rx.el.span(number(here.count), class_name="font-medium tabular-nums"),
        **look,
        class_name="square inline-flex items-center gap-2 rounded-md px-3 min-h-[44px] lg:min-h-[34px]",
    )


def _pressed(state: Any, key: str, here: Any) -> dict[str, Any]:
    """What makes a button a square: pressed where the list is narrowed to it, one stop for Tab."""
    focused = (state.tile == key) | ((state.tile == "") & (key == _FIRST))
    return {
        "type": "button",
        "on_click": state.choose_place(key, ""),
        "tab_index": rx.cond(focused, 0, -1),
        "custom_attrs": {
            "data-square": key,
            "data-level": here.level.to_string(),
            "aria-pressed": (state.tile == key).to_string(),
        },
    }


def _scale() -> rx.Component:
    return rx.el.span(
        t("saved_views.few"),
        *[
            rx.el.span(custom_attrs={"data-level": f"{n}"}, class_name="square size-4 rounded-sm")
            for n in range(1, 6)
        ],
        t("saved_views.many"),
        aria_hidden="true",
        class_name="inline-flex items-center gap-1 text-faint text-[12px]",
    )


def _beside(state: Any) -> rx.Component:
    """The cities of the square, or those with the most; and the list by itself."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2(
                rx.cond(
                    state.tile == "",
                    t("saved_views.top_cities"),
                    both(state.tile_zh, state.tile_en),
                ),
                class_name="font-semibold truncate",
            ),
            rx.el.span(class_name="flex-1"),
            rx.cond(
                state.place != "",
                rx.fragment(
                    button(
                        t("saved_views.place_clear"),
                        tone="quiet",
                        sign="x",
                        on_click=state.choose_place("", ""),
                    ),
                    button(
                        t("saved_views.open_list"),
                        sign="list",
                        on_click=state.show_as("list"),
                    ),
                ),
            ),
            class_name="flex flex-wrap items-center gap-2 mb-1 min-h-[36px]",
        ),
        rx.cond(
            state.tile == NONE,
            rx.el.p(t("saved_views.place_none_note"), class_name="text-soft"),
            rx.cond(
                state.bars.length() > 0,
                rx.el.ul(
                    rx.foreach(state.bars.to(list[Bar]), lambda one: _bar(state, one)),
                    class_name="lg:max-h-[372px] overflow-y-auto",
                ),
                rx.el.p(t("saved_views.place_nobody"), class_name="text-soft"),
            ),
        ),
        class_name="min-w-0",
    )


def _bar(state: Any, one: rx.vars.ObjectVar[Bar]) -> rx.Component:
    here = (state.place == one.place) & (
        (one.region == "") | (state.filters.get("region", "") == one.region)
    )
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                both(one.zh, one.en),
                class_name="w-[104px] lg:w-[132px] shrink-0 truncate text-left",
            ),
            rx.el.span(
                rx.el.span(
                    class_name="block h-full rounded-sm bg-accent",
                    style={"width": one.share.to_string() + "%"},
                ),
                class_name="flex-1 h-2.5",
                aria_hidden="true",
            ),
            rx.el.span(number(one.count), class_name="tabular-nums w-[64px] text-right"),
            type="button",
            on_click=state.choose_place(one.place, one.region),
            custom_attrs={"aria-pressed": here.to_string()},
            class_name=(
                "flex items-center gap-3 w-full rounded-md px-2 min-h-[44px] lg:min-h-[32px] hover:bg-raised "
                "aria-pressed:bg-accent-soft aria-pressed:font-medium"
            ),
        ),
        key=one.place.to(str) + one.region.to(str),
    )
