"""Where an order is on its way into the ERP."""

import reflex as rx

from crm_app.components.places import may
from crm_app.components.record import section
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.state.order import OrderRecord

_MAY = may(Permission.ORDER_WRITE)


def order_erp() -> rx.Component:
    """Where the order is on its way into the ERP; hand it over, or try again.

    Where no ERP is set up nothing is said of it, except to who could set it up.
    """
    row = OrderRecord.handover
    unset = (row.state == "") & (row.hindrance == "erp.not_ready")
    return rx.cond(
        ~unset,
        section(
            t("erp.title"),
            rx.el.div(
                rx.cond(
                    row.state == "",
                    rx.cond(
                        (row.hindrance != "") & (row.hindrance != "orders.is_cancelled"),
                        rx.el.p(t("erp.deal_not_won"), class_name="text-faint"),
                    ),
                    _standing(),
                ),
                rx.cond(
                    _MAY & (row.state == "") & (row.hindrance == ""),
                    button(
                        t("erp.hand_over"),
                        tone="primary",
                        sign="send",
                        on_click=OrderRecord.hand_over,
                    ),
                ),
                rx.cond(
                    _MAY & (row.state == "failed"),
                    button(t("erp.try_again"), sign="undo-2", on_click=OrderRecord.try_again),
                ),
                class_name="px-3 pb-3 space-y-2",
                custom_attrs={"data-erp": row.state},
            ),
        ),
        rx.cond(unset & may(Permission.SETTINGS), _set_it_up()),
    )


def _set_it_up() -> rx.Component:
    return section(
        t("erp.title"),
        rx.el.p(
            t("erp.none_yet"),
            " ",
            link(
                t("erp.set_up"), href="/settings/erp", class_name="text-accent hover:underline tap"
            ),
            class_name="px-3 pb-3 text-soft",
            custom_attrs={"data-erp": "unset"},
        ),
    )


def _standing() -> rx.Component:
    row = OrderRecord.handover
    words = choice("erp.state", row.state)
    return rx.el.div(
        rx.el.p(
            rx.match(
                row.state,
                ("accepted", badge(words, tone="good")),
                ("failed", badge(words, tone="bad")),
                badge(words, tone="accent"),
            ),
            rx.cond(
                row.receiver_number != "",
                rx.el.span(
                    t("erp.receiver_number", number=row.receiver_number),
                    class_name="font-medium tabular-nums break-all",
                ),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(
            row.reason != "",
            rx.el.p(
                choice("erp.reason", row.reason),
                rx.cond(row.detail != "", rx.el.span(" · ", row.detail)),
                class_name="text-[13px] text-soft break-words",
            ),
        ),
        rx.cond(
            (row.attempts.to(int) > 0) & (row.state != "accepted"),
            rx.el.p(
                t("erp.attempts", count=row.attempts),
                rx.cond(row.next_at, rx.el.span(" · ", t("erp.next_at", at=moment(row.next_at)))),
                class_name="text-[13px] text-faint tabular-nums",
            ),
        ),
        class_name="space-y-1",
    )
