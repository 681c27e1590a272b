"""Pieces of a contact's page."""

import reflex as rx

from crm_app.components.arranged import column, in_place
from crm_app.components.contact_form import (
    EDIT,
    MERGE,
    edit_contact_sheet,
    merge_sheet,
    place_sheet,
)
from crm_app.components.details import details_strip
from crm_app.components.known import duplicates_strip
from crm_app.components.neighbours import back_to_list
from crm_app.components.places import may
from crm_app.components.points import points_section
from crm_app.components.quality_fixes import quality_section
from crm_app.components.record import (
    QUICK,
    desk_actions,
    fact,
    fact_listed,
    fact_text,
    more_opener,
    phone_actions,
    section,
)
from crm_app.components.text import both, day, t
from crm_app.components.ui.forms import button, link, problem_text
from crm_app.components.ui.overlay import menu, menu_item, opens
from crm_app.components.ui.show import badge, initial
from crm_app.components.ui.tidy import copy_button
from crm_app.components.unmet import unmet_strip
from crm_app.core.permissions import Permission
from crm_app.services.contacts import PositionRow
from crm_app.state.contact import ContactRecord
from crm_app.state.customers import CustomerChoices

_MAY = may(Permission.CONTACT_WRITE)


def contact_head() -> rx.Component:
    """Name, place, owner, actions; below it what to remember before calling."""
    page, main = ContactRecord.page, ContactRecord.main
    return rx.el.header(
        back_to_list(t("contacts.title"), "/contacts"),
        rx.el.div(
            initial(page.name),
            rx.el.div(
                rx.el.div(
                    rx.el.h1(page.name, class_name="text-[20px] font-semibold"),
                    rx.cond(page.honorific != "", badge(page.honorific)),
                    rx.el.span(page.other_name, class_name="text-soft"),
                    class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
                ),
                rx.el.p(
                    rx.cond(
                        main.customer != "",
                        rx.fragment(
                            link(
                                main.customer,
                                href=f"/customers/{main.customer_id}",
                                class_name="underline text-ink tap",
                            ),
                            " · ",
                        ),
                    ),
                    rx.cond(main.title != "", rx.fragment(main.title, " · ")),
                    t("customers.owner"),
                    " ",
                    page.owner,
                    class_name="text-soft text-[13px]",
                ),
                class_name="min-w-0 flex-1",
            ),
            desk_actions(
                ContactRecord,
                button(
                    t("shell.edit"),
                    sign="pencil",
                    on_click=ContactRecord.open_sheet,
                    custom_attrs={**opens(EDIT), "data-edit": ""},
                ),
                _menu("hidden lg:inline-flex"),
            ),
            class_name="flex items-start gap-3",
        ),
        problem_text(ContactRecord.problem),
        details_strip(ContactRecord, _MAY),
        unmet_strip("contact", page.public_id),
        duplicates_strip(
            ContactRecord.duplicates,
            "/contacts",
            merge=ContactRecord.merge_with,
            apart=ContactRecord.not_same,
        ),
        edit_contact_sheet(),
        place_sheet(),
        merge_sheet(),
        on_mount=CustomerChoices.load,
        class_name="space-y-3",
    )


def _menu(look: str, opener: rx.Component | None = None) -> rx.Component:
    return menu(
        t("customers.more"),
        menu_item(
            t("shell.edit"),
            sign="pencil",
            on_click=ContactRecord.open_sheet,
            custom_attrs=opens(EDIT),
        ),
        menu_item(t("contacts.place_add"), sign="briefcase", on_click=ContactRecord.ask_place("")),
        menu_item(t("contacts.merge"), sign="merge", custom_attrs=opens(MERGE)),
        menu_item(t("shell.delete"), sign="trash-2", bad=True, on_click=ContactRecord.delete),
        opener=opener,
        class_name=look,
    )


def contact_phone_actions() -> rx.Component:
    """The bar of four."""
    return phone_actions(ContactRecord, _menu(QUICK, more_opener(t("customers.more"))))


