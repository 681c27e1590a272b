"""The settings screen of layouts: columns of a record's page, their sections, the fields in them."""

from typing import Any

import reflex as rx

from crm_app.components.places import any_on
from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.services.layouts import CHOICES, DEFAULT, KINDS, PlacedField, SectionRow
from crm_app.state.layouts import LayoutScreen

_ROW = LayoutScreen.row
_SHEET = "layout-section"
# Sections and fields that are of parts of the product: there while one of these is on. What is hidden
# keeps its place.
_OF_PARTS = {
    "deals": ("/deals",),
    "quotes": ("/quotes",),
    "business": ("/quotes", "/contracts", "/orders"),
    "value": ("/customers/value",),
    "forecast": ("/forecast",),
    "product": ("/products",),
}


def _is_there(name: Any) -> Any:
    arms = [(key, any_on(*routes)) for key, routes in _OF_PARTS.items()]
    return rx.match(name, *arms, rx.Var.create(True))  # pyright: ignore[reportArgumentType]


def role_choice() -> rx.Component:
    """For which role; the ones with a layout of their own say so. Beside it the ways back and on."""
    return rx.el.div(
        rx.el.div(
            field(
                t("layouts.role"),
                select(
                    *[_role(role) for role in CHOICES],
                    value=LayoutScreen.role,
                    on_change=LayoutScreen.choose,
                ),
            ),
            class_name="w-full sm:w-[260px]",
        ),
        rx.el.p(_state(), class_name="text-soft text-[13px] flex-1 min-w-[140px] py-2"),
        rx.cond(
            _ROW.is_own,
            button(t("layouts.reset"), sign="undo-2", on_click=LayoutScreen.back_to_default),
        ),
        button(t("layouts.add"), sign="plus", on_click=LayoutScreen.start("")),
        class_name="flex flex-wrap items-end gap-2 mb-4",
    )


def _role(role: str) -> rx.Component:
    name = t("layouts.default") if role == DEFAULT else t(f"role.{role}")
    said = rx.cond(_ROW.arranged.contains(role), t("layouts.arranged", name=name), name)
    return rx.el.option(said, value=role)


def _state() -> Any:
    ours = rx.cond(LayoutScreen.role == DEFAULT, t("layouts.own_default"), t("layouts.own"))
    follows = rx.cond(LayoutScreen.role == DEFAULT, t("layouts.as_delivered"), t("layouts.follows"))
    return rx.cond(_ROW.is_own, ours, follows)


def columns() -> rx.Component:
    """The columns of the page, one below the other, as they are tabs on the phone."""
    return rx.match(  # pyright: ignore[reportReturnType]
        LayoutScreen.record,
        *[
            (record, rx.el.div(*[_column(area, title) for area, title in kind.areas.items()]))
            for record, kind in KINDS.items()
        ],
        rx.fragment(),
    )


def _column(area: str, title: str) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t(title), class_name="text-soft text-[13px] mb-1.5 px-1"),
        rx.foreach(
            _ROW.sections,
            lambda one: rx.cond((one.area == area) & _is_there(one.key), _section(one)),
        ),
        class_name="mb-5",
        custom_attrs={"data-area": area},
    )


def _section(one: rx.vars.ObjectVar[SectionRow]) -> rx.Component:
    name = both(one.zh, one.en)
    return panel(
        rx.el.div(
            rx.el.h3(
                name,
                class_name=rx.cond(
                    one.hidden,
                    "font-medium break-words min-w-0 text-faint line-through",
                    "font-medium break-words min-w-0",
                ),
            ),
            rx.cond(one.hidden, badge(t("layouts.hidden"), tone="warn")),
            rx.cond(one.is_panel, badge(t("layouts.panel"))),
            rx.el.span(*_section_actions(one, name), class_name="flex ml-auto shrink-0"),
            class_name="flex flex-wrap items-center gap-2 pl-3 pr-1 py-1 min-h-[44px]",
        ),
        rx.cond(
            one.fields.length() > 0,
            rx.el.ol(
                rx.foreach(
                    one.fields.to(list[PlacedField]),
                    lambda each: rx.cond(_is_there(each.name), _field(each, one.key)),
                ),
                class_name="border-t border-line divide-y divide-line",
            ),
            rx.cond(
                one.is_panel,
                rx.fragment(),
                rx.el.p(t("layouts.empty"), class_name="text-faint text-[13px] px-3 pb-2"),
            ),
        ),
        key=one.key,
        class_name="mb-2 overflow-hidden",
        custom_attrs={"data-section": one.key},
    )


