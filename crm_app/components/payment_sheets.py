"""The sheets of money: the plan as it is typed, a payment, voiding one."""

from typing import Any

import reflex as rx

from crm_app.components.record import enum_options
from crm_app.components.text import day, money, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import closes, save_actions, sheet, sheet_actions
from crm_app.services.payments import InstalmentRow
from crm_app.state.payments import MoneyScreen, PartDraft

_MONEY = MoneyScreen.money


def plan_sheet() -> rx.Component:
    """All parts, and what they come to while one types."""
    fits = MoneyScreen.typed_sum == _MONEY.amount
    return sheet(
        "plan",
        t("payments.plan"),
        rx.el.ol(rx.foreach(MoneyScreen.parts, _part), class_name="space-y-3"),
        rx.el.div(
            button(t("payments.add_part"), sign="plus", on_click=MoneyScreen.add_part),
            rx.el.p(
                t(
                    "payments.sum",
                    sum=money(MoneyScreen.typed_sum, _MONEY.currency),
                    amount=money(_MONEY.amount, _MONEY.currency),
                ),
                role="status",
                class_name=rx.cond(
                    fits,
                    "text-good tabular-nums flex-1 text-right",
                    "text-warn tabular-nums flex-1 text-right",
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 mt-3",
        ),
        rx.el.div(problem_text(MoneyScreen.problem), class_name="mt-3 empty:hidden"),
        sheet_actions(
            button(t("shell.cancel"), custom_attrs=closes()),
            button(t("shell.save"), tone="primary", on_click=MoneyScreen.save_plan),
        ),
        done=MoneyScreen.saved,
        key=MoneyScreen.subject,
    )


def _part(part: rx.vars.ObjectVar[PartDraft]) -> rx.Component:
    def typed(name: str) -> Any:
        return lambda value: MoneyScreen.type_part(part.key, name, value)

    # Debounced while one types: of two fields in a hurry the first would be lost, so leaving says it too.
    share = {
        "on_change": lambda value: MoneyScreen.type_part(part.key, "share", value).debounce(250),
        "on_blur": typed("share"),
    }
    return rx.el.li(
        rx.el.div(
            field(
                t("payments.due_on"),
                text_input(type="date", default_value=part.due_on, on_change=typed("due_on")),
            ),
            field(
                t("payments.share"),
                text_input(
                    default_value=part.share,
                    placeholder=t("payments.share_hint"),
                    **share,
                    class_name="num",
                ),
            ),
            class_name="grid grid-cols-2 gap-2",
        ),
        rx.el.div(
            rx.el.div(
                text_input(
                    default_value=part.label,
                    placeholder=t("payments.label"),
                    aria_label=t("payments.label"),
                    max_length=80,
                    on_blur=typed("label"),
                ),
                class_name="flex-1",
            ),
            button(
                tone="quiet",
                sign="x",
                label=t("payments.remove_part"),
                on_click=MoneyScreen.drop_part(part.key),
            ),
            class_name="flex items-center gap-2 mt-2",
        ),
        key=part.key,
        class_name="rounded-lg border border-line p-2",
    )


def pay_sheet() -> rx.Component:
    """Money that came in."""
    return sheet(
        "pay",
        t("payments.record"),
        rx.el.form(
            rx.el.div(
                field(
                    t("payments.amount"),
                    text_input(
                        name="amount",
                        input_mode="decimal",
                        required=True,
                        custom_attrs={"data-focus": ""},
                        class_name="num",
                    ),
                ),
                field(t("payments.received_on"), text_input(name="received_on", type="date")),
                field(
                    t("payments.method"),
                    select(*enum_options("payments.method"), name="method"),
                ),
                field(t("payments.reference"), text_input(name="reference", max_length=120)),
                class_name="grid grid-cols-2 gap-3",
            ),
            field(
                t("payments.instalment"),
                select(
                    rx.el.option(t("payments.instalment_auto"), value=""),
                    rx.foreach(_MONEY.instalments, _option),
                    name="instalment",
                ),
            ),
            field(t("payments.note"), text_input(name="note", max_length=500)),
            problem_text(MoneyScreen.problem),
            save_actions(t("payments.record")),
            on_submit=MoneyScreen.pay,
            class_name="space-y-3",
        ),
        done=MoneyScreen.saved,
        key=MoneyScreen.subject,
    )


def _option(part: rx.vars.ObjectVar[InstalmentRow]) -> rx.Component:
    return rx.cond(
        part.state == "paid",
        rx.fragment(),
        rx.el.option(
            rx.cond(part.label != "", part.label, t("payments.part", rank=part.rank)),
            " · ",
            day(part.due_on),
            " · ",
            money(part.left, part.currency),
            value=part.public_id,
        ),
    )  # pyright: ignore[reportReturnType]


def void_sheet() -> rx.Component:
    """A payment that did not come in so, and why."""
    return sheet(
        "void-payment",
        t("payments.void_title"),
        rx.el.form(
            field(
                t("payments.reason"),
                text_input(
                    name="reason", required=True, max_length=300, custom_attrs={"data-focus": ""}
                ),
            ),
            problem_text(MoneyScreen.problem),
            save_actions(t("payments.void")),
            on_submit=MoneyScreen.void,
            class_name="space-y-3",
        ),
        open=MoneyScreen.wrong != "",
        on_close=MoneyScreen.keep,
    )
