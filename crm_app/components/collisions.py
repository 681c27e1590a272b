"""Discounts that do not go together with a promotion that runs, in words."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.icons import icon
from crm_app.services.approvals import Words

_SHOWN = 3


def collision_list(collisions: Any) -> rx.Component:
    """The first sentences, one a line; the others in one tap."""
    sentences: Any = collisions.to(list[Words])
    return rx.el.div(
        icon("badge-percent"),
        rx.el.div(
            rx.el.p(t("promotions.collisions"), class_name="font-medium"),
            _list(sentences[:_SHOWN]),
            rx.cond(
                sentences.length() > _SHOWN,
                rx.el.details(
                    rx.el.summary(
                        t("promotions.more", count=sentences.length() - _SHOWN),
                        class_name="cursor-pointer underline py-2 lg:py-1",
                    ),
                    _list(sentences[_SHOWN:]),
                ),
            ),
            class_name="flex-1 min-w-0",
        ),
        role="status",
        custom_attrs={"data-collisions": ""},
        class_name="flex items-start gap-3 rounded-lg px-3 py-2 mb-3 bg-warn-soft text-warn",
    )


def _list(sentences: Any) -> rx.Component:
    # On the phone two lines of each until they are pressed.
    look = "max-lg:line-clamp-2 focus:line-clamp-none"
    return rx.el.ul(
        rx.foreach(
            sentences,
            lambda one: rx.el.li(both(one.zh, one.en), tab_index=0, class_name=look),
        ),
        class_name="space-y-1",
    )
