"""The competitors that those who sell have named: renamed, or joined."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import panel
from crm_app.services.competitors import CompetitorRow
from crm_app.state.competitors import CompetitorScreen


def competitor_list() -> rx.Component:
    """A row each, with how many deals name it."""
    none = rx.el.p(t("competitors.none"), class_name="px-3 py-4 text-soft")
    return rx.el.section(
        rx.el.h2(t("competitors.title"), class_name="font-semibold text-[16px] mt-6"),
        rx.el.p(t("competitors.hint"), class_name="text-soft text-[13px] mb-2"),
        panel(
            rx.cond(
                CompetitorScreen.rows.length() > 0,
                rx.el.ul(
                    rx.foreach(CompetitorScreen.rows, _row), class_name="divide-y divide-line"
                ),
                none,
            )
        ),
        _sheet(),
        id="competitors",
    )


def _row(row: rx.vars.ObjectVar[CompetitorRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.name, class_name="flex-1 min-w-0 break-words"),
        rx.el.span(
            t("competitors.deals", count=row.deals),
            class_name="shrink-0 text-soft text-[13px] tabular-nums",
        ),
        button(
            sign="pencil",
            tone="quiet",
            label=t("competitors.rename", name=row.name),
            on_click=CompetitorScreen.start(row.public_id),
        ),
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-1",
    )


def _sheet() -> rx.Component:
    return sheet(
        "competitor",
        t("competitors.rename", name=CompetitorScreen.name),
        rx.el.form(
            field(
                t("competitors.name"),
                text_input(
                    name="name",
                    required=True,
                    max_length=120,
                    default_value=CompetitorScreen.name,
                ),
                hint=t("competitors.hint"),
            ),
            problem_text(CompetitorScreen.problem),
            save_actions(),
            on_submit=CompetitorScreen.save,
            class_name="space-y-3",
        ),
        open=CompetitorScreen.asking != "",
        on_close=CompetitorScreen.stop,
    )
