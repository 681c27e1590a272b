"""What can be put in the place of a suggestion: one field for each kind of fact."""

from typing import Any

import reflex as rx

from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.places import is_on
from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, select, text_input
from crm_app.services.currencies import CURRENCIES
from crm_app.services.voice import DealChoice, Named
from crm_app.state.voice_note import NoteScreen


def customer_field() -> rx.Component:
    """Which customer: searched, one of those alike, or a new one; and his deals."""
    draft = NoteScreen.draft
    return rx.el.div(
        customer_picker(
            label=t("voice.pick_customer"),
            chosen_id=draft.customer.public_id,
            chosen_name=draft.customer.name,
            on_choose=NoteScreen.choose_customer,
        ),
        _others(draft.customer_choices, NoteScreen.take_customer),
        _create("customer", draft.customer_said, draft.customer, NoteScreen.create_customer),
        _deals(),
        class_name="space-y-3",
    )


def contact_field() -> rx.Component:
    """Which contact: searched, one of those alike, or a new one."""
    draft = NoteScreen.draft
    return rx.el.div(
        contact_picker(
            label=t("voice.pick_contact"),
            chosen_id=draft.contact.public_id,
            chosen_name=draft.contact.name,
            on_choose=NoteScreen.choose_contact,
        ),
        _others(draft.contact_choices, NoteScreen.take_contact),
        _create("contact", draft.contact_said, draft.contact, NoteScreen.create_contact),
        class_name="space-y-3",
    )


def _create(kind: str, said: Any, chosen: Any, event: Any) -> rx.Component:
    """Whom the CRM does not have is made when the note is confirmed."""
    return rx.cond(
        (said != "") & (chosen.public_id == ""),
        button(
            t(f"voice.create_{kind}", name=said),
            sign="plus",
            on_click=event,
            class_name="max-w-full whitespace-normal",
        ),
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
        (NoteScreen.draft.deals.length() > 0) & is_on("/deals"),
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


def amount_field() -> rx.Component:
    """The sum, its currency, and whether it becomes the deal's."""
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
            (draft.deal_id != "") & is_on("/deals"),
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


def text_field(name: str, kind: str) -> rx.Component:
    """A step or a day, typed."""
    value = getattr(NoteScreen.draft, name)
    change = NoteScreen.correct(name)
    event = {"on_change": change} if kind == "date" else {"on_blur": change}
    return field(
        t(f"voice.fact.{name}"),
        text_input(type=kind, default_value=value, key=f"{name}", **event),
    )


def products_field() -> rx.Component:
    """The products that were named; each can be dropped."""

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


def mood_field() -> rx.Component:
    """How the customer felt."""
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
