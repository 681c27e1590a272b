"""Pieces of a lead's page."""

from typing import Any

import reflex as rx

from crm_app.components.classification import predicted_strip
from crm_app.components.conversion import CONVERT, convert_sheet
from crm_app.components.custom_places import custom_section
from crm_app.components.lead_form import EDIT, MAY_WRITE, edit_lead_sheet
from crm_app.components.lead_pool import assigned_section, return_item, return_sheet
from crm_app.components.leads import status_badge
from crm_app.components.points import points_section
from crm_app.components.record import (
    QUICK,
    desk_actions,
    fact_choice,
    fact_listed,
    fact_text,
    facts,
    listed_options,
    more_opener,
    phone_actions,
    section,
)
from crm_app.components.scoring import score_section
from crm_app.components.screening import answer_field
from crm_app.components.text import ago, choice, day, moment, named, t
from crm_app.components.ui.forms import button, field, link, problem_text, select
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens, save_actions, sheet
from crm_app.components.ui.show import badge, initial, panel
from crm_app.components.validation_rules import unmet_strip
from crm_app.services.references import Reference
from crm_app.state.lead import LeadRecord
from crm_app.state.leads import LeadChoices

_PAGE = LeadRecord.page
_OPEN_STATES = ("new", "contacted", "screening")


def lead_head() -> rx.Component:
    """Name, state, owner, last contact, actions; below it the next step."""
    return rx.el.header(
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


def lead_facts() -> rx.Component:
    """The facts, each edited where it stands."""
    states = [rx.el.option(t(f"leads.status.{key}"), value=key) for key in _OPEN_STATES]
    return rx.el.div(
        score_section("scoring.lead", _PAGE.score, t("scoring.as_it_came")),
        predicted_strip(LeadRecord, MAY_WRITE),
        points_section(LeadRecord, MAY_WRITE),
        section(
            t("leads.facts"),
            facts(
                MAY_WRITE,
                rx.cond(_PAGE.is_open, _choice("status", _PAGE.status, states)),
                _text("company", _PAGE.company),
                _text("title", _PAGE.title),
                _text("region", _PAGE.region),
                _text("address", _PAGE.address),
                _listed("industry", _PAGE.industry.key, LeadChoices.industries),
                _listed("size", _PAGE.size.key, LeadChoices.sizes),
                _listed("source", _PAGE.source.key, LeadChoices.sources),
                _text("campaign", _PAGE.campaign),
                _listed("product", _PAGE.product_public_id, LeadChoices.products),
            ),
        ),
        custom_section(LeadRecord, MAY_WRITE),
        class_name="space-y-3",
    )


def _text(name: str, value: rx.Var[str]) -> rx.Component:
    return fact_text(LeadRecord, t(f"leads.{name}"), name, value)


def _choice(name: str, value: rx.Var[str], options: list[Any]) -> rx.Component:
    return fact_choice(LeadRecord, t(f"leads.{name}"), name, value, options)


def _listed(name: str, value: rx.Var[str], options: Any) -> rx.Component:
    return fact_listed(LeadRecord, t(f"leads.{name}"), name, value, options)


def lead_rail() -> rx.Component:
    """What was asked, the screening, what it became, with whom it is shared, the consent."""
    return rx.el.div(
        _became(),
        assigned_section(),
        rx.cond(
            _PAGE.note != "",
            section(
                t("leads.note"),
                rx.el.p(_PAGE.note, class_name="px-3 pb-3 whitespace-pre-line break-words"),
            ),
        ),
        _screening(),
        rx.cond(
            LeadRecord.shared.length() > 0,
            section(
                t("ownership.shared_with"),
                rx.el.p(
                    rx.foreach(LeadRecord.shared, lambda one: badge(one.name, key=one.public_id)),
                    class_name="px-3 pb-3 flex flex-wrap gap-1",
                ),
            ),
        ),
        _consent(),
        class_name="space-y-3",
    )


def _screening() -> rx.Component:
    """Answered where they stand; what is missing is counted."""
    return rx.cond(
        _PAGE.questions.length() > 0,
        section(
            t("leads.screening"),
            rx.el.div(
                rx.foreach(
                    _PAGE.questions, lambda one: answer_field(one, answer=LeadRecord.answer)
                ),
                class_name="px-3 pb-3 space-y-3",
            ),
            action=rx.cond(
                _PAGE.missing.to(int) > 0,
                badge(t("leads.missing", count=_PAGE.missing), tone="warn"),
                badge(t("leads.screened"), tone="good"),
            ),
        ),
    )


def _became() -> rx.Component:
    return rx.cond(
        _PAGE.became.length() > 0,
        section(t("leads.became"), rx.el.ul(rx.foreach(_PAGE.became, _record))),
    )


def _record(one: rx.vars.ObjectVar[Reference]) -> rx.Component:
    return rx.el.li(
        rx.el.span(choice("kind", one.kind), class_name="text-faint text-[13px] w-14 shrink-0"),
        link(
            one.name,
            href=f"/open/{one.kind}/{one.public_id}",
            class_name="flex-1 min-w-0 break-words underline py-2",
        ),
        key=one.public_id,
        class_name="flex items-center gap-2 px-3 border-t border-line min-h-[44px]",
    )


def _consent() -> rx.Component:
    consent = _PAGE.consent
    return rx.cond(
        consent.text != "",
        section(
            t("leads.consent"),
            rx.el.p(
                t(
                    "leads.consent_given",
                    at=moment(consent.at),
                    origin=consent.origin,
                    version=consent.version,
                ),
                class_name="px-3 text-soft text-[13px] break-words",
            ),
            rx.el.p(consent.text, class_name="px-3 pb-3 whitespace-pre-line break-words"),
        ),
    )


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
