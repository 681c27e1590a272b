"""Discounts that do not go together with a promotion that runs, in words."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.icons import icon


def collision_list(collisions: Any) -> rx.Component:
    """The sentences, one a line; on the phone two lines of each until they are pressed."""
    return rx.el.div(
        icon("badge-percent"),
        rx.el.div(
            rx.el.p(t("promotions.collisions"), class_name="font-medium"),
            rx.el.ul(
                rx.foreach(
                    collisions,
                    lambda one: rx.el.li(
                        both(one.zh, one.en),
                        tab_index=0,
                        class_name="max-lg:line-clamp-2 focus:line-clamp-none",
                    ),
                ),
                class_name="space-y-1",
            ),
            class_name="flex-1 min-w-0",
        ),
        role="status",
        custom_attrs={"data-collisions": ""},
        class_name="flex items-start gap-3 rounded-lg px-3 py-2 mb-3 bg-warn-soft text-warn",
    )
