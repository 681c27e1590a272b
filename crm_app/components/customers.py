"""Pieces of the customers' screens."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.custom_lists import custom_cells, custom_heads, custom_line
from crm_app.components.found import why_found
from crm_app.components.lists import (
    CELL,
    CHOICE,
    WIDE,
    column_head,
    filter_choice,
    listed_filter,
    owner_filter,
)
from crm_app.components.places import is_on
from crm_app.components.region_map import place_choice
from crm_app.components.text import ago, choice, named, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import badge, initial
from crm_app.services.customers import CustomerRow
from crm_app.services.lifecycle import GROUPS, STAGES
from crm_app.state.customers import CustomerList


def customer_filters() -> rx.Component:
    """Tier, stage, industry, owner."""
    return rx.fragment(
        filter_choice(
            CustomerList, "tier", t("customers.tier"), [_tier_option(tier) for tier in "ABC"]
        ),
        filter_choice(
            CustomerList,
            "stage",
            t("customers.stage"),
            [rx.el.option(t(f"customers.stage.{key}"), value=key) for key in STAGES],
        ),
        rx.cond(
            is_on("/customers/value"),
            filter_choice(
                CustomerList,
                "rfm",
                t("lifecycle.group"),
                [rx.el.option(t(f"lifecycle.group.{key}"), value=key) for key in GROUPS],
            ),
        ),
        listed_filter(CustomerList, "industry", t("customers.industry"), CustomerList.industries),
        owner_filter(CustomerList),
        place_choice(
            CustomerList,
            f"{CHOICE} pr-3! inline-flex items-center gap-1.5 border-accent bg-accent-soft text-accent",
        ),
        conditions_button(CustomerList),
    )


def _tier_option(tier: str) -> rx.Component:
    return rx.el.option(t("customers.tier_of", tier=tier), value=tier)


def customer_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "customer",
        CustomerList,
        [
            column_head(CustomerList, t("customers.name"), "name"),
            column_head(CustomerList, t("customers.tier")),
            column_head(CustomerList, t("customers.stage")),
            column_head(CustomerList, t("customers.industry"), wide=True),
            column_head(CustomerList, t("customers.region"), wide=True),
            column_head(CustomerList, t("customers.person")),
            column_head(CustomerList, t("customers.phone")),
            column_head(CustomerList, t("customers.last_contact"), "contacted"),
            column_head(CustomerList, t("customers.owner")),
            custom_heads(CustomerList),
        ],
        _row,
        _card,
        _raw,
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells that are edited where they stand."""
    return {
        "name": row.name,
        "tier": row.tier,
        "stage": row.stage,
        "industry": row.industry.key,
        "region": row.region,
    }


def _row(row: rx.vars.ObjectVar[CustomerRow]) -> rx.Component:
    cell = f"{CELL} max-w-[150px] xl:max-w-[220px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.name,
                href=f"/customers/{row.public_id}",
                class_name="font-medium hover:underline",
            ),
            why_found(CustomerList, row.public_id),
            class_name=cell,
        ),
        rx.el.td(badge(row.tier), class_name=cell),
        rx.el.td(choice("customers.stage", row.stage), class_name=cell),
        rx.el.td(named(row.industry), class_name=f"{cell} {WIDE}"),
        rx.el.td(row.region, class_name=f"{cell} {WIDE}"),
        rx.el.td(row.person, class_name=cell),
        rx.el.td(row.phone, class_name=f"{cell} tabular-nums"),
        rx.el.td(ago(row.last_contact_at), class_name=f"{cell} text-soft"),
        rx.el.td(row.owner, class_name=f"{cell} text-soft"),
        custom_cells(row),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[CustomerRow]) -> rx.Component:
    return rx.el.li(
        link(
            initial(row.name),
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(
                    row.person, " ", row.phone, class_name="block text-soft text-[14px] truncate"
                ),
                why_found(CustomerList, row.public_id),
                custom_line(row),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(ago(row.last_contact_at), class_name="text-faint text-[13px]"),
            href=f"/customers/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )
