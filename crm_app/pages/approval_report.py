"""How approvals go."""

import reflex as rx

from crm_app.components.approval_report import period_form, report
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import back_link
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.approval_report import ReportScreen


@screen("/approvals/report", "approvals.report", on_load=ReportScreen.load)
def approval_report() -> rx.Component:
    """Time to decision, share approved, what is given away."""
    return rx.el.div(
        back_link(t("approvals.title"), "/approvals"),
        rx.el.h1(t("approvals.report"), class_name="text-[20px] font-semibold"),
        rx.el.p(t("approvals.report_hint"), class_name="text-soft mb-3"),
        rx.cond(ReportScreen.loaded, rx.fragment(period_form(), report()), skeleton_rows()),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1100px]",
    )
