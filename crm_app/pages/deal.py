"""A deal's page: facts, path, what hangs on it."""

import reflex as rx

from crm_app.components.arranged import column
from crm_app.components.business import business_rail
from crm_app.components.deal import (
    deal_facts,
    deal_head,
    deal_phone_actions,
    deal_quotes,
    edit_deal_sheet,
)
from crm_app.components.deal_next import deal_tasks, next_step
from crm_app.components.deal_path import stage_guide, stage_path
from crm_app.components.deal_people import deal_people
from crm_app.components.deal_together import (
    collaborators,
    last_touch,
    near_facts,
    viewing_log,
)
from crm_app.components.mentions import questions
from crm_app.components.moves import move_sheets
from crm_app.components.record import COLUMN_LOOKS, COLUMNS, missing_record
from crm_app.components.shell import screen
from crm_app.components.standing import standing_strip
from crm_app.components.text import t
from crm_app.components.timeline import timeline
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.overlay import tabs
from crm_app.components.ui.show import skeleton_rows
from crm_app.components.unmet import unmet_strip
from crm_app.state.business import Business
from crm_app.state.deal import DealRecord
from crm_app.state.layouts import Layouts
from crm_app.state.mentions import QuestionBox
from crm_app.state.neighbours import ListPlace
from crm_app.state.standing import StandingScreen
from crm_app.state.timeline import TimelineScreen


@screen(
    "/deals/[deal_id]",
    "deals.deal",
    on_load=[
        ListPlace.look,
        Layouts.load_deal,
        DealRecord.load,
        StandingScreen.load_deal,
        TimelineScreen.load_deal,
        QuestionBox.load_deal,
        Business.load_deal,
    ],
)
def deal() -> rx.Component:
    """One deal."""
    return rx.el.div(
        of_address(
            DealRecord.shown,
            rx.cond(DealRecord.missing, missing_record("/deals", "deals.title"), _record()),
            skeleton_rows(),
        ),
        class_name="p-4 max-lg:pb-[64px] lg:px-6 lg:py-5 max-w-[1400px]",
    )


def _record() -> rx.Component:
    return rx.fragment(
        deal_head(),
        standing_strip(),
        unmet_strip("deal", DealRecord.page.public_id),
        near_facts(),
        last_touch(),
        next_step(),
        stage_path(),
        stage_guide(),
        questions(),
        rx.cond(~DealRecord.asking, problem_text(DealRecord.problem)),
        tabs(
            (
                "facts",
                t("deals.facts"),
                deal_facts(),
            ),
            ("timeline", t("timeline.title"), timeline()),
            (
                "related",
                t("deals.related"),
                column(
                    "deal",
                    "related",
                    {
                        "people": deal_people(),
                        "collaborators": collaborators(),
                        "viewed": viewing_log(),
                        "business": business_rail(DealRecord.page.stage_kind == "won"),
                        "quotes": deal_quotes(),
                        "tasks": deal_tasks(),
                    },
                ),
            ),
            phone_only=True,
            first="timeline",
            class_name=COLUMNS,
            panel_classes=COLUMN_LOOKS,
        ),
        edit_deal_sheet(),
        deal_phone_actions(),
        move_sheets(DealRecord),
    )
