"""The editor of currencies and their rates."""

from typing import Any

import reflex as rx

from crm_app.components.text import day, number, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input, tick
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.currencies import CURRENCIES, PER, CurrencyRow, RateRow
from crm_app.state.currencies import CurrencyScreen

_LINE = "flex items-center gap-3 px-3 py-1.5 min-h-[52px]"


def new_rate() -> rx.Component:
    """The button of an empty form."""
    return rx.fragment(
        button(
            t("currencies.rate_new"), sign="plus", tone="primary", custom_attrs=opens("rate-new")
        ),
        _rate_sheet("rate-new", t("currencies.rate_new"), None),
    )


def rate_list() -> rx.Component:
    """A rate a line, the newest of each currency first."""
    return panel(
        rx.el.h2(t("currencies.rates"), class_name="font-semibold px-3 pt-2"),
        rx.cond(
            CurrencyScreen.rates.length() > 0,
            rx.el.ul(rx.foreach(CurrencyScreen.rates, _rate), class_name="divide-y divide-line"),
            rx.cond(CurrencyScreen.loaded, empty("arrow-left-right", t("currencies.rates_none"))),
        ),
    )


def _rate(row: rx.vars.ObjectVar[RateRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(_said(row, row.base), class_name="font-medium tabular-nums"),
            rx.el.span(t("currencies.rate_from", day=day(row.valid_from)), class_name="text-soft"),
            class_name="flex-1 min-w-0 flex flex-wrap gap-x-4",
        ),
        button(
            sign="pencil",
            label=t("shell.edit"),
            tone="quiet",
            custom_attrs=opens(f"rate-{row.public_id}"),
        ),
        button(
            sign="trash-2",
            label=t("shell.delete"),
            tone="quiet",
            on_click=CurrencyScreen.delete_rate(row.public_id),
        ),
        _rate_sheet(f"rate-{row.public_id}", t("currencies.rate_edit"), row),
        key=row.public_id,
        class_name=_LINE,
    )


def _said(row: Any, base: Any) -> rx.Var[str]:
    return t("currencies.rate_said", per=row.per, code=row.code, rate=number(row.rate), base=base)


def _rate_sheet(sheet_id: Any, title: Any, row: Any) -> rx.Component:
    def given(value: Any) -> dict[str, Any]:
        return {} if row is None else {"default_value": value}

    public_id, version = ("", 0) if row is None else (row.public_id, row.version)
    codes = [rx.el.option(code, value=code) for code in CURRENCIES if code != "CNY"]
    codes.append(rx.el.option("CNY", value="CNY"))
    pers = [rx.el.option(f"{per:,}", value=str(per)) for per in PER]
    code = given(None if row is None else row.code)
    per = given(None if row is None else row.per.to(str))
    rate = given(None if row is None else row.rate.to(str))
    since = given(None if row is None else row.valid_from.to(str))
    return sheet(
        sheet_id,
        title,
        rx.el.form(
            rx.el.div(
                field(t("currencies.code"), select(*codes, name="code", **code)),
                field(t("currencies.per"), select(*pers, name="per", **per)),
                field(
                    t("currencies.worth"),
                    text_input(name="rate", required=True, input_mode="decimal", **rate),
                    hint=CurrencyScreen.base,
                ),
                field(
                    t("currencies.valid_from"),
                    text_input(type="date", name="valid_from", required=True, **since),
                ),
                class_name="grid grid-cols-2 gap-3",
            ),
            rx.cond(
                CurrencyScreen.at == ("new" if row is None else public_id),
                problem_text(CurrencyScreen.problem),
            ),
            save_actions(),
            reset_on_submit=False,
            on_submit=lambda form: CurrencyScreen.save_rate(public_id, version, form),
            class_name="space-y-3",
        ),
        done=CurrencyScreen.saved,
    )


def currency_list() -> rx.Component:
    """A currency a line, the house's own first."""
    return panel(
        rx.el.h2(t("currencies.code"), class_name="font-semibold px-3 pt-2"),
        rx.el.ul(rx.foreach(CurrencyScreen.rows, _currency), class_name="divide-y divide-line"),
    )


def _currency(row: rx.vars.ObjectVar[CurrencyRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row.code, class_name="w-12 font-medium"),
        rx.el.span(
            t("currencies.digits", count=row.digits),
            " · ",
            t("currencies.step"),
            " ",
            row.step.to(str),
            class_name="flex-1 min-w-0 text-soft",
        ),
        rx.cond(
            row.is_base,
            badge(t("currencies.base"), tone="accent"),
            rx.cond(
                row.rate,
                rx.el.span(
                    _said(row, CurrencyScreen.base),
                    class_name="text-soft tabular-nums max-lg:hidden",
                ),
                badge(t("currencies.rate_none")),
            ),
        ),
        button(
            sign="pencil",
            label=t("shell.edit"),
            tone="quiet",
            custom_attrs=opens(f"currency-{row.code}"),
        ),
        _currency_sheet(row),
        key=row.code,
        class_name=_LINE,
    )


def _currency_sheet(row: rx.vars.ObjectVar[CurrencyRow]) -> rx.Component:
    return sheet(
        f"currency-{row.code}",
        row.code,
        rx.el.form(
            field(
                t("currencies.step"),
                text_input(
                    name="step",
                    required=True,
                    input_mode="decimal",
                    default_value=row.step.to(str),
                ),
                hint=t("currencies.step_hint"),
            ),
            rx.cond(
                row.is_base,
                rx.fragment(),
                tick("is_base", t("currencies.make_base"), checked=False),
            ),
            rx.cond(CurrencyScreen.at == row.code, problem_text(CurrencyScreen.problem)),
            save_actions(),
            reset_on_submit=False,
            on_submit=lambda form: CurrencyScreen.save(row.code, row.version, form),
            class_name="space-y-3",
        ),
        done=CurrencyScreen.saved,
    )
