"""Where orders of won deals go: address, secret, by themselves or by hand."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, text_input
from crm_app.components.ui.show import badge, panel, skeleton_rows
from crm_app.state.erp import ErpScreen

_ROW = ErpScreen.row


def erp_form() -> rx.Component:
    """The one receiver."""
    return rx.cond(
        ErpScreen.loaded,
        panel(
            rx.el.form(
                field(
                    t("erp.url"),
                    text_input(
                        name="url",
                        default_value=_ROW.url,
                        input_mode="url",
                        auto_complete="off",
                        max_length=300,
                    ),
                    hint=t("erp.url_hint"),
                ),
                field(
                    t("erp.secret"),
                    text_input(
                        name="secret", type="password", auto_complete="new-password", max_length=200
                    ),
                    hint=t("erp.secret_hint"),
                ),
                rx.cond(_ROW.has_secret, badge(t("erp.secret_set"), tone="good")),
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        name="is_automatic",
                        default_checked=_ROW.is_automatic,
                        class_name="w-5 h-5 accent-[var(--accent)]",
                    ),
                    t("erp.is_automatic"),
                    class_name="flex items-center gap-3 min-h-[44px]",
                ),
                problem_text(ErpScreen.problem),
                button(t("shell.save"), tone="primary", type="submit"),
                on_submit=ErpScreen.save,
                reset_on_submit=False,
                key=f"{_ROW.url}{ErpScreen.stored}",
                class_name="space-y-3",
            ),
            class_name="p-3",
        ),
        skeleton_rows(3),
    )
