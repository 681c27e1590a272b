"""The formula of a custom field, in its sheet: what it is, and what it can be made of."""

import reflex as rx

from crm_app.components.text import named, t
from crm_app.components.ui.forms import field, select, text_area
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FUNCTIONS
from crm_app.state.custom_fields import FieldScreen

_SHOWN = FieldScreen.shown
_CODE = "font-mono text-[12px] rounded bg-raised px-1.5 py-0.5 break-all"


def formula_part() -> rx.Component:
    """Of a formula alone."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        FieldScreen.kind == "formula",
        rx.el.div(
            field(
                t("custom_fields.formula"),
                text_area(
                    name="formula",
                    rows="3",
                    default_value=_SHOWN.formula,
                    max_length=500,
                    spell_check=False,
                    class_name="font-mono",
                ),
                hint=t("custom_fields.formula_hint"),
            ),
            _folded("custom_fields.formula_fields", _fields()),
            _folded("custom_fields.formula_functions", _functions()),
            field(
                t("custom_fields.result"),
                select(
                    rx.el.option(t("custom_fields.result.plain"), value="plain"),
                    rx.el.option(t("custom_fields.result.money"), value="money"),
                    name="result",
                    default_value=rx.cond(_SHOWN.result == "money", "money", "plain"),
                ),
            ),
            class_name="space-y-2",
        ),
    )


def _folded(title: str, content: rx.Component) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            t(title),
            class_name="cursor-pointer text-soft text-[13px] min-h-[44px] lg:min-h-[30px] py-1.5",
        ),
        content,
    )


def _fields() -> rx.Component:
    def one(option: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.el.li(
            rx.el.code(option.key, class_name=_CODE),
            rx.el.span(named(option), class_name="text-soft text-[13px] min-w-0 break-words"),
            class_name="flex items-baseline gap-2 min-w-0",
        )

    return rx.el.ul(
        rx.foreach(FieldScreen.readable, one), class_name="grid gap-1 sm:grid-cols-2 pb-1"
    )


def _functions() -> rx.Component:
    return rx.el.p(
        *[rx.el.code(f"{name}()", class_name=_CODE) for name in sorted(FUNCTIONS)],
        class_name="flex flex-wrap gap-1 pb-1",
    )
