"""When and how a customer pays, as fields and in words."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import field, text_input


def payment_field(which: str, **given: Any) -> rx.Component:
    """The field `payment_days` or `payment_terms`."""
    if which == "payment_days":
        box = text_input(input_mode="numeric", max_length=3, **given)
        return field(t("terms.payment_days"), box, hint=t("terms.payment_days_hint"))
    box = text_input(max_length=200, placeholder=t("terms.payment_terms_example"), **given)
    return field(t("terms.payment_terms"), box)


def payment_words(days: Any, words: Any) -> rx.Component:
    """Days to pay and what else was agreed; a dash for nothing."""
    when = rx.cond(days == 0, t("terms.at_once"), t("terms.days", days=days))
    none = rx.cond(words == "", rx.el.span("–", class_name="text-faint"))
    return rx.el.span(
        rx.cond(days == None, none, rx.el.span(when)),  # noqa: E711 - a var
        rx.cond(words != "", rx.el.span(words, class_name="block break-words")),
    )
