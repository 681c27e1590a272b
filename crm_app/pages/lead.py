"""A lead's page: next step, facts, the timeline, screening and what it became."""

import reflex as rx

from crm_app.components.lead import lead_facts, lead_rail
from crm_app.components.lead_head import lead_head, lead_phone_actions
from crm_app.components.record import COLUMN_LOOKS, COLUMNS, missing_record
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.timeline import timeline
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.layouts import Layouts
from crm_app.state.lead import LeadRecord
from crm_app.state.neighbours import ListPlace
from crm_app.state.timeline import TimelineScreen


@screen(
    "/leads/[lead_id]",
    "leads.page",
    on_load=[ListPlace.look, Layouts.load_lead, LeadRecord.load, TimelineScreen.load_lead],
)
def lead() -> rx.Component:
    """One lead."""
    return of_address(
        LeadRecord.shown,
        rx.cond(LeadRecord.missing, missing_record("/leads", "leads.page"), _record()),
        skeleton_rows(),
    )


def _record() -> rx.Component:
    return rx.el.div(
        lead_head(),
        tabs(
            ("facts", t("leads.facts"), lead_facts()),
            ("timeline", t("timeline.title"), timeline()),
            ("screening", t("leads.screening"), lead_rail()),
            phone_only=True,
            class_name=COLUMNS,
            panel_classes=COLUMN_LOOKS,
        ),
        lead_phone_actions(),
        key=LeadRecord.page.public_id,
        class_name="p-4 pb-[64px] lg:px-6 lg:py-5 space-y-4 max-w-[1500px]",
    )
