"""The command palette (Ctrl/Cmd+K): places and actions filter in the browser, records on the server."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from crm_app.components.text import choice, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.core.permissions import Permission
from crm_app.services.search import Hit
from crm_app.state.base import Shell
from crm_app.state.palette import Palette

_ITEM = (
    "flex items-center gap-3 px-3 min-h-[44px] lg:min-h-[38px] rounded-lg hover:bg-raised "
    "focus:bg-accent-soft focus:text-accent outline-none"
)
_SIGNS = (
    ("customer", "building-2"),
    ("contact", "user"),
    ("deal", "target"),
    ("lead", "user-plus"),
    ("quote", "file-text"),
    ("activity", "message-square"),
    ("task", "square-check"),
    ("voice_note", "mic"),
)


def palette(
    places: Sequence[Any], actions: Sequence[tuple[str, str, str, Permission]]
) -> rx.Component:
    """The dialog; `places` are menu entries, `actions` are (text, icon, address, who may)."""
    return rx.el.dialog(
        rx.el.div(
            rx.el.div(
                icon("search"),
                rx.el.input(
                    type="search",
                    placeholder=t("shell.search_hint"),
                    aria_label=t("shell.search_hint"),
                    auto_complete="off",
                    on_change=Palette.look.debounce(120),
                    custom_attrs={"data-palette-input": ""},
                    class_name="flex-1 bg-transparent outline-none min-h-[48px] text-[16px]",
                ),
                rx.el.button(
                    icon("x"),
                    aria_label=t("shell.close"),
                    type="button",
                    custom_attrs={"data-palette-close": ""},
                    class_name="min-w-[44px] min-h-[44px] grid place-items-center text-soft",
                ),
                class_name="flex items-center gap-3 px-4 border-b border-line",
            ),
            rx.el.div(
                rx.foreach(Palette.hits, _hit),
                rx.cond(
                    (Palette.words != "") & (Palette.hits.length() == 0),
                    rx.el.p(t("palette.nothing"), class_name="px-3 py-2 text-faint"),
                ),
                *[
                    _allowed(who, _entry(text, sign, address))
                    for text, sign, address, who in actions
                ],
                *[_place(place) for place in places],
                custom_attrs={"data-palette-list": ""},
                class_name="p-2 overflow-y-auto max-h-[60dvh]",
            ),
        ),
        id="palette",
        aria_label=t("shell.search"),
        class_name=(
            "m-0 lg:mx-auto lg:mt-[10dvh] w-full lg:w-[620px] max-w-full max-h-dvh bg-panel "
            "border border-line lg:rounded-lg p-0"
        ),
    )


def _place(place: Any) -> rx.Component:
    return _allowed(place.permission, _entry(place.title, place.sign, place.route))


def _allowed(permission: Permission, entry: rx.Component) -> rx.Component:
    return rx.cond(Shell.me.can.contains(permission.value), entry)  # pyright: ignore[reportReturnType]


def _hit(hit: rx.vars.ObjectVar[Hit]) -> rx.Component:
    return link(
        rx.match(
            hit.kind,
            *[(kind, icon(sign)) for kind, sign in _SIGNS],
            icon("circle"),
        ),
        rx.el.span(
            rx.el.span(hit.title, class_name="block truncate"),
            rx.cond(
                hit.subtitle != "",
                rx.el.span(hit.subtitle, class_name="block truncate text-faint text-[12px]"),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.el.span(choice("kind", hit.kind), class_name="text-faint text-[12px]"),
        href=f"/open/{hit.kind}/{hit.public_id}",
        key=hit.public_id,
        custom_attrs={"data-palette-item": ""},
        class_name=_ITEM,
    )


def _entry(text: str, sign: str, address: str) -> rx.Component:
    return link(
        icon(sign),
        rx.el.span(t(text)),
        href=address,
        custom_attrs={"data-palette-item": "", "data-palette-word": t(text)},
        class_name=_ITEM,
    )
