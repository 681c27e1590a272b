"""The questions asked before a lead becomes a deal."""

import reflex as rx

from crm_app.components.screening import new_question, question_list
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.screening import QuestionScreen


@screen(
    "/settings/screening",
    "leads.settings",
    on_load=QuestionScreen.load,
    settings=MenuEntry(
        *("/settings/screening", "leads.settings", "list-checks", 52, Permission.SETTINGS),
        hint="leads.settings_hint",
    ),
    only=Permission.SETTINGS,
)
def screening() -> rx.Component:
    """What has to be known first."""
    return rx.el.div(
        settings_head("leads.settings", "leads.settings_hint", new_question()),
        rx.cond(QuestionScreen.rows.length() == 0, problem_text(QuestionScreen.problem)),
        question_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
