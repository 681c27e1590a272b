"""The sheets that create and edit a contact, and his places."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import edit_inputs, more_inputs
from crm_app.components.custom_values import asked_of_new, new_fields
from crm_app.components.holders import ask_sheet, holders_strip
from crm_app.components.known import duplicates_strip
from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.places import may
from crm_app.components.record import listed_options
from crm_app.components.text import both, t
from crm_app.components.ui.forms import (
    button,
    create_button,
    field,
    problem_text,
    select,
    text_input,
)
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.tidy import tidy_input
from crm_app.core.permissions import Permission
from crm_app.state.contact import ContactRecord
from crm_app.state.contacts import NewContact
from crm_app.state.customers import CustomerChoices

NEW = "new-contact"
EDIT = "edit-contact"
PLACE = "contact-place"
MERGE = "merge-contact"
_TWO = "grid gap-3 sm:grid-cols-2"


def new_contact_button() -> rx.Component:
    """Opens the sheet for a new contact; the key c presses it."""
    return create_button(
        t("contacts.new"),
        on_click=NewContact.start,
        custom_attrs={**opens(NEW), "data-create": ""},
    )


def contact_button_for() -> rx.Component:
    """The same, small, in the list of a customer's people."""
    return button(
        tone="quiet",
        sign="plus",
        label=t("contacts.new"),
        on_click=NewContact.start,
        custom_attrs=opens(NEW),
    )


def new_contact_sheet(
    customer_id: Any = "", customer_name: Any = "", *, stay: bool = False
) -> rx.Component:
    """A new contact, at a customer that is set or chosen; `stay` leaves one on the page."""
    form = _new_contact_sheet(customer_id, customer_name, stay=stay)
    return rx.fragment(form, ask_sheet(NewContact))


def _new_contact_sheet(customer_id: Any, customer_name: Any, *, stay: bool) -> rx.Component:
    check = NewContact.check
    return sheet(
        NEW,
        t("contacts.new"),
        rx.el.form(
            rx.el.input(type="hidden", name="stay", value="1") if stay else None,
            field(
                t("contacts.name"),
                tidy_input(
                    "person",
                    name="name",
                    required=True,
                    max_length=140,
                    auto_complete="off",
                    custom_attrs={"data-focus": ""},
                    on_change=lambda typed: check("name", typed).debounce(350),
                ),
                hint=t("contacts.name_hint"),
            ),
            duplicates_strip(NewContact.duplicates, "/contacts"),
            holders_strip(NewContact),
            customer_picker(
                hint=t("contacts.company_hint"),
                chosen_id=customer_id,
                chosen_name=customer_name,
                on_choose=lambda public_id: check("customer", public_id),
            ),
            rx.el.div(
                field(t("contacts.position"), text_input(name="title", max_length=120)),
                field(t("contacts.department"), text_input(name="department", max_length=120)),
                field(
                    t("contacts.mobile"),
                    tidy_input(
                        "phone",
                        name="mobile",
                        type="tel",
                        auto_complete="off",
                        on_change=lambda typed: check("mobile", typed).debounce(350),
                    ),
                ),
                field(
                    t("contacts.email"),
                    tidy_input(
                        "mail",
                        name="email",
                        input_mode="email",
                        auto_complete="off",
                        on_change=lambda typed: check("email", typed).debounce(350),
                    ),
                ),
                class_name=_TWO,
            ),
            rx.el.details(
                rx.el.summary(
                    t("contacts.more_fields"),
                    class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                    on_click=CustomerChoices.load,
                ),
                rx.el.div(
                    field(t("contacts.phone"), tidy_input("phone", name="phone", type="tel")),
                    field(t("contacts.wechat"), text_input(name="wechat")),
                    field(
                        t("contacts.address"), tidy_input("address", name="address", max_length=300)
                    ),
                    class_name=f"{_TWO} pb-3",
                ),
                more_inputs("contact", _more_fields()),
            ),
            new_fields("contact"),
            rx.cond(NewContact.lacks_company, asked_of_new("customer")),
            problem_text(NewContact.problem),
            save_actions(),
            on_submit=NewContact.create,
            class_name="space-y-3",
        ),
        done=NewContact.saved,
    )


