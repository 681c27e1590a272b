"""What was heard, as chips; the one that is open shows its sentence and can be corrected."""

from typing import Any

import reflex as rx

from crm_app.components import voice_fields as fields
from crm_app.components.text import choice, day, money, t
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.state.voice_note import NoteScreen

_FACTS = (
    ("customer", "building-2"),
    ("contact", "user"),
    ("amount", "coins"),
    ("next_step", "square-check"),
    ("due", "calendar"),
    ("products", "package"),
    ("mood", "smile"),
)


class _Reveal(rx.Component):
    library = "$/public/js/recorder.js"
    tag = "Reveal"
    lib_dependencies: list[str] = []
    shown: rx.Var[str]
    look: rx.Var[str]


def note_facts() -> rx.Component:
    """The chips, and the one in hand."""
    return rx.el.section(
        rx.el.h2(t("voice.found"), class_name="font-semibold mb-2"),
        rx.el.ul(
            *[_chip(name, sign) for name, sign in _FACTS],
            class_name="flex flex-wrap gap-2",
        ),
        rx.cond(NoteScreen.open_fact != "", _open_fact()),
    )


def _open_fact() -> rx.Component:
    """The suggestion in hand: its sentence, and what to put in its place."""
    return _Reveal.create(
        panel(
            _source(),
            rx.match(
                NoteScreen.open_fact,
                ("customer", fields.customer_field()),
                ("contact", fields.contact_field()),
                ("amount", fields.amount_field()),
                ("next_step", fields.text_field("next_step", "text")),
                ("due", fields.text_field("due", "date")),
                ("products", fields.products_field()),
                ("mood", fields.mood_field()),
                rx.fragment(),
            ),
            custom_attrs={"data-open-fact": NoteScreen.open_fact},
            class_name="p-4 mt-2 space-y-3",
        ),
        shown=NoteScreen.open_fact,
        look="scroll-mb-[200px] lg:scroll-mb-[80px] scroll-mt-[80px]",
    )


def _value(name: str) -> Any:
    """What a chip shows; empty where nothing was said."""
    draft = NoteScreen.draft
    said = t("voice.unknown", name=draft.customer_said)
    unknown_contact = t("voice.unknown", name=draft.contact_said)
    values: dict[str, Any] = {
        "customer": rx.cond(
            NoteScreen.new_customer != "",
            t("voice.new_one", name=NoteScreen.new_customer),
            rx.cond(
                draft.customer.public_id != "",
                draft.customer.name,
                rx.cond(draft.customer_said != "", said, ""),
            ),
        ),
        "contact": rx.cond(
            NoteScreen.new_contact != "",
            t("voice.new_one", name=NoteScreen.new_contact),
            rx.cond(
                draft.contact.public_id != "",
                draft.contact.name,
                rx.cond(draft.contact_said != "", unknown_contact, ""),
            ),
        ),
        "amount": rx.cond(draft.amount != "", money(draft.amount, draft.currency), ""),
        "next_step": draft.next_step,
        "due": day(draft.due),
        "products": draft.products.join("、"),
        "mood": rx.cond(NoteScreen.mood != "", choice("voice.mood", NoteScreen.mood), ""),
    }
    return values[name]


def _chip(name: str, sign: str) -> rx.Component:
    value = _value(name)
    return rx.el.li(
        rx.el.button(
            icon(sign),
            rx.el.span(t(f"voice.fact.{name}"), class_name="text-soft text-[13px] shrink-0"),
            rx.cond(
                value != "",
                rx.el.span(value, class_name="font-medium truncate"),
                rx.el.span(t("voice.empty_fact"), class_name="text-faint"),
            ),
            type="button",
            on_click=NoteScreen.look_at(name),
            custom_attrs={"data-chip": name, "aria-expanded": NoteScreen.open_fact == name},
            class_name=(
                "inline-flex items-center gap-2 max-w-full rounded-full border border-line-strong "
                "bg-panel px-3 min-h-[44px] lg:min-h-[34px] hover:bg-raised "
                "aria-expanded:border-accent aria-expanded:bg-accent-soft"
            ),
        ),
        class_name="max-w-full min-w-0",
    )


def _source() -> rx.Component:
    return rx.cond(
        NoteScreen.source != "",
        rx.el.blockquote(
            rx.el.span(t("voice.source"), class_name="block text-faint text-[12px]"),
            NoteScreen.source,
            custom_attrs={"data-source": ""},
            class_name="border-l-2 border-accent pl-3",
        ),
        rx.el.p(t("voice.no_source"), class_name="text-faint"),
    )