def contact_facts() -> rx.Component:
    """Numbers first, then the facts, each edited where it stands."""
    page = ContactRecord.page
    own = {
        "name": _text("name", page.name),
        "honorific": _text("honorific", page.honorific),
        "other_name": _text("other_name", page.other_name),
        "birthday": rx.fragment(
            _text("birthday", both(page.birthday_zh, page.birthday_en)), _coming_birthday()
        ),
        "id_number": _identity(),
        "source": fact_listed(
            ContactRecord,
            t("contacts.source"),
            "source",
            page.source.key,
            CustomerChoices.sources,
        ),
    }
    filled = in_place(ContactRecord, _MAY, "contact", own)
    panels = {
        "points": points_section(ContactRecord, _MAY),
        "quality": quality_section(_MAY),
    }
    return column("contact", "facts", panels, filled)


def _text(name: str, value: rx.Var[str]) -> rx.Component:
    return fact_text(ContactRecord, t(f"contacts.{name}"), name, value)


def _coming_birthday() -> rx.Component:
    page = ContactRecord.page
    return rx.cond(  # pyright: ignore[reportReturnType]
        page.next_birthday,
        fact(
            t("contacts.birthday_next"),
            rx.el.span(
                day(page.next_birthday),
                rx.cond(page.age, rx.fragment(" · ", t("contacts.age", years=page.age))),
                class_name="px-2 text-soft",
            ),
        ),
    )


def _identity() -> rx.Component:
    """Masked until somebody who may asks for the whole."""
    page = ContactRecord.page
    return rx.cond(  # pyright: ignore[reportReturnType]
        page.id_number != "",
        rx.el.div(
            rx.el.span(
                t("contacts.id_number"),
                class_name="text-faint text-[13px] leading-tight w-[100px] shrink-0 pl-3 py-1",
            ),
            rx.cond(
                ContactRecord.id_number != "",
                rx.fragment(
                    rx.el.span(ContactRecord.id_number, class_name="px-2 tabular-nums"),
                    copy_button(
                        ContactRecord.id_number,
                        t("standards.copy", value=t("contacts.id_number")),
                    ),
                ),
                rx.fragment(
                    rx.el.span(page.id_number, class_name="px-2 tabular-nums"),
                    button(
                        tone="quiet",
                        sign="eye",
                        label=t("contacts.id_number_show"),
                        on_click=ContactRecord.show_id_number,
                    ),
                ),
            ),
            class_name="flex items-center gap-1 pr-1",
        ),
    )


def contact_places() -> rx.Component:
    """Where he works and worked."""
    return section(
        t("contacts.places"),
        rx.cond(
            ContactRecord.page.positions.length() > 0,
            rx.el.ul(rx.foreach(ContactRecord.page.positions, _place)),
            rx.el.p(t("contacts.no_places"), class_name="text-faint px-3 pb-3"),
        ),
        action=button(
            tone="quiet",
            sign="plus",
            label=t("contacts.place_add"),
            on_click=ContactRecord.ask_place(""),
        ),
    )


def _place(place: rx.vars.ObjectVar[PositionRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(
                place.customer,
                href=f"/customers/{place.customer_id}",
                class_name="font-medium hover:underline block truncate",
            ),
            rx.el.p(
                rx.cond(place.ended, rx.fragment(badge(t("contacts.place_past")), " ")),
                place.title,
                rx.cond((place.title != "") & (place.department != ""), rx.fragment(" · ")),
                place.department,
                class_name="text-soft text-[13px]",
            ),
            rx.cond(
                (place.started != None) | (place.ended != None),  # noqa: E711 - a Var, not a value
                rx.el.p(
                    day(place.started), " – ", day(place.ended), class_name="text-faint text-[13px]"
                ),
            ),
            class_name="flex-1 min-w-0 py-2",
        ),
        menu(
            t("customers.more"),
            menu_item(
                t("contacts.place_edit"),
                sign="pencil",
                on_click=ContactRecord.ask_place(place.public_id),
            ),
            menu_item(
                t("shell.delete"),
                sign="trash-2",
                bad=True,
                on_click=ContactRecord.drop_place(place.public_id),
            ),
        ),
        key=place.public_id,
        class_name="flex items-center gap-2 pl-3 pr-1 border-t border-line",
    )
