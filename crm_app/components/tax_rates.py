"""The editor of tax rates."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, percent, t
from crm_app.components.ui.forms import button, field, problem_text, text_input, tick
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.tax_rates import TaxRateRow
from crm_app.state.tax_rates import TaxRateScreen


def new_tax_rate() -> rx.Component:
    """The button of an empty form."""
    return rx.fragment(
        button(t("tax_rates.new"), sign="plus", tone="primary", custom_attrs=opens("tax-new")),
        _sheet("tax-new", t("tax_rates.new"), None),
    )


def tax_rate_list() -> rx.Component:
    """A rate a line."""
    return rx.fragment(
        panel(
            rx.cond(
                TaxRateScreen.rows.length() > 0,
                rx.el.ul(rx.foreach(TaxRateScreen.rows, _row), class_name="divide-y divide-line"),
                rx.cond(TaxRateScreen.loaded, empty("percent", t("tax_rates.none"))),
            )
        ),
        rx.el.p(t("tax_rates.keeps"), class_name="text-faint text-[13px] mt-2 px-1"),
    )


def _row(row: rx.vars.ObjectVar[TaxRateRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(percent(row.percent), class_name="w-16 font-medium tabular-nums"),
        rx.el.span(both(row.zh, row.en), class_name="flex-1 min-w-0 break-words"),
        rx.cond(row.is_default, badge(t("tax_rates.is_default"), tone="accent")),
        rx.cond(row.is_active, rx.fragment(), badge(t("tax_rates.off"))),
        button(
            sign="pencil",
            label=t("shell.edit"),
            tone="quiet",
            custom_attrs=opens(f"tax-{row.public_id}"),
        ),
        _sheet(f"tax-{row.public_id}", t("tax_rates.edit"), row),
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def _sheet(sheet_id: Any, title: Any, row: Any) -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {} if row is None else {"default_value": getattr(row, name)}

    public_id, version = ("", 0) if row is None else (row.public_id, row.version)
    figure = {} if row is None else {"default_value": row.percent.to(str)}
    return sheet(
        sheet_id,
        title,
        rx.el.form(
            field(t("tax_rates.zh"), text_input(name="zh", max_length=60, **given("zh"))),
            field(t("tax_rates.en"), text_input(name="en", max_length=60, **given("en"))),
            field(
                t("tax_rates.percent"),
                text_input(name="percent", required=True, input_mode="decimal", **figure),
                hint=t("tax_rates.keeps"),
            ),
            tick(
                "is_default",
                t("tax_rates.is_default"),
                checked=False if row is None else row.is_default,
            ),
            tick(
                "is_active",
                t("tax_rates.is_active"),
                checked=True if row is None else row.is_active,
            ),
            rx.cond(
                TaxRateScreen.at == ("new" if row is None else public_id),
                problem_text(TaxRateScreen.problem),
            ),
            save_actions(),
            reset_on_submit=False,
            on_submit=lambda form: TaxRateScreen.save(public_id, version, form),
            class_name="space-y-3",
        ),
        done=TaxRateScreen.saved,
    )
