"""Fields that find a customer or a contact while one types."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import field, picker
from crm_app.state.pickers import Pickers


def customer_picker(
    name: str = "customer", label: Any = None, *, hint: Any = None, **props: Any
) -> rx.Component:
    """A labelled field; the form gets the public id as `name`, the words as `<name>_words`.

    Props as of `picker`: `chosen_id`, `chosen_name`, `on_choose`, `placeholder`.
    """
    words = t("contacts.company") if label is None else label
    return field(
        words,
        picker(
            name,
            words,
            options=Pickers.customers,
            on_search=Pickers.find_customers,
            none=t("customers.none_to_choose"),
            **props,
        ),
        hint=hint,
    )


def contact_picker(
    name: str = "contact", label: Any = None, *, hint: Any = None, **props: Any
) -> rx.Component:
    """A labelled field for a contact; as `customer_picker`."""
    words = t("customers.person") if label is None else label
    return field(
        words,
        picker(
            name,
            words,
            options=Pickers.contacts,
            on_search=Pickers.find_contacts,
            none=t("contacts.none_to_choose"),
            **props,
        ),
        hint=hint,
    )
