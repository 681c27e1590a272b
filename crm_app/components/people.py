"""The people at a customer as a chart that one reads and edits: who reports to whom, who decides."""

import reflex as rx

from crm_app.components.contact_form import contact_button_for
from crm_app.components.places import allowed, may
from crm_app.components.record import section
from crm_app.components.text import called, choice, dialled, t
from crm_app.components.ui.forms import button, field, link, problem_text, select
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.relations import ROLES, PersonNode, Tie
from crm_app.state.relations import RelationsPanel

_MAY = may(Permission.CONTACT_WRITE)
_PERSON = RelationsPanel.person
_ICON = (
    "grid place-items-center w-11 h-11 lg:w-[34px] lg:h-[34px] rounded-lg hover:bg-raised shrink-0"
)


def people_section() -> rx.Component:
    """On a customer's page; loaded by `RelationsPanel.load_customer`."""
    return of_address(
        RelationsPanel.shown,
        rx.fragment(
            section(
                t("customers.people"),
                rx.cond(
                    RelationsPanel.people.length() > 0,
                    rx.el.ul(rx.foreach(RelationsPanel.people, _person)),
                    rx.el.p(t("customers.no_people"), class_name="text-faint px-3 pb-3"),
                ),
                action=allowed(Permission.CONTACT_WRITE, contact_button_for()),
            ),
            rx.cond(_MAY, _sheet()),
        ),
        skeleton_rows(2),
    )


def _person(person: rx.vars.ObjectVar[PersonNode]) -> rx.Component:
    """Indented below whom he reports to."""
    depth = person.depth.to(int)
    return rx.el.li(
        rx.cond(
            depth > 0,
            rx.el.span(
                icon("corner-down-right", 14), class_name="text-faint shrink-0 mt-2.5 mr-1.5"
            ),
        ),
        link(
            rx.el.span(
                rx.el.span(called(person), class_name="font-medium truncate"),
                rx.cond(
                    person.role != "",
                    badge(
                        choice("relations.role", person.role),
                        tone="accent",
                        class_name="ml-1.5 shrink-0",
                    ),
                ),
                class_name="flex items-center min-w-0",
            ),
            rx.el.span(
                person.title,
                rx.cond((person.title != "") & (person.department != ""), rx.fragment(" · ")),
                person.department,
                class_name="block text-soft text-[13px] truncate empty:hidden",
            ),
            rx.foreach(person.ties, _tie),
            href=f"/contacts/{person.public_id}",
            class_name="flex-1 min-w-0 py-1.5",
        ),
        rx.cond(
            _MAY,
            button(
                tone="quiet",
                sign="network",
                label=t("relations.place", name=person.name),
                on_click=RelationsPanel.ask_person(person.public_id),
                class_name="text-faint px-0 w-11 lg:w-[34px] shrink-0",
            ),
        ),
        rx.cond(
            person.phone != "",
            rx.el.a(
                icon("phone"),
                href=f"tel:{dialled(person.phone)}",
                aria_label=t("contacts.call", name=person.name),
                title=person.phone,
                class_name=_ICON,
            ),
        ),
        key=person.public_id,
        custom_attrs={"data-person": person.name, "data-depth": depth.to_string()},
        style={
            "padding_left": "calc(12px + " + rx.cond(depth > 4, 4, depth).to_string() + " * 16px)"
        },
        class_name="flex items-start pr-1 border-t border-line",
    )


def _tie(tie: rx.vars.ObjectVar[Tie]) -> rx.Component:
    return rx.el.span(
        choice("relations.is", tie.kind),
        " ",
        tie.name,
        class_name="block text-faint text-[12px] truncate",
    )


def _sheet() -> rx.Component:
    """Role and boss of one person."""
    others = rx.foreach(
        RelationsPanel.people,
        lambda one: rx.cond(
            one.public_id == _PERSON.public_id,
            rx.fragment(),
            rx.el.option(one.name, " ", one.title, value=one.public_id),
        ),
    )
    return sheet(
        "place-person",
        t("relations.place", name=_PERSON.name),
        rx.el.form(
            problem_text(RelationsPanel.problem),
            field(
                t("relations.role"),
                select(
                    rx.el.option(t("relations.no_role"), value=""),
                    *[rx.el.option(t(f"relations.role.{one}"), value=one) for one in ROLES],
                    name="role",
                    default_value=_PERSON.role,
                ),
            ),
            field(
                t("relations.boss"),
                select(
                    rx.el.option(t("relations.no_boss"), value=""),
                    others,
                    name="boss",
                    default_value=_PERSON.boss.public_id,
                ),
            ),
            save_actions(),
            key=_PERSON.public_id,
            on_submit=RelationsPanel.place,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        open=_PERSON.public_id != "",
        on_close=RelationsPanel.leave_person,
    )
