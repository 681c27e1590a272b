"""A contact's page: facts, what to remember, the timeline, places."""

import reflex as rx

from crm_app.components.arranged import column
from crm_app.components.contact import (
    contact_facts,
    contact_head,
    contact_phone_actions,
    contact_places,
)
from crm_app.components.dates import dates_near
from crm_app.components.record import COLUMN_LOOKS, COLUMNS, missing_record
from crm_app.components.relations import relations_section
from crm_app.components.shelf import shelf_section
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.timeline import timeline
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.contact import ContactRecord
from crm_app.state.dates import DatesNear
from crm_app.state.layouts import Layouts
from crm_app.state.neighbours import ListPlace
from crm_app.state.record_quality import RecordQuality
from crm_app.state.relations import RelationsPanel
from crm_app.state.shelf import Shelf
from crm_app.state.timeline import TimelineScreen


@screen(
    "/contacts/[contact_id]",
    "contacts.title",
    on_load=[
        ListPlace.look,
        Layouts.load_contact,
        ContactRecord.load,
        TimelineScreen.load_contact,
        RelationsPanel.load_contact,
        Shelf.load_contact,
        DatesNear.load_contact,
        RecordQuality.load_contact,
    ],
)
def contact() -> rx.Component:
    """One contact."""
    return of_address(
        ContactRecord.shown,
        rx.cond(ContactRecord.missing, missing_record("/contacts", "contacts.title"), _record()),
        skeleton_rows(),
    )


def _record() -> rx.Component:
    return rx.el.div(
        contact_head(),
        dates_near(),
        tabs(
            ("facts", t("customers.facts"), contact_facts()),
            ("timeline", t("timeline.title"), timeline()),
            (
                "places",
                t("relations.title"),
                column(
                    "contact",
                    "places",
                    {
                        "places": contact_places(),
                        "relations": relations_section("contact"),
                        "shelf": shelf_section(),
                    },
                ),
            ),
            phone_only=True,
            first="timeline",
            class_name=COLUMNS,
            panel_classes=COLUMN_LOOKS,
        ),
        contact_phone_actions(),
        key=ContactRecord.page.public_id,
        class_name="p-4 pb-[64px] lg:px-6 lg:py-5 space-y-4 max-w-[1500px]",
    )
