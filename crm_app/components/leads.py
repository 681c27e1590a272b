"""Pieces of the leads' list."""

from typing import Any

import reflex as rx

from crm_app.components.columns import viewed_table
from crm_app.components.conditions import conditions_button
from crm_app.components.custom_lists import custom_cells, custom_heads, custom_line
from crm_app.components.found import why_found
from crm_app.components.lists import column_head, filter_choice, listed_filter
from crm_app.components.scoring import band_badge
from crm_app.components.text import ago, choice, day, named, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, initial, panel
from crm_app.services.leads import LeadRow
from crm_app.services.scoring import BANDS
from crm_app.state.leads import HomeLeads, LeadChoices, LeadList

STATES = ("new", "contacted", "screening", "converted", "discarded")


def lead_filters() -> rx.Component:
    """State, whose, source, industry."""
    states = [rx.el.option(t(f"leads.status.{key}"), value=key) for key in STATES]
    return rx.fragment(
        filter_choice(
            LeadList,
            "status",
            t("leads.status"),
            [rx.el.option(t("leads.open"), value="open"), *states],
        ),
        filter_choice(
            LeadList,
            "owner",
            t("leads.owner"),
            [
                rx.el.option(t("leads.mine"), value="me"),
                rx.el.option(t("leads.nobody"), value="nobody"),
            ],
        ),
        filter_choice(
            LeadList,
            "band",
            t("scoring.band"),
            [rx.el.option(t(f"scoring.band.{key}"), value=key) for key in BANDS],
        ),
        listed_filter(LeadList, "source", t("leads.source"), LeadChoices.sources),
        listed_filter(LeadList, "industry", t("leads.industry"), LeadChoices.industries),
        conditions_button(LeadList),
    )


def lead_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return viewed_table(
        "lead",
        LeadList,
        [
            column_head(LeadList, t("leads.name"), "name"),
            column_head(LeadList, t("leads.company")),
            column_head(LeadList, t("leads.status")),
            column_head(LeadList, t("scoring.score"), "score"),
            column_head(LeadList, t("leads.source")),
            column_head(LeadList, t("leads.region")),
            column_head(LeadList, t("leads.phone")),
            column_head(LeadList, t("leads.next_step")),
            column_head(LeadList, t("leads.last_touch"), "touched"),
            column_head(LeadList, t("leads.created_at"), "created"),
            column_head(LeadList, t("leads.owner")),
            custom_heads(LeadList),
        ],
        _row,
        _card,
        _raw,
    )


def status_badge(status: rx.Var[str]) -> rx.Component:
    """The state as a word; new ones stand out."""
    return rx.match(  # pyright: ignore[reportReturnType]
        status,
        ("new", badge(choice("leads.status", status), tone="accent")),
        ("converted", badge(choice("leads.status", status), tone="good")),
        badge(choice("leads.status", status)),
    )


def _raw(row: Any) -> dict[str, Any]:
    """What is typed into the cells that are edited where they stand."""
    return {
        "name": row.name,
        "company": row.company,
        "source": row.source.key,
        "region": row.region,
    }


def _row(row: rx.vars.ObjectVar[LeadRow]) -> rx.Component:
    cell = "px-3 py-2 truncate max-w-[200px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.name,
                row.honorific,
                href=f"/leads/{row.public_id}",
                class_name="font-medium hover:underline",
            ),
            why_found(LeadList, row.public_id),
            class_name=cell,
        ),
        rx.el.td(row.company, class_name=cell),
        rx.el.td(status_badge(row.status), class_name=cell),
        rx.el.td(band_badge(row.band, row.score), class_name=cell),
        rx.el.td(named(row.source), class_name=cell),
        rx.el.td(row.region, class_name=cell),
        rx.el.td(row.phone, class_name=f"{cell} tabular-nums"),
        rx.el.td(_step(row), class_name=cell),
        rx.el.td(ago(row.last_touch_at), class_name=f"{cell} text-soft"),
        rx.el.td(day(row.created_at), class_name=f"{cell} text-soft tabular-nums"),
        rx.el.td(_owner(row), class_name=f"{cell} text-soft"),
        custom_cells(row),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _owner(row: rx.vars.ObjectVar[LeadRow]) -> rx.Component:
    return rx.cond(row.owner != "", rx.el.span(row.owner), badge(t("leads.nobody")))


def _step(row: rx.vars.ObjectVar[LeadRow]) -> rx.Component:
    return rx.cond(
        row.next_step != "",
        rx.el.span(
            row.next_step,
            rx.cond(row.next_due != "", rx.el.span(" · ", day(row.next_due))),
            class_name=rx.cond(row.is_overdue, "text-bad", ""),
        ),
    )


def _card(row: rx.vars.ObjectVar[LeadRow]) -> rx.Component:
    return rx.el.li(
        link(
            initial(row.name),
            rx.el.span(
                rx.el.span(row.name, row.honorific, class_name="block font-medium truncate"),
                rx.el.span(
                    rx.cond(row.company == row.name, row.region, row.company),
                    class_name="block text-soft text-[14px] truncate",
                ),
                rx.el.span(_step(row), class_name="block text-[13px] truncate"),
                why_found(LeadList, row.public_id),
                custom_line(row),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.el.span(
                    band_badge(row.band, row.score),
                    status_badge(row.status),
                    class_name="flex gap-1",
                ),
                rx.el.span(
                    rx.cond(row.owner != "", row.owner, t("leads.nobody")),
                    class_name="block text-faint text-[13px] truncate max-w-[90px]",
                ),
                class_name="flex flex-col items-end gap-1 shrink-0",
            ),
            href=f"/leads/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def leads_at_home() -> rx.Component:
    """New leads of one's own, and requests that wait for one's answer."""
    return rx.fragment(
        rx.cond(
            HomeLeads.requests > 0,
            link(
                icon("arrow-right-left"),
                rx.el.span(t("ownership.home", count=HomeLeads.requests), class_name="flex-1"),
                icon("chevron-right"),
                href="/requests?box=waiting",
                class_name="flex items-center gap-3 rounded-lg bg-warn-soft text-warn px-3 min-h-[52px]",
            ),
        ),
        rx.cond(
            HomeLeads.mine.count.to(int) > 0,
            panel(
                link(
                    icon("user-plus"),
                    rx.el.span(
                        t("leads.home", count=HomeLeads.mine.count),
                        class_name="flex-1 font-semibold",
                    ),
                    icon("chevron-right"),
                    href="/leads?owner=me&status=new",
                    class_name="flex items-center gap-3 px-3 min-h-[48px]",
                ),
                rx.el.ul(rx.foreach(HomeLeads.mine.rows, _new), class_name="divide-y divide-line"),
                class_name="overflow-hidden",
            ),
        ),
    )


def _new(row: rx.vars.ObjectVar[LeadRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.name, row.honorific, class_name="font-medium mr-2"),
                rx.cond(row.company != row.name, rx.el.span(row.company, class_name="text-soft")),
                class_name="flex-1 min-w-0 truncate",
            ),
            rx.el.span(named(row.source), class_name="text-faint text-[13px] shrink-0"),
            href=f"/leads/{row.public_id}",
            class_name="flex items-center gap-2 px-3 min-h-[44px]",
        ),
        key=row.public_id,
    )
