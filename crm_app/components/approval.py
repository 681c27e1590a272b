"""One request on one screen of a phone: who, what it costs, what was before, and the answer."""

from typing import Any

import reflex as rx

from crm_app.components.approvals import status_badge, waits_line
from crm_app.components.text import both, choice, money, percent, short_money, t
from crm_app.components.ui.forms import back_link, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.approvals import BreachRow, Floor, PastOffer
from crm_app.state.approval import ApprovalScreen

_CASE = ApprovalScreen.page
_ROW = _CASE.row
IS_OFFER = (_ROW.kind == "quote") | (_ROW.kind == "deal")
_TRIAL = ApprovalScreen.trial
# A range hands over a number, which the element's own type does not know. Where it stops counts.
_ATTEMPT: Any = [ApprovalScreen.attempt.throttle(120), ApprovalScreen.attempt.debounce(150)]
_LABEL = "text-soft text-[13px]"


def request_head() -> rx.Component:
    """Who asks, for whom, how much, why."""
    return rx.el.header(
        # On the phone the way back is the bar's: one screen, no scrolling.
        rx.el.div(back_link(t("approvals.title"), "/approvals"), class_name="hidden lg:block"),
        rx.el.div(
            rx.el.h1(
                rx.cond(_ROW.customer != "", _ROW.customer, _ROW.title),
                class_name="text-[19px] font-semibold leading-tight truncate",
            ),
            status_badge(_ROW.status),
            class_name="flex items-center justify-between gap-2 min-w-0",
        ),
        rx.el.p(
            t("approvals.asks", who=_ROW.asker),
            link(
                _ROW.title,
                href=_ROW.link,
                class_name="text-accent hover:underline tap",
            ),
            rx.cond(
                IS_OFFER | (_ROW.kind == "contract"),
                rx.el.span(money(_ROW.net, _ROW.currency), class_name="font-semibold tabular-nums"),
            ),
            waits_line(_ROW),
            class_name="flex flex-wrap gap-x-2 text-soft",
        ),
        rx.cond(
            _ROW.reason != "",
            rx.el.blockquote(_ROW.reason, class_name="border-l-2 border-accent pl-2 mt-1"),
        ),
        class_name="mb-2",
    )


def figures() -> rx.Component:
    """Margin and price at list, and under the slider's discount."""
    return panel(
        _bar(t("approvals.at_list"), _CASE.before, "bg-line-strong"),
        _bar(t("approvals.as_asked"), _TRIAL, "bg-accent"),
        rx.cond(_ROW.can_decide & (_ROW.kind == "quote"), _slider()),
        rx.el.p(
            rx.cond(
                _TRIAL.level == "",
                t("approvals.needs_nobody"),
                t("approvals.needs_level", level=both(_TRIAL.who.zh, _TRIAL.who.en)),
            ),
            rx.cond(_TRIAL.may_need_more, rx.fragment(" · ", t("approvals.margin_may_need_more"))),
            class_name=_LABEL,
        ),
        class_name="p-3 space-y-2",
    )


def _bar(label: Any, seen: Any, color: str) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(label, class_name=_LABEL),
            rx.el.span(
                short_money(seen.net, seen.currency),
                rx.cond(seen.given.to(float) > 0, rx.fragment(" · −", percent(seen.given))),
                class_name="tabular-nums",
            ),
            rx.cond(
                seen.margin,
                rx.el.span(
                    t("approvals.margin"),
                    " ",
                    percent(seen.margin),
                    class_name="font-semibold tabular-nums",
                ),
            ),
            class_name="flex flex-wrap justify-between gap-x-3",
        ),
        rx.cond(
            seen.margin,
            rx.el.div(
                rx.el.div(
                    class_name=f"h-2 rounded-full {color}",
                    style={"width": f"max(0%, min(100%, {seen.margin}%))"},
                ),
                class_name="h-2 rounded-full bg-raised overflow-hidden",
                aria_hidden="true",
            ),
        ),
    )


