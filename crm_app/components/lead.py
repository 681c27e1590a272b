"""What is known of a lead, and what came of it."""

from typing import Any

import reflex as rx

from crm_app.components.classification import predicted_strip
from crm_app.components.custom_places import custom_section
from crm_app.components.lead_form import MAY_WRITE
from crm_app.components.lead_pool import assigned_section
from crm_app.components.points import points_section
from crm_app.components.record import (
    fact_choice,
    fact_listed,
    fact_text,
    facts,
    section,
)
from crm_app.components.scoring import score_section
from crm_app.components.screening import answer_field
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import badge
from crm_app.services.references import Reference
from crm_app.state.lead import LeadRecord
from crm_app.state.leads import LeadChoices

_PAGE = LeadRecord.page
_OPEN_STATES = ("new", "contacted", "screening")


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
        custom_section(LeadRecord, MAY_WRITE, "lead"),
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
