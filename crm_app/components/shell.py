"""The frame: `@screen` gives a page its route, its menu entry and everything around it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from crm_app.components.captures import capture_sheet, capture_tab
from crm_app.components.counters import bell, counter_badge
from crm_app.components.keys import keys_help, update_prompt
from crm_app.components.notes import line_notes, notes
from crm_app.components.palette import palette
from crm_app.components.places import (
    MENU,
    ROUTES,
    SETTINGS,
    MenuEntry,
    allowed,
    is_here,
    is_on,
    may,
    shown_at,
)
from crm_app.components.sidebar import account, search_button, sidebar
from crm_app.components.text import t
from crm_app.components.ui.forms import link, link_button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, opens, sheet
from crm_app.components.ui.show import empty
from crm_app.core.modules import of_route
from crm_app.core.permissions import Permission
from crm_app.locales.catalog import TEXT
from crm_app.state.base import Shell
from crm_app.state.frame import Frame


def screen(
    route: str,
    title: str,
    *,
    on_load: Any = None,
    menu: MenuEntry | None = None,
    settings: MenuEntry | None = None,
    only: Permission | None = None,
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register a page of the signed-in product; its layout is what the function returns.

    Whoever may not do what is done there - `only`, or what its place in the menu asks - and has its
    address is told so.
    """
    for entries, entry in ((MENU, menu), (SETTINGS, settings)):
        if entry is not None:
            entries.append(entry)
            entries.sort(key=lambda entry: entry.rank)

    needed = only or (menu.permission if menu is not None else None)
    ROUTES[route] = needed

    def register(layout: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        def page() -> rx.Component:
            content = layout()
            kept = content if needed is None else _kept_for(needed, content, route)
            return frame(_while_on(route, kept), route)

        page.__name__ = layout.__name__
        page.__module__ = layout.__module__
        own = on_load if isinstance(on_load, list) else [on_load] if on_load is not None else []
        loads = [Frame.enter, *own]
        zh, en = TEXT[title]
        rx.page(route=route, title=f"{zh} · {en} · Puer", on_load=loads)(page)
        return page

    return register


def _while_on(route: str, content: rx.Component) -> rx.Component:
    """Of a part that is switched off its address says so."""
    if not of_route(route):
        return content
    return rx.cond(  # pyright: ignore[reportReturnType]
        is_on(route),
        content,
        rx.el.div(
            empty(
                "power-off",
                rx.el.h1(t("modules.off")),
                rx.cond(
                    may(Permission.SETTINGS),
                    link_button(t("modules.page"), href="/settings/modules"),
                    link_button(t("home.title"), href="/"),
                ),
            ),
            role="alert",
        ),
    )


def _kept_for(permission: Permission, content: rx.Component, route: str) -> rx.Component:
    back = ("settings.title", "/settings") if route.startswith("/settings") else ("home.title", "/")
    title, href = back
    # Before it is known who looks, the page waits as it always does.
    nobody = Shell.me.can.length() == 0
    return rx.cond(  # pyright: ignore[reportReturnType]
        nobody | may(permission),
        content,
        rx.el.div(
            empty("lock", rx.el.h1(t("permission.denied")), link_button(t(title), href=href)),
            role="alert",
        ),
    )


def frame(content: rx.Component, route: str) -> rx.Component:
    """Sidebar on the desk, bottom bar on the phone, the content between."""
    return rx.el.div(
        rx.el.a(
            t("shell.skip"),
            href="#content",
            class_name=(
                "sr-only focus:not-sr-only focus:fixed focus:z-50 focus:left-2 focus:top-2 "
                "focus:rounded-lg focus:bg-panel focus:border focus:border-line-strong focus:px-3 focus:py-2"
            ),
        ),
        sidebar(route),
        _top_bar(),
        rx.el.main(
            content,
            id="content",
            tab_index=-1,
            class_name="outline-none min-w-0 flex-1 pb-[calc(76px+env(safe-area-inset-bottom))] lg:pb-0",
        ),
        _bottom_bar(route),
        notes(),
        line_notes(),
        allowed(Permission.CAPTURE, capture_sheet()),
        _more_sheet(route),
        palette([*MENU, *SETTINGS]),
        keys_help(MENU),
        update_prompt(),
        class_name="lg:flex min-h-dvh",
    )


def _top_bar() -> rx.Component:
    """The phone's title bar: where one is, and the search."""
    return rx.el.header(
        link(
            rx.el.img(src="/icons/puer.svg", alt=t("product.name"), class_name="w-8 h-8"),
            href="/",
            class_name="grid place-items-center w-11 h-11",
        ),
        search_button("flex-1 min-h-[44px]"),
        bell(),
        class_name=(
            "lg:hidden sticky top-0 z-20 flex items-center gap-2 px-3 py-2 bg-bg/95 border-b "
            "border-line safe-top"
        ),
    )


def _bottom_bar(route: str) -> rx.Component:
    """Today · Customers · + · Deals · More."""
    entries = {entry.route: entry for entry in MENU if entry.route in _BAR}
    first = [_tab(entries[r], route) for r in _BAR[:2] if r in entries]
    rest = [_tab(entries[r], route) for r in _BAR[2:] if r in entries]
    payments = rx.fragment(*[_tab(one, route) for one in MENU if one.route == _INSTEAD])
    return rx.el.nav(
        *first,
        allowed(Permission.CAPTURE, capture_tab()),
        *rest,
        rx.cond((Shell.me.can.length() > 0) & ~may(Permission.DEAL_READ), payments),
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
                shown_at(entry.permission, entry.route, _more_entry(entry, route))
                for entry in MENU
                if entry.route not in _BAR
            ],
            class_name="grid grid-cols-2 gap-2",
        ),
        rx.el.div(account(), class_name="mt-3"),
    )


def _more_entry(entry: MenuEntry, route: str) -> rx.Component:
    look = "border-accent text-accent" if is_here(entry, route) else "border-line"
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
    look = "text-accent" if is_here(entry, route) else "text-soft"
    tab = link(
        icon(entry.sign, 22),
        rx.el.span(t(entry.title), class_name="text-[12px]"),
        href=entry.route,
        class_name=f"{_TAB} {look}",
    )
    # Before it is known who looks, the bar is that of most.
    usual = (Shell.me.can.length() == 0) & (entry.route in _BAR)
    return rx.cond(usual | may(entry.permission), tab)  # pyright: ignore[reportReturnType]


_BAR = ("/", "/customers", "/deals")
# What whoever has no deals has in their place.
_INSTEAD = "/payments"
_TAB = "flex-1 flex flex-col items-center justify-center gap-0.5 h-[60px]"
