"""Predicted classes of leads: on a lead's page, and many at once."""

from typing import Any

import reflex as rx

from crm_app.components.lists import column_head, filter_choice, listed_filter, table_or_cards
from crm_app.components.text import choice, named, t
from crm_app.components.ui.forms import button, link, link_button, select, text_input
from crm_app.components.ui.show import badge, panel
from crm_app.core.permissions import Permission
from crm_app.services.classification import FIELDS, ClassRow, Predicted
from crm_app.state.base import Shell
from crm_app.state.classification import ClassList

_MAY = Shell.me.can.contains(Permission.LEAD_WRITE.value)
_TICK = "w-5 h-5 accent-[var(--accent)]"


def classes_link() -> rx.Component:
    """From the list of leads to where many are settled."""
    return rx.cond(
        _MAY,
        link_button(
            rx.el.span(t("classification.open"), class_name="max-lg:sr-only"),
            href="/lead-classes",
            sign="tags",
            title=t("classification.page"),
            class_name="min-w-[44px] lg:min-w-0",
        ),
    )


def predicted_strip(state: Any, may: Any) -> rx.Component:
    """What is thought of a lead's empty fields, said to be thought; one tap makes it a fact."""
    return rx.cond(
        state.page.predicted.length() > 0,
        panel(
            rx.foreach(state.page.predicted, lambda one: _predicted(one, state, may)),
            class_name="divide-y divide-line",
            custom_attrs={"data-predicted": ""},
        ),
    )


def _predicted(one: rx.vars.ObjectVar[Predicted], state: Any, may: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.el.span(choice("classification.field", one.field), class_name="text-soft mr-2"),
                rx.el.span(
                    named(one.value),
                    class_name="underline decoration-dotted underline-offset-4 mr-2",
                ),
                _sure(one.confidence),
            ),
            rx.el.p(because(one), class_name="text-faint text-[12px] break-words"),
            class_name="flex-1 min-w-[190px]",
        ),
        rx.cond(
            may & state.page.is_open,
            button(
                t("classification.confirm_one"),
                sign="check",
                on_click=state.confirm_class(one.field),
            ),
        ),
        key=one.field,
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2",
    )


def _sure(confidence: Any) -> rx.Component:
    return badge(
        t("classification.predicted"),
        rx.el.span(f"{confidence}%", class_name="tabular-nums"),
        tone="warn",
    )


def because(one: Any) -> rx.Component:
    """The word, the learnt part of a name, or the company behind a prediction."""
    return rx.match(  # pyright: ignore[reportReturnType]
        one.basis,
        ("learnt", t("classification.basis.learnt", word=one.because)),
        ("same_company", t("classification.basis.same_company", word=one.because)),
        ("rules", t("classification.basis.rules", word=one.because)),
        "",
    )


def field_tabs() -> rx.Component:
    """Industry, size or region."""
    return rx.el.nav(
        *[
            link(
                t(f"classification.field.{field}"),
                href=f"/lead-classes?view={field}",
                aria_current=rx.cond(ClassList.field == field, "page", "false"),
                class_name=rx.cond(
                    ClassList.field == field,
                    "px-3 min-h-[44px] lg:min-h-[34px] inline-flex items-center border-b-2 border-accent font-semibold",
                    "px-3 min-h-[44px] lg:min-h-[34px] inline-flex items-center border-b-2 border-transparent text-soft",
                ),
            )
            for field in FIELDS
        ],
        aria_label=t("classification.field"),
        class_name="flex gap-1 mb-3 border-b border-line",
    )


def class_filters() -> rx.Component:
    """Settled ones too; one predicted value."""
    return rx.fragment(
        filter_choice(
            ClassList,
            "state",
            t("classification.state.waiting"),
            [rx.el.option(t("classification.state.known"), value="known")],
        ),
        rx.cond(
            ClassList.choices.length() > 0,
            listed_filter(ClassList, "guess", t("classification.guess"), ClassList.choices),
        ),
    )


