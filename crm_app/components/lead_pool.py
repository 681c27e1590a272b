"""What a lead's page has of the pool: returning it, and why it came to its owner."""

import reflex as rx

from crm_app.components.record import listed_options, section
from crm_app.components.text import both, moment, t
from crm_app.components.ui.forms import field, problem_text, select, text_input
from crm_app.components.ui.overlay import menu_item, opens, save_actions, sheet
from crm_app.state.lead import LeadRecord
from crm_app.state.leads import LeadChoices

_PAGE = LeadRecord.page
_RETURN = "return-lead"


def return_item() -> rx.Component:
    """The choice in the menu, while it is open and somebody's."""
    return rx.cond(
        _PAGE.is_open & (_PAGE.owner != ""),
        menu_item(t("pools.return"), sign="undo-2", custom_attrs=opens(_RETURN)),
    )


def return_sheet() -> rx.Component:
    """Why it is given up."""
    return sheet(
        _RETURN,
        t("pools.return"),
        rx.el.form(
            rx.el.p(
                rx.cond(
                    LeadChoices.bar_days > 0,
                    t("pools.return_bar_hint", days=LeadChoices.bar_days),
                    t("pools.return_hint"),
                ),
                class_name="text-soft",
            ),
            field(
                t("pools.reason"),
                select(*listed_options(LeadChoices.return_reasons), name="reason", required=True),
            ),
            field(t("pools.note"), text_input(name="note", max_length=200)),
            problem_text(LeadRecord.problem),
            save_actions(t("pools.return")),
            reset_on_submit=False,
            on_submit=LeadRecord.give_back,
            class_name="space-y-3",
        ),
        done=LeadRecord.saved,
        key=_PAGE.public_id,
    )


def assigned_section() -> rx.Component:
    """The rule that decided, and the form it came by."""
    found = _PAGE.assigned
    return rx.cond(
        (found.person != "") | (_PAGE.web_form != ""),
        section(
            t("assignment.decided_by"),
            rx.el.div(
                rx.cond(
                    _PAGE.web_form != "",
                    rx.el.p(t("web_forms.by_form", name=_PAGE.web_form)),
                ),
                rx.cond(
                    found.person != "",
                    rx.fragment(
                        rx.cond(
                            found.name != "",
                            rx.el.p(
                                t("assignment.by_rule", name=found.name), class_name="font-medium"
                            ),
                        ),
                        rx.el.p(both(found.zh, found.en)),
                        rx.el.p(
                            t("assignment.decided", at=moment(found.at), person=found.person),
                            class_name="text-soft text-[13px]",
                        ),
                    ),
                ),
                class_name="px-3 pb-3 space-y-1 break-words",
            ),
        ),
    )
