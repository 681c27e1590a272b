"""How a customer or contact stands to others, on his page."""

import reflex as rx

from crm_app.components.pickers import contact_picker, customer_picker
from crm_app.components.places import may
from crm_app.components.record import section
from crm_app.components.text import choice, day, t
from crm_app.components.ui.forms import button, field, link, problem_text, select, text_input
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.services.relations import RelationRow, choices_of
from crm_app.state.relations import RelationsPanel

SHEET = "add-relation"
_MAY = may(Permission.CONTACT_WRITE)


def relations_section(record: str) -> rx.Component:
    """On the page of a `customer` or a `contact`; `RelationsPanel.load_<record>` loads it."""
    none = "relations.none" if record == "customer" else "relations.none_of_person"
    return of_address(
        RelationsPanel.shown,
        rx.fragment(
            section(
                t("relations.title"),
                rx.cond(
                    RelationsPanel.rows.length() > 0,
                    rx.el.ul(rx.foreach(RelationsPanel.rows, _row)),
                    rx.el.p(t(none), class_name="text-faint px-3 pb-3"),
                ),
                action=rx.cond(
                    _MAY,
                    button(
                        tone="quiet",
                        sign="plus",
                        label=t("relations.add"),
                        custom_attrs=opens(SHEET),
                    ),
                ),
            ),
            rx.cond(_MAY, _sheet(record)),
        ),
        skeleton_rows(2),
    )


def _row(row: rx.vars.ObjectVar[RelationRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(choice("relations.is", row.kind), class_name="block text-faint text-[12px]"),
            rx.el.span(row.other.name, class_name="block font-medium truncate"),
            rx.cond(
                (row.about != "") | (row.note != ""),
                rx.el.span(
                    row.about,
                    rx.cond((row.about != "") & (row.note != ""), rx.fragment(" · ")),
                    row.note,
                    class_name="block text-soft text-[13px] truncate",
                ),
            ),
            href=f"/{row.other.kind}s/{row.other.public_id}",
            title=rx.cond(row.since, t("relations.since_day", day=day(row.since)), ""),
            class_name="flex-1 min-w-0 py-1.5 hover:bg-raised/60 rounded-md",
        ),
        rx.cond(
            _MAY,
            button(
                tone="quiet",
                sign="x",
                label=t("relations.end", name=row.other.name),
                on_click=RelationsPanel.end(row.public_id),
                class_name="text-faint",
            ),
        ),
        key=row.public_id,
        custom_attrs={"data-relation": row.kind},
        class_name="flex items-center gap-1 pl-3 pr-1 border-t border-line",
    )


def _sheet(record: str) -> rx.Component:
    options = [
        rx.el.option(t(f"relations.is.{one.key}"), value=one.key) for one in choices_of(record)
    ]
    return sheet(
        SHEET,
        t("relations.add"),
        rx.el.form(
            problem_text(RelationsPanel.problem),
            field(
                t("relations.kind"),
                select(*options, name="kind", on_change=RelationsPanel.choose),
            ),
            rx.cond(RelationsPanel.other == "contact", contact_picker(), customer_picker()),
            field(t("relations.note"), text_input(name="note", max_length=200)),
            field(t("relations.since"), text_input(name="since", type="date")),
            save_actions(),
            on_submit=RelationsPanel.add,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=RelationsPanel.saved,
        key=RelationsPanel.shown,
    )
