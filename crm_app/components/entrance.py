"""The pages before one is signed in."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, text_input


def entrance(
    title: str, *content: rx.Component, post: str, submit: str, hint: str = ""
) -> rx.Component:
    """A form in the middle of the page that posts JSON to the API (assets/js/page.js).

    `hint` stands below the button.
    """
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
                class_name="text-bad rounded-lg bg-bad-soft px-3 py-2 empty:hidden",
            ),
            button(t(submit), tone="primary", type="submit", class_name="w-full"),
            rx.el.p(t(hint), class_name="text-faint text-[13px] text-center") if hint else None,
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


def entrance_field(
    label: str, name: str, *, kind: str = "text", complete: str, hint: str = "", first: bool = False
) -> rx.Component:
    """A required field; typing begins in the `first`."""
    control = text_input(
        name=name, type=kind, auto_complete=complete, required=True, auto_focus=first
    )
    return field(t(label), control, hint=t(hint) if hint else None)
