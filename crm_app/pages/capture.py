"""A short form from the capture sheet."""

import reflex as rx

from crm_app.components.lead_form import lead_entry
from crm_app.components.quick import quick_form
from crm_app.components.shell import screen
from crm_app.components.text import choice
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.captures import QuickCapture


@screen("/capture/[capture_kind]", "captures.title", on_load=QuickCapture.load)
def capture() -> rx.Component:
    """Note, visit, task, customer, deal or lead: the least that has to be typed."""
    return rx.el.div(
        rx.el.h1(
            choice("captures.new", QuickCapture.kind), class_name="text-[20px] font-semibold mb-3"
        ),
        rx.cond(
            QuickCapture.loaded,
            rx.cond(QuickCapture.kind == "lead", lead_entry(), quick_form()),
            skeleton_rows(4),
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[560px]",
    )
