"""One button for all that a list has no room for above its rows: own fields, conditions in groups."""

from typing import Any

import reflex as rx

from crm_app.components.custom_lists import own_filters
from crm_app.components.lists import CHOICE
from crm_app.components.text import both, choice, named, t
from crm_app.components.ui.forms import button, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, opens, sheet, sheet_actions
from crm_app.services.choices import Option
from crm_app.services.saved_views import ConditionChoice
from crm_app.state.conditions import DraftGroup, DraftRule

_SHEET = "conditions"
_FORM = "own-filters"


def conditions_button(state: Any) -> rx.Component:
    """Opens the sheet; shows how many own fields and conditions are at work."""
    count = state.custom_count + rx.cond(state.filters.contains("where"), 1, 0)
    look = rx.cond(
        count > 0,
        "border-accent bg-accent-soft text-accent",
        "border-line-strong bg-panel text-soft",
    ).to(str)
    return rx.el.button(
        icon("list-filter", 16),
        t("saved_views.narrow"),
        rx.cond(count > 0, rx.el.span(count, class_name="tabular-nums")),
        type="button",
        on_click=state.open_conditions,
        custom_attrs=opens(_SHEET),
        class_name=f"inline-flex items-center gap-1.5 px-3! {CHOICE} {look}",
    )


def conditions_said(state: Any) -> rx.Component:
    """The conditions at work as one sentence; a press opens them."""
    return rx.cond(
        state.said_zh != "",
        rx.el.button(
            icon("list-filter", 14),
            rx.el.span(both(state.said_zh, state.said_en), class_name="min-w-0 text-left"),
            type="button",
            on_click=state.open_conditions,
            custom_attrs=opens(_SHEET),
            class_name=(
                "flex items-center gap-2 mb-3 max-w-full rounded-lg bg-accent-soft text-accent px-3 "
                "py-2 lg:py-1 text-[13px] max-lg:min-h-[44px]"
            ),
        ),
    )


def conditions_editor(state: Any) -> rx.Component:
    """Groups of conditions as they are being made (`state.conditions.ConditionDraft`)."""
    return rx.el.div(
        rx.cond(state.groups.length() > 1, _match(state, state.match, -1)),
        rx.foreach(
            state.groups.to(list[DraftGroup]),
            lambda group, place: _group(state, group, place),
        ),
        button(
            rx.cond(
                state.groups.length() > 0, t("saved_views.group_add"), t("saved_views.rule_add")
            ),
            sign="plus",
            tone="quiet",
            on_click=state.add_group,
        ),
        class_name="space-y-3",
    )


def conditions_sheet(state: Any) -> rx.Component:
    """Own fields, and groups of conditions. Enter in a condition is not yet "apply": they stand beside
    the form, not in it."""
    return sheet(
        _SHEET,
        t("saved_views.narrow"),
        rx.el.div(
            rx.el.form(
                own_filters(state),
                id=_FORM,
                on_submit=state.narrow,
                reset_on_submit=False,
                class_name=rx.cond(state.columns.length() > 0, "pb-1", "hidden"),
            ),
            rx.cond(
                state.columns.length() > 0,
                rx.el.h3(t("saved_views.conditions"), class_name="font-medium"),
            ),
            conditions_editor(state),
            problem_text(state.problem),
            sheet_actions(
                button(t("list.clear"), tone="quiet", on_click=state.clear_narrowing),
                button(t("shell.cancel"), custom_attrs=closes()),
                button(t("custom_fields.apply"), tone="primary", type="submit", form=_FORM),
            ),
            class_name="space-y-3",
        ),
        done=state.conditions_done,
        wide=True,
    )


def _match(state: Any, match: Any, place: Any) -> rx.Component:
    key = "saved_views.match_groups" if isinstance(place, int) else "saved_views.match_rules"
    return select(
        rx.el.option(t(f"{key}.all"), value="all"),
        rx.el.option(t(f"{key}.any"), value="any"),
        value=match,
        on_change=lambda value: state.match_by(place, value),
        aria_label=t("saved_views.match"),
        class_name="max-w-[260px]",
    )


