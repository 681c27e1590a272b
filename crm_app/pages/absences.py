"""Who is away."""

import reflex as rx

from crm_app.components.absences import absence_list, new_absence
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.absences import AbsenceScreen


@screen(
    "/settings/absences",
    "absences.page",
    on_load=AbsenceScreen.load,
    settings=MenuEntry(
        *("/settings/absences", "absences.page", "tree-palm", 12, Permission.SELF),
        hint="absences.hint",
    ),
)
def absences() -> rx.Component:
    """One's own, and those of one's people."""
    return rx.el.div(
        settings_head("absences.page", "absences.hint", new_absence()),
        absence_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
