"""The public pool: a lead with its tap, and giving several out at once."""

import reflex as rx

from crm_app.components.lead_places import lead_places
from crm_app.components.lists import CELL, listed_filter, table_or_cards
from crm_app.components.pool_assign import MAY_ASSIGN, chosen_bar
from crm_app.components.text import ago, day, named, t
from crm_app.components.ui.forms import button, link_button
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge
from crm_app.services.pools import PoolRow
from crm_app.state.leads import LeadChoices
from crm_app.state.pools import PoolList


def pool_lead() -> rx.Component:
    """Where one is, how much room one has, and what is to be given out."""
    held = PoolList.held
    return rx.fragment(
        lead_places("/pool"),
        rx.el.p(
            rx.cond(
                held.most.to(int) > 0,
                t("pools.holding_most", open=held.open, most=held.most),
                t("pools.holding", open=held.open),
            ),
            " · ",
            t("pools.numbers_after"),
            class_name=rx.cond(
                (held.most.to(int) > 0) & (held.open.to(int) >= held.most.to(int)),
                "text-warn mb-3",
                "text-soft mb-3",
            ),
        ),
        rx.cond(MAY_ASSIGN & (PoolList.chosen.length() > 0), chosen_bar()),
    )


def pool_actions() -> rx.Component:
    """The report; for who may, the whole pool by the rules."""
    return rx.fragment(
        link_button(
            rx.el.span(t("pools.report"), class_name="max-lg:sr-only"),
            href="/pool/report",
            sign="scale",
        ),
        rx.cond(
            MAY_ASSIGN,
            menu(
                t("shell.more"),
                menu_item(t("pools.assign_all"), sign="shuffle", on_click=PoolList.assign_all),
                menu_item(t("pools.choose_all"), sign="list-checks", on_click=PoolList.choose_page),
            ),
        ),
    )


def pool_filters() -> rx.Component:
    """Where from, what trade."""
    return rx.fragment(
        listed_filter(PoolList, "source", t("leads.source"), LeadChoices.sources),
        listed_filter(PoolList, "industry", t("leads.industry"), LeadChoices.industries),
        listed_filter(PoolList, "size", t("leads.size"), LeadChoices.sizes),
    )


def pool_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    head = f"{CELL} text-left font-medium text-soft text-[12px] whitespace-nowrap"
    names = ("leads.name", "leads.region", "leads.industry", "leads.source", "leads.note")
    return table_or_cards(
        PoolList,
        [
            rx.cond(MAY_ASSIGN, rx.el.th(_tick_all(), class_name="w-[36px] pl-3")),
            *[rx.el.th(t(name), scope="col", class_name=head) for name in names],
            rx.el.th(t("pools.since"), scope="col", class_name=head),
            rx.el.th(rx.el.span(t("pools.claim"), class_name="sr-only"), class_name="w-[120px]"),
        ],
        _row,
        _card,
    )


def _tick_all() -> rx.Component:
    return rx.el.input(
        type="checkbox",
        checked=PoolList.chosen.length() == PoolList.rows.length(),
        on_change=PoolList.choose_page,
        aria_label=t("pools.choose_all"),
        class_name="w-5 h-5 align-middle",
    )


def _tick(row: rx.vars.ObjectVar[PoolRow]) -> rx.Component:
    return rx.el.input(
        type="checkbox",
        checked=PoolList.chosen.contains(row.public_id),
        on_change=PoolList.choose(row.public_id),
        aria_label=row.name,
        class_name="w-5 h-5 align-middle",
    )


def _row(row: rx.vars.ObjectVar[PoolRow]) -> rx.Component:
    return rx.el.tr(
        rx.cond(MAY_ASSIGN, rx.el.td(_tick(row), class_name="pl-3 w-[36px]")),
        rx.el.td(
            rx.el.span(row.name, row.honorific, class_name="block font-medium truncate"),
            rx.cond(
                row.company != row.name,
                rx.el.span(row.company, class_name="block text-soft text-[13px] truncate"),
            ),
            class_name=f"{CELL} max-w-[240px]",
        ),
        rx.el.td(row.region, class_name=f"{CELL} max-w-[120px]"),
        rx.el.td(named(row.industry), class_name=f"{CELL} max-w-[120px]"),
        rx.el.td(
            named(row.source),
            rx.cond(
                row.campaign != "",
                rx.el.span(row.campaign, class_name="block text-soft text-[13px] truncate"),
            ),
            class_name=f"{CELL} max-w-[130px]",
        ),
        rx.el.td(row.note, title=row.note, class_name=f"{CELL} max-w-[320px] text-soft"),
        rx.el.td(
            ago(row.since),
            rx.cond(row.returns.to(int) > 0, _returns(row)),
            class_name=f"{CELL} text-soft",
        ),
        rx.el.td(_claim(row), class_name="px-2 py-1.5 text-right"),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _returns(row: rx.vars.ObjectVar[PoolRow]) -> rx.Component:
    return badge(t("pools.returns", count=row.returns), tone="warn", class_name="ml-2")


def _claim(row: rx.vars.ObjectVar[PoolRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.barred_until != "",
        rx.el.span(
            t("pools.barred_until", day=day(row.barred_until)),
            class_name="text-faint text-[13px] whitespace-nowrap",
        ),
        button(
            t("pools.claim"),
            sign="hand",
            on_click=PoolList.claim(row.public_id),
            custom_attrs={"data-claim": row.public_id},
        ),
    )


def _card(row: rx.vars.ObjectVar[PoolRow]) -> rx.Component:
    return rx.el.li(
        rx.cond(
            MAY_ASSIGN,
            rx.el.label(_tick(row), class_name="grid place-items-center w-11 h-11 -ml-3 shrink-0"),
        ),
        rx.el.div(
            rx.el.p(row.name, row.honorific, class_name="font-medium truncate"),
            rx.el.p(
                rx.cond(row.company != row.name, rx.fragment(row.company, " ")),
                row.region,
                class_name="text-soft text-[14px] truncate",
            ),
            rx.cond(
                row.note != "",
                rx.el.p(row.note, class_name="text-[14px] line-clamp-2 break-words"),
            ),
            rx.el.p(
                rx.el.span(named(row.source), " · ", ago(row.since)),
                rx.cond(row.returns.to(int) > 0, _returns(row)),
                class_name="text-faint text-[13px] mt-0.5",
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(_claim(row), class_name="shrink-0 max-w-[110px] [&>span]:whitespace-normal"),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center gap-3 px-4 py-3",
    )
