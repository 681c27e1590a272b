"""The settings screen of custom fields."""

from typing import Any

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import (
    button,
    field,
    problem_text,
    select,
    text_area,
    text_input,
    tick,
)
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import ROLES, Permission
from crm_app.services.currencies import CURRENCIES
from crm_app.services.custom_fields import READS, WORSE, FieldRow
from crm_app.state.custom_fields import FieldScreen

_KINDS = ("text", "number", "money", "date", "choice", "multi", "checkbox", "link")
_TWO = "grid gap-3 sm:grid-cols-2"
_SHOWN = FieldScreen.shown


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


def record_switch() -> rx.Component:
    """Of which kind of record."""
    look = (
        "px-3 min-h-[44px] lg:min-h-[34px] whitespace-nowrap text-soft border-b-2 -mb-px "
        "border-transparent aria-pressed:text-ink aria-pressed:border-accent aria-pressed:font-medium"
    )
    return rx.el.div(
        *[
            rx.el.button(
                t(f"custom_fields.record.{record}"),
                type="button",
                on_click=FieldScreen.show(record),
                custom_attrs={
                    "aria-pressed": rx.cond(FieldScreen.record == record, "true", "false")
                },
                class_name=look,
            )
            for record in READS
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


def field_sheet() -> rx.Component:
    """One field, new or known: record, kind and name in the API are said once."""
    new = _SHOWN.public_id == ""
    return sheet(
        "custom-field",
        rx.cond(new, t("custom_fields.new"), t("custom_fields.edit")),
        rx.el.form(
            rx.el.div(
                _text("label_zh", 60, custom_attrs={"data-focus": ""}),
                _text("label_en", 60),
                _kind(new),
                _of_kind(),
                class_name=_TWO,
            ),
            _options(),
            _worse(),
            rx.el.div(
                tick("is_required", t("custom_fields.is_required"), checked=_SHOWN.is_required),
                tick("is_listed", t("custom_fields.is_listed"), checked=_SHOWN.is_listed),
            ),
            _folded("custom_fields.words", _words(new)),
            _folded("custom_fields.rights", _roles("sees"), _roles("edits")),
            problem_text(FieldScreen.problem),
            save_actions(),
            on_submit=FieldScreen.save,
            reset_on_submit=False,
            key=f"form{FieldScreen.opened}",
            class_name="space-y-3",
        ),
        open=FieldScreen.asking,
        on_close=FieldScreen.stop,
    )


def _text(name: str, most: int, **props: Any) -> rx.Component:
    given = getattr(_SHOWN, name)
    return field(
        t(f"custom_fields.{name}"),
        text_input(name=name, default_value=given, max_length=most, **props),
    )


def _kind(new: Any) -> rx.Component:
    options = [rx.el.option(t(f"custom_fields.kind.{kind}"), value=kind) for kind in _KINDS]
    return field(
        t("custom_fields.kind"),
        select(*options, value=FieldScreen.kind, on_change=FieldScreen.choose_kind, disabled=~new),
    )


def _of_kind() -> rx.Component:
    """What only one kind has."""
    codes = [rx.el.option(code, value=code) for code in CURRENCIES]
    return rx.cond(  # pyright: ignore[reportReturnType]
        FieldScreen.kind == "money",
        field(
            t("custom_fields.currency"),
            select(*codes, name="currency", default_value=_SHOWN.currency),
        ),
    )


def _worse() -> rx.Component:
    """Of what has an order: which change an approval does not cover."""
    options = [rx.el.option(t(f"custom_fields.worse.{one}"), value=one) for one in WORSE]
    ordered = [FieldScreen.kind == kind for kind in ("number", "money", "date")]
    return rx.cond(  # pyright: ignore[reportReturnType]
        ordered[0] | ordered[1] | ordered[2],
        field(
            t("custom_fields.worse"),
            select(*options, name="worse", default_value=_SHOWN.worse),
            hint=t("custom_fields.worse_hint"),
        ),
    )


def _options() -> rx.Component:
    chosen = (FieldScreen.kind == "choice") | (FieldScreen.kind == "multi")
    return rx.cond(  # pyright: ignore[reportReturnType]
        chosen,
        field(
            t("custom_fields.options"),
            text_area(name="options", rows="5", default_value=_SHOWN.options),
            hint=t("custom_fields.options_hint"),
        ),
    )


def _folded(title: str, *content: rx.Component) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            t(title), class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2"
        ),
        rx.el.div(*content, class_name="space-y-3"),
    )


def _words(new: Any) -> rx.Component:
    return rx.el.div(
        _text("help_zh", 200),
        _text("help_en", 200),
        _text("section_zh", 60),
        _text("section_en", 60),
        rx.cond(
            new,
            field(
                t("custom_fields.key"),
                text_input(name="key", max_length=30, auto_complete="off"),
                hint=t("custom_fields.key_hint"),
            ),
        ),
        class_name=_TWO,
    )


def _roles(name: str) -> rx.Component:
    roles = getattr(_SHOWN, name)
    return rx.el.fieldset(
        rx.el.legend(t(f"custom_fields.{name}"), class_name="text-soft text-[13px]"),
        rx.el.div(
            *[
                tick(f"{name}:{role}", t(f"role.{role}"), checked=roles.contains(role))
                for role in ROLES
            ],
            class_name="grid grid-cols-2 sm:grid-cols-3 gap-x-3",
        ),
    )
