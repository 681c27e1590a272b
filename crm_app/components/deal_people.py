"""The people a deal is talked over with."""

import reflex as rx

from crm_app.components.deal_form import MAY_SELL
from crm_app.components.text import dialled, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.services.deals import DealPerson
from crm_app.state.deal import DealRecord

_PAGE = DealRecord.page


def deal_people() -> rx.Component:
    """Everybody at the customer, the deal's main contact first; one press makes another the main one."""
    return panel(
        rx.el.h2(t("deals.people"), class_name="font-semibold px-3 pt-2"),
        rx.cond(
            _PAGE.people.length() > 0,
            rx.el.ul(rx.foreach(_PAGE.people, _person), class_name="divide-y divide-line"),
            rx.el.p(t("deals.no_people"), class_name="text-faint px-3 pb-3 pt-1"),
        ),
    )


def _person(one: rx.vars.ObjectVar[DealPerson]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(one.name, class_name="block font-medium truncate"),
            rx.el.span(one.title, class_name="block text-soft text-[13px] truncate"),
            rx.el.span(one.details.join(" · "), class_name="block text-faint text-[13px] truncate"),
            href=f"/contacts/{one.public_id}",
            class_name="flex-1 min-w-0 py-2 hover:underline",
        ),
        rx.cond(
            one.is_main,
            badge(t("deals.main_person"), tone="neutral"),
            rx.cond(
                MAY_SELL,
                button(
                    tone="quiet",
                    sign="star",
                    label=t("deals.make_main"),
                    on_click=DealRecord.make_main(one.public_id),
                ),
            ),
        ),
        rx.cond(
            one.phone != "",
            rx.el.a(
                icon("phone", 16),
                href=f"tel:{dialled(one.phone)}",
                aria_label=t("deals.call", name=one.name),
                class_name=(
                    "inline-flex items-center justify-center w-11 h-11 lg:w-8 lg:h-8 rounded-lg "
                    "text-soft hover:bg-raised"
                ),
            ),
        ),
        key=one.public_id,
        class_name="flex items-center gap-1 pl-3 pr-1",
    )
