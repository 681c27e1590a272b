"""The assignment rules: in order, as sentences; their form; the trial."""

from typing import Any

import reflex as rx

from crm_app.components.assignment_more import more_conditions
from crm_app.components.places import is_on
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.assignment import RuleRow
from crm_app.state.assignment import FLAGS, AssignmentScreen
from crm_app.state.leads import LeadChoices

_VALUES = AssignmentScreen.values
_WAYS = ("round_robin", "least_loaded", "person")


def new_assignment_rule() -> rx.Component:
    """Opens an empty form."""
    return button(
        t("assignment.new"), tone="primary", sign="plus", on_click=AssignmentScreen.start("")
    )


def assignment_rules() -> rx.Component:
    """A rule a line, in order, with its sentence."""
    return panel(
        rx.cond(
            AssignmentScreen.rows.length() > 0,
            rx.el.ol(rx.foreach(AssignmentScreen.rows, _rule), class_name="divide-y divide-line"),
            rx.cond(AssignmentScreen.loaded, empty("shuffle", t("assignment.none"))),
        ),
        rx.el.p(
            t("assignment.always"),
            class_name="px-3 py-2 text-soft text-[13px] border-t border-line",
        ),
    )


def _rule(row: rx.vars.ObjectVar[RuleRow], place: rx.Var[int]) -> rx.Component:
    last = place == AssignmentScreen.rows.length() - 1
    return rx.el.li(
        rx.el.span(
            place.to(int) + 1,
            class_name=(
                "grid place-items-center w-7 h-7 rounded-full bg-raised text-soft text-[13px] "
                "tabular-nums shrink-0"
            ),
        ),
        rx.el.div(
            rx.el.p(
                rx.el.span(row.name, class_name="font-medium break-words"),
                rx.cond(row.is_active, rx.fragment(), badge(t("assignment.off"), tone="warn")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(both(row.zh, row.en), class_name="text-soft break-words"),
            class_name="flex-1 min-w-[200px]",
        ),
        rx.el.span(
            _small(
                "arrow-up",
                t("assignment.up"),
                AssignmentScreen.shift(row.public_id, -1),
                place == 0,
            ),
            _small(
                "arrow-down", t("assignment.down"), AssignmentScreen.shift(row.public_id, 1), last
            ),
            _small("pencil", t("shell.edit"), AssignmentScreen.start(row.public_id)),
            _small("trash-2", t("shell.delete"), AssignmentScreen.remove(row.public_id)),
            class_name="flex ml-auto",
        ),
        key=row.public_id,
        custom_attrs={"data-rule": row.name},
        class_name="flex flex-wrap items-center gap-3 px-3 py-2 min-h-[60px]",
    )


def _small(sign: str, label: Any, press: Any, disabled: Any = False) -> rx.Component:
    return button(sign=sign, label=label, tone="quiet", disabled=disabled, on_click=press)


def assignment_rule_sheet() -> rx.Component:
    """Name, conditions, to whom."""
    editing = AssignmentScreen.rule_id != ""
    return sheet(
        "assignment-rule",
        rx.cond(editing, t("assignment.edit"), t("assignment.new")),
        rx.el.form(
            _text("name", required=True, max_length=80, custom_attrs={"data-focus": ""}),
            _conditions(),
            _to_whom(),
            rx.el.div(*[_flag(name) for name in FLAGS], class_name="flex flex-wrap gap-x-5"),
            problem_text(AssignmentScreen.problem),
            save_actions(),
            reset_on_submit=False,
            on_submit=AssignmentScreen.save,
            class_name="space-y-3",
        ),
        open=AssignmentScreen.asking,
        on_close=AssignmentScreen.stop,
        wide=True,
    )


def _conditions() -> rx.Component:
    lists = (
        ("bands", t("scoring.band"), AssignmentScreen.bands),
        ("industries", t("leads.industry"), LeadChoices.industries),
        ("sizes", t("leads.size"), LeadChoices.sizes),
        ("sources", t("leads.source"), LeadChoices.sources),
    )
    return rx.el.fieldset(
        rx.el.legend(t("assignment.conditions"), class_name="font-semibold"),
        rx.el.p(t("assignment.conditions_hint"), class_name="text-soft text-[13px] mb-2"),
        rx.el.div(
            _text("regions", t("leads.region"), hint=t("assignment.words_hint")),
            _text("campaigns", t("leads.campaign"), hint=t("assignment.words_hint")),
            class_name="grid gap-3 sm:grid-cols-2 mb-2",
        ),
        *[_group(*one) for one in lists],
        # What is chosen is kept while products are switched off.
        rx.cond(
            is_on("/products"),
            _group("products", t("leads.product"), LeadChoices.products),
            rx.el.div(
                rx.foreach(LeadChoices.products, lambda one: _tick("products", one)), hidden=True
            ),
        ),
        more_conditions(),
    )


def _tick(name: str, one: Any) -> rx.Component:
    return rx.el.input(
        type="checkbox",
        name=f"{name}:{one.key}",
        default_checked=AssignmentScreen.ticks.contains(f"{name}:{one.key}"),
        class_name="w-5 h-5",
    )


def _group(name: str, label: Any, options: Any) -> rx.Component:
    """A group of ticks, each a field of its own."""
    return rx.el.fieldset(
        rx.el.legend(label, class_name="text-soft text-[13px]"),
        rx.el.div(
            rx.foreach(
                options,
                lambda one: rx.el.label(
                    _tick(name, one),
                    named(one),
                    class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[30px]",
                ),
            ),
            class_name="flex flex-wrap gap-x-4",
        ),
        class_name="mb-2",
    )


def _to_whom() -> rx.Component:
    ways = [rx.el.option(t(f"assignment.way.{way}"), value=way) for way in _WAYS]
    people = rx.foreach(
        AssignmentScreen.people, lambda one: rx.el.option(one.name, value=one.public_id)
    )
    teams = rx.foreach(
        AssignmentScreen.teams, lambda one: rx.el.option(one.name, value=one.public_id)
    )
    none = rx.el.option("—", value="")
    return rx.el.fieldset(
        rx.el.legend(t("assignment.to_whom"), class_name="font-semibold mb-1"),
        rx.el.div(
            field(t("assignment.way"), _choice("way", *ways)),
            field(
                t("assignment.team"), _choice("team", none, teams), hint=t("assignment.team_hint")
            ),
            field(
                t("assignment.person"),
                _choice("person", none, people),
                hint=t("assignment.person_hint"),
            ),
            class_name="grid gap-3 sm:grid-cols-3 items-start",
        ),
    )


def _choice(name: str, *options: Any) -> rx.Component:
    return select(*options, name=name, default_value=_VALUES.get(name, ""))


def _text(name: str, label: Any = None, *, hint: Any = None, **props: Any) -> rx.Component:
    words = t(f"assignment.{name}") if label is None else label
    control = text_input(name=name, default_value=_VALUES.get(name, ""), **props)
    return field(words, control, hint=hint)


def _flag(name: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            default_checked=_VALUES.get(name, "") != "",
            class_name="w-5 h-5",
        ),
        t(f"assignment.{name}"),
        class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )
