"""A list's table with the columns that its reader wants, in his order, and rows to tick."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from crm_app.components.custom_lists import custom_cell, custom_head
from crm_app.components.grid import grid
from crm_app.components.places import may
from crm_app.components.text import t
from crm_app.components.ui.size import IS_DESK
from crm_app.core.permissions import WRITES
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.saved_views import COLUMNS, Column

_TICK = "w-10 pl-3 pr-1"
_BOX = "size-4 accent-[var(--accent)] cursor-pointer align-middle"


def viewed_table(  # noqa: PLR0913 - the slots of a frame
    kind: str,
    state: Any,
    heads: Sequence[rx.Component],
    row: Callable[[Any], Any],
    card: Callable[[Any], Any],
    raw: Callable[[Any], dict[str, Any]] | None = None,
    *,
    is_open: Callable[[Any], Any] = lambda _: True,
) -> rx.Component:
    """A window of rows with chosen columns: a table on the desk, cards on the phone. `heads` and the
    cells of `row` are those of `COLUMNS[kind]`, in that order, and last those of the company's own
    fields. `raw`: what is typed into those cells that can be edited where they stand, of a row that
    `is_open`. Who may not change such records has nothing to tick.
    """
    may_write = may(WRITES[kind])

    def drawn(one: Any) -> Any:
        made = row(one)
        cells = made.children[: len(COLUMNS[kind])]
        made.children = [
            rx.cond(may_write, tick(state, one)),
            _cells(state, kind, cells, one, raw(one) if raw else {}, is_open(one)),
        ]
        made.custom_attrs = {**made.custom_attrs, "data-picked": picked(state, one)}
        made.key = one.public_id
        return made

    def tapped(one: Any) -> Any:
        made = card(one)
        made.custom_attrs = {**made.custom_attrs, "data-picked": picked(state, one)}
        made.key = one.public_id
        return made

    own = list(heads[: len(COLUMNS[kind])])
    return grid(
        state,
        may_write,
        rx.cond(
            IS_DESK,
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.cond(may_write, tick_all(state)),
                        _heads(state, kind, own),
                        class_name="border-b border-line",
                    ),
                ),
                rx.el.tbody(_space("before")),
                rx.el.tbody(rx.foreach(state.rows, drawn)),
                rx.el.tbody(_space("after")),
                custom_attrs={"aria-rowcount": state.total.to_string()},
                class_name="w-full",
            ),
            rx.el.div(
                rx.el.div(custom_attrs={"data-before": "", "aria-hidden": "true"}),
                rx.el.ul(rx.foreach(state.rows, tapped), class_name="divide-y divide-line"),
                rx.el.div(custom_attrs={"data-after": "", "aria-hidden": "true"}),
            ),
        ),
    )


def _space(name: str) -> rx.Component:
    """As high as the rows that are not drawn."""
    return rx.el.tr(
        rx.el.td(col_span=100, custom_attrs={f"data-{name}": ""}, class_name="p-0"),
        custom_attrs={"aria-hidden": "true"},
    )


def picked(state: Any, row: Any) -> rx.Var[str]:
    """Whether a row is ticked, as it says so itself."""
    return (state.all_match | state.selected.contains(row.public_id)).to_string()


def _heads(state: Any, kind: str, heads: Sequence[Any]) -> rx.Component:
    def head(column: rx.vars.ObjectVar[Column]) -> Any:
        own = rx.foreach(
            state.columns.to(list[FieldValue]),
            lambda one: rx.cond(
                one.name == column.name,
                _placed(custom_head(state, one, head=True), column),
            ),
        )
        named = [
            (name, _placed(one, column)) for name, one in zip(COLUMNS[kind], heads, strict=True)
        ]
        return rx.match(column.name, *named, own)

    return rx.foreach(state.shown.to(list[Column]), head)  # pyright: ignore[reportReturnType]


def _placed(head: Any, column: Any) -> Any:
    """The same head as one that is dragged to another place or width."""
    if getattr(head, "tag", "") != "th":
        return head
    grip = rx.el.span(custom_attrs={"data-widen": "", "aria-hidden": "true"}, class_name="widen")
    return rx.el.th(
        *head.children,
        grip,
        scope="col",
        title=t("saved_views.head_hint"),
        custom_attrs={**head.custom_attrs, "data-column": column.name, **_width(column)},
        class_name=head.class_name,
    )


def _cells(
    state: Any, kind: str, cells: Sequence[Any], row: Any, raw: dict[str, Any], is_open: Any
) -> rx.Component:
    named = list(zip(COLUMNS[kind], cells, strict=True))
    fields = getattr(row, "custom", None)  # papers have no fields of the company's own

    def cell(column: rx.vars.ObjectVar[Column]) -> Any:
        own = rx.fragment()
        if fields is not None:
            own = rx.foreach(
                fields.to(list[Shown]),
                lambda one: rx.cond(
                    rx.Var.create("custom.").to(str) + one.key == column.name,
                    custom_cell(one, _width(column), editable=is_open),
                ),
            )
        return rx.match(
            column.name,
            *[(name, _with_width(one, column, _attrs(name, raw, is_open))) for name, one in named],
            own,
        )

    return rx.foreach(state.shown.to(list[Column]), cell)  # pyright: ignore[reportReturnType]


def _width(column: Any) -> dict[str, Any]:
    """A chosen width; none is as the list has it. An attribute: as a `style` of the framework each
    of some hundred cells would be worked out anew with every window of rows."""
    wide = rx.cond(column.width > 0, column.width.to_string() + "px", "")
    return {"style": rx.Var.create({"minWidth": wide, "maxWidth": wide})}


def _attrs(name: str, raw: dict[str, Any], is_open: Any) -> dict[str, Any]:
    """A cell that can be edited says with what."""
    if name not in raw:
        return {}
    called = name if is_open is True else rx.cond(is_open, name, "")
    return {"data-cell": called, "data-raw": raw[name]}


def _with_width(cell: Any, column: Any, edited: dict[str, Any]) -> Any:
    """The same cell as wide as its column was made."""
    if getattr(cell, "tag", "") != "td":
        return cell
    attrs = {**cell.custom_attrs, **edited, **_width(column)}
    props: dict[str, Any] = {"tab_index": -1} if edited else {}
    return rx.el.td(*cell.children, class_name=cell.class_name, custom_attrs=attrs, **props)


def tick_all(state: Any) -> rx.Component:
    """Ticks the rows of the page, or none: the head of the column of ticks."""
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


def tick(state: Any, row: Any) -> rx.Component:
    """The tick of a row, in a cell of its own."""
    return rx.el.td(tick_box(state, row), class_name=_TICK)


def tick_box(state: Any, row: Any, look: str = _BOX) -> rx.Component:
    """The tick of a row; with Shift all from the last one on."""
    return rx.el.input(
        type="checkbox",
        checked=state.selected.contains(row.public_id),
        read_only=True,
        on_click=lambda at: state.pick(row.public_id, at.shift_key),
        aria_label=t("bulk.pick"),
        custom_attrs={"data-pick": ""},
        class_name=look,
    )
