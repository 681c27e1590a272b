"""The way of a deal through its stages, and what the stage it stands in asks for."""

import reflex as rx

from crm_app.components.deal_form import MAY_SELL
from crm_app.components.moves import guidance
from crm_app.components.text import both, day, named, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge
from crm_app.services.deals import Step
from crm_app.state.deal import DealRecord

_PAGE = DealRecord.page
# Who sells, and may change this deal.
MAY = MAY_SELL & _PAGE.may_edit


def stage_path() -> rx.Component:
    """The stages with the days they were entered on; pressing one moves the deal there."""
    return rx.el.section(
        rx.el.ol(
            rx.foreach(_PAGE.steps, _step),
            class_name="flex flex-1 min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]",
        ),
        rx.cond(
            MAY,
            rx.el.div(
                rx.cond(
                    _PAGE.stage_kind == "open",
                    button(
                        t("deals.mark_lost"),
                        tone="quiet",
                        sign="circle-x",
                        on_click=DealRecord.move(_PAGE.public_id, "lost", _PAGE.stage.key),
                    ),
                    _why_closed(),
                ),
                class_name="flex justify-end max-lg:hidden shrink-0",
            ),
        ),
        aria_label=t("deals.path"),
        class_name="mb-4 lg:flex lg:items-center lg:gap-2",
    )


def _why_closed() -> rx.Component:
    """Why it was won or lost, from the list."""
    won = _PAGE.stage_kind == "won"
    label = rx.cond(won, t("deals.won_reason"), t("deals.lost_reason"))
    return rx.el.select(  # pyright: ignore[reportReturnType]
        rx.el.option(t("deals.choose_reason"), value=""),
        rx.foreach(DealRecord.reasons, lambda one: rx.el.option(named(one), value=one.key)),
        value=rx.cond(won, _PAGE.won_reason.key, _PAGE.lost_reason.key),
        on_change=DealRecord.name_reason,
        aria_label=label,
        title=label,
        class_name=(
            "rounded-lg border border-line-strong bg-panel px-3 pr-8 min-h-[44px] lg:min-h-[34px]"
        ),
    )


def stage_guide() -> rx.Component:
    """What to do in this stage, and what it still needs: for whoever is new to it."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        (_PAGE.guidance_zh != "") | (_PAGE.missing.length() > 0),
        rx.el.section(
            guidance(_PAGE.guidance_zh, _PAGE.guidance_en),
            rx.cond(
                _PAGE.missing.length() > 0,
                rx.el.p(
                    icon("circle-alert", 16),
                    t("deals.still_missing"),
                    rx.foreach(
                        _PAGE.lacking,
                        lambda one: badge(named(one), tone="warn"),
                    ),
                    class_name="flex flex-wrap items-center gap-2 mt-2",
                ),
            ),
            rx.el.p(
                both(_PAGE.saying_zh, _PAGE.saying_en), class_name="text-faint text-[13px] mt-1"
            ),
            aria_label=t("deals.guidance"),
            class_name="mb-3",
        ),
    )


_STEP_LOOKS = {
    "here": "bg-accent text-accent-ink border-accent",
    "done": "bg-good-soft text-good border-transparent",
    "skipped": "bg-raised text-soft border-line border-dashed",
    "ahead": "bg-panel text-soft border-line",
}


def _step(step: rx.vars.ObjectVar[Step]) -> rx.Component:
    look = rx.Var.create(_STEP_LOOKS)[step.state].to(str)
    content = (
        rx.el.span(
            rx.cond(step.state == "done", icon("check", 14), rx.fragment()),
            rx.el.span(named(step.stage), class_name="truncate"),
            class_name="flex items-center gap-1 font-medium max-w-full min-w-0",
        ),
        rx.el.span(
            rx.cond(step.entered_at, day(step.entered_at), "–"),
            rx.cond(
                (step.kind == "open") & (step.days != 0),
                rx.el.span(" · ", t("deals.days_count", days=step.days)),
            ),
            class_name="text-[12px] tabular-nums opacity-90 whitespace-nowrap",
        ),
    )
    return rx.el.li(
        rx.el.button(
            *content,
            type="button",
            disabled=(step.state == "here") | ~MAY,
            on_click=DealRecord.move(_PAGE.public_id, step.stage.key, _PAGE.stage.key),
            title=t("deals.move_here", name=named(step.stage)),
            class_name=(
                "flex w-full min-w-0 flex-col items-start rounded-lg border px-2.5 py-1.5 min-h-[48px] "
                + look
            ),
        ),
        custom_attrs={"aria-current": rx.cond(step.state == "here", "step", "false")},
        key=step.stage.key,
        class_name="flex-1 min-w-[138px] lg:min-w-[104px]",
    )
