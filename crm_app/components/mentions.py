"""Questions to colleagues, open until they are answered."""

import reflex as rx

from crm_app.components.text import ago, moment, t
from crm_app.components.ui.forms import button, link, problem_text, text_area
from crm_app.components.ui.show import badge, panel
from crm_app.services.mentions import QuestionRow
from crm_app.state.mentions import QuestionBox

_HOMES = {"deal": "/deals/", "customer": "/customers/", "contact": "/contacts/", "lead": "/leads/"}


def questions(*, about: bool = False) -> rx.Component:
    """Nothing where nobody asks; `about` names the record, for pages that are about none."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        QuestionBox.rows.length() > 0,
        panel(
            rx.el.h2(t("mentions.title"), class_name="font-semibold px-3 pt-2"),
            rx.el.ul(
                rx.foreach(QuestionBox.rows, lambda row: _question(row, about=about)),
                class_name="divide-y divide-line",
            ),
            class_name="mb-3",
        ),
    )


def _question(row: rx.vars.ObjectVar[QuestionRow], *, about: bool) -> rx.Component:
    place = rx.Var.create(_HOMES)[row.about.kind].to(str) + row.about.public_id
    return rx.el.li(
        rx.el.p(
            rx.el.span(
                rx.cond(
                    row.is_mine,
                    t("mentions.to_you", who=row.asked_by.name),
                    t("mentions.to_other", who=row.asked_by.name, asked=row.asked.name),
                ),
                class_name="font-medium",
            ),
            _state(row),
            link(row.about.name, href=place, class_name="text-accent hover:underline truncate")
            if about
            else None,
            rx.el.time(ago(row.at), title=moment(row.at), class_name="text-faint text-[13px]"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(row.text, class_name="whitespace-pre-line break-words"),
        rx.cond(
            row.answer != "",
            rx.el.p(row.answer, class_name="text-soft border-l-2 border-line-strong pl-3"),
        ),
        rx.cond(row.is_open, _doing(row)),
        custom_attrs={"data-question": row.public_id},
        key=row.public_id,
        class_name="px-3 py-2 space-y-1",
    )


def _state(row: rx.vars.ObjectVar[QuestionRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.is_open,
        badge(t("mentions.open"), tone="warn"),
        rx.cond(
            row.answer != "",
            badge(t("mentions.done"), tone="good"),
            badge(t("mentions.closed"), tone="neutral"),
        ),
    )


def _doing(row: rx.vars.ObjectVar[QuestionRow]) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.cond(
                row.is_mine,
                button(
                    t("mentions.answer"),
                    sign="reply",
                    on_click=QuestionBox.start(row.public_id),
                ),
            ),
            button(t("mentions.close"), tone="quiet", on_click=QuestionBox.close(row.public_id)),
            class_name="flex gap-2",
        ),
        rx.cond(
            QuestionBox.answering == row.public_id,
            rx.el.form(
                text_area(
                    name="text",
                    rows="2",
                    required=True,
                    max_length=10_000,
                    auto_focus=True,
                    aria_label=t("mentions.answer_words"),
                    placeholder=t("mentions.answer_words"),
                    custom_attrs={"data-submits": ""},
                ),
                problem_text(QuestionBox.problem),
                button(t("mentions.answer"), tone="primary", type="submit"),
                on_submit=QuestionBox.answer,
                class_name="space-y-2",
            ),
        ),
    )