def settle_bar() -> rx.Component:
    """What is done with the selected rows: confirm, or one value for all."""
    none = ClassList.chosen.length() == 0
    value = rx.cond(
        ClassList.field == "region",
        text_input(
            name="value", max_length=60, required=True, aria_label=t("classification.value")
        ),
        select(
            rx.el.option(t("classification.value"), value=""),
            rx.foreach(ClassList.choices, lambda one: rx.el.option(named(one), value=one.key)),
            name="value",
            required=True,
            aria_label=t("classification.value"),
            key=f"{ClassList.choices.length()}-{ClassList.saved}",
        ),
    )
    return rx.cond(
        _MAY,
        panel(
            rx.el.span(
                t("classification.chosen", count=ClassList.chosen.length()),
                role="status",
                class_name="text-soft tabular-nums w-[88px] shrink-0",
            ),
            button(
                t("classification.confirm"),
                sign="check",
                tone="primary",
                disabled=none,
                on_click=ClassList.confirm,
            ),
            rx.el.form(
                rx.el.span(value, class_name="flex-1 min-w-[120px]"),
                button(t("classification.set"), type="submit", disabled=none),
                on_submit=ClassList.give_value,
                class_name="flex flex-1 gap-2 min-w-[240px] max-w-md",
            ),
            class_name=(
                "sticky top-0 max-lg:top-[52px] z-10 flex flex-wrap items-center gap-2 p-2 mb-3"
            ),
            custom_attrs={"data-settle": ""},
        ),
    )


def class_table() -> rx.Component:
    """A table on the desk, cards on the phone; every row can be selected."""
    whole = rx.el.th(
        rx.el.input(
            type="checkbox",
            checked=(ClassList.chosen.length() == ClassList.rows.length())
            & (ClassList.rows.length() > 0),
            on_change=lambda _: ClassList.toggle_all(),
            aria_label=t("classification.choose_all"),
            class_name=_TICK,
        ),
        scope="col",
        class_name="px-3 py-2 w-[44px] text-left",
    )
    return table_or_cards(
        ClassList,
        [
            whole,
            column_head(ClassList, t("leads.name"), "name"),
            column_head(ClassList, t("leads.company")),
            column_head(ClassList, t("classification.guess")),
            column_head(ClassList, t("classification.sure"), "sure"),
            column_head(ClassList, t("classification.because")),
            column_head(ClassList, t("classification.fact")),
            column_head(ClassList, t("leads.owner")),
        ],
        _row,
        _card,
    )


def _tick(row: Any) -> rx.Component:
    return rx.el.input(
        type="checkbox",
        checked=ClassList.chosen.contains(row.public_id),
        on_change=lambda _: ClassList.toggle(row.public_id),
        aria_label=t("classification.choose_row", name=row.name),
        class_name=_TICK,
    )


def _guess(row: Any) -> rx.Component:
    return rx.cond(
        row.guess.key != "",
        rx.el.span(named(row.guess), class_name="underline decoration-dotted underline-offset-4"),
        rx.el.span(
            rx.cond(row.fact.key == "", t("classification.untold"), "–"), class_name="text-faint"
        ),
    )


def _row(row: rx.vars.ObjectVar[ClassRow]) -> rx.Component:
    cell = "px-3 py-2 truncate max-w-[220px]"
    return rx.el.tr(
        rx.el.td(_tick(row), class_name="px-3 py-2"),
        rx.el.td(
            link(
                row.name, href=f"/leads/{row.public_id}", class_name="font-medium hover:underline"
            ),
            class_name=cell,
        ),
        rx.el.td(row.company, class_name=cell),
        rx.el.td(_guess(row), class_name=cell),
        rx.el.td(
            rx.cond(row.confidence.to(int) > 0, f"{row.confidence}%", ""),
            class_name=f"{cell} tabular-nums",
        ),
        rx.el.td(because(row), class_name=f"{cell} text-soft"),
        rx.el.td(named(row.fact), class_name=cell),
        rx.el.td(row.owner, class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[ClassRow]) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            _tick(row),
            class_name="inline-flex items-center justify-center w-11 min-h-[64px] shrink-0",
        ),
        link(
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.cond(
                    row.company != row.name,
                    rx.el.span(row.company, class_name="block text-soft text-[14px] truncate"),
                ),
                rx.el.span(because(row), class_name="block text-faint text-[12px] truncate"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                rx.cond(row.fact.key != "", named(row.fact), _guess(row)),
                rx.cond(
                    row.confidence.to(int) > 0,
                    rx.el.span(_sure(row.confidence), class_name="block"),
                ),
                class_name="text-right shrink-0 max-w-[130px] space-y-1",
            ),
            href=f"/leads/{row.public_id}",
            class_name="flex flex-1 min-w-0 items-center gap-3 py-2 pr-3",
        ),
        custom_attrs={"data-row": row.public_id},
        class_name="flex",
    )
