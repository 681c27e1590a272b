"""The editor of the limits."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, percent, short_money, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.approvals import SELLING, Level, Measure, RuleRow
from crm_app.services.currencies import CURRENCIES
from crm_app.state.approval_rules import RuleScreen
from crm_app.state.base import Shell

MAY_CHANGE = Shell.me.can.contains(Permission.SETTINGS.value)


def new_rule() -> rx.Component:
    """The button of an empty form."""
    return rx.cond(
        MAY_CHANGE,
        rx.fragment(
            button(
                t("approvals.rule_new"),
                sign="plus",
                tone="primary",
                custom_attrs=opens("rule-new"),
            ),
            _sheet("rule-new", t("approvals.rule_new"), "", 0, None),
        ),
    )


def rule_list() -> rx.Component:
    """A limit a line, in words; pressing it opens its form."""
    return panel(
        rx.cond(
            RuleScreen.rows.length() > 0,
            rx.el.ul(rx.foreach(RuleScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(RuleScreen.loaded, empty("stamp", t("approvals.rules_none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[RuleRow]) -> rx.Component:
    limit = rx.cond(
        row.measure == "amount", short_money(row.limit, row.currency), percent(row.limit)
    )
    sign = rx.cond(row.measure == "margin", "<", ">")
    return rx.el.li(
        rx.el.span(
            rx.el.span(choice("role", row.role), class_name="font-medium"),
            " · ",
            choice("approvals.measure", row.measure),
            f" {sign} ",
            rx.el.span(limit, class_name="tabular-nums"),
            " → ",
            choice("approvals.level", row.level),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(row.is_active, rx.fragment(), badge(t("approvals.rule_off"))),
        rx.cond(
            MAY_CHANGE,
            rx.fragment(
                button(
                    sign="pencil",
                    label=t("shell.edit"),
                    tone="quiet",
                    custom_attrs=opens(f"rule-{row.public_id}"),
                ),
                button(
                    sign="trash-2",
                    label=t("shell.delete"),
                    tone="quiet",
                    on_click=RuleScreen.delete(row.public_id),
                ),
                _sheet(f"rule-{row.public_id}", t("shell.edit"), row.public_id, row.version, row),
            ),
        ),
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def _sheet(name: Any, title: Any, public_id: Any, version: Any, row: Any) -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {} if row is None else {"default_value": getattr(row, name)}

    options = {
        "role": [rx.el.option(t(f"role.{key}"), value=key) for key in SELLING],
        "measure": [
            rx.el.option(t(f"approvals.measure.{key}"), value=key.value) for key in Measure
        ],
        "level": [rx.el.option(t(f"approvals.level.{key}"), value=key.value) for key in Level],
        "currency": [rx.el.option(key, value=key) for key in CURRENCIES],
    }
    limit = {} if row is None else {"default_value": row.limit.to(str)}
    return sheet(
        name,
        title,
        rx.el.form(
            rx.el.div(
                field(
                    t("approvals.rule_role"), select(*options["role"], name="role", **given("role"))
                ),
                field(
                    t("approvals.rule_measure"),
                    select(*options["measure"], name="measure", **given("measure")),
                ),
                field(
                    t("approvals.rule_limit"),
                    text_input(name="limit", required=True, input_mode="decimal", **limit),
                ),
                field(
                    t("approvals.currency"),
                    select(*options["currency"], name="currency", **given("currency")),
                ),
                field(
                    t("approvals.rule_level"),
                    select(*options["level"], name="level", **given("level")),
                ),
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        name="is_active",
                        default_checked=True if row is None else row.is_active,
                        class_name="w-5 h-5",
                    ),
                    t("approvals.rule_active"),
                    class_name="flex items-center gap-2 min-h-[44px]",
                ),
                class_name="grid sm:grid-cols-2 gap-3",
            ),
            rx.cond(
                RuleScreen.at == ("new" if row is None else public_id),
                problem_text(RuleScreen.problem),
            ),
            save_actions(),
            on_submit=lambda form: RuleScreen.save(public_id, version, form),
        ),
        done=RuleScreen.saved,
    )
