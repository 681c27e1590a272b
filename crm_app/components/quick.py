"""The short forms of the capture sheet."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import asked_of_new
from crm_app.components.holders import ask_sheet, holders_strip
from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, text_area, text_input
from crm_app.components.ui.tidy import tidy_input
from crm_app.state.captures import QuickCapture


def quick_form() -> rx.Component:
    """The form of the kind in the address."""
    fields = rx.match(
        QuickCapture.kind,
        ("note", rx.fragment(_text(), _about())),
        ("visit", rx.fragment(_text(), _line("outcome"), _about())),
        ("task", rx.fragment(_line("title", required=True), _line("due", kind="date"), _about())),
        (
            "customer",
            rx.fragment(
                _tidy("name", "company", required=True),
                _tidy("phone", "phone", type="tel"),
                asked_of_new("customer"),
            ),
        ),
        (
            "deal",
            rx.fragment(
                _line("name", required=True),
                _about(),
                _line("amount", mode="decimal"),
                asked_of_new("deal"),
            ),
        ),
        rx.fragment(),
    )
    form = rx.el.form(
        problem_text(QuickCapture.problem),
        holders_strip(QuickCapture),
        fields,
        rx.el.div(
            button(
                t("shell.save"), tone="primary", type="submit", class_name="flex-1 lg:flex-none"
            ),
            class_name="flex pt-1",
        ),
        key=QuickCapture.kind,
        on_submit=QuickCapture.save,
        class_name="space-y-3",
    )
    return rx.fragment(form, ask_sheet(QuickCapture))


def _text() -> rx.Component:
    return field(
        t("captures.field.text"), text_area(name="text", rows="5", required=True, auto_focus=True)
    )


def _tidy(name: str, kind: str, **props: Any) -> rx.Component:
    return field(
        t(f"captures.field.{name}"), tidy_input(kind, name=name, auto_complete="off", **props)
    )


def _line(name: str, kind: str = "text", mode: str = "", *, required: bool = False) -> rx.Component:
    return field(
        t(f"captures.field.{name}"),
        text_input(
            name=name,
            type=kind,
            required=required,
            auto_focus=required,
            auto_complete="off",
            **({"input_mode": mode} if mode else {}),
        ),
    )


def _about() -> rx.Component:
    return rx.fragment(
        customer_picker(
            label=t("captures.customer"),
            chosen_id=QuickCapture.customer_id,
            chosen_name=QuickCapture.customer_name,
        ),
        contact_picker(
            label=t("captures.contact"),
            chosen_id=QuickCapture.contact_id,
            chosen_name=QuickCapture.contact_name,
        ),
    )
