"""The settings of the public pool."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, text_input
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.services.pools import HolderRow
from crm_app.state.pool_settings import PoolSettingScreen

_ROW = PoolSettingScreen.row
_HINTED = ("capacity", "recycle_days")


def pool_settings_body() -> rx.Component:
    """Limits and hours in one form; below it person by person."""
    return rx.cond(
        PoolSettingScreen.loaded,
        rx.el.div(_form(), _holders(), class_name="space-y-4 pb-6"),
        skeleton_rows(),
    )


def _form() -> rx.Component:
    figures = ("capacity", "recycle_days", "warn_days", "protect_days", "bar_days")
    return rx.el.form(
        panel(
            rx.el.h2(t("pools.limits"), class_name="font-semibold mb-3"),
            rx.el.div(
                *[_figure(name) for name in figures],
                class_name="grid gap-3 sm:grid-cols-2 items-start",
            ),
            class_name="p-4 lg:p-5",
        ),
        panel(
            rx.el.h2(t("pools.hours"), class_name="font-semibold"),
            rx.el.p(t("pools.hours_hint"), class_name="text-soft mb-3"),
            rx.el.div(
                *[
                    field(
                        t(f"pools.{name}"),
                        text_input(name=name, default_value=getattr(_ROW, name), max_length=5),
                    )
                    for name in ("work_start", "work_end")
                ],
                class_name="grid grid-cols-2 gap-3 max-w-[320px]",
            ),
            rx.el.fieldset(
                rx.el.legend(t("pools.work_days"), class_name="text-soft text-[13px] mt-3 mb-1"),
                rx.el.div(*[_day(day) for day in "1234567"], class_name="flex flex-wrap gap-x-4"),
            ),
            class_name="p-4 lg:p-5",
        ),
        rx.cond(PoolSettingScreen.at == "settings", problem_text(PoolSettingScreen.problem)),
        button(t("shell.save"), tone="primary", type="submit", class_name="w-full lg:w-auto"),
        key=_ROW.version.to_string() + PoolSettingScreen.loaded.to_string(),
        reset_on_submit=False,
        on_submit=PoolSettingScreen.save,
        class_name="space-y-4",
    )


def _figure(name: str) -> rx.Component:
    hint: dict[str, Any] = {"hint": t(f"pools.{name}_hint")} if name in _HINTED else {}
    control = text_input(
        name=name,
        input_mode="numeric",
        required=True,
        max_length=6,
        default_value=getattr(_ROW, name).to_string(),
        class_name="!w-[120px] tabular-nums",
    )
    return field(t(f"pools.{name}"), control, **hint)


def _day(day: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=f"day:{day}",
            default_checked=_ROW.work_days.contains(day),
            class_name="w-5 h-5",
        ),
        t(f"pools.day.{day}"),
        class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )


def _holders() -> rx.Component:
    return panel(
        rx.el.div(
            rx.el.h2(t("pools.holders"), class_name="font-semibold"),
            rx.el.p(t("pools.holders_hint"), class_name="text-soft"),
            class_name="px-4 pt-4 pb-2",
        ),
        rx.el.ul(rx.foreach(PoolSettingScreen.holders, _holder), class_name="divide-y divide-line"),
    )


def _holder(row: rx.vars.ObjectVar[HolderRow]) -> rx.Component:
    full = (row.most.to(int) > 0) & (row.open.to(int) >= row.most.to(int))
    most = rx.cond(row.most.to(int) > 0, row.most.to_string(), "∞")
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.name, class_name="font-medium truncate"),
            rx.el.p(row.team, class_name="text-soft text-[13px] truncate"),
            class_name="min-w-0 flex-1",
        ),
        rx.el.span(
            row.open,
            " / ",
            most,
            title=t("pools.open_now"),
            class_name=rx.cond(full, "tabular-nums text-warn", "tabular-nums text-soft"),
        ),
        text_input(
            default_value=row.own,
            key=f"{row.public_id}-{row.own}",
            input_mode="numeric",
            max_length=6,
            aria_label=t("pools.own_limit"),
            placeholder=t("pools.own_limit"),
            on_blur=lambda typed: PoolSettingScreen.save_quota(row.public_id, typed),
            custom_attrs={"data-enter-leaves": ""},
            class_name="!w-[110px] tabular-nums",
        ),
        rx.cond(
            PoolSettingScreen.at == row.public_id,
            rx.el.div(problem_text(PoolSettingScreen.problem), class_name="basis-full"),
        ),
        key=row.public_id,
        class_name="flex flex-wrap items-center gap-3 px-4 py-2 min-h-[56px]",
    )
