"""From the leads to the pool and back."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import link
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell


def lead_places(here: str) -> rx.Component:
    """From the leads to the pool and back; for who may claim."""
    places = (("/leads", "pools.tab_leads"), ("/pool", "pools.page"))
    return rx.cond(  # pyright: ignore[reportReturnType]
        Shell.me.can.contains(Permission.LEAD_WRITE.value),
        rx.el.nav(
            *[_place(t(title), href, chosen=href == here) for href, title in places],
            aria_label=t("leads.page"),
            class_name="flex gap-1 mb-3 border-b border-line",
        ),
    )


def _place(words: Any, href: str, *, chosen: bool) -> rx.Component:
    look = "text-ink border-accent font-medium" if chosen else "text-soft border-transparent"
    current = {"aria-current": "page"} if chosen else {}
    return link(
        words,
        href=href,
        custom_attrs=current,
        class_name=(
            f"inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px] border-b-2 -mb-px {look}"
        ),
    )
