"""The settings screen of validation rules."""

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.text import both, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.validation_rules import RECORDS, RuleRow
from crm_app.state.validation_rules import RuleScreen


def new_rule_button() -> rx.Component:
    """Opens the empty sheet."""
    return allowed(
        Permission.SETTINGS,
        button(
            t("validation_rules.new"),
            tone="primary",
            sign="plus",
            on_click=RuleScreen.start(""),
            custom_attrs={"data-create": ""},
        ),
    )


def rule_switch() -> rx.Component:
    """Of which kind of record."""
    look = (
        "px-3 min-h-[44px] lg:min-h-[34px] whitespace-nowrap text-soft border-b-2 -mb-px "
        "border-transparent aria-pressed:text-ink aria-pressed:border-accent aria-pressed:font-medium"
    )
    return rx.el.div(
        *[
            rx.el.button(
                t(f"validation_rules.record.{record}"),
                type="button",
                on_click=RuleScreen.show(record),
                custom_attrs={
                    "aria-pressed": rx.cond(RuleScreen.record == record, "true", "false")
                },
                class_name=look,
            )
            for record in RECORDS
        ],
        role="group",
        class_name="flex gap-1 overflow-x-auto border-b border-line mb-3 [scrollbar-width:none]",
    )


def rule_list() -> rx.Component:
    """A rule a line: its name, what it says, and what people read."""
    return panel(
        rx.cond(
            RuleScreen.rows.length() > 0,
            rx.el.ul(rx.foreach(RuleScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(
                RuleScreen.loaded & (RuleScreen.problem.code == ""),
                empty("shield-check", t("validation_rules.none")),
            ),
        )
    )


def _row(row: rx.vars.ObjectVar[RuleRow]) -> rx.Component:
    name = both(row.name_zh, row.name_en)
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(name, class_name="font-medium break-words"),
                rx.cond(
                    row.is_active,
                    rx.fragment(),
                    badge(t("validation_rules.retired"), tone="warn"),
                ),
                class_name="flex flex-wrap items-baseline gap-x-2",
            ),
            rx.el.p(both(row.says_zh, row.says_en), class_name="text-soft break-words"),
            rx.cond(
                row.gone_zh != "",
                rx.el.p(
                    icon("circle-alert", 14),
                    t("validation_rules.gone"),
                    both(row.gone_zh, row.gone_en),
                    class_name="flex flex-wrap items-center gap-1 text-warn text-[13px]",
                    custom_attrs={"data-gone": ""},
                ),
            ),
            rx.el.p(
                icon("message-square-text", 14),
                both(row.message_zh, row.message_en),
                class_name="flex items-center gap-1 text-faint text-[13px] break-words",
            ),
            class_name="flex-1 min-w-[180px]",
        ),
        rx.cond(
            row.is_active,
            rx.el.span(
                button(
                    tone="quiet",
                    sign="pencil",
                    label=t("shell.edit"),
                    on_click=RuleScreen.start(row.public_id),
                ),
                button(
                    tone="quiet",
                    sign="archive",
                    label=t("validation_rules.retire"),
                    on_click=RuleScreen.retire(row.public_id, name),
                ),
                class_name="flex",
            ),
            button(
                t("validation_rules.restore"),
                sign="undo-2",
                on_click=RuleScreen.restore(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex flex-wrap items-center gap-2 px-3 py-2 min-h-[56px]",
    )
