"""The frame of a list's rows: a window of them, cells edited in place, columns dragged (assets/js/grid.js)."""

import re
from typing import Any

import reflex as rx

from crm_app.locales.catalog import TEXT

_LOOKS = {
    "input": (
        "w-full h-full min-h-[32px] rounded-md border border-accent bg-panel text-ink px-2 shadow-lg "
        "outline-2 outline-accent/30"
    ),
    "sent": "bg-panel text-soft px-2 xl:px-3 flex items-center truncate pointer-events-none",
    "tidied": "mt-1 rounded-md bg-raised text-soft px-2 py-1 text-[12px] shadow-lg max-w-[320px]",
    "told": "mt-1 rounded-md bg-bad-soft text-bad px-2 py-1 text-[12px] shadow-lg max-w-[320px]",
}


def _numbers(place: rx.Var[int], fitting: rx.Var[int]) -> tuple[rx.Var[int], rx.Var[int]]:
    return place, fitting


def _row(public_id: rx.Var[str], with_shift: rx.Var[bool]) -> tuple[rx.Var[str], rx.Var[bool]]:
    return public_id, with_shift


def _two(first: rx.Var[str], second: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return first, second


def _three(
    first: rx.Var[str], second: rx.Var[str], third: rx.Var[str]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str]]:
    return first, second, third


class _Grid(rx.Component):
    library = "$/public/js/grid.js"
    tag = "Grid"
    first: rx.Var[int]
    total: rx.Var[int]
    pickable: rx.Var[bool]
    picking: rx.Var[bool]
    fields: rx.Var[dict[str, Any]]
    refusal: rx.Var[Any]
    words: rx.Var[dict[str, list[str]]]
    looks: rx.Var[dict[str, str]]
    on_window: rx.EventHandler[_numbers]
    on_pick: rx.EventHandler[_row]
    on_edit: rx.EventHandler[_three]
    on_widen: rx.EventHandler[_two]
    on_place: rx.EventHandler[_two]


def grid(state: Any, pickable: Any, *children: rx.Component) -> rx.Component:
    """Around a table or cards whose rows say `data-row`, cells `data-cell`, heads `data-column`;
    on the phone a long press ticks the rows where they are `pickable`."""
    return _Grid.create(
        *children,
        first=state.start,
        total=state.total,
        pickable=pickable,
        picking=state.picking | (state.selected.length() > 0),
        fields=state.cell_fields,
        refusal=state.cell_refusal,
        words={"yes": list(TEXT["custom_fields.yes"])},
        looks={name: re.sub(" +", " ", look) for name, look in _LOOKS.items()},
        on_window=state.show_from,
        on_pick=state.pick,
        on_edit=state.edit_cell,
        on_widen=state.widen_column,
        on_place=state.place_column,
    )
