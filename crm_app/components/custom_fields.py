"""The settings screen of custom fields."""

from collections.abc import Iterable
from typing import Any

import reflex as rx

from crm_app.components.places import allowed, is_on
from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import (
    button,
)
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.custom_fields import RECORDS, FieldRow
from crm_app.state.custom_fields import FieldScreen


def new_field_button() -> rx.Component:
    """Opens the empty sheet."""
    return allowed(
        Permission.SETTINGS,
        button(
            t("custom_fields.new"),
            tone="primary",
            sign="plus",
            on_click=FieldScreen.start(""),
            custom_attrs={"data-create": ""},
        ),
    )


def record_switch(screen: Any = FieldScreen, records: Iterable[str] = RECORDS) -> rx.Component:
    """Of which kind of record."""
    look = (
        "px-3 min-h-[44px] lg:min-h-[34px] whitespace-nowrap text-soft border-b-2 -mb-px "
        "border-transparent aria-pressed:text-ink aria-pressed:border-accent aria-pressed:font-medium"
    )
    return rx.el.div(
        *[
            rx.cond(  # of a part that is switched off nothing is asked
                is_on(f"/{record}s"),
                rx.el.button(
                    t(f"custom_fields.record.{record}"),
                    type="button",
                    on_click=screen.show(record),
                    custom_attrs={
                        "aria-pressed": rx.cond(screen.record == record, "true", "false")
                    },
                    class_name=look,
                ),
            )
            for record in records
        ],
        role="group",
        class_name="flex gap-1 overflow-x-auto border-b border-line mb-3 [scrollbar-width:none]",
    )


def field_list() -> rx.Component:
    """A field a line, in order; the retired ones last."""
    return panel(
        rx.cond(
            FieldScreen.rows.length() > 0,
            rx.el.ol(rx.foreach(FieldScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(  # what was refused is not an empty list
                FieldScreen.loaded & (FieldScreen.problem.code == ""),
                empty("list-plus", t("custom_fields.none")),
            ),
        )
    )


def _row(row: rx.vars.ObjectVar[FieldRow], place: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(
                    both(row.label_zh, row.label_en), class_name="font-medium break-words min-w-0"
                ),
                rx.el.code(row.key, class_name="text-faint text-[12px] break-all"),
                class_name="flex flex-wrap items-baseline gap-x-2",
            ),
            rx.el.p(
                badge(choice("custom_fields.kind", row.kind)),
                rx.cond(row.is_required, badge(t("custom_fields.is_required"), tone="accent")),
                rx.cond(row.is_listed, badge(t("custom_fields.listed"))),
                rx.cond(row.section_zh != "", badge(both(row.section_zh, row.section_en))),
                rx.cond(
                    row.is_active, rx.fragment(), badge(t("custom_fields.retired"), tone="warn")
                ),
                rx.cond(
                    row.who_zh != "",
                    rx.el.span(both(row.who_zh, row.who_en), class_name="text-faint text-[12px]"),
                ),
                class_name="flex flex-wrap items-center gap-1 mt-1",
            ),
            class_name="flex-1 min-w-[180px]",
        ),
        rx.cond(row.is_active, _actions(row, place), _restore(row)),
        key=row.public_id,
        custom_attrs={"data-row": row.key},
        class_name="flex flex-wrap items-center gap-2 px-3 py-2 min-h-[56px]",
    )


def _actions(row: Any, place: Any) -> rx.Component:
    name = both(row.label_zh, row.label_en)
    return rx.el.span(
        _sign("arrow-up", "custom_fields.up", FieldScreen.move(row.public_id, -1), place == 0),
        _sign("arrow-down", "custom_fields.down", FieldScreen.move(row.public_id, 1), False),
        _sign("pencil", "shell.edit", FieldScreen.start(row.public_id), False),
        _sign("archive", "custom_fields.retire", FieldScreen.retire(row.public_id, name), False),
        class_name="flex ml-auto",
    )


def _restore(row: Any) -> rx.Component:
    return button(
        t("custom_fields.restore"), sign="undo-2", on_click=FieldScreen.restore(row.public_id)
    )


def _sign(sign: str, label: str, does: Any, disabled: Any) -> rx.Component:
    return button(sign=sign, label=t(label), tone="quiet", on_click=does, disabled=disabled)
