"""The sheet of one custom field."""

from typing import Any

import reflex as rx

from crm_app.components.formulas import formula_part
from crm_app.components.text import t
from crm_app.components.ui.forms import field, problem_text, select, text_area, text_input, tick
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.core.permissions import ROLES
from crm_app.services.currencies import CURRENCIES
from crm_app.services.custom_fields import WORSE
from crm_app.state.custom_fields import FieldScreen

_KINDS = ("text", "number", "money", "date", "choice", "multi", "checkbox", "link")
_KINDS += ("formula", "file")
_TWO = "grid gap-3 sm:grid-cols-2"
_SHOWN = FieldScreen.shown


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
            formula_part(),
            _worse(),
            rx.el.div(
                rx.cond(
                    FieldScreen.kind != "formula",
                    tick("is_required", t("custom_fields.is_required"), checked=_SHOWN.is_required),
                ),
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
    options = [_kind_option(kind) for kind in _KINDS]
    return field(
        t("custom_fields.kind"),
        select(*options, value=FieldScreen.kind, on_change=FieldScreen.choose_kind, disabled=~new),
    )


def _kind_option(kind: str) -> rx.Component:
    option = rx.el.option(t(f"custom_fields.kind.{kind}"), value=kind)
    # Products have none: files belong to whoever owns the record.
    return rx.cond(FieldScreen.record != "product", option) if kind == "file" else option


def _of_kind() -> rx.Component:
    """What only one kind has."""
    codes = [rx.el.option(code, value=code) for code in CURRENCIES]
    return rx.cond(  # pyright: ignore[reportReturnType]
        (FieldScreen.kind == "money") | (FieldScreen.kind == "formula"),
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
