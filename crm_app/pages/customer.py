"""A customer's page: facts, what to remember, the timeline, people and deals."""

import reflex as rx

from crm_app.components.accessories import accessories
from crm_app.components.arranged import column
from crm_app.components.business import business_rail
from crm_app.components.contact_form import new_contact_sheet
from crm_app.components.customer import (
    customer_facts,
    customer_head,
    customer_phone_actions,
)
from crm_app.components.customer_deals import deals_rail
from crm_app.components.customer_profile import profile_rail
from crm_app.components.dates import dates_near
from crm_app.components.mentions import questions
from crm_app.components.patterns import patterns_section
from crm_app.components.people import people_section
from crm_app.components.places import allowed, is_on, may
from crm_app.components.record import WIDE_COLUMNS, WIDE_LOOKS, missing_record
from crm_app.components.relations import relations_section
from crm_app.components.shelf import journey_line
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.timeline import timeline
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.accessories import Accessories
from crm_app.state.business import Business
from crm_app.state.customer import CustomerRecord
from crm_app.state.dates import DatesNear
from crm_app.state.deals import CustomerDeals
from crm_app.state.layouts import Layouts
from crm_app.state.lifecycle import CustomerProfile
from crm_app.state.mentions import QuestionBox
from crm_app.state.neighbours import ListPlace
from crm_app.state.patterns import CustomerPatterns
from crm_app.state.record_quality import RecordQuality
from crm_app.state.relations import RelationsPanel
from crm_app.state.shelf import Journey, Shelf
from crm_app.state.timeline import TimelineScreen


@screen(
    "/customers/[customer_id]",
    "customers.title",
    on_load=[
        ListPlace.look,
        Layouts.load_customer,
        CustomerRecord.load,
        CustomerDeals.load,
        TimelineScreen.load_customer,
        QuestionBox.load_customer,
        Accessories.load,
        Business.load_customer,
        CustomerProfile.load,
        RelationsPanel.load_customer,
        Shelf.load_customer,
        DatesNear.load_customer,
        Journey.load,
        CustomerPatterns.load,
        RecordQuality.load_customer,
    ],
)
def customer() -> rx.Component:
    """One customer."""
    return of_address(
        CustomerRecord.shown,
        rx.cond(CustomerRecord.missing, missing_record("/customers", "customers.title"), _record()),
        skeleton_rows(),
    )


def _closed() -> rx.Component:
    """In place of the timeline, for roles that are not to read it."""
    return panel(rx.el.p(t("timeline.closed"), class_name="text-faint p-3"))


def _record() -> rx.Component:
    page = CustomerRecord.page
    return rx.el.div(
        customer_head(),
        questions(),
        dates_near(),
        journey_line(),
        tabs(
            (
                "facts",
                t("customers.facts"),
                customer_facts(),
            ),
            (
                "timeline",
                t("timeline.title"),
                rx.cond(may(Permission.ACTIVITY_READ), timeline(), _closed()),
            ),
            (
                "people",
                t("relations.people"),
                column(
                    "customer",
                    "people",
                    {
                        "people": allowed(Permission.CONTACT_READ, people_section()),
                        "relations": relations_section("customer"),
                    },
                ),
            ),
            (
                "related",
                t("deals.related"),
                column(
                    "customer",
                    "related",
                    {
                        "accessories": accessories(),
                        "deals": allowed(Permission.DEAL_READ, deals_rail()),
                        "business": business_rail(),
                        "value": rx.cond(
                            is_on("/customers/value"),
                            rx.fragment(patterns_section(), profile_rail()),
                        ),
                    },
                ),
            ),
            phone_only=True,
            first="timeline",
            class_name=WIDE_COLUMNS,
            panel_classes=WIDE_LOOKS,
        ),
        new_contact_sheet(page.public_id, page.name, stay=True),
        customer_phone_actions(),
        key=page.public_id,
        class_name="p-4 pb-[64px] lg:px-6 lg:py-5 space-y-4 max-w-[1500px]",
    )
