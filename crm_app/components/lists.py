"""The frame of every list: title, count, search, filters, rows, pages."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from crm_app.components.found import nothing_found
from crm_app.components.groups import in_groups
from crm_app.components.places import may
from crm_app.components.text import named, number, t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_file
from crm_app.components.ui.show import empty, panel, skeleton_rows
from crm_app.components.ui.size import IS_DESK
from crm_app.core.permissions import Permission

# A cell of a list's table, and what only a wide window has room for.
CELL = "px-2 xl:px-3 py-2 truncate"
WIDE = "max-xl:hidden"
# Search and filters: on the phone one row that slides under the thumb, so that rows begin higher up.
NARROWING = (
    "flex lg:flex-wrap gap-2 mb-3 max-lg:overflow-x-auto max-lg:[scrollbar-width:none] max-lg:-mx-4 "
    "max-lg:px-4 max-lg:[&>*]:shrink-0"
)


def list_page(  # noqa: PLR0913 - the slots of a frame
    title: str,
    state: Any,
    *,
    table: rx.Component,
    empty_sign: str,
    empty_text: str | rx.Var[str],
    none_found: str,
    filters: rx.Component | None = None,
    actions: rx.Component | None = None,
    search: bool = True,
    above: rx.Component | None = None,
    lead: rx.Component | None = None,
    over: rx.Component | None = None,
) -> rx.Component:
    """A whole list screen around a table (desk) and cards (phone).

    `above` is a way back, `lead` what comes between title and search, `over` what stands over the rows.
    """
    return rx.el.div(
        above,
        _head(title, state, actions),
        lead,
        rx.el.div(
            search_box(state) if search else None,
            filters,
            _clear(state) if filters is not None else None,
            class_name=NARROWING,
        ),
        problem_text(state.problem),
        over,
        rx.cond(
            state.loaded,
            rx.cond(
                _has_rows(state),
                rx.el.div(
                    panel(_body(state, table), class_name="relative overflow-x-auto"),
                    None if hasattr(state, "show_from") else pager(state),  # scrolled to its end
                ),
                rx.cond(
                    state.problem.code == "",  # what was refused is not an empty list
                    panel(
                        rx.cond(
                            (state.words != "") | (state.filters.length() > 0),
                            nothing_found(state, none_found),
                            empty(
                                empty_sign,
                                t(empty_text) if isinstance(empty_text, str) else empty_text,
                            ),
                        )
                    ),
                ),
            ),
            panel(skeleton_rows()),
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1400px]",
    )


def _has_rows(state: Any) -> Any:
    some = state.rows.length() > 0
    return some | (state.groups_above.length() > 0) if hasattr(state, "group_by") else some


def _body(state: Any, table: rx.Component) -> rx.Component:
    return in_groups(state, table) if hasattr(state, "group_by") else table


def _clear(state: Any) -> rx.Component:
    """Takes all filters away; `view` is no filter but which list it is."""
    at_work = state.filters.length() > rx.cond(state.filters.contains("view"), 1, 0)
    return rx.cond(
        at_work,
        button(t("list.clear"), tone="quiet", sign="x", on_click=state.clear_filters),
    )


def table_or_cards(
    state: Any,
    heads: Sequence[rx.Component],
    row: Callable[[Any], rx.Component],
    card: Callable[[Any], rx.Component],
) -> rx.Component:
    """The rows of a list: a table on the desk, cards on the phone; only the one is drawn.

    Rows without a `key` are rewritten in place when others come, sooner than new ones stand there.
    """
    return rx.cond(
        IS_DESK,
        rx.el.table(
            rx.el.thead(rx.el.tr(*heads, class_name="border-b border-line")),
            rx.el.tbody(rx.foreach(state.rows, row)),
            class_name="w-full",
        ),
        rx.el.ul(rx.foreach(state.rows, card), class_name="divide-y divide-line"),
    )


def export_link(state: Any, path: str, needs: Permission, *kinds: str) -> rx.Component:
    """Saves the list as it is shown, all its pages, as a file: for those who may read it. `kinds`
    are more kinds of file than those that every list has.
    """
    return rx.cond(may(needs), _export_menu(state, path, ("xlsx", "csv", *kinds)))


def _export_menu(state: Any, path: str, kinds: Sequence[str]) -> rx.Component:
    return menu(
        t("list.export"),
        *[
            menu_file(
                t(f"list.export_{kind}"),
                f"/api/v1/exports/{path}?as={kind}&{state.narrowed}",
                sign={"xlsx": "file-spreadsheet", "vcf": "contact"}.get(kind, "file-text"),
            )
            for kind in kinds
        ],
        opener=rx.fragment(
            icon("download"), rx.el.span(t("list.export"), class_name="hidden lg:inline")
        ),
        class_name=(
            "inline-flex items-center justify-center gap-2 rounded-lg px-3 min-h-[44px] min-w-[44px] "
            "lg:min-h-[34px] border border-line-strong bg-panel hover:bg-raised font-medium"
        ),
    )


def _head(title: str, state: Any, actions: rx.Component | None) -> rx.Component:
    return rx.el.div(
        rx.el.h1(t(title), class_name="text-[18px] lg:text-[20px] font-semibold min-w-0 truncate"),
        count_of(state),
        rx.el.div(class_name="flex-1"),
        actions,
        class_name="flex items-center gap-2 lg:gap-3 mb-3 min-h-[44px]",
    )


def count_of(state: Any) -> rx.Component:
    """How many there are; `10,000+` where counting ended."""
    shown = number(state.total)
    if hasattr(state, "group_by"):
        shown = rx.cond(state.group == "", shown, number(state.grouped_total))
    return rx.el.span(
        shown,
        rx.cond(state.more, "+", ""),
        class_name="text-faint tabular-nums whitespace-nowrap",
    )


def search_box(state: Any) -> rx.Component:
    """Typing filters the list after a short pause; `/` goes here."""
    return rx.el.div(
        rx.el.span(
            icon("search"), class_name="absolute left-3 top-1/2 -translate-y-1/2 text-faint"
        ),
        rx.el.input(
            type="search",
            default_value=state.words,
            key=state.loaded.to_string(),
            on_change=state.search.debounce(200),
            placeholder=t("shell.search"),
            aria_label=t("shell.search"),
            custom_attrs={"data-search": ""},
            class_name=(
                "w-full rounded-lg border border-line-strong bg-panel pl-10 pr-3 "
                "min-h-[44px] lg:min-h-[34px]"
            ),
        ),
        class_name=(
            "relative flex-1 min-w-[190px] lg:min-w-[200px] max-w-md max-lg:focus-within:min-w-full"
        ),
    )


def pager(state: Any) -> rx.Component:
    """Previous, where one is, next."""
    return rx.cond(
        state.pages > 1,
        rx.el.nav(
            button(
                t("shell.previous"),
                sign="chevron-left",
                disabled=state.page <= 1,
                on_click=state.turn_to(state.page - 1),
            ),
            rx.el.span(
                t("shell.page_of", page=state.page, pages=_pages(state)),
                class_name="text-soft tabular-nums",
            ),
            button(
                t("shell.next"),
                sign="chevron-right",
                disabled=state.page >= state.pages,
                on_click=state.turn_to(state.page + 1),
            ),
            class_name="flex items-center justify-between gap-3 mt-3",
        ),
    )


def _pages(state: Any) -> rx.Var[str]:
    if not hasattr(state, "more"):  # counted to the last one
        return state.pages.to_string()
    return state.pages.to_string() + rx.cond(state.more, "+", "").to(str)


def column_head(
    state: Any, label: Any, order: Any = "", *, right: Any = False, wide: bool = False
) -> rx.Component:
    """A column's head; with an order it sorts when pressed and says so. `wide` as of `WIDE`."""
    look = "px-2 xl:px-3 py-2 font-medium text-soft text-[12px] whitespace-nowrap relative"
    if isinstance(right, bool):
        look = f"{look} {'text-right' if right else 'text-left'}"
    else:
        look = rx.Var.create(f"{look} ").to(str) + rx.cond(right, "text-right", "text-left").to(str)
    if wide:
        look = f"{look} {WIDE}"
    if isinstance(order, str) and not order:
        return rx.el.th(label, scope="col", class_name=look)
    direction = rx.cond(
        state.sort == order, "ascending", rx.cond(state.sort == f"-{order}", "descending", "none")
    )
    arrow = rx.match(
        state.sort,
        (order, icon("arrow-up", 14)),
        (f"-{order}", icon("arrow-down", 14)),
        rx.fragment(),
    )
    return rx.el.th(
        rx.el.button(
            label,
            arrow,
            on_click=state.sort_by(order),
            disabled=False if isinstance(order, str) else order == "",
            class_name="inline-flex items-center gap-1 hover:text-ink min-h-[24px]",
        ),
        scope="col",
        custom_attrs={"aria-sort": direction},
        class_name=look,
    )


