"""An order's page."""

import reflex as rx

from crm_app.components.order import (
    order_deliveries,
    order_facts,
    order_head,
    order_lines,
)
from crm_app.components.order_erp import order_erp
from crm_app.components.order_lines import order_lines_sheet
from crm_app.components.order_sheets import order_sheets
from crm_app.components.payments import money_panel
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import link, problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.neighbours import ListPlace
from crm_app.state.order import OrderRecord
from crm_app.state.payments import MoneyScreen

_TWO = "lg:grid lg:gap-4 lg:items-start lg:grid-cols-[minmax(0,1fr)_340px]"
_LOOKS = ("max-lg:py-3", "max-lg:py-3")
_PAGE = OrderRecord.page


@screen(
    "/orders/[order_id]",
    "orders.order",
    on_load=[ListPlace.look, OrderRecord.load, MoneyScreen.load_order],
)
def order() -> rx.Component:
    """One order."""
    return rx.el.div(
        of_address(
            OrderRecord.shown,
            rx.cond(OrderRecord.missing, missing_record("/orders", "orders.title"), _record()),
            skeleton_rows(),
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1300px]",
    )


def _record() -> rx.Component:
    return rx.el.div(
        order_head(),
        problem_text(OrderRecord.problem),
        tabs(
            (
                "lines",
                t("orders.lines"),
                rx.el.div(order_lines(), order_deliveries(), class_name="space-y-3"),
            ),
            (
                "facts",
                t("contracts.facts"),
                rx.el.div(order_erp(), order_facts(), _money(), class_name="space-y-3"),
            ),
            phone_only=True,
            class_name=_TWO,
            panel_classes=_LOOKS,
        ),
        order_sheets(),
        order_lines_sheet(),
        key=_PAGE.public_id,
        class_name="space-y-4",
    )


def _money() -> rx.Component:
    return rx.cond(
        _PAGE.has_own_money,
        money_panel(),
        link(
            icon("banknote", 16),
            rx.el.span(
                t("orders.money_on_contract", number=_PAGE.contract.name), class_name="flex-1"
            ),
            icon("chevron-right", 16),
            href=f"/contracts/{_PAGE.contract.public_id}",
            class_name=(
                "flex items-center gap-2 px-3 min-h-[48px] rounded-lg border border-line bg-panel "
                "hover:bg-raised/60"
            ),
        ),
    )
