"""The sheets of targets: set one, change a part, paste many."""

import reflex as rx

from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import field, problem_text, select, text_area, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.services.currencies import CURRENCIES
from crm_app.state.targets import TargetScreen


def target_sheets() -> rx.Component:
    """Set a target, change a part, paste."""
    return rx.fragment(_new_sheet(), _part_sheet(), _paste_sheet())


def _new_sheet() -> rx.Component:
    subjects = rx.foreach(
        TargetScreen.subjects,
        lambda one: rx.el.option(
            choice("targets.kind", one.kind),
            " · ",
            both(one.zh, one.en),
            value=one.kind + ":" + one.public_id,
        ),
    )
    return sheet(
        "target-new",
        t("targets.new"),
        rx.el.form(
            rx.el.p(t("targets.split_hint"), class_name="text-soft text-[13px]"),
            field(t("targets.subject"), select(subjects, name="subject")),
            field(
                t("targets.amount"),
                text_input(name="amount", inputmode="decimal", required=True, max_length=20),
            ),
            field(
                t("targets.currency"),
                select(*[rx.el.option(one, value=one) for one in CURRENCIES], name="currency"),
            ),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.save,
            class_name="space-y-3",
        ),
        done=TargetScreen.saved,
    )


def _part_sheet() -> rx.Component:
    return sheet(
        "target-part",
        t("targets.part", period=both(TargetScreen.part_zh, TargetScreen.part_en)),
        rx.el.form(
            field(
                t("targets.amount"),
                text_input(
                    name="amount",
                    inputmode="decimal",
                    default_value=TargetScreen.part_amount,
                    required=True,
                    max_length=20,
                ),
            ),
            rx.el.label(
                rx.el.input(type="checkbox", name="keep", default_checked=True),
                t("targets.keep"),
                class_name="flex items-center gap-2 min-h-[44px]",
            ),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.save_part,
            class_name="space-y-3",
        ),
        open=TargetScreen.part_of != "",
        on_close=TargetScreen.close_part,
        key=TargetScreen.part_of + TargetScreen.part,
    )


def _paste_sheet() -> rx.Component:
    return sheet(
        "targets-paste",
        t("targets.paste"),
        rx.el.form(
            rx.el.p(t("targets.paste_hint"), class_name="text-soft text-[13px]"),
            field(t("targets.paste"), text_area(name="text", rows="10", required=True)),
            problem_text(TargetScreen.problem),
            save_actions(),
            on_submit=TargetScreen.paste,
            class_name="space-y-3",
        ),
        done=TargetScreen.saved,
    )
