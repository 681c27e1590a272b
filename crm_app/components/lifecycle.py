"""All customers by group, stage and tier, and the rules behind it."""

from typing import Any

import reflex as rx

from crm_app.components.places import may
from crm_app.components.text import both, choice, day, short_money, t
from crm_app.components.ui.forms import button, field, link, problem_text, text_input, tick
from crm_app.components.ui.show import empty, panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.lifecycle import Effect, Sentence, Slot
from crm_app.state.lifecycle import LifecycleScreen

_FOUND, _RULES = LifecycleScreen.found, LifecycleScreen.rules
_FIGURES = (
    *("a_spend", "a_orders", "b_spend", "b_orders"),
    *("first_days", "shortest_days", "risk_percent", "lost_percent"),
)


def lifecycle_overview() -> rx.Component:
    """Three tables; every number opens its list."""
    return rx.cond(
        LifecycleScreen.loaded,
        rx.cond(
            _FOUND.judged_on & (_FOUND.groups.length() > 0),
            rx.el.div(
                _table("lifecycle.groups", "lifecycle.group", "rfm", _FOUND.groups),
                rx.el.div(
                    _table("lifecycle.stages", "customers.stage", "stage", _FOUND.stages),
                    _table("lifecycle.tiers", "customers.tier", "rule_tier", _FOUND.tiers),
                    class_name="space-y-4",
                ),
                rules_in_words(),
                class_name="grid gap-4 lg:grid-cols-2 items-start",
            ),
            panel(empty("users", t("lifecycle.overview_empty"))),
        ),
        panel(skeleton_rows(6)),
    )


def _table(title: str, words: str, name: str, rows: Any) -> rx.Component:
    heads = ("lifecycle.customers", "lifecycle.value_past", "lifecycle.value_expected")
    return panel(
        rx.el.table(
            rx.el.caption(t(title), class_name="font-semibold text-left px-3 py-2"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(rx.el.span(t(title), class_name="sr-only"), scope="col"),
                    *[
                        rx.el.th(
                            t(head),
                            scope="col",
                            class_name="text-faint text-[12px] font-normal text-right px-1.5 lg:px-2 align-bottom "
                            "break-keep wrap-normal",
                        )
                        for head in heads
                    ],
                )
            ),
            rx.el.tbody(rx.foreach(rows, lambda one: _slot(one, words, name))),
            class_name="w-full text-[14px]",
        ),
        class_name="overflow-x-auto",
    )


def _slot(one: rx.vars.ObjectVar[Slot], words: str, name: str) -> rx.Component:
    label = one.key if words == "customers.tier" else choice(words, one.key)
    figure = "text-right tabular-nums px-1.5 lg:px-2 whitespace-nowrap"
    return rx.el.tr(
        rx.el.th(
            label,
            rx.el.div(
                rx.el.div(
                    style={"width": one.share.to_string() + "%"},
                    class_name="h-full rounded-full bg-accent",
                ),
                aria_hidden="true",
                class_name="h-1 rounded-full bg-raised mt-0.5",
            ),
            scope="row",
            class_name="text-left font-normal px-2 lg:px-3 py-1.5 whitespace-nowrap lg:w-[40%]",
        ),
        rx.el.td(
            link(
                one.customers.to_string(),
                href=f"/customers?{name}=" + one.key.to(str),
                class_name="text-accent hover:underline tap",
            ),
            class_name=figure,
        ),
        rx.el.td(short_money(one.spend, _FOUND.currency), class_name=figure),
        rx.el.td(short_money(one.expected, _FOUND.currency), class_name=figure),
        key=one.key,
        class_name="border-t border-line",
    )


def rules_in_words() -> rx.Component:
    """What everybody may read of the rules."""
    return panel(
        rx.el.h2(t("lifecycle.settings"), class_name="font-semibold mb-2"),
        rx.el.ul(rx.foreach(_RULES.sentences, _sentence), class_name="list-disc pl-5 space-y-1"),
        rx.el.p(
            rx.cond(
                _RULES.judged_on,
                t("lifecycle.judged_on", day=day(_RULES.judged_on)),
                t("lifecycle.never"),
            ),
            class_name="text-faint text-[12px] mt-2",
        ),
        rx.cond(
            may(Permission.SETTINGS),
            link(
                t("lifecycle.settings_hint"),
                href="/settings/lifecycle",
                class_name="text-accent hover:underline inline-block py-2",
            ),
        ),
        class_name="p-4",
    )


