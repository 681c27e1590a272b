"""The places of the product: what the menu, the palette and the settings page lead to."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from crm_app.core import modules
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
# Every address of the signed-in product, and the permission that its page asks for.
ROUTES: dict[str, Permission | None] = {}


def is_here(entry: MenuEntry, route: str) -> bool:
    """Whether a page belongs to a place."""
    return route == entry.route or (entry.route != "/" and route.startswith(f"{entry.route}/"))


def may(permission: Permission) -> rx.vars.BooleanVar:
    """Whether the person signed in has the permission."""
    return Shell.me.can.contains(permission.value)


def is_on(route: str) -> Any:
    """Whether the part of the product that an address belongs to is switched on."""
    part = modules.of_route(route)
    return ~Shell.me.off.contains(part) if part else rx.Var.create(True)


def shown_at(permission: Permission, route: str, component: rx.Component) -> rx.Component:
    """A way to an address: for who has the permission, while its part is on."""
    return rx.cond(may(permission) & is_on(route), component)  # pyright: ignore[reportReturnType]


def allowed(permission: Permission, component: rx.Component) -> rx.Component:
    """Shown to who has the permission; the service decides by itself."""
    return rx.cond(may(permission), component)
