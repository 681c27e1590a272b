"""Views above a list: tabs on the desk, a menu on the phone; saving, and the chooser of columns."""

from typing import Any

import reflex as rx

from crm_app.components.bulk import bulk_bar, bulk_sheets
from crm_app.components.conditions import conditions_said, conditions_sheet
from crm_app.components.groups import group_choice
from crm_app.components.places import allowed
from crm_app.components.region_map import shape_switch
from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, field, link, problem_text, select, text_input, tick
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.size import IS_DESK
from crm_app.core.permissions import ROLES, WRITES
from crm_app.services.custom_fields import FieldValue
from crm_app.services.saved_views import COLUMNS, Column, ViewRow, kinds
from crm_app.state.base import Shell

_TAB = (
    "inline-flex items-center gap-1.5 px-3 min-h-[34px] whitespace-nowrap text-soft border-b-2 -mb-px "
    "border-transparent aria-[current=page]:text-ink aria-[current=page]:border-accent "
    "aria-[current=page]:font-medium"
)
_AUDIENCES = ("private", "team", "role", "everybody")
_WIDTHS = (("", "auto"), ("100", "narrow"), ("180", "middle"), ("300", "wide"), ("460", "widest"))


def view_parts(state: Any, kind: str) -> rx.Component:
    """All that stands between a list's title and its filters, with its sheets."""
    return rx.fragment(
        rx.cond(IS_DESK, _tabs(state, kind), _phone(state, kind)),
        conditions_said(state),
        bulk_bar(state, kind),
        conditions_sheet(state),
        bulk_sheets(state, kind),
        _columns_sheet(state, kind),
        _save_sheet(state),
        _change_sheet(state),
    )


def _all_address(state: Any, kind: str) -> Any:
    path = kinds()[kind].path
    return rx.cond(state.first_view == "all", path, f"{path}?saved=all")


def _tabs(state: Any, kind: str) -> rx.Component:
    def tab(one: rx.vars.ObjectVar[ViewRow]) -> rx.Component:
        here = state.view_now.public_id == one.public_id
        return link(
            one.name,
            rx.cond(here & state.is_changed, _dot()),
            href=one.address,
            title=one.owner,
            custom_attrs={"aria-current": rx.cond(here, "page", "false")},
            class_name=_TAB,
        )

    whole = link(
        t("saved_views.all"),
        href=_all_address(state, kind),
        custom_attrs={"aria-current": rx.cond(state.view_now.public_id == "", "page", "false")},
        class_name=_TAB,
    )
    return rx.el.nav(
        rx.el.div(
            whole,
            rx.foreach(state.views.to(list[ViewRow]), tab),
            class_name="flex gap-1 overflow-x-auto [scrollbar-width:none] min-w-0 flex-1",
        ),
        _actions(state),
        aria_label=t("saved_views.views"),
        class_name="flex items-center gap-2 border-b border-line mb-3",
    )


def _dot() -> rx.Component:
    return rx.el.span(
        title=t("saved_views.changed"),
        aria_label=t("saved_views.changed"),
        role="img",
        class_name="size-2 rounded-full bg-accent shrink-0",
    )


def _actions(state: Any) -> rx.Component:
    named = state.view_now.public_id != ""
    return rx.el.div(
        rx.cond(
            named & state.is_changed,
            rx.fragment(
                rx.cond(
                    state.view_now.may_edit,
                    button(t("shell.save"), tone="primary", on_click=state.save_view),
                ),
                button(t("saved_views.reset"), tone="quiet", on_click=state.reset_view),
            ),
        ),
        group_choice(
            state,
            "rounded-lg border border-transparent bg-transparent text-soft pl-2 pr-7 min-h-[34px] "
            "max-w-[150px] hover:bg-raised",
        ),
        button(
            sign="columns-3",
            label=t("saved_views.columns"),
            custom_attrs=opens("list-columns"),
            tone="quiet",
        ),
        menu(t("saved_views.more"), *_items(state, named)),
        class_name="flex items-center gap-1 shrink-0",
    )


def _items(state: Any, named: Any) -> list[rx.Component]:
    return [
        menu_item(t("saved_views.save_as"), sign="plus", custom_attrs=opens("save-view")),
        rx.cond(
            named & state.view_now.may_edit,
            rx.fragment(
                menu_item(
                    t("saved_views.change"), sign="pencil", custom_attrs=opens("change-view")
                ),
                menu_item(
                    t("saved_views.delete"), sign="trash-2", bad=True, on_click=state.delete_view
                ),
            ),
        ),
        menu_item(t("recycle.title"), sign="trash", href="/recycle-bin"),
    ]


