"""The deals beside a customer, and how far the one in hand has come."""

import reflex as rx

from crm_app.components.deal_form import MAY_SELL, new_deal_sheet
from crm_app.components.deals import deal_card
from crm_app.components.text import day, named, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens
from crm_app.components.ui.show import skeleton_rows
from crm_app.services.deals import DealRow, Step
from crm_app.state.deals import CustomerDeals


def deals_rail() -> rx.Component:
    """The deals of a customer, for his page; `CustomerDeals.load` belongs into its `on_load`."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("deals.title"), class_name="font-semibold flex-1"),
            rx.cond(
                MAY_SELL,
                button(
                    tone="quiet",
                    sign="plus",
                    label=t("deals.new"),
                    custom_attrs=opens("new-customer-deal"),
                ),
            ),
            class_name="flex items-center gap-2 px-3 pt-2",
        ),
        of_address(
            CustomerDeals.shown,
            rx.cond(
                CustomerDeals.rows.length() > 0,
                rx.fragment(
                    _path(),
                    rx.el.ul(
                        rx.foreach(CustomerDeals.rows, _deal),
                        class_name="divide-y divide-line",
                    ),
                ),
                rx.el.p(t("deals.none_of_customer"), class_name="text-soft px-3 pb-3"),
            ),
            skeleton_rows(2),
        ),
        new_deal_sheet(CustomerDeals, "new-customer-deal", customer=False),
        class_name="bg-panel border border-line rounded-lg overflow-hidden",
    )


def _deal(row: rx.vars.ObjectVar[DealRow]) -> rx.Component:
    """Below its name what comes next: whose it is stands above."""
    return deal_card(row, line=rx.cond(row.next_step != "", row.next_step, row.owner))


def _path() -> rx.Component:
    """The stages of the open deal on top: when each was entered, and where it stands."""
    return rx.cond(
        CustomerDeals.path.length() > 0,
        rx.el.div(
            rx.el.p(CustomerDeals.path_name, class_name="text-faint text-[12px] truncate pb-0.5"),
            rx.el.ol(
                rx.foreach(CustomerDeals.path, _step),
                aria_label=t("deals.path_of", name=CustomerDeals.path_name),
            ),
            class_name="px-3 py-2 border-b border-line",
        ),
    )


def _step(step: rx.vars.ObjectVar[Step]) -> rx.Component:
    return rx.el.li(
        rx.match(
            step.state,
            ("done", icon("circle-check", 16)),
            ("here", icon("circle-dot", 16)),
            icon("circle", 16),
        ),
        rx.el.span(named(step.stage), class_name="flex-1"),
        rx.cond(
            step.entered_at,
            rx.el.span(day(step.entered_at), class_name="text-[13px] tabular-nums"),
        ),
        custom_attrs={"aria-current": rx.cond(step.state == "here", "step", "false")},
        key=step.stage.key,
        class_name=rx.match(
            step.state,
            ("here", "flex items-center gap-2 py-0.5 font-medium text-accent"),
            ("done", "flex items-center gap-2 py-0.5 text-soft"),
            "flex items-center gap-2 py-0.5 text-faint",
        ),
    )
