"""The desk's sidebar: search, capture, places, oneself; `[` folds it to its icons."""

from typing import Any

import reflex as rx

from crm_app.components.captures import capture_button
from crm_app.components.counters import counter_badge
from crm_app.components.places import MENU, MenuEntry, allowed, is_here, shown_at
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell


def sidebar(route: str) -> rx.Component:
    """Words hide with `.side-word` (assets/puer.css), and stay for assistive technology."""
    return rx.el.nav(
        link(
            rx.el.img(src="/icons/puer.svg", alt="", class_name="w-7 h-7"),
            rx.el.span(t("product.name"), class_name="side-word font-semibold text-[15px]"),
            href="/",
            class_name="flex items-center gap-2 px-[14px] h-12 shrink-0",
        ),
        search_button("mx-2 mb-2 min-h-[34px] shrink-0"),
        allowed(Permission.CAPTURE, capture_button()),
        rx.el.ul(
            *[shown_at(one.permission, one.route, _side_entry(one, route)) for one in MENU],
            class_name="flex-1 overflow-y-auto px-2 space-y-0.5",
        ),
        account(),
        aria_label=t("shell.menu"),
        class_name=(
            "side hidden lg:flex flex-col w-[220px] shrink-0 sticky top-0 h-dvh border-r border-line "
            "bg-raised/60"
        ),
    )


def search_button(look: str) -> rx.Component:
    """Opens the palette."""
    return rx.el.button(
        icon("search"),
        rx.el.span(t("shell.search"), class_name="side-word flex-1 text-left truncate"),
        rx.el.kbd(
            "Ctrl K", class_name="side-word hidden lg:inline text-[11px] text-faint font-sans"
        ),
        type="button",
        aria_label=t("shell.search"),
        custom_attrs={"data-palette-open": ""},
        class_name=(
            f"flex items-center gap-2 rounded-lg border border-line-strong bg-panel px-[11px] text-faint {look}"
        ),
    )


def _side_entry(entry: MenuEntry, route: str) -> rx.Component:
    here = is_here(entry, route)
    look = (
        "bg-panel border-line text-accent"
        if here
        else "border-transparent text-soft hover:bg-panel"
    )
    return rx.el.li(
        link(
            icon(entry.sign),
            rx.el.span(t(entry.title), class_name="side-word flex-1 truncate"),
            counter_badge(entry.counter, "side-count") if entry.counter else None,
            _key_hint(entry.key) if entry.key and not entry.counter else None,
            href=entry.route,
            title=t(entry.title),
            class_name=f"group relative flex items-center gap-3 px-[10px] h-9 rounded-lg border {look}",
            custom_attrs={
                **({"data-go": entry.key} if entry.key else {}),
                **({"aria-current": "page"} if here else {}),
            },
        ),
    )


def _key_hint(key: str) -> rx.Component:
    """The keys that lead there, while the pointer or the focus is on it."""
    return rx.el.kbd(
        f"g {key}",
        aria_hidden="true",
        class_name=(
            "side-word text-[11px] text-faint font-sans opacity-0 group-hover:opacity-100 "
            "group-focus-visible:opacity-100"
        ),
    )


def account() -> rx.Component:
    """Who is signed in, language, theme, the way out."""
    return rx.el.div(
        link(
            rx.el.span(Shell.me.name, class_name="side-word block truncate font-medium"),
            rx.el.span(
                choice("role", Shell.me.role), class_name="side-word block text-faint text-[12px]"
            ),
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
            rx.el.span(class_name="side-word flex-1 max-lg:hidden"),
            button(
                tone="quiet",
                sign="panel-left",
                label=t("shell.side"),
                class_name="px-2 max-lg:hidden",
                on_click=call_page("toggleSide"),
            ),
            class_name="side-buttons flex gap-1 max-lg:[&>*]:flex-1",
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
