"""Asking to take a list out of the product."""

import reflex as rx

from crm_app.components.shell import screen
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button, field, problem_text, text_area
from crm_app.components.ui.show import panel
from crm_app.state.approval_export import ExportScreen


@screen("/approvals/export", "approvals.export_title", on_load=ExportScreen.load)
def approval_export() -> rx.Component:
    """Which list, and what it is for."""
    return rx.el.div(
        rx.el.h1(t("approvals.export_title"), class_name="text-[20px] font-semibold"),
        rx.el.p(t("approvals.export_why"), class_name="text-soft mb-3"),
        panel(
            rx.el.p(
                choice("approvals.listing", ExportScreen.listing), class_name="font-medium mb-2"
            ),
            rx.el.form(
                field(
                    t("approvals.reason"),
                    text_area(name="reason", required=True, max_length=500),
                ),
                problem_text(ExportScreen.problem),
                rx.el.div(
                    rx.el.a(
                        t("approvals.export_get"),
                        href=ExportScreen.file,
                        reload_document=True,
                        class_name="text-accent hover:underline tap",
                    ),
                    button(t("approvals.ask"), tone="primary", type="submit"),
                    class_name="flex items-center justify-between gap-3",
                ),
                on_submit=ExportScreen.ask,
                class_name="space-y-3",
            ),
            class_name="p-3 lg:p-4",
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[640px]",
    )
