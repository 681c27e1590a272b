"""The places of the product: what the menu, the palette and the settings page lead to."""

from dataclasses import dataclass

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.state.base import Shell


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


def is_here(entry: MenuEntry, route: str) -> bool:
    """Whether a page belongs to a place."""
    return route == entry.route or (entry.route != "/" and route.startswith(f"{entry.route}/"))


def may(permission: Permission) -> rx.vars.BooleanVar:
    """Whether the person signed in has the permission."""
    return Shell.me.can.contains(permission.value)


def allowed(permission: Permission, component: rx.Component) -> rx.Component:
    """Shown to who has the permission; the service decides by itself."""
    return rx.cond(may(permission), component)