def _sentence(one: rx.vars.ObjectVar[Sentence]) -> rx.Component:
    return rx.el.li(both(one.zh, one.en), key=one.zh)


def recompute_button() -> rx.Component:
    """Reckon now."""
    return rx.cond(
        may(Permission.SETTINGS),
        button(t("lifecycle.recompute"), sign="refresh-cw", on_click=LifecycleScreen.recompute),
    )


def lifecycle_form() -> rx.Component:
    """The rules in one form, and what they say."""
    return rx.cond(
        LifecycleScreen.loaded,
        rx.el.div(
            rx.el.form(
                panel(
                    rx.el.div(
                        *[_figure(name) for name in _FIGURES],
                        class_name="grid gap-3 sm:grid-cols-2 items-start",
                    ),
                    tick(
                        "applies_tiers",
                        t("lifecycle.applies_tiers"),
                        checked=_RULES.applies_tiers,
                    ),
                    class_name="p-4 lg:p-5 space-y-3",
                ),
                problem_text(LifecycleScreen.problem),
                button(
                    t("lifecycle.preview"), type="submit", sign="eye", class_name="w-full lg:w-auto"
                ),
                key=_RULES.version.to_string() + LifecycleScreen.loaded.to_string(),
                reset_on_submit=False,
                on_submit=LifecycleScreen.preview,
                class_name="space-y-4",
            ),
            rx.cond(LifecycleScreen.tried, _effect(), rules_in_words()),
            class_name="grid gap-4 lg:grid-cols-2 items-start pb-6",
        ),
        skeleton_rows(),
    )


def _effect() -> rx.Component:
    """What the rules of the form would do, and storing them."""
    effect = LifecycleScreen.effect
    return panel(
        rx.el.h2(t("lifecycle.effect"), class_name="font-semibold mb-2"),
        rx.el.ul(rx.foreach(effect.sentences, _sentence), class_name="list-disc pl-5 space-y-1"),
        rx.el.table(
            rx.el.tbody(rx.foreach(effect.effects.to(list[Effect]), _changed)),
            class_name="w-full mt-3",
        ),
        rx.el.p(
            t("lifecycle.effect_count", stages=effect.stages, tiers=effect.tiers),
            class_name="font-medium mt-3",
            custom_attrs={"data-effect": ""},
        ),
        rx.el.p(t("lifecycle.effect_hint"), class_name="text-faint text-[12px] mb-3"),
        rx.el.div(
            button(t("lifecycle.effect_save"), tone="primary", on_click=LifecycleScreen.save),
            button(t("shell.cancel"), tone="quiet", on_click=LifecycleScreen.change_on),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="p-4",
        aria_live="polite",
    )


def _changed(one: rx.vars.ObjectVar[Effect]) -> rx.Component:
    words = rx.cond(
        one.kind == "stage",
        choice("customers.stage", one.key),
        t("customers.tier_of", tier=one.key),
    )
    return rx.el.tr(
        rx.el.th(words, scope="row", class_name="text-left font-normal py-1"),
        rx.el.td(one.now, class_name="text-right tabular-nums text-soft w-16"),
        rx.el.td("→", aria_hidden="true", class_name="text-center text-faint w-8"),
        rx.el.td(
            one.then,
            class_name=rx.cond(
                one.now == one.then,
                "text-right tabular-nums w-16",
                "text-right tabular-nums w-16 font-medium text-accent",
            ),
        ),
        key=one.kind.to(str) + one.key.to(str),
        class_name="border-t border-line",
    )


def _figure(name: str) -> rx.Component:
    hint = {"hint": t("lifecycle.zero_hint")} if name[:2] in ("a_", "b_") else {}
    value = getattr(_RULES, name)
    control = text_input(
        name=name,
        input_mode="decimal" if name.endswith("_spend") else "numeric",
        required=True,
        max_length=20,
        default_value=value if name.endswith("_spend") else value.to_string(),
        class_name="!w-[160px] tabular-nums",
    )
    return field(t(f"lifecycle.{name}"), control, **hint)