def _group(state: Any, group: rx.vars.ObjectVar[DraftGroup], place: Any) -> rx.Component:
    return rx.el.section(
        rx.cond(group.rules.length() > 1, _match(state, group.match, place)),
        rx.el.ul(
            rx.foreach(
                group.rules.to(list[DraftRule]),
                lambda rule, at: _rule(state, rule, place, at),
            ),
            class_name="space-y-2",
        ),
        button(
            t("saved_views.rule_add"), sign="plus", tone="quiet", on_click=state.add_rule(place)
        ),
        class_name="rounded-lg border border-line p-3 space-y-2",
    )


def _rule(state: Any, rule: rx.vars.ObjectVar[DraftRule], place: Any, at: Any) -> rx.Component:
    def change(part: str, value: Any) -> Any:
        return state.enter_rule(place, at, part, value)

    def known(one: rx.vars.ObjectVar[ConditionChoice]) -> rx.Component:
        return rx.el.option(both(one.zh, one.en), value=one.name)

    return rx.el.li(
        select(
            rx.foreach(state.condition_choices.to(list[ConditionChoice]), known),
            value=rule.name,
            on_change=lambda value: change("name", value),
            aria_label=t("saved_views.field"),
        ),
        select(
            rx.foreach(
                rule.operators.to(list[str]),
                lambda one: rx.el.option(choice("saved_views.operator", one), value=one),
            ),
            value=rule.operator,
            on_change=lambda value: change("operator", value),
            aria_label=t("saved_views.operator"),
        ),
        rx.el.div(_entry(rule, change), class_name="min-w-0"),
        button(
            sign="x",
            label=t("saved_views.rule_drop"),
            tone="quiet",
            on_click=state.drop_rule(place, at),
        ),
        class_name="grid grid-cols-[1fr_44px] sm:grid-cols-[1fr_1fr_1.3fr_44px] gap-2 items-start "
        "max-sm:[&>*:not(:last-child)]:col-start-1 max-sm:[&>*:last-child]:row-start-1 "
        "max-sm:[&>*:last-child]:col-start-2",
    )


def _entry(rule: Any, change: Any) -> rx.Component:
    """How the value of a condition is entered."""
    dated = (rule.kind == "day") | (rule.kind == "moment")
    kind = rx.cond(dated, "date", "text")

    def typed(part: str, value: Any, of: Any = "text", **props: Any) -> rx.Component:
        return text_input(
            type=of,
            default_value=value,
            key=rule.name.to(str) + rule.operator.to(str) + part,
            on_blur=lambda entered: change(part, entered),
            aria_label=t("saved_views.value"),
            **props,
        )

    single = rx.cond(
        rule.options.length() > 0,
        select(
            rx.foreach(
                rule.options.to(list[Option]), lambda one: rx.el.option(named(one), value=one.key)
            ),
            value=rule.first,
            on_change=lambda value: change("first", value),
            aria_label=t("saved_views.value"),
        ),
        typed("first", rule.first, kind),
    )
    two = rx.el.div(
        typed("first", rule.first, kind),
        typed("last", rule.last, kind),
        class_name="grid grid-cols-2 gap-2",
    )
    return rx.match(  # pyright: ignore[reportReturnType]
        rule.entry,
        ("none", rx.fragment()),
        ("two", two),
        (
            "days",
            typed("first", rule.first, input_mode="numeric", placeholder=t("saved_views.days")),
        ),
        ("typed", typed("first", rule.first, placeholder=t("saved_views.several"))),
        ("many", _many(rule, change)),
        single,
    )


def _many(rule: Any, change: Any) -> rx.Component:
    def chip(one: rx.vars.ObjectVar[Option]) -> rx.Component:
        return rx.el.button(
            named(one),
            type="button",
            on_click=change("chosen", one.key),
            custom_attrs={"aria-pressed": rule.chosen.contains(one.key).to_string()},
            class_name=(
                "rounded-full border border-line-strong px-3 min-h-[36px] lg:min-h-[28px] text-[13px] "
                "aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:border-accent"
            ),
        )

    return rx.el.div(
        rx.foreach(rule.options.to(list[Option]), chip),
        class_name="flex flex-wrap gap-1 max-h-[120px] overflow-y-auto",
    )
