"""What was read on a card: how the reading stands, and the form to confirm it."""

from typing import Any

import reflex as rx

from crm_app.components.custom_values import asked_of_new
from crm_app.components.holders import holders_strip
from crm_app.components.places import is_on
from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import button, link_button, problem_text, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.tidy import tidy_input
from crm_app.services.cards import DraftLine
from crm_app.state.cards import CardScreen


def card_state() -> rx.Component:
    """Where the reading stands, in words."""
    words = rx.match(
        CardScreen.status,
        (
            "waiting",
            rx.el.div(
                rx.el.div(
                    class_name="skeleton h-1.5 mb-2",
                    role="progressbar",
                    aria_label=t("cards.reading"),
                ),
                rx.el.p(t("cards.reading"), role="status", class_name="text-soft"),
            ),
        ),
        (
            "failed",
            rx.el.div(
                rx.el.p(
                    t("cards.failed", reason=both(CardScreen.trouble.zh, CardScreen.trouble.en)),
                    role="alert",
                ),
                button(
                    t("cards.read_again"),
                    sign="refresh-cw",
                    on_click=CardScreen.read_again,
                    class_name="mt-2",
                ),
                class_name="rounded-lg bg-warn-soft text-warn px-3 py-2",
            ),
        ),
        (
            "confirmed",
            rx.el.div(
                rx.el.p(t("cards.saved_already"), class_name="flex-1"),
                rx.cond(
                    CardScreen.contact_id != "",
                    link_button(t("cards.open_contact"), href=f"/contacts/{CardScreen.contact_id}"),
                ),
                class_name="flex flex-wrap items-center gap-2 rounded-lg bg-good-soft text-good px-3 py-2",
            ),
        ),
        rx.cond(
            CardScreen.is_blank,
            rx.el.p(
                t("cards.nothing_read"),
                role="status",
                class_name="rounded-lg bg-warn-soft text-warn px-3 py-2",
            ),
        ),
    )
    return rx.el.div(words)


def card_form() -> rx.Component:
    """Everything that was read, to be corrected and confirmed."""
    return rx.el.form(
        problem_text(CardScreen.problem),
        holders_strip(CardScreen),
        rx.el.fieldset(
            rx.foreach(CardScreen.lines, _line),
            key=CardScreen.reading_number,
            class_name="grid gap-3 lg:grid-cols-2",
        ),
        _more_lines(),
        rx.cond(CardScreen.person_id == "", asked_of_new("contact")),
        rx.cond(CardScreen.makes_company, asked_of_new("customer")),
        _save_bar(),
        on_submit=CardScreen.save,
        class_name="space-y-3",
        custom_attrs={"data-card-form": ""},
    )


def _line(line: rx.vars.ObjectVar[DraftLine]) -> rx.Component:
    name = choice("cards.field", line.kind)
    wide = (line.kind == "company") | (line.kind == "address") | (line.kind == "other_company")
    return rx.el.div(
        rx.el.label(
            rx.el.span(
                rx.el.span(name, class_name="text-soft text-[13px]"),
                _mark(line),
                class_name="flex items-center gap-2 mb-1 min-h-[18px]",
            ),
            _input(
                line.kind,
                name=line.key,
                default_value=line.value,
                auto_complete="off",
                on_blur=CardScreen.note_line(line.key),
                input_mode=rx.match(
                    line.kind,
                    ("mobile", "tel"),
                    ("phone", "tel"),
                    ("fax", "tel"),
                    ("email", "email"),
                    "text",
                ),
                custom_attrs={"data-region": line.region, "data-mark": line.mark},
                class_name="data-[mark=doubtful]:border-warn data-[mark=doubtful]:bg-warn-soft",
            ),
            class_name="block flex-1 min-w-0",
        ),
        rx.cond(
            line.key.contains("."),
            button(
                tone="quiet",
                sign="x",
                label=t("cards.drop_line"),
                on_click=CardScreen.drop_line(line.key),
                class_name="self-end",
            ),
        ),
        key=line.key,
        class_name=rx.cond(wide, "flex gap-1 min-w-0 lg:col-span-2", "flex gap-1 min-w-0"),
    )


