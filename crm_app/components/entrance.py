"""The pages before one is signed in."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, text_input


def entrance(title: str, *content: rx.Component, post: str, submit: str) -> rx.Component:
    """A form in the middle of the page that posts JSON to the API (assets/js/page.js)."""
    return rx.el.main(
        rx.el.form(
            rx.el.img(src="/icons/puer.svg", alt="", class_name="w-12 h-12"),
            rx.el.div(
                rx.el.h1(t(title), class_name="text-[22px] font-semibold"),
                rx.el.p(t("product.line"), class_name="text-faint"),
            ),
            *content,
            rx.el.p(
                role="alert",
                custom_attrs={"data-problem": "", "data-offline": t("shell.offline")},
                class_name="text-bad min-h-[1.4em]",
            ),
            button(t(submit), tone="primary", type="submit", class_name="w-full"),
            button(
                t("shell.language"),
                tone="quiet",
                class_name="w-full",
                on_click=rx.call_function(
                    rx.Var("(() => crm.setLanguage(crm.language() === 'zh' ? 'en' : 'zh'))")
                ),
            ),
            custom_attrs={"data-post": post, "data-then": "/"},
            class_name="w-full max-w-[360px] space-y-4",
        ),
        class_name="min-h-dvh grid place-items-center p-6",
    )


def entrance_field(label: str, name: str, *, kind: str = "text", complete: str) -> rx.Component:
    """A required field."""
    return field(t(label), text_input(name=name, type=kind, auto_complete=complete, required=True))
