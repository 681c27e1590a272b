"""What validation rules still ask of a record, on its page."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.state.validation_rules import UnmetRules


def unmet_strip(record: str, public_id: Any) -> rx.Component:
    """What rules still ask of a record that came before them, or by itself."""
    return rx.el.div(
        of_address(
            UnmetRules.shown,
            rx.cond(
                UnmetRules.told.length() > 0,
                rx.el.section(
                    rx.el.p(
                        icon("shield-alert"),
                        t("validation_rules.unmet"),
                        class_name="flex items-center gap-2 font-medium",
                    ),
                    rx.el.ul(
                        rx.foreach(
                            UnmetRules.told,
                            lambda one: rx.el.li(both(one.zh, one.en), key=one.zh),
                        )
                    ),
                    role="status",
                    class_name="rounded-lg bg-warn-soft text-ink px-3 py-2",
                ),
            ),
        ),
        on_mount=UnmetRules.look(record, public_id),
        key=public_id,
    )
