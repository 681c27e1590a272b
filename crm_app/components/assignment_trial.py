"""Trying the assignment rules with a lead that does not exist."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import field_inputs
from crm_app.components.record import listed_options
from crm_app.components.text import both, t
from crm_app.components.ui.forms import button, field, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.assignment import TrialStep
from crm_app.state.assignment import AssignmentScreen
from crm_app.state.leads import LeadChoices


def assignment_trial() -> rx.Component:
    """A lead that does not exist, and what every rule says to it."""
    return panel(
        rx.el.h2(t("assignment.try"), class_name="font-semibold"),
        rx.el.p(t("assignment.try_hint"), class_name="text-soft mb-3"),
        rx.el.form(
            rx.el.div(
                field(t("leads.region"), text_input(name="region", max_length=60)),
                _of_list("industry", LeadChoices.industries),
                _of_list("size", LeadChoices.sizes),
                _of_list("source", LeadChoices.sources),
                field(t("leads.campaign"), text_input(name="campaign", max_length=80)),
                _of_list("product", LeadChoices.products),
                field(
                    t("scoring.band"),
                    select(*listed_options(AssignmentScreen.bands), name="band"),
                ),
                class_name="grid gap-3 sm:grid-cols-3",
            ),
            rx.el.details(
                rx.el.summary(
                    t("assignment.more_conditions"),
                    class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                ),
                rx.el.div(
                    *[
                        field(t(f"leads.{name}"), text_input(name=name, max_length=200))
                        for name in ("company", "title", "address", "note")
                    ],
                    class_name="grid gap-3 sm:grid-cols-2 mb-3",
                ),
                field_inputs(AssignmentScreen.fields, "lead"),
            ),
            button(t("assignment.try_go"), sign="flask-conical", type="submit"),
            reset_on_submit=False,
            on_submit=AssignmentScreen.try_it,
            class_name="space-y-3",
        ),
        rx.cond(AssignmentScreen.tried, _outcome()),
        class_name="p-4 lg:p-5",
    )


def _of_list(name: str, options: Any) -> rx.Component:
    return field(t(f"leads.{name}"), select(*listed_options(options), name=name))


def _outcome() -> rx.Component:
    trial = AssignmentScreen.trial
    return rx.el.div(
        rx.el.p(
            rx.cond(
                trial.person != "",
                t("assignment.would_get", person=trial.person),
                t("assignment.would_stay"),
            ),
            class_name="font-semibold text-[16px]",
        ),
        rx.cond(trial.person != "", rx.el.p(both(trial.zh, trial.en), class_name="text-soft")),
        rx.el.ol(rx.foreach(trial.steps, _step), class_name="mt-2 space-y-1"),
        role="status",
        class_name="mt-4 rounded-lg bg-raised px-3 py-2",
    )


def _step(step: rx.vars.ObjectVar[TrialStep], place: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.cond(
            step.decided,
            rx.el.span(icon("circle-check", 16), class_name="text-good"),
            rx.el.span(icon("circle-minus", 16), class_name="text-faint"),
        ),
        rx.el.span(place.to(int) + 1, ". ", step.name, class_name="font-medium"),
        rx.el.span(both(step.zh, step.en), class_name="text-soft"),
        class_name="flex flex-wrap items-center gap-x-2",
    )