def _phone(state: Any, kind: str) -> rx.Component:
    """A menu with the name of the view."""
    named = state.view_now.public_id != ""
    changed = rx.fragment(
        rx.cond(
            state.view_now.may_edit,
            menu_item(t("shell.save"), sign="check", on_click=state.save_view),
        ),
        menu_item(t("saved_views.reset"), sign="undo-2", on_click=state.reset_view),
    )
    return rx.el.div(
        rx.el.span(
            rx.cond(named, state.view_now.name, t("saved_views.all")),
            class_name="font-medium truncate",
        ),
        rx.cond(state.is_changed, _dot()),
        menu(
            t("saved_views.views"),
            menu_item(t("saved_views.all"), href=_all_address(state, kind)),
            rx.foreach(
                state.views.to(list[ViewRow]), lambda one: menu_item(one.name, href=one.address)
            ),
            rx.cond(named & state.is_changed, changed),
            allowed(
                WRITES[kind],
                menu_item(t("bulk.select"), sign="list-checks", on_click=state.begin_picking),
            ),
            *_items(state, named),
            sign="chevron-down",
        ),
        rx.el.span(class_name="flex-1"),
        shape_switch(state, words=False) if hasattr(state, "show_as") else None,
        group_choice(
            state,
            "rounded-lg border border-line-strong bg-panel text-soft pl-2 pr-7 min-h-[44px] max-w-[150px]",
        ),
        class_name="flex items-center gap-2 mb-2 min-w-0",
    )


def _save_sheet(state: Any) -> rx.Component:
    return sheet(
        "save-view",
        t("saved_views.save_as"),
        rx.el.form(
            _view_fields(None),
            problem_text(state.problem),
            save_actions(),
            on_submit=state.save_view_as,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=state.views_done,
    )


def _change_sheet(state: Any) -> rx.Component:
    return sheet(
        "change-view",
        t("saved_views.change"),
        rx.el.form(
            _view_fields(state.view_now),
            problem_text(state.problem),
            save_actions(),
            on_submit=state.change_view,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=state.views_done,
    )


def _view_fields(view: Any) -> rx.Component:
    roles = [rx.el.option(t(f"role.{one}"), value=one) for one in ROLES]
    none = rx.el.option("–", value="")
    of_role = select(none, *roles, name="role", default_value="" if view is None else view.role)
    first = select(
        none, *roles, name="for_role", default_value="" if view is None else view.for_role
    )
    return rx.fragment(
        field(
            t("saved_views.name"),
            text_input(name="name", max_length=80, default_value="" if view is None else view.name),
        ),
        field(
            t("saved_views.audience"),
            select(
                *[rx.el.option(t(f"saved_views.audience.{one}"), value=one) for one in _AUDIENCES],
                name="audience",
                default_value="private" if view is None else view.audience,
            ),
        ),
        field(t("saved_views.of_role"), of_role),
        tick("first", t("saved_views.first"), checked=False if view is None else view.is_first),
        rx.cond(Shell.me.role == "admin", field(t("saved_views.for_role"), first)),
    )


def _columns_sheet(state: Any, kind: str) -> rx.Component:
    return sheet(
        "list-columns",
        t("saved_views.columns"),
        rx.el.p(t("saved_views.columns_note"), class_name="text-soft text-[13px] mb-2"),
        rx.el.ul(
            rx.foreach(state.all_columns.to(list[Column]), lambda one: _column(state, kind, one)),
            class_name="divide-y divide-line",
        ),
        problem_text(state.problem),
    )


def _column(state: Any, kind: str, one: rx.vars.ObjectVar[Column]) -> rx.Component:
    own = rx.foreach(
        state.columns.to(list[FieldValue]),
        lambda known: rx.cond(
            known.name == one.name, rx.el.span(both(known.label_zh, known.label_en))
        ),
    )
    named = [(n, rx.el.span(t(f"saved_views.column.{kind}.{n}"))) for n in COLUMNS[kind]]
    label = rx.match(one.name, *named, own)
    widths = [rx.el.option(t(f"saved_views.width.{key}"), value=value) for value, key in _WIDTHS]
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                checked=one.is_shown,
                on_change=lambda _: state.show_column(one.name),
                class_name="size-4 accent-[var(--accent)]",
            ),
            rx.el.span(label, class_name="truncate"),
            class_name="flex items-center gap-2 flex-1 min-w-0 min-h-[44px] lg:min-h-[34px]",
        ),
        select(
            *widths,
            value=rx.cond(one.width.to(int) > 0, one.width.to_string(), ""),
            on_change=lambda value: state.widen_column(one.name, value),
            aria_label=t("saved_views.width"),
            class_name="max-w-[110px]",
        ),
        button(
            sign="arrow-up",
            label=t("saved_views.up"),
            tone="quiet",
            on_click=state.move_column(one.name, -1),
        ),
        button(
            sign="arrow-down",
            label=t("saved_views.down"),
            tone="quiet",
            on_click=state.move_column(one.name, 1),
        ),
        class_name="flex items-center gap-1 py-1",
    )