def filter_choice(
    state: Any, name: str, label: Any, options: Sequence[rx.Component], *, among: Any = None
) -> rx.Component:
    """A filter with a set of values.

    `among` is the list of the state that the options come from: a browser keeps the value of a
    choice only if its option is there.
    """
    key = {} if among is None else {"key": among.length().to_string()}
    return rx.el.select(
        rx.el.option(label, value=""),
        *options,
        value=state.filters.get(name, ""),
        on_change=lambda value: state.filter_by(name, value),
        aria_label=label,
        class_name=f"{CHOICE} {_chosen(state, name)}",
        **key,
    )


def owner_filter(state: Any) -> rx.Component:
    """Whose they are; nothing to choose for who sees only his own."""
    people = rx.foreach(state.owners, lambda one: rx.el.option(one.name, value=one.public_id))
    return rx.cond(
        (state.owners.length() > 1) | (state.filters.get("owner", "") != ""),
        filter_choice(state, "owner", t("customers.owner"), [people], among=state.owners),
    )


def listed_filter(state: Any, name: str, label: Any, options: Any) -> rx.Component:
    """A filter by an entry of an editable list."""
    entries = rx.foreach(options, lambda one: rx.el.option(named(one), value=one.key))
    return filter_choice(state, name, label, [entries], among=options)


# A filter, or an order, among those above a list.
CHOICE = "rounded-lg border pl-2 pr-8 min-h-[44px] lg:min-h-[34px] max-w-[220px]"
_IDLE = "border-line-strong bg-panel text-soft"


def _chosen(state: Any, name: str) -> rx.Var[str]:
    """The look of a filter: one that is at work shows it."""
    works = state.filters.get(name, "") != ""
    return rx.cond(works, "border-accent bg-accent-soft text-accent", _IDLE).to(str)


def filter_day(state: Any, name: str, label: Any) -> rx.Component:
    """A filter by a calendar day."""
    return rx.el.label(
        rx.el.span(label, class_name="whitespace-nowrap"),
        rx.el.input(
            type="date",
            value=state.filters.get(name, ""),
            on_change=lambda value: state.filter_by(name, value),
            class_name="bg-transparent min-w-0 text-ink",
        ),
        class_name=(
            "inline-flex items-center gap-2 rounded-lg border px-3 min-h-[44px] lg:min-h-[34px] "
            f"{_chosen(state, name)}"
        ),
    )
