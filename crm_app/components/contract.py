"""Pieces of a contract's page: head with its next step, facts, parties, history, files."""

from typing import Any

import reflex as rx

from crm_app.components.contracts import MAY_WRITE, status_badge
from crm_app.components.papers import ACTIONS, paper_head, remarks
from crm_app.components.places import is_on, may
from crm_app.components.record import section
from crm_app.components.sums import fact_list, linked
from crm_app.components.terms import payment_words
from crm_app.components.text import choice, day, moment, money, t
from crm_app.components.ui.forms import (
    button,
    link,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.contracts import StepRow
from crm_app.services.references import Reference
from crm_app.state.contract import ContractRecord
from crm_app.state.order_lines import OrderLines
from crm_app.state.standing import StandingScreen

_PAGE = ContractRecord.page
_VALUES = ContractRecord.values
_MAY_ORDER = may(Permission.ORDER_WRITE)
_IS_DRAFT = _PAGE.status == "draft"
# Somebody has to agree first: the strip below says who.
_IS_HELD = ~StandingScreen.standing.is_cleared
# What leads on, in the order of the buttons; the rest is in the menu.
_ONWARD = ("send", "sign_us", "sign_customer")


def contract_head() -> rx.Component:
    """Number, title, customer, state; the steps that lead on."""
    return paper_head(
        _PAGE,
        (t("contracts.title"), "/contracts"),
        _PAGE.amount,
        badges=[
            status_badge(_PAGE.status),
            rx.cond(_PAGE.ends_soon, badge(t("contracts.ends_soon"), tone="warn")),
        ],
        beside=rx.cond(_PAGE.title != "", rx.el.span(_PAGE.title, class_name="text-soft")),
        actions=rx.cond(MAY_WRITE, _actions()),
    )


def _actions() -> rx.Component:
    return rx.el.div(
        *[
            rx.cond(
                _PAGE.steps.contains(name),
                button(
                    t(f"contracts.action.{name}"),
                    sign="send" if name == "send" else "signature",
                    tone="primary" if name == "send" else "plain",
                    on_click=ContractRecord.step(name),
                    disabled=_IS_HELD if name == "send" else False,
                ),
            )
            for name in _ONWARD
        ],
        rx.cond(
            _MAY_ORDER & _PAGE.can_order,
            button(
                t("orders.make"),
                tone="primary",
                sign="shopping-cart",
                on_click=rx.cond(
                    _PAGE.quote.public_id != "",
                    ContractRecord.make_order,
                    OrderLines.begin_under(_PAGE.public_id),
                ),
            ),
        ),
        _menu(),
        class_name=ACTIONS,
    )


def _menu() -> rx.Component:
    return menu(
        t("shell.more"),
        menu_item(
            t("shell.edit"),
            sign="pencil",
            on_click=ContractRecord.start_edit,
            custom_attrs={**opens("edit-contract"), "data-edit": ""},
        ),
        rx.cond(
            _PAGE.steps.contains("recall"),
            menu_item(
                t("contracts.action.recall"), sign="undo-2", on_click=ContractRecord.step("recall")
            ),
        ),
        *[
            rx.cond(
                _PAGE.steps.contains(name),
                menu_item(
                    t(f"contracts.action.{name}"), sign=sign, custom_attrs=opens(f"{name}-contract")
                ),
            )
            for name, sign in (("end", "flag"), ("cancel", "ban"))
        ],
        rx.cond(
            _IS_DRAFT,
            menu_item(t("shell.delete"), sign="trash-2", bad=True, on_click=ContractRecord.delete),
        ),
    )


def contract_facts() -> rx.Component:
    """Dates, links, remarks."""
    return section(
        t("contracts.facts"),
        fact_list(
            (t("contracts.signed_on"), _day(_PAGE.signed_on)),
            (t("contracts.starts_on"), _day(_PAGE.starts_on)),
            (t("contracts.ends_on"), _day(_PAGE.ends_on)),
            (t("terms.title"), payment_words(_PAGE.payment_days, _PAGE.payment_terms)),
            (t("contracts.quote"), linked(_PAGE.quote, "/quotes")),
            (t("contracts.deal"), linked(_PAGE.deal, "/deals")),
            (t("contracts.contact"), linked(_PAGE.contact, "/contacts")),
            (t("contracts.owner"), _PAGE.owner.name),
        ),
        remarks(_PAGE.note),
        action=rx.cond(
            MAY_WRITE,
            button(
                tone="quiet",
                sign="pencil",
                label=t("contracts.edit"),
                on_click=ContractRecord.start_edit,
                custom_attrs=opens("edit-contract"),
            ),
        ),
    )


def _day(value: Any) -> rx.Component:
    return rx.cond(value, rx.el.span(day(value)), rx.el.span("–", class_name="text-faint"))


def contract_parties() -> rx.Component:
    """Both sides, as they were when it went out."""
    return section(
        t("contracts.parties"),
        rx.el.div(
            _party(t("contracts.us"), _PAGE.us),
            _party(t("contracts.them"), _PAGE.them),
            class_name="grid sm:grid-cols-2 lg:grid-cols-1 gap-3 px-3 pb-3",
        ),
    )


def _party(label: Any, party: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(label, class_name="text-faint text-[13px]"),
        rx.el.p(party.name, class_name="font-medium break-words"),
        rx.cond(
            (party.name_en != "") & (party.name_en != party.name),
            rx.el.p(party.name_en, class_name="text-soft text-[13px] break-words"),
        ),
        rx.cond(
            party.tax_id != "",
            rx.el.p(
                t("contracts.tax_id", code=party.tax_id),
                class_name="text-soft text-[13px] tabular-nums break-all",
            ),
        ),
        rx.cond(
            party.address != "",
            rx.el.p(party.address, class_name="text-soft text-[13px] break-words"),
        ),
        class_name="min-w-0",
    )


def contract_history() -> rx.Component:
    """The steps that were taken, the last one first; what was taken back stays to be seen."""
    return section(
        t("contracts.history"),
        rx.cond(
            _PAGE.history.length() > 0,
            rx.el.ol(rx.foreach(_PAGE.history, _step), class_name="divide-y divide-line"),
            rx.el.p(t("contracts.no_history"), class_name="text-faint px-3 pb-3"),
        ),
    )


def _step(step: rx.vars.ObjectVar[StepRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            choice("contracts.action", step.action),
            rx.cond(
                step.is_taken_back,
                badge(t("contracts.taken_back"), class_name="ml-2"),
            ),
            class_name=rx.cond(step.is_taken_back, "text-faint", "font-medium"),
        ),
        rx.el.p(
            moment(step.at),
            rx.cond(step.by != "", rx.el.span(" · ", step.by)),
            class_name="text-faint text-[13px] tabular-nums",
        ),
        rx.cond(step.reason != "", rx.el.p(step.reason, class_name="break-words")),
        key=step.public_id,
        class_name="px-3 py-2",
    )


def contract_orders() -> rx.Component:
    """The orders under the contract."""
    shown = section(
        t("contracts.orders"),
        rx.cond(
            _PAGE.orders.length() > 0,
            rx.fragment(
                rx.el.ul(rx.foreach(_PAGE.orders, _order)),
                rx.el.p(
                    t("contracts.ordered", amount=money(_PAGE.ordered, _PAGE.currency)),
                    class_name="text-soft text-[13px] px-3 pb-3 tabular-nums",
                ),
            ),
            rx.el.p(t("contracts.no_orders"), class_name="text-faint px-3 pb-3"),
        ),
    )
    return rx.cond(is_on("/orders"), shown)  # pyright: ignore[reportReturnType]


def _order(order: rx.vars.ObjectVar[Reference]) -> rx.Component:
    return rx.el.li(
        link(
            icon("shopping-cart", 16),
            rx.el.span(order.name, class_name="flex-1 tabular-nums"),
            icon("chevron-right", 16),
            href=f"/orders/{order.public_id}",
            class_name="flex items-center gap-2 px-3 min-h-[44px] lg:min-h-[36px] hover:bg-raised/60",
        ),
        key=order.public_id,
    )