# A kind of line → by which standard it is tidied when one leaves it.
_STANDARDS = (
    *(("name", "person"), ("company", "company"), ("other_company", "company")),
    *(("mobile", "phone"), ("phone", "phone"), ("fax", "phone")),
    *(("email", "mail"), ("website", "web"), ("address", "address")),
)


def _input(kind: rx.Var[str], **props: Any) -> rx.Component:
    standard: Any = rx.match(kind, *_STANDARDS, "")
    return rx.cond(  # pyright: ignore[reportReturnType]
        standard == "", text_input(**props), tidy_input(standard, **props)
    )


def _mark(line: rx.vars.ObjectVar[DraftLine]) -> rx.Component:
    """How sure the reading is: a sign, and a word where somebody should look."""
    sign = rx.match(
        line.mark,
        (
            "doubtful",
            rx.el.span(
                icon("triangle-alert", 14),
                t("cards.doubtful"),
                class_name="inline-flex items-center gap-1 text-warn text-[12px]",
            ),
        ),
        (
            "sure",
            rx.el.span(
                icon("check", 14),
                rx.el.span(t("cards.sure"), class_name="sr-only"),
                class_name="inline-flex text-good",
            ),
        ),
        rx.fragment(),
    )
    return rx.el.span(sign)


def _more_lines() -> rx.Component:
    kinds = ("mobile", "phone", "email", "wechat", "website", "address")
    return menu(
        t("cards.add_line"),
        *[
            menu_item(t(f"cards.field.{kind}"), on_click=CardScreen.add_line(kind))
            for kind in kinds
        ],
        opener=rx.fragment(icon("plus"), t("cards.add_line")),
        class_name=(
            "inline-flex items-center gap-2 rounded-lg border border-line-strong px-3 min-h-[44px] "
            "lg:min-h-[34px] hover:bg-raised"
        ),
    )


def _save_bar() -> rx.Component:
    """Within the thumb's reach: save, the next card, and where else it may go."""
    return rx.el.div(
        rx.el.button(
            t("cards.save"),
            type="submit",
            on_click=CardScreen.choose_next(""),
            class_name=_SAVE + "bg-accent text-accent-ink hover:opacity-90",
        ),
        rx.el.button(
            t("cards.save_next"),
            rx.cond(
                CardScreen.waiting > 0,
                rx.el.span(CardScreen.waiting, class_name="text-faint tabular-nums"),
            ),
            type="submit",
            on_click=CardScreen.choose_next("next"),
            class_name=_SAVE + "border border-line-strong hover:bg-raised",
        ),
        rx.cond(is_on("/voice"), _also("voice", "mic", "cards.save_voice")),
        _also("task", "square-check", "cards.save_task"),
        rx.cond(is_on("/deals"), _also("deal", "handshake", "cards.save_deal")),
        class_name=(
            "sticky z-10 bottom-[calc(60px+env(safe-area-inset-bottom))] lg:bottom-0 -mx-4 px-4 py-2 max-lg:-mb-8 "
            "flex gap-1.5 lg:gap-2 bg-bg/95 border-t border-line"
        ),
        custom_attrs={"data-bar": "1"},
    )


def _also(way: str, sign: str, words: str) -> rx.Component:
    """Save, and go on to something else about the same person."""
    return rx.el.button(
        icon(sign),
        rx.el.span(t(words), class_name="hidden sm:inline"),
        rx.el.span(t(f"cards.also_{way}"), class_name="sm:hidden text-[11px] leading-none"),
        type="submit",
        aria_label=t(words),
        on_click=CardScreen.choose_next(way),
        class_name=(
            _SAVE + "border border-line-strong hover:bg-raised flex-none max-sm:flex-col "
            "max-sm:gap-1 max-sm:px-1 max-sm:min-w-[44px]"
        ),
    )


_SAVE = (
    "flex-1 lg:flex-none inline-flex items-center justify-center gap-1.5 rounded-lg px-2 lg:px-3 min-h-[44px] "
    "lg:min-h-[34px] font-medium whitespace-nowrap "
)
