"""The frame: `@screen` gives a page its route, its menu entry and everything around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from crm_app.components.captures import capture_button, capture_sheet, capture_tab
from crm_app.components.counters import bell, counter_badge
from crm_app.components.keys import keys_help, update_prompt
from crm_app.components.notes import notes, offline_note
from crm_app.components.palette import palette
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, opens, sheet
from crm_app.core.permissions import Permission
from crm_app.locales.catalog import TEXT
from crm_app.state.base import Shell
from crm_app.state.frame import Frame


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A place in the menu; `rank` orders it, `key` is the letter after g.

    `counter` names the figure of `Shell.counts` that stands beside it; `hint` is the text that the
    settings page shows below the title.
    """

    route: str
    title: str
    sign: str
    rank: int
    permission: Permission
    key: str = ""
    counter: str = ""
    hint: str = ""


MENU: list[MenuEntry] = []
# Places that the settings page leads to; ranks below 20 are about oneself, below 40 about people.
SETTINGS: list[MenuEntry] = []
# What the palette can start: text, icon, address, and who may.
ACTIONS: list[tuple[str, str, str, Permission]] = []


def screen(
    route: str,
    title: str,
    *,
    on_load: Any = None,
    menu: MenuEntry | None = None,
    settings: MenuEntry | None = None,
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register a page of the signed-in product; its layout is what the function returns."""
    for entries, entry in ((MENU, menu), (SETTINGS, settings)):
        if entry is not None:
            entries.append(entry)
            entries.sort(key=lambda entry: entry.rank)

    def register(layout: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        def page() -> rx.Component:
            return frame(layout(), route)

        page.__name__ = layout.__name__
        page.__module__ = layout.__module__
        own = on_load if isinstance(on_load, list) else [on_load] if on_load is not None else []
        loads = [Frame.enter, *own]
        zh, en = TEXT[title]
        rx.page(route=route, title=f"{zh} · {en} · Puer", on_load=loads)(page)
        return page

    return register


def frame(content: rx.Component, route: str) -> rx.Component:
    """Sidebar on the desk, bottom bar on the phone, the content between."""
    return rx.el.div(
        rx.el.a(t("shell.skip"), href="#content", class_name="sr-only focus:not-sr-only"),
        _sidebar(route),
        _top_bar(),
        rx.el.main(
            content,
            id="content",
            class_name="min-w-0 flex-1 pb-[calc(76px+env(safe-area-inset-bottom))] lg:pb-0",
        ),
        _bottom_bar(route),
        notes(),
        offline_note(),
        _allowed(Permission.CAPTURE, capture_sheet()),
        _more_sheet(route),
        palette([*MENU, *SETTINGS], ACTIONS),
        keys_help(),
        update_prompt(),
        class_name="lg:flex min-h-dvh",
    )


def _allowed(permission: Permission, component: rx.Component) -> rx.Component:
    return rx.cond(Shell.me.can.contains(permission.value), component)


def _top_bar() -> rx.Component:
    """The phone's title bar: where one is, and the search."""
    return rx.el.header(
        link(
            rx.el.img(src="/icons/puer.svg", alt=t("product.name"), class_name="w-8 h-8"),
            href="/",
            class_name="grid place-items-center w-11 h-11",
        ),
        _search_button("flex-1 min-h-[44px]"),
        bell(),
        class_name=(
            "lg:hidden sticky top-0 z-20 flex items-center gap-2 px-3 py-2 bg-bg/95 border-b "
            "border-line safe-top"
        ),
    )


def _search_button(look: str) -> rx.Component:
    return rx.el.button(
        icon("search"),
        rx.el.span(t("shell.search"), class_name="flex-1 text-left truncate"),
        rx.el.kbd("Ctrl K", class_name="hidden lg:inline text-[11px] text-faint font-sans"),
        type="button",
        custom_attrs={"data-palette-open": ""},
        class_name=(
            f"flex items-center gap-2 rounded-lg border border-line-strong bg-panel px-3 text-faint {look}"
        ),
    )


def _sidebar(route: str) -> rx.Component:
    return rx.el.nav(
        link(
            rx.el.img(src="/icons/puer.svg", alt="", class_name="w-7 h-7"),
            rx.el.span(t("product.name"), class_name="font-semibold text-[15px]"),
            href="/",
            class_name="flex items-center gap-2 px-3 h-12",
        ),
        _search_button("mx-2 mb-2 min-h-[34px]"),
        _allowed(Permission.CAPTURE, capture_button()),
        rx.el.ul(
            *[_allowed(entry.permission, _side_entry(entry, route)) for entry in MENU],
            class_name="flex-1 overflow-y-auto px-2 space-y-0.5",
        ),
        _account(),
        aria_label=t("shell.menu"),
        class_name=(
            "hidden lg:flex flex-col w-[220px] shrink-0 sticky top-0 h-dvh border-r border-line "
            "bg-raised/60"
        ),
    )


def _is_here(entry: MenuEntry, route: str) -> bool:
    return route == entry.route or (entry.route != "/" and route.startswith(f"{entry.route}/"))


def _side_entry(entry: MenuEntry, route: str) -> rx.Component:
    here = _is_here(entry, route)
    look = (
        "bg-panel border-line text-accent"
        if here
        else "border-transparent text-soft hover:bg-panel"
    )
    return rx.el.li(
        link(
            icon(entry.sign),
            rx.el.span(t(entry.title), class_name="flex-1"),
            counter_badge(entry.counter) if entry.counter else None,
            href=entry.route,
            class_name=f"flex items-center gap-3 px-2 h-9 rounded-lg border {look}",
            custom_attrs={
                **({"data-go": entry.key} if entry.key else {}),
                **({"aria-current": "page"} if here else {}),
            },
        ),
    )


def _account() -> rx.Component:
    return rx.el.div(
        link(
            rx.el.span(Shell.me.name, class_name="block truncate font-medium"),
            rx.el.span(choice("role", Shell.me.role), class_name="block text-faint text-[12px]"),
            href="/profile",
            title=t("profile.title"),
            custom_attrs=closes(),
            class_name="block min-w-0 px-1 py-1 lg:py-0 mb-1 rounded-md hover:bg-raised",
        ),
        rx.el.div(
            button(
                t("shell.language"),
                tone="quiet",
                class_name="px-2",
                on_click=call_page("toggleLanguage"),
            ),
            _worded("sun-moon", "shell.theme", "toggleTheme", short="shell.theme_short"),
            _worded("log-out", "shell.sign_out", "signOut"),
            class_name="flex gap-1 max-lg:[&>*]:flex-1",
        ),
        class_name="border-t border-line p-2",
    )


def _worded(sign: str, words: str, function: str, short: str = "") -> rx.Component:
    """Its sign on the desk, where the sidebar is narrow; with words on the phone."""
    return button(
        rx.el.span(t(short or words), class_name="lg:hidden"),
        tone="quiet",
        sign=sign,
        label=t(words),
        class_name="px-2",
        on_click=call_page(function),
    )


def call_page(name: str) -> Any:
    """A function of assets/js/page.js, compiled in: nothing is evaluated in the browser."""
    return rx.call_function(rx.Var(f"(() => window.crm.{name}())"))


def _bottom_bar(route: str) -> rx.Component:
    """Today · Customers · + · Deals · More."""
    entries = {entry.route: entry for entry in MENU if entry.route in _BAR}
    first = [_tab(entries[r], route) for r in _BAR[:2] if r in entries]
    rest = [_tab(entries[r], route) for r in _BAR[2:] if r in entries]
    return rx.el.nav(
        *first,
        _allowed(Permission.CAPTURE, capture_tab()),
        *rest,
        rx.el.button(
            icon("menu", 22),
            rx.el.span(t("shell.more"), class_name="text-[12px]"),
            type="button",
            custom_attrs=opens("more"),
            class_name=f"{_TAB} text-soft",
        ),
        aria_label=t("shell.menu"),
        class_name=(
            "lg:hidden fixed inset-x-0 bottom-0 z-20 flex bg-panel border-t border-line safe-bottom"
        ),
    )


def _more_sheet(route: str) -> rx.Component:
    """What the phone's bar has no room for: the other places, and oneself."""
    return sheet(
        "more",
        t("shell.more"),
        rx.el.ul(
            *[
                _allowed(entry.permission, _more_entry(entry, route))
                for entry in MENU
                if entry.route not in _BAR
            ],
            class_name="grid grid-cols-2 gap-2",
        ),
        rx.el.div(_account(), class_name="mt-3"),
    )


def _more_entry(entry: MenuEntry, route: str) -> rx.Component:
    look = "border-accent text-accent" if _is_here(entry, route) else "border-line"
    return rx.el.li(
        link(
            icon(entry.sign, 20),
            rx.el.span(t(entry.title), class_name="truncate flex-1"),
            counter_badge(entry.counter) if entry.counter else None,
            href=entry.route,
            custom_attrs=closes(),
            class_name=f"flex items-center gap-3 px-3 min-h-[48px] rounded-lg border {look}",
        )
    )


def _tab(entry: MenuEntry, route: str) -> rx.Component:
    look = "text-accent" if _is_here(entry, route) else "text-soft"
    return link(
        icon(entry.sign, 22),
        rx.el.span(t(entry.title), class_name="text-[12px]"),
        href=entry.route,
        class_name=f"{_TAB} {look}",
    )


_BAR = ("/", "/customers", "/deals")
_TAB = "flex-1 flex flex-col items-center justify-center gap-0.5 h-[60px]"