def _section_actions(one: Any, name: Any) -> list[rx.Component]:
    eye = rx.cond(
        one.hidden,
        _sign("eye-off", t("layouts.show", name=name), LayoutScreen.hide(one.key, "")),
        _sign("eye", t("layouts.hide", name=name), LayoutScreen.hide(one.key, "1")),
    )
    return [
        rx.cond(
            one.is_panel,
            rx.fragment(),
            _sign("pencil", t("layouts.rename"), LayoutScreen.start(one.key)),
        ),
        rx.cond(
            one.is_new,
            _sign("trash-2", t("layouts.drop", name=name), LayoutScreen.drop(one.key)),
        ),
        eye,
        _sign("arrow-up", t("layouts.up", name=name), LayoutScreen.move(one.key, -1)),
        _sign("arrow-down", t("layouts.down", name=name), LayoutScreen.move(one.key, 1)),
    ]


def _field(one: rx.vars.ObjectVar[PlacedField], home: Any) -> rx.Component:
    name = both(one.zh, one.en)
    return rx.el.li(
        rx.el.span(
            name,
            rx.cond(
                one.is_required,
                rx.el.span(" *", class_name="text-bad", title=t("custom_fields.is_required")),
            ),
            rx.cond(
                one.is_own,
                rx.fragment(),
                rx.el.span(" · ", t("custom_fields.page"), class_name="text-faint text-[12px]"),
            ),
            class_name="flex-1 min-w-0 break-words",
        ),
        _home(one, home, name),
        rx.el.span(
            _sign("arrow-up", t("layouts.up", name=name), LayoutScreen.move_field(one.name, -1)),
            _sign("arrow-down", t("layouts.down", name=name), LayoutScreen.move_field(one.name, 1)),
            class_name="flex shrink-0",
        ),
        key=one.name,
        custom_attrs={"data-field": one.name},
        class_name="flex items-center gap-2 pl-3 pr-1 py-1 lg:py-0.5 min-h-[44px] lg:min-h-[38px]",
    )


def _home(one: Any, home: Any, name: Any) -> rx.Component:
    """In which section it stands."""
    return rx.el.div(
        select(
            rx.foreach(
                _ROW.sections,
                lambda to: rx.cond(
                    to.is_panel, rx.fragment(), rx.el.option(both(to.zh, to.en), value=to.key)
                ),
            ),
            value=home,
            on_change=lambda key: LayoutScreen.place_field(one.name, key),
            aria_label=t("layouts.to", name=name),
        ),
        class_name="w-[128px] sm:w-[220px] shrink-0",
    )


def _sign(sign: str, label: Any, does: Any) -> rx.Component:
    return button(sign=sign, label=label, tone="quiet", on_click=does)


def title_sheet() -> rx.Component:
    """The title of a section, in both languages."""
    named = LayoutScreen.named
    zh = {"name": "zh", "default_value": named.zh, "custom_attrs": {"data-focus": ""}}
    return sheet(
        _SHEET,
        rx.cond(named.key == "", t("layouts.add"), t("layouts.rename")),
        rx.el.form(
            field(t("layouts.title_zh"), text_input(**zh, max_length=60)),
            field(
                t("layouts.title_en"), text_input(name="en", default_value=named.en, max_length=60)
            ),
            problem_text(LayoutScreen.problem),
            save_actions(),
            on_submit=LayoutScreen.save,
            class_name="space-y-3",
        ),
        open=LayoutScreen.asking,
        on_close=LayoutScreen.stop,
        key=LayoutScreen.opened.to_string(),
    )
