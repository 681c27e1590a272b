"""How good the data is, and what to put right first."""

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.quality import (
    quality_tabs,
    queue,
    score_panel,
    shares_panel,
    weights_sheet,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.quality import QualityScreen


@screen(
    "/quality",
    "quality.title",
    on_load=QualityScreen.load,
    menu=MenuEntry("/quality", "quality.title", "badge-check", 38, Permission.CUSTOMER_WRITE),
    only=Permission.CUSTOMER_WRITE,
)
def quality() -> rx.Component:
    """Scores on one side, the queue on the other."""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1(t("quality.title"), class_name="text-[20px] font-semibold"),
                rx.el.p(t("quality.hint"), class_name="text-soft"),
                class_name="flex-1 min-w-[220px]",
            ),
            allowed(
                Permission.SETTINGS,
                button(t("quality.reckon"), sign="refresh-cw", on_click=QualityScreen.reckon),
            ),
            class_name="flex flex-wrap items-end gap-3",
        ),
        quality_tabs(),
        problem_text(QualityScreen.problem),
        rx.cond(QualityScreen.loaded, _found(), skeleton_rows()),
        weights_sheet(),
        class_name="p-4 lg:px-6 lg:py-5 space-y-4 max-w-[1300px]",
    )


def _found() -> rx.Component:
    found = QualityScreen.found
    return rx.el.div(
        rx.el.div(score_panel(), class_name="min-w-0 lg:col-start-2"),
        rx.el.div(queue(), class_name="min-w-0 lg:col-start-1 lg:row-start-1 lg:row-span-2"),
        rx.el.div(
            shares_panel("quality.owners", "owner", found.owners),
            shares_panel("quality.sources", "source", found.sources),
            class_name="space-y-4 min-w-0 lg:col-start-2",
        ),
        class_name="grid gap-4 lg:grid-cols-[1fr_340px] lg:grid-rows-[auto_1fr] items-start",
    )
