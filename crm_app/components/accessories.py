"""Accessories worth offering, with the enquiries that say so."""

import reflex as rx

from crm_app.components.text import both, choice, day, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.views import AccessoryHint, Enquiry
from crm_app.state.accessories import Accessories


def accessories() -> rx.Component:
    """Nothing where nothing is to be offered."""
    return of_address(
        Accessories.shown,
        rx.cond(
            Accessories.hints.length() > 0,
            panel(
                rx.el.h2(t("views.hints"), class_name="font-semibold px-3 pt-2"),
                rx.el.ul(rx.foreach(Accessories.hints, _hint), class_name="divide-y divide-line"),
            ),
        ),
    )


def _hint(hint: rx.vars.ObjectVar[AccessoryHint]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            icon("lightbulb", 16),
            rx.el.span(
                t(
                    "views.hint",
                    count=hint.count,
                    asked=both(hint.asked_zh, hint.asked_en),
                    name=both(hint.zh, hint.en),
                ),
                class_name="min-w-0",
            ),
            class_name="flex gap-2",
        ),
        rx.el.ul(
            rx.foreach(hint.enquiries, _enquiry),
            class_name="text-soft text-[13px] pl-6 space-y-0.5",
        ),
        custom_attrs={"data-hint": hint.product_public_id},
        key=hint.product_public_id,
        class_name="px-3 py-2 space-y-1",
    )


def _enquiry(one: rx.vars.ObjectVar[Enquiry]) -> rx.Component:
    words = rx.el.span(
        day(one.at),
        " · ",
        rx.cond(
            (one.kind == "quote") | (one.kind == "view"),
            choice("views.kind", one.kind),
            choice("timeline.is", one.kind),
        ),
        " · ",
        one.words,
    )
    return rx.el.li(
        rx.cond(
            one.href != "",
            link(words, href=one.href, class_name="block truncate hover:underline"),
            rx.el.span(words, class_name="block truncate"),
        )
    )
