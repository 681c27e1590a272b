"""Where a customer stands, on his page: stages of the lifecycle and tier, by the rules or by hand."""

from typing import Any

import reflex as rx

from crm_app.components.places import may
from crm_app.components.text import both, choice, day, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge
from crm_app.core.permissions import Permission
from crm_app.services.lifecycle import STAGES, TIERS, StageRow
from crm_app.state.lifecycle import CustomerProfile

_STAGE_SHEET, _TIER_SHEET = "customer-stage", "customer-tier"
_FOUND = CustomerProfile.found
_LABEL = "text-faint text-[12px]"


def standing_sheets() -> rx.Component:
    """In which stage and tier are set against the rules."""
    return rx.fragment(_tier_sheet(), _stage_sheet())


def stages() -> rx.Component:
    """The stages entered, the one of now marked, and how it is set by hand."""
    return rx.cond(
        _FOUND.stages.length() > 0,
        rx.el.div(
            rx.el.h3(t("customers.stage"), class_name=_LABEL),
            rx.el.ol(rx.foreach(_FOUND.stages, _stage)),
            _stage_by_hand(),
            rx.el.p(
                both(_FOUND.advice.zh, _FOUND.advice.en), class_name="text-soft text-[13px] pt-1"
            ),
            class_name="px-3 py-2 border-t border-line",
        ),
    )


def _stage_by_hand() -> rx.Component:
    """Who set the stage and why, and the way back to the rules."""
    return rx.fragment(
        rx.cond(
            _FOUND.stage_at,
            rx.el.p(
                rx.cond(
                    _FOUND.stage_by != "",
                    t("lifecycle.stage_by_hand", name=_FOUND.stage_by),
                    t("lifecycle.stage_brought"),
                ),
                " · ",
                day(_FOUND.stage_at),
                rx.cond(_FOUND.stage_reason != "", rx.fragment(" · ", _FOUND.stage_reason)),
                " · ",
                t(
                    "lifecycle.stage_rules",
                    stage=choice("customers.stage", _FOUND.stage_by_rules),
                ),
                class_name="text-soft text-[13px] break-words",
            ),
        ),
        rx.cond(
            may(Permission.CUSTOMER_WRITE),
            rx.el.div(
                button(t("lifecycle.stage_change"), tone="quiet", custom_attrs=opens(_STAGE_SHEET)),
                rx.cond(
                    _FOUND.stage_at,
                    button(
                        t("lifecycle.tier_release"),
                        tone="quiet",
                        on_click=CustomerProfile.release_stage,
                    ),
                ),
                class_name="flex flex-wrap -ml-3",
            ),
        ),
    )


def _stage_sheet() -> rx.Component:
    return _by_hand_sheet(
        _STAGE_SHEET,
        t("lifecycle.stage_change"),
        field(
            t("customers.stage"),
            select(
                *[rx.el.option(t(f"customers.stage.{one}"), value=one) for one in STAGES],
                name="stage",
                default_value=_FOUND.stage,
            ),
        ),
        CustomerProfile.override_stage,
    )


def _by_hand_sheet(name: str, title: Any, asked: rx.Component, send: Any) -> rx.Component:
    """What a person sets against the rules, and why."""
    return sheet(
        name,
        title,
        rx.el.form(
            problem_text(CustomerProfile.problem),
            asked,
            field(
                t("lifecycle.tier_reason"),
                text_input(name="reason", required=True, max_length=300),
                hint=t("lifecycle.tier_reason_hint"),
            ),
            save_actions(),
            on_submit=send,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=CustomerProfile.saved,
        key=CustomerProfile.shown,
    )


def _stage(one: rx.vars.ObjectVar[StageRow]) -> rx.Component:
    is_here = one.stage == _FOUND.stage
    return rx.el.li(
        rx.el.span(choice("customers.stage", one.stage), class_name="flex-1"),
        rx.el.span(t("lifecycle.since", day=day(one.since)), class_name="text-[13px] tabular-nums"),
        key=one.stage,
        custom_attrs={"aria-current": rx.cond(is_here, "step", "false")},
        class_name=rx.cond(
            is_here, "flex gap-2 py-0.5 font-medium text-accent", "flex gap-2 py-0.5 text-soft"
        ),
    )


def tier() -> rx.Component:
    """The tier, by the rules or by hand."""
    may_write = may(Permission.CUSTOMER_WRITE)
    by_hand = _FOUND.tier_at
    return rx.el.div(
        rx.el.div(
            rx.el.span(t("lifecycle.tier"), class_name=_LABEL),
            badge(_FOUND.tier, tone="accent"),
            rx.cond(
                _FOUND.tier_by_rules != "",
                rx.el.span(
                    t("lifecycle.tier_by_rules", tier=_FOUND.tier_by_rules),
                    class_name="text-soft text-[13px]",
                ),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(
            by_hand,
            rx.el.p(
                t("lifecycle.tier_by_hand", name=_FOUND.tier_by, tier=_FOUND.tier),
                " · ",
                day(_FOUND.tier_at),
                rx.cond(_FOUND.tier_reason != "", rx.fragment(" · ", _FOUND.tier_reason)),
                class_name="text-soft text-[13px] break-words",
            ),
        ),
        rx.cond(
            may_write,
            rx.el.div(
                button(t("lifecycle.tier_change"), tone="quiet", custom_attrs=opens(_TIER_SHEET)),
                rx.cond(
                    by_hand,
                    button(
                        t("lifecycle.tier_release"),
                        tone="quiet",
                        on_click=CustomerProfile.release,
                    ),
                ),
                class_name="flex flex-wrap -ml-3",
            ),
        ),
        class_name="px-3 py-2 border-t border-line",
    )


def _tier_sheet() -> rx.Component:
    return _by_hand_sheet(
        _TIER_SHEET,
        t("lifecycle.tier_change"),
        field(
            t("lifecycle.tier"),
            select(
                *[rx.el.option(one, value=one) for one in TIERS],
                name="tier",
                default_value=_FOUND.tier,
            ),
        ),
        CustomerProfile.override,
    )
