"""Whom a card may be: the strip above its form, for the person and for the company."""

from typing import Any

import reflex as rx

from crm_app.components.known import why_alike
from crm_app.components.text import called, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.services.contacts import PossibleDuplicate as Person
from crm_app.services.customers import PossibleDuplicate as Company
from crm_app.state.cards import CardScreen


def card_matches() -> rx.Component:
    """Both strips; nothing where nobody is alike."""
    return rx.el.div(
        _strip(
            CardScreen.person_id,
            t("cards.linked_contact", name=CardScreen.person_name),
            CardScreen.link_person("", ""),
            CardScreen.people,
            _person,
        ),
        _strip(
            CardScreen.company_id,
            t("cards.linked_customer", name=CardScreen.company_name),
            CardScreen.link_company("", ""),
            CardScreen.companies,
            _company,
        ),
        role="status",
        class_name="space-y-2 empty:hidden",
        custom_attrs={"data-matches": ""},
    )


def _strip(chosen: Any, said: Any, back: Any, rows: Any, show: Any) -> rx.Component:
    return rx.cond(
        chosen != "",
        rx.el.div(
            rx.el.span(icon("link"), class_name="text-good"),
            rx.el.p(said, class_name="flex-1 min-w-0"),
            button(t("cards.unlink"), tone="quiet", on_click=back),
            class_name="flex items-center gap-2 rounded-lg bg-good-soft pl-3 pr-1 py-1",
        ),
        rx.cond(
            rows.length() > 0,
            rx.el.ul(
                rx.foreach(rows, show),
                class_name="rounded-lg border border-line-strong bg-panel divide-y divide-line",
            ),
        ),
    )


def _person(row: rx.vars.ObjectVar[Person]) -> rx.Component:
    return _candidate(
        row,
        rx.fragment(
            rx.el.b(called(row), class_name="font-semibold"),
            rx.cond(row.customer != "", rx.fragment(" · ", row.customer)),
            rx.cond(row.title != "", rx.fragment(" · ", row.title)),
        ),
        button(
            t("cards.link"),
            on_click=CardScreen.link_person(row.public_id, row.name),
            tone="primary",
        ),
    )


def _company(row: rx.vars.ObjectVar[Company]) -> rx.Component:
    return _candidate(
        row,
        rx.fragment(
            rx.el.b(row.name, class_name="font-semibold"),
            rx.cond(row.owner != "", rx.fragment(" · ", row.owner)),
        ),
        button(
            t("cards.link_company"),
            on_click=CardScreen.link_company(row.public_id, row.name),
            tone="primary",
        ),
    )


def _candidate(row: Any, words: rx.Component, take: rx.Component) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.el.span(t("cards.maybe"), " ", class_name="text-soft"), words),
            rx.el.p(
                why_alike(row),
                rx.cond(
                    row.open_deals > 0,
                    rx.el.span(
                        t("cards.deals", count=row.open_deals),
                        class_name="text-soft text-[13px]",
                    ),
                ),
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
            ),
            class_name="flex-1 min-w-0",
        ),
        take,
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-2",
    )