def _slider() -> rx.Component:
    return rx.el.label(
        rx.el.span(
            rx.el.span(t("approvals.what_if"), " ", rx.el.b(percent(_TRIAL.discount))),
            rx.cond(
                ApprovalScreen.lower,
                rx.fragment(),
                rx.el.span(t("approvals.counter_hint"), class_name="text-faint"),
            ),
            class_name=f"{_LABEL} flex flex-wrap justify-between gap-x-3",
        ),
        rx.el.input(
            type="range",
            min="0",
            max=_CASE.most.to(str),
            step="0.5",
            default_value=_CASE.asked.discount.to(str),
            on_change=_ATTEMPT,
            key=_ROW.public_id,
            class_name="w-full h-11 lg:h-8 accent-accent",
        ),
        class_name="block",
    )


def background() -> rx.Component:
    """Limits passed, lowest prices, this customer's past, how such offers ended, the competitor."""
    return panel(
        rx.el.ul(rx.foreach(_CASE.breaches, _breach), class_name="text-bad"),
        rx.el.ul(rx.foreach(_CASE.floors, _floor)),
        _past(),
        rx.cond(
            _CASE.wins.percent != None,  # noqa: E711 - a var
            rx.el.p(
                t(
                    "approvals.wins",
                    low=_CASE.wins.low,
                    high=_CASE.wins.high,
                    offers=_CASE.wins.offers,
                    won=_CASE.wins.won,
                )
            ),
        ),
        rx.cond(
            _CASE.competitor != "",
            rx.el.p(
                rx.el.span(t("approvals.competitor"), " ", class_name=_LABEL), _CASE.competitor
            ),
        ),
        class_name="p-3 space-y-1.5 text-[14px]",
    )


def _breach(row: rx.vars.ObjectVar[BreachRow]) -> rx.Component:
    is_amount = row.measure == "amount"
    limit = rx.cond(is_amount, short_money(row.limit, row.currency), percent(row.limit))
    value = rx.cond(is_amount, amount_passed(row), percent(row.value))
    return rx.el.li(
        icon("triangle-alert", 14),
        choice("approvals.measure", row.measure),
        rx.cond(
            is_amount & (row.limit.to(float) == 0),
            rx.el.span(t("approvals.no_limit_of", value=value, currency=row.currency)),
            rx.cond(row.value, rx.el.span(t("approvals.limit_of", value=value, limit=limit))),
        ),
        class_name="flex items-center gap-1.5",
    )


def amount_passed(row: rx.vars.ObjectVar[BreachRow]) -> Any:
    """An amount beyond a limit; one that was converted with what it was before."""
    value = short_money(row.value, row.currency)
    paid = short_money(row.paid, row.paid_in)
    return rx.cond(row.paid_in == "", value, t("approvals.converted", paid=paid, value=value))


def _floor(row: rx.vars.ObjectVar[Floor]) -> rx.Component:
    label = rx.cond(
        row.level == "",
        t("approvals.floor_free"),
        t("approvals.floor", level=choice("approvals.level", row.level)),
    )
    return rx.el.li(
        rx.el.span(label, class_name=_LABEL),
        rx.el.span(
            money(row.net, _ROW.currency),
            " (−",
            percent(row.discount),
            ")",
            class_name="tabular-nums",
        ),
        class_name="flex flex-wrap justify-between gap-x-3",
    )


def _past() -> rx.Component:
    return rx.el.div(
        rx.el.span(t("approvals.past"), class_name=_LABEL),
        rx.cond(
            _CASE.past.length() > 0,
            rx.el.ul(rx.foreach(_CASE.past, _dot), class_name="flex flex-wrap gap-1.5 mt-1"),
            rx.el.span(" ", t("approvals.no_past"), class_name="text-faint"),
        ),
    )


def _dot(row: rx.vars.ObjectVar[PastOffer]) -> rx.Component:
    look = "rounded-full px-2 py-0.5 text-[12px] tabular-nums "
    return rx.el.li(
        percent(row.given),
        title=row.number,
        key=row.public_id,
        class_name=rx.match(
            row.status,
            ("accepted", look + "bg-good-soft text-good"),
            ("declined", look + "bg-bad-soft text-bad"),
            look + "bg-raised text-soft",
        ),
    )
