"""Who gets a lead that comes in."""

import reflex as rx

from crm_app.components.assignment import (
    assignment_rule_sheet,
    assignment_rules,
    new_assignment_rule,
)
from crm_app.components.assignment_trial import assignment_trial
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.assignment import AssignmentScreen
from crm_app.state.leads import LeadChoices


@screen(
    "/settings/assignment",
    "assignment.page",
    on_load=[AssignmentScreen.load, LeadChoices.load],
    settings=MenuEntry(
        *("/settings/assignment", "assignment.page", "shuffle", 54, Permission.SETTINGS),
        hint="assignment.hint",
    ),
    only=Permission.SETTINGS,
)
def assignment() -> rx.Component:
    """The rules in order, and a lead to try them with."""
    return rx.el.div(
        settings_head("assignment.page", "assignment.hint", new_assignment_rule()),
        rx.el.div(assignment_rules(), assignment_trial(), class_name="space-y-4 pb-6"),
        assignment_rule_sheet(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
