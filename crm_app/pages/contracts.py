"""The list of contracts."""

import reflex as rx

from crm_app.components.contracts import (
    contract_filters,
    contract_table,
    new_contract_button,
    new_contract_sheet,
)
from crm_app.components.lists import export_link, list_page
from crm_app.components.places import told_while
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.contracts import ContractList


@screen(
    "/contracts",
    "contracts.title",
    on_load=ContractList.load,
    menu=MenuEntry(
        "/contracts", "contracts.title", "scroll-text", 52, Permission.CONTRACT_READ, "h"
    ),
)
def contracts() -> rx.Component:
    """What was agreed."""
    return rx.fragment(
        list_page(
            "contracts.title",
            ContractList,
            table=contract_table(),
            filters=contract_filters(),
            actions=rx.fragment(
                export_link(ContractList, "contracts", Permission.CONTRACT_READ),
                new_contract_button(),
            ),
            lead=view_parts(ContractList, "contract"),
            empty_sign="scroll-text",
            empty_text=told_while("contracts.none", "/quotes"),
            none_found="contracts.none_found",
        ),
        new_contract_sheet(),
    )
