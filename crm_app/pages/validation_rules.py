"""Validation rules: defined by an administrator, tried first, asked of everybody."""

import reflex as rx

from crm_app.components.rule_sheet import rule_sheet
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.components.validation_rules import (
    new_rule_button,
    rule_list,
    rule_switch,
)
from crm_app.core.permissions import Permission
from crm_app.state.validation_rules import RuleScreen


@screen(
    "/settings/rules",
    "validation_rules.page",
    on_load=RuleScreen.load,
    settings=MenuEntry(
        *("/settings/rules", "validation_rules.page", "shield-check", 52, Permission.SETTINGS),
        hint="validation_rules.page_hint",
    ),
    only=Permission.SETTINGS,
)
def validation_rules() -> rx.Component:
    """The rules of one kind of record, and the sheet that makes and changes one."""
    return rx.el.div(
        settings_head("validation_rules.page", "validation_rules.page_hint", new_rule_button()),
        rule_switch(),
        rx.cond(RuleScreen.asking, rx.fragment(), problem_text(RuleScreen.problem)),
        rule_list(),
        rule_sheet(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
