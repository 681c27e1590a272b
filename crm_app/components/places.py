"""The places of the product: what the menu, the palette and the settings page lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

import reflex as rx

from crm_app.components.text import t
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


def any_on(*routes: str) -> Any:
    """Whether one of the parts that these addresses belong to is switched on."""
    return reduce(or_, [is_on(route) for route in routes])


def told_while(key: str, *routes: str) -> rx.Var[str]:
    """A text while the parts that it names are on; without one of them `<key>_alone`."""
    on = reduce(and_, [is_on(route) for route in routes])
    return rx.cond(on, t(key), t(f"{key}_alone"))  # pyright: ignore[reportReturnType]


def choices_on(prefix: str, keys: Iterable[str], routes: Mapping[str, str]) -> list[Any]:
    """Options of a choice, each while the part that its address belongs to is switched on."""
    return [
        rx.cond(is_on(routes[key]), option) if key in routes else option
        for key, option in ((key, rx.el.option(t(f"{prefix}.{key}"), value=key)) for key in keys)
    ]


# Where records of a kind stand: what is switched off has none to choose.
PLACES_OF = {
    "lead": "/leads",
    "screening_question": "/leads",
    "deal": "/deals",
    "quote": "/quotes",
    "product": "/products",
    "contract": "/contracts",
    "order": "/orders",
    "card": "/cards",
    "voice_note": "/voice",
}


def shown_at(permission: Permission, route: str, component: rx.Component) -> rx.Component:
    """A way to an address: for who has the permission, while its part is on."""
    return rx.cond(may(permission) & is_on(route), component)  # pyright: ignore[reportReturnType]


def allowed(permission: Permission, component: rx.Component) -> rx.Component:
    """Shown to who has the permission; the service decides by itself."""
    return rx.cond(may(permission), component)