def edit_contact_sheet() -> rx.Component:
    """All facts of a contact at once."""
    page = ContactRecord.page
    return sheet(
        EDIT,
        t("contacts.edit"),
        rx.el.form(
            edit_inputs("contact", page.custom, _edited()),
            problem_text(ContactRecord.problem),
            save_actions(),
            on_submit=ContactRecord.save,
            class_name="space-y-3",
        ),
        done=ContactRecord.saved,
        key=page.public_id,
    )


def _more_fields() -> dict[str, rx.Component]:
    return {
        "other_name": field(
            t("contacts.other_name"), text_input(name="other_name", max_length=120)
        ),
        "birthday": _birthday(),
        "source": field(
            t("contacts.source"), select(*listed_options(CustomerChoices.sources), name="source")
        ),
    }


def _edited() -> dict[str, rx.Component]:
    page = ContactRecord.page
    sources = listed_options(CustomerChoices.sources)
    return {
        "name": field(
            t("contacts.name"),
            tidy_input("person", name="name", default_value=page.name, required=True),
        ),
        "honorific": _text("honorific", page.honorific),
        "other_name": _text("other_name", page.other_name),
        "birthday": _birthday(default_value=both(page.birthday_zh, page.birthday_en)),
        "id_number": rx.cond(may(Permission.IDENTITY), _id_number(page.id_number)),
        "source": field(
            t("contacts.source"), select(*sources, name="source", default_value=page.source.key)
        ),
    }


def _birthday(**props: Any) -> rx.Component:
    return field(
        t("contacts.birthday"),
        tidy_input("birthday", name="birthday", auto_complete="off", max_length=40, **props),
        hint=t("contacts.birthday_hint"),
    )


def _id_number(masked: Any) -> rx.Component:
    return field(
        t("contacts.id_number"),
        tidy_input(
            "id_number",
            name="id_number",
            auto_complete="off",
            max_length=40,
            default_value=masked,
        ),
    )


def place_sheet() -> rx.Component:
    """One place: where, as what, from when to when."""
    place = ContactRecord.place
    return sheet(
        PLACE,
        rx.cond(place.public_id == "", t("contacts.place_add"), t("contacts.place_edit")),
        rx.el.form(
            customer_picker(
                hint=t("contacts.company_hint"),
                chosen_id=place.customer_id,
                chosen_name=place.customer,
            ),
            rx.el.div(
                field(t("contacts.position"), text_input(name="title", default_value=place.title)),
                field(
                    t("contacts.department"),
                    text_input(name="department", default_value=place.department),
                ),
                field(
                    t("contacts.started"),
                    text_input(name="started", type="date", default_value=place.started.to(str)),
                ),
                field(
                    t("contacts.ended"),
                    text_input(name="ended", type="date", default_value=place.ended.to(str)),
                ),
                class_name=_TWO,
            ),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    name="main",
                    default_checked=place.is_main,
                    class_name="w-5 h-5 accent-[var(--accent)]",
                ),
                t("contacts.place_main"),
                class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
            ),
            problem_text(ContactRecord.problem),
            save_actions(),
            on_submit=ContactRecord.save_place,
            class_name="space-y-3",
        ),
        done=ContactRecord.saved,
        open=ContactRecord.placing,
        on_close=ContactRecord.leave_place,
    )


def merge_sheet() -> rx.Component:
    """Another contact is this one too."""
    return sheet(
        MERGE,
        t("contacts.merge"),
        rx.el.form(
            contact_picker("contact", t("contacts.merge_with"), hint=t("contacts.merge_hint")),
            problem_text(ContactRecord.problem),
            save_actions(t("contacts.merge")),
            on_submit=ContactRecord.merge,
            class_name="space-y-3",
        ),
        done=ContactRecord.saved,
    )


def _text(name: str, value: Any, **props: Any) -> rx.Component:
    return field(t(f"contacts.{name}"), text_input(name=name, default_value=value, **props))
