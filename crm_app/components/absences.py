"""Absences: a line each, and the form of a new one."""

import reflex as rx

from crm_app.components.text import day, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.absences import AbsenceRow
from crm_app.state.absences import AbsenceScreen

_NEW = "absence-new"


def new_absence() -> rx.Component:
    """The button, and its form."""
    return rx.fragment(
        button(t("absences.new"), sign="plus", tone="primary", custom_attrs=opens(_NEW)),
        sheet(_NEW, t("absences.new"), _form(), done=AbsenceScreen.saved),
    )


def absence_list() -> rx.Component:
    """The next one first."""
    return panel(
        rx.cond(
            AbsenceScreen.rows.length() > 0,
            rx.el.ul(rx.foreach(AbsenceScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(AbsenceScreen.loaded, empty("tree-palm", t("absences.none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[AbsenceRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(row.user, class_name="font-medium break-words min-w-0"),
                rx.cond(row.is_running, badge(t("absences.now"), tone="warn")),
                rx.cond(row.is_mine, badge(t("absences.mine"), tone="accent")),
                rx.cond(row.is_for_me, badge(t("absences.for_me"), tone="accent")),
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
            ),
            rx.el.p(
                t("absences.days", first=day(row.first_day), last=day(row.last_day)),
                rx.cond(
                    (row.stand_in != "") & ~row.is_for_me,
                    rx.fragment(" · ", t("absences.by", name=row.stand_in)),
                ),
                rx.cond(row.note != "", rx.fragment(" · ", row.note)),
                class_name="text-soft break-words",
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            row.can_change,
            button(
                sign="trash-2",
                label=t("shell.delete"),
                tone="quiet",
                on_click=AbsenceScreen.remove(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex items-center gap-3 px-3 py-2 min-h-[56px]",
    )


def _form() -> rx.Component:
    people = rx.foreach(
        AbsenceScreen.people, lambda one: rx.el.option(one.name, value=one.public_id)
    )
    myself = rx.el.option(t("absences.myself"), value="")
    return rx.el.form(
        rx.cond(
            AbsenceScreen.people.length() > 0,
            field(
                t("absences.user"),
                select(myself, people, name="user", on_change=AbsenceScreen.pick),
            ),
        ),
        rx.el.div(
            *[
                field(t(f"absences.{name}"), text_input(type="date", name=name, required=True))
                for name in ("first_day", "last_day")
            ],
            class_name="grid grid-cols-2 gap-3",
        ),
        rx.cond(
            AbsenceScreen.stand_ins.length() > 0,
            field(t("absences.stand_in"), _stand_ins(), hint=t("absences.stand_in_hint")),
        ),
        field(
            t("absences.note"),
            text_input(name="note", max_length=200),
            hint=t("absences.note_hint"),
        ),
        problem_text(AbsenceScreen.problem),
        save_actions(),
        reset_on_submit=False,
        on_submit=AbsenceScreen.save,
        class_name="space-y-3",
    )


def _stand_ins() -> rx.Component:
    nobody = rx.el.option(t("absences.nobody"), value="")
    people = rx.foreach(
        AbsenceScreen.stand_ins, lambda one: rx.el.option(one.name, value=one.public_id)
    )
    return select(nobody, people, name="stand_in")
