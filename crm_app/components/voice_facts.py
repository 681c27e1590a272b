"""What was heard, as chips; the one that is open shows its sentence and can be corrected."""

from typing import Any

import reflex as rx

from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.text import choice, day, money, t
from crm_app.components.ui.forms import button, field, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import panel
from crm_app.services.currencies import CURRENCIES
from crm_app.services.voice import DealChoice, Named
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
                ("customer", _customer()),
                ("contact", _contact()),
                ("amount", _amount()),
                ("next_step", _text("next_step", "text")),
                ("due", _text("due", "date")),
                ("products", _products()),
                ("mood", _mood()),
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
            t("voice.new_customer", name=NoteScreen.new_customer),
            rx.cond(
                draft.customer.public_id != "",
                draft.customer.name,
                rx.cond(draft.customer_said != "", said, ""),
            ),
        ),
        "contact": rx.cond(
            draft.contact.public_id != "",
            draft.contact.name,
            rx.cond(draft.contact_said != "", unknown_contact, ""),
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


def _customer() -> rx.Component:
    draft = NoteScreen.draft
    return rx.el.div(
        customer_picker(
            label=t("voice.pick_customer"),
            chosen_id=draft.customer.public_id,
            chosen_name=draft.customer.name,
            on_choose=NoteScreen.choose_customer,
        ),
        _others(draft.customer_choices, NoteScreen.take_customer),
        rx.cond(
            (draft.customer_said != "") & (draft.customer.public_id == ""),
            button(
                t("voice.create_customer", name=draft.customer_said),
                sign="plus",
                on_click=NoteScreen.create_customer,
                class_name="max-w-full whitespace-normal",
            ),
        ),
        _deals(),
        class_name="space-y-3",
    )


def _contact() -> rx.Component:
    draft = NoteScreen.draft
    return rx.el.div(
        contact_picker(
            label=t("voice.pick_contact"),
            chosen_id=draft.contact.public_id,
            chosen_name=draft.contact.name,
            on_choose=NoteScreen.choose_contact,
        ),
        _others(draft.contact_choices, NoteScreen.take_contact),
        class_name="space-y-3",
    )


def _others(rows: Any, take: Any) -> rx.Component:
    """Who else may be meant: one tap each."""

    def one(row: rx.vars.ObjectVar[Named]) -> rx.Component:
        return button(
            row.name,
            rx.cond(row.note != "", rx.el.span(row.note, class_name="text-faint font-normal")),
            on_click=take(row.public_id, row.name),
            key=row.public_id,
            class_name="max-w-full whitespace-normal",
        )

    return rx.cond(
        rows.length() > 0,
        rx.el.div(
            rx.el.span(t("voice.or"), class_name="text-soft text-[13px]"),
            rx.foreach(rows, one),
            class_name="flex flex-wrap items-center gap-2",
        ),
    )


def _deals() -> rx.Component:
    def one(deal: rx.vars.ObjectVar[DealChoice]) -> rx.Component:
        return rx.el.option(deal.name, value=deal.public_id)

    return rx.cond(
        NoteScreen.draft.deals.length() > 0,
        field(
            t("voice.fact.deal"),
            select(
                rx.el.option(t("voice.no_deal"), value=""),
                rx.foreach(NoteScreen.draft.deals, one),
                value=NoteScreen.draft.deal_id,
                on_change=NoteScreen.correct("deal_id"),
            ),
        ),
    )


def _amount() -> rx.Component:
    draft = NoteScreen.draft
    return rx.el.div(
        rx.el.div(
            field(
                t("voice.fact.amount"),
                text_input(
                    default_value=draft.amount,
                    input_mode="decimal",
                    on_blur=NoteScreen.correct("amount"),
                ),
            ),
            field(
                t("voice.currency"),
                select(
                    *[rx.el.option(code, value=code) for code in CURRENCIES],
                    value=draft.currency,
                    on_change=NoteScreen.correct("currency"),
                ),
            ),
            class_name="grid grid-cols-[1fr_120px] gap-2",
        ),
        _deals(),
        rx.cond(
            draft.deal_id != "",
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    checked=NoteScreen.sets_amount,
                    on_change=NoteScreen.toggle_amount,
                    class_name="w-5 h-5 accent-[var(--accent)]",
                ),
                t("voice.set_amount"),
                class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
            ),
        ),
        class_name="space-y-3",
    )


def _text(name: str, kind: str) -> rx.Component:
    value = getattr(NoteScreen.draft, name)
    change = NoteScreen.correct(name)
    event = {"on_change": change} if kind == "date" else {"on_blur": change}
    return field(
        t(f"voice.fact.{name}"),
        text_input(type=kind, default_value=value, key=f"{name}", **event),
    )


def _products() -> rx.Component:
    def one(name: rx.vars.StringVar) -> rx.Component:
        return rx.el.span(
            name,
            button(
                tone="quiet",
                sign="x",
                label=t("voice.drop_product", name=name),
                on_click=NoteScreen.drop_product(name),
            ),
            key=name,
            class_name="inline-flex items-center gap-1 rounded-lg border border-line-strong pl-3",
        )

    return rx.el.div(
        rx.foreach(NoteScreen.draft.products, one), class_name="flex flex-wrap gap-2 empty:hidden"
    )


def _mood() -> rx.Component:
    return rx.el.div(
        *[
            button(
                t(f"voice.mood.{mood}"),
                on_click=NoteScreen.feel(mood),
                custom_attrs={"aria-pressed": NoteScreen.mood == mood},
                class_name="aria-pressed:border-accent aria-pressed:text-accent",
            )
            for mood in ("good", "neutral", "bad")
        ],
        role="group",
        aria_label=t("voice.fact.mood"),
        class_name="flex gap-2",
    )
