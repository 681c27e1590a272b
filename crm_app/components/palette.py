"""The command palette (Ctrl/Cmd+K): places and actions filter in the browser, records on the server."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from crm_app.components.places import MenuEntry, shown_at
from crm_app.components.sidebar import call_page
from crm_app.components.starts import STARTS, Start
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import starts
from crm_app.locales.catalog import TEXT
from crm_app.services.search import Hit
from crm_app.state.palette import Palette

_ITEM = (
    "flex w-full items-center gap-3 px-3 min-h-[44px] lg:min-h-[36px] rounded-lg hover:bg-raised "
    "focus:bg-accent-soft focus:text-accent outline-none text-left"
)
_KEY = "text-faint text-[12px] font-sans max-lg:hidden"
_SIGNS = (
    ("customer", "building-2"),
    ("contact", "user"),
    ("lead", "user-plus"),
    ("deal", "target"),
    ("quote", "file-text"),
    ("activity", "message-square"),
    ("task", "square-check"),
    ("voice_note", "mic"),
)


def palette(places: Sequence[MenuEntry]) -> rx.Component:
    """The dialog: records found, what can be started (components/starts.py), where one can go."""
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
                    class_name="plain-search min-w-0 flex-1 bg-transparent outline-none min-h-[48px] text-[16px]",
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
                    rx.el.p(
                        t("palette.nothing"),
                        custom_attrs={"data-palette-nothing": ""},
                        class_name="px-3 py-2 text-faint",
                    ),
                ),
                _head("palette.actions"),
                *[_start(start) for start in STARTS if start.address],
                _head("palette.places"),
                *[_place(place) for place in places],
                _head("palette.screen"),
                *[_start(start) for start in STARTS if start.call],
                custom_attrs={"data-palette-list": "", "data-palette-of": Palette.words},
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


def _head(text: str) -> rx.Component:
    return rx.el.p(
        t(text),
        custom_attrs={"data-palette-head": ""},
        class_name="px-3 pt-2 pb-1 text-faint text-[12px]",
    )


def _place(place: MenuEntry) -> rx.Component:
    hint = rx.el.kbd(f"g {place.key}", class_name=_KEY) if place.key else None
    attrs = _words(place.title)
    return shown_at(
        place.permission,
        place.route,
        link(*_face(place.sign, place.title), hint, href=place.route, **attrs),
    )


def _start(start: Start) -> rx.Component:
    attrs = _words(start.text)
    if start.call:
        entry = rx.el.button(
            *_face(start.sign, start.text), type="button", on_click=call_page(start.call), **attrs
        )
    else:
        attrs["custom_attrs"] |= starts(start.address.partition("#")[2])
        entry = link(*_face(start.sign, start.text), href=start.address, **attrs)
    return shown_at(start.permission, start.address.partition("#")[0], entry)


def _face(sign: str, text: str) -> tuple[rx.Component, rx.Component]:
    return icon(sign), rx.el.span(t(text), class_name="flex-1 min-w-0 truncate")


def _words(text: str) -> dict[str, Any]:
    """An entry that is found by its words in either language."""
    found_by = {"data-palette-item": "", "data-palette-word": " ".join(TEXT[text])}
    return {"custom_attrs": found_by, "class_name": _ITEM}


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
            rx.cond(
                hit.why != "",
                rx.el.span(
                    choice("palette.how", hit.how),
                    " ",
                    hit.why,
                    class_name="block truncate text-soft text-[12px]",
                ),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.el.span(choice("kind", hit.kind), class_name="text-faint text-[12px]"),
        href=f"/open/{hit.kind}/{hit.public_id}",
        key=hit.public_id,
        custom_attrs={"data-palette-item": ""},
        class_name=_ITEM,
    )
