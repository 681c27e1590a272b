"""The head of a lead's page: who it is, what comes next, what can be done."""

import reflex as rx

from crm_app.components.conversion import CONVERT, convert_sheet
from crm_app.components.lead_form import EDIT, MAY_WRITE, edit_lead_sheet
from crm_app.components.lead_pool import return_item, return_sheet
from crm_app.components.leads import status_badge
from crm_app.components.neighbours import back_to_list
from crm_app.components.record import (
    QUICK,
    desk_actions,
    listed_options,
    more_opener,
    phone_actions,
)
from crm_app.components.text import ago, day, named, t
from crm_app.components.ui.forms import button, field, problem_text, select
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.show import badge, initial, panel
from crm_app.components.unmet import unmet_strip
from crm_app.state.lead import LeadRecord
from crm_app.state.leads import LeadChoices

_PAGE = LeadRecord.page


def lead_head() -> rx.Component:
    """Name, state, owner, last contact, actions; below it the next step."""
    return rx.el.header(
        back_to_list(t("leads.page"), "/leads"),
        rx.el.div(
            initial(_PAGE.name),
            rx.el.div(
                rx.el.div(
                    rx.el.h1(
                        _PAGE.name,
                        _PAGE.honorific,
                        class_name="text-[20px] font-semibold min-w-0 break-words",
                    ),
                    status_badge(_PAGE.status),
                    rx.cond(_PAGE.discard_reason.key != "", badge(named(_PAGE.discard_reason))),
                    class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
                ),
                rx.el.p(_subtitle(), class_name="text-soft text-[13px] break-words"),
                class_name="min-w-0 flex-1",
            ),
            desk_actions(LeadRecord, _main_action(), _menu("hidden lg:inline-flex")),
            class_name="flex items-start gap-3",
        ),
        rx.el.div(_main_action(), class_name="lg:hidden flex [&>*]:flex-1 empty:hidden"),
        problem_text(LeadRecord.problem),
        unmet_strip("lead", LeadRecord.page.public_id),
        _next_step(),
        edit_lead_sheet(),
        convert_sheet(),
        _discard_sheet(),
        _owner_sheet(),
        return_sheet(),
        on_mount=LeadChoices.load,
        class_name="space-y-3",
    )


def _subtitle() -> rx.Component:
    return rx.fragment(
        rx.cond(_PAGE.company != _PAGE.name, rx.fragment(_PAGE.company, " · ")),
        t("leads.owner"),
        " ",
        rx.cond(_PAGE.owner != "", _PAGE.owner, t("leads.nobody")),
        " · ",
        t("leads.last_touch"),
        " ",
        rx.cond(_PAGE.last_touch_at, ago(_PAGE.last_touch_at), t("customers.never")),
    )


def _main_action() -> rx.Component:
    """Convert while it is open, after it was claimed; else the way back."""
    return rx.cond(
        MAY_WRITE,
        rx.match(  # pyright: ignore[reportArgumentType]
            _PAGE.status,
            (
                "converted",
                button(
                    t("leads.undo_conversion"),
                    sign="undo-2",
                    on_click=LeadRecord.undo_conversion,
                ),
            ),
            (
                "discarded",
                button(t("leads.reopen"), sign="archive-restore", on_click=LeadRecord.reopen),
            ),
            rx.cond(
                _PAGE.owner == "",
                button(t("pools.claim"), sign="hand", tone="primary", on_click=LeadRecord.claim),
                button(
                    t("leads.convert"),
                    sign="sparkles",
                    tone="primary",
                    on_click=LeadRecord.open_conversion,
                    custom_attrs=opens(CONVERT),
                ),
            ),
        ),
    )


def _next_step() -> rx.Component:
    step = _PAGE.next_step
    return rx.cond(
        _PAGE.is_open,
        panel(
            icon("footprints"),
            rx.cond(
                step.title != "",
                rx.el.span(
                    rx.el.span(t("leads.next_step"), " · ", class_name="text-soft"),
                    step.title,
                    rx.cond(step.due != "", rx.el.span(" · ", day(step.due))),
                    class_name=rx.cond(step.is_overdue, "text-bad min-w-0", "min-w-0"),
                ),
                rx.el.span(t("leads.no_step"), class_name="text-faint"),
            ),
            class_name="flex items-center gap-2 px-3 py-2",
        ),
    )


def _menu(look: str, opener: rx.Component | None = None) -> rx.Component:
    return menu(
        t("customers.more"),
        menu_item(
            t("shell.edit"),
            sign="pencil",
            on_click=LeadRecord.open_sheet,
            custom_attrs={**opens(EDIT), "data-edit": ""},
        ),
        menu_item(
            t("leads.hand_over"),
            sign="arrow-right-left",
            on_click=LeadRecord.load_owners,
            custom_attrs=opens("hand-over"),
        ),
        return_item(),
        menu_item(t("leads.discard"), sign="archive", custom_attrs=opens("discard-lead")),
        menu_item(t("shell.delete"), sign="trash-2", bad=True, on_click=LeadRecord.delete),
        opener=opener,
        class_name=look,
    )


def lead_phone_actions() -> rx.Component:
    """The bar of four."""
    return phone_actions(LeadRecord, _menu(QUICK, more_opener(t("customers.more"))))


def _discard_sheet() -> rx.Component:
    return sheet(
        "discard-lead",
        t("leads.discard"),
        rx.el.form(
            field(
                t("leads.discard_reason"),
                select(*listed_options(LeadChoices.reasons), name="reason", required=True),
            ),
            problem_text(LeadRecord.problem),
            save_actions(t("leads.discard")),
            on_submit=LeadRecord.discard,
            class_name="space-y-3",
        ),
        done=LeadRecord.saved,
        key=_PAGE.public_id,
    )


def _owner_sheet() -> rx.Component:
    return sheet(
        "hand-over",
        t("leads.hand_over"),
        rx.el.form(
            field(
                t("leads.owner"),
                select(
                    rx.foreach(
                        LeadRecord.owners, lambda one: rx.el.option(one.name, value=one.public_id)
                    ),
                    name="owner",
                ),
            ),
            problem_text(LeadRecord.problem),
            save_actions(t("leads.hand_over")),
            on_submit=LeadRecord.hand_over,
            class_name="space-y-3",
        ),
        done=LeadRecord.saved,
        key=_PAGE.public_id,
    )
