"""A contract's page."""

import reflex as rx

from crm_app.components.contract import (
    contract_facts,
    contract_head,
    contract_history,
    contract_orders,
    contract_parties,
)
from crm_app.components.contract_files import contract_files
from crm_app.components.contract_sheets import contract_sheets
from crm_app.components.order_lines import order_lines_sheet
from crm_app.components.payments import money_panel
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.standing import standing_strip
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.contract import ContractRecord
from crm_app.state.neighbours import ListPlace
from crm_app.state.payments import MoneyScreen
from crm_app.state.standing import StandingScreen

_TWO = "lg:grid lg:gap-4 lg:items-start lg:grid-cols-[minmax(0,1fr)_340px]"
_LOOKS = ("max-lg:py-3", "max-lg:py-3")


@screen(
    "/contracts/[contract_id]",
    "contracts.contract",
    on_load=[
        ListPlace.look,
        ContractRecord.load,
        MoneyScreen.load_contract,
        StandingScreen.load_contract,
    ],
)
def contract() -> rx.Component:
    """One contract."""
    return rx.el.div(
        of_address(
            ContractRecord.shown,
            rx.cond(
                ContractRecord.missing, missing_record("/contracts", "contracts.title"), _record()
            ),
            skeleton_rows(),
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1300px]",
    )


def _record() -> rx.Component:
    return rx.el.div(
        contract_head(),
        problem_text(ContractRecord.problem),
        standing_strip(),
        tabs(
            (
                "money",
                t("payments.money"),
                rx.el.div(money_panel(), contract_orders(), class_name="space-y-3"),
            ),
            (
                "facts",
                t("contracts.facts"),
                rx.el.div(
                    contract_facts(),
                    contract_parties(),
                    contract_history(),
                    contract_files(),
                    class_name="space-y-3",
                ),
            ),
            phone_only=True,
            class_name=_TWO,
            panel_classes=_LOOKS,
        ),
        contract_sheets(),
        order_lines_sheet(),
        key=ContractRecord.page.public_id,
        class_name="space-y-4",
    )
