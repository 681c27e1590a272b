"""A list's table with the columns that its reader wants, in his order, and rows to tick."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from crm_app.components.custom_lists import custom_cell, custom_head
from crm_app.components.lists import table_or_cards
from crm_app.components.text import t
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.saved_views import COLUMNS, Column

_TICK = "w-10 pl-3 pr-1"
_BOX = "size-4 accent-[var(--accent)] cursor-pointer align-middle"


def viewed_table(
    kind: str,
    state: Any,
    heads: Sequence[rx.Component],
    row: Callable[[Any], Any],
    card: Callable[[Any], rx.Component],
) -> rx.Component:
    """`table_or_cards` with chosen columns. `heads` and the cells of `row` are those of
    `COLUMNS[kind]`, in that order, and last those of the company's own fields.
    """

    def drawn(one: Any) -> Any:
        made = row(one)
        cells = made.children[: len(COLUMNS[kind])]
        made.children = [_tick(state, one), _cells(state, kind, cells, one)]
        return made

    own = list(heads[: len(COLUMNS[kind])])
    return table_or_cards(state, [_tick_all(state), _heads(state, kind, own)], drawn, card)


def _heads(state: Any, kind: str, heads: Sequence[Any]) -> rx.Component:
    def head(column: rx.vars.ObjectVar[Column]) -> Any:
        own = rx.foreach(
            state.columns.to(list[FieldValue]),
            lambda one: rx.cond(one.name == column.name, custom_head(state, one)),
        )
        return rx.match(column.name, *zip(COLUMNS[kind], heads, strict=True), own)

    return rx.foreach(state.shown.to(list[Column]), head)  # pyright: ignore[reportReturnType]


def _cells(state: Any, kind: str, cells: Sequence[Any], row: Any) -> rx.Component:
    named = list(zip(COLUMNS[kind], cells, strict=True))

    def cell(column: rx.vars.ObjectVar[Column]) -> Any:
        own = rx.foreach(
            row.custom.to(list[Shown]),
            lambda one: rx.cond(
                rx.Var.create("custom.").to(str) + one.key == column.name,
                custom_cell(one, _width(column)),
            ),
        )
        return rx.match(
            column.name,
            *[(name, _with_width(one, column)) for name, one in named],
            own,
        )

    return rx.foreach(state.shown.to(list[Column]), cell)  # pyright: ignore[reportReturnType]


def _width(column: Any) -> dict[str, Any]:
    """A chosen width; none is as the list has it."""
    wide = rx.cond(column.width > 0, column.width.to_string() + "px", "")
    return {"min_width": wide, "max_width": wide}


def _with_width(cell: Any, column: Any) -> Any:
    """The same cell as wide as its column was made."""
    if getattr(cell, "tag", "") != "td":
        return cell
    sized = rx.el.td(*cell.children, class_name=cell.class_name, custom_attrs=cell.custom_attrs)
    sized.style = type(cell.style)(_width(column))
    return sized


def _tick_all(state: Any) -> rx.Component:
    return rx.el.th(
        rx.el.input(
            type="checkbox",
            checked=(state.rows.length() > 0) & (state.selected.length() >= state.rows.length()),
            on_change=lambda _: state.pick_page(),
            aria_label=t("bulk.pick_page"),
            title=t("bulk.pick_page"),
            class_name=_BOX,
        ),
        scope="col",
        class_name=_TICK,
    )


def _tick(state: Any, row: Any) -> rx.Component:
    return rx.el.td(
        rx.el.input(
            type="checkbox",
            checked=state.selected.contains(row.public_id),
            read_only=True,
            on_click=lambda at: state.pick(row.public_id, at.shift_key),
            aria_label=t("bulk.pick"),
            custom_attrs={"data-pick": ""},
            class_name=_BOX,
        ),
        class_name=_TICK,
    )
