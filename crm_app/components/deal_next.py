"""What comes next with a deal: the step on top of its page, and the tasks behind it."""

from typing import Any

import reflex as rx

from crm_app.components.text import day, t
from crm_app.components.ui.forms import button, field, problem_text, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import panel
from crm_app.core.permissions import Permission
from crm_app.services.deals import TaskBrief
from crm_app.state.base import Shell
from crm_app.state.deal import DealRecord

_PAGE = DealRecord.page
_SHEET = "plan-step"
_MAY_PLAN = Shell.me.can.contains(Permission.TASK_WRITE.value)


def next_step() -> rx.Component:
    """The open task that is due first; an open deal without one asks for it."""
    first = _PAGE.tasks.to(list[TaskBrief])[0]
    return rx.fragment(
        rx.cond(
            (_PAGE.tasks.length() > 0) & ~first.is_done,
            _bar(
                rx.el.p(
                    rx.el.span(
                        t("deals.next_step"),
                        class_name="text-soft text-[13px] mr-2 max-lg:block",
                    ),
                    rx.el.span(first.title, class_name="font-medium break-words"),
                    class_name="flex-1 min-w-[110px]",
                ),
                _due(first),
                rx.cond(
                    _MAY_PLAN,
                    button(
                        t("deals.step_finish"),
                        sign="check",
                        on_click=DealRecord.finish(first.public_id, first.title),
                    ),
                ),
                look=rx.cond(first.is_late, "border-l-warn", "border-l-accent"),
            ),
            rx.cond(
                _PAGE.stage_kind == "open",
                _bar(
                    rx.el.p(t("deals.no_next_step"), class_name="flex-1 text-soft"),
                    rx.cond(
                        _MAY_PLAN,
                        button(t("deals.add_step"), sign="plus", custom_attrs=opens(_SHEET)),
                    ),
                    look="border-l-line-strong",
                ),
            ),
        ),
        _plan_sheet(),
    )


def _bar(*content: rx.Component, look: Any) -> rx.Component:
    return rx.el.section(
        rx.el.span(icon("arrow-right", 16), class_name="max-lg:hidden"),
        *content,
        aria_label=t("deals.next_step"),
        class_name=[
            "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line border-l-4 "
            "bg-panel px-3 py-2 mb-3",
            look,
        ],
    )


def _plan_sheet() -> rx.Component:
    return sheet(
        _SHEET,
        t("deals.add_step"),
        rx.el.form(
            field(
                t("deals.step_title"),
                text_input(
                    name="title", required=True, max_length=300, custom_attrs={"data-focus": ""}
                ),
            ),
            field(t("deals.step_due"), text_input(name="due", type="date")),
            problem_text(DealRecord.problem),
            save_actions(),
            on_submit=DealRecord.plan,
            class_name="space-y-3",
        ),
        done=DealRecord.saved,
    )


def deal_tasks() -> rx.Component:
    """What is to be done for the deal."""
    return panel(
        rx.el.div(
            rx.el.h2(t("deals.tasks"), class_name="font-semibold flex-1"),
            rx.cond(
                _MAY_PLAN,
                button(
                    tone="quiet",
                    sign="plus",
                    label=t("deals.add_step"),
                    custom_attrs=opens(_SHEET),
                ),
            ),
            class_name="flex items-center gap-2 pl-3 pr-1 min-h-[44px] lg:min-h-[38px]",
        ),
        rx.cond(
            _PAGE.tasks.length() > 0,
            rx.el.ul(rx.foreach(_PAGE.tasks, _task), class_name="px-3 pb-2 divide-y divide-line"),
            rx.el.p(t("deals.no_tasks"), class_name="text-faint px-3 pb-3"),
        ),
    )


def _task(task: rx.vars.ObjectVar[TaskBrief]) -> rx.Component:
    return rx.el.li(
        rx.cond(task.is_done, icon("circle-check", 16), icon("circle", 16)),
        rx.el.span(
            task.title,
            class_name=rx.cond(
                task.is_done,
                "flex-1 min-w-0 break-words text-faint line-through",
                "flex-1 min-w-0 break-words",
            ),
        ),
        _due(task),
        key=task.public_id,
        class_name="flex items-center gap-2 py-2",
    )


def _due(task: Any) -> rx.Component:
    return rx.el.span(
        day(task.due_at),
        class_name=rx.cond(
            task.is_late,
            "text-bad text-[13px] font-medium tabular-nums shrink-0",
            "text-faint text-[13px] tabular-nums shrink-0",
        ),
    )
