"""What is known of a lead, and what came of it."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import column, in_place
from crm_app.components.classification import predicted_strip
from crm_app.components.lead_form import MAY_WRITE
from crm_app.components.lead_pool import assigned_section
from crm_app.components.points import points_section
from crm_app.components.record import (
    fact_choice,
    fact_listed,
    fact_text,
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
_TEXTS = ("company", "title", "region", "address", "campaign")
_OPEN_STATES = ("new", "contacted", "screening")


def lead_facts() -> rx.Component:
    """The facts, each edited where it stands."""
    states = [rx.el.option(t(f"leads.status.{key}"), value=key) for key in _OPEN_STATES]
    own = {
        "status": rx.cond(_PAGE.is_open, _choice("status", _PAGE.status, states)),
        **{name: _text(name, getattr(_PAGE, name)) for name in _TEXTS},
        "industry": _listed("industry", _PAGE.industry.key, LeadChoices.industries),
        "size": _listed("size", _PAGE.size.key, LeadChoices.sizes),
        "source": _listed("source", _PAGE.source.key, LeadChoices.sources),
        "product": _listed("product", _PAGE.product_public_id, LeadChoices.products),
    }
    panels = {
        "score": score_section("scoring.lead", _PAGE.score, t("scoring.as_it_came")),
        "class": predicted_strip(LeadRecord, MAY_WRITE),
        "points": points_section(LeadRecord, MAY_WRITE),
    }
    return column("lead", "facts", panels, in_place(LeadRecord, MAY_WRITE, "lead", own))


def _text(name: str, value: rx.Var[str]) -> rx.Component:
    return fact_text(LeadRecord, t(f"leads.{name}"), name, value)


def _choice(name: str, value: rx.Var[str], options: list[Any]) -> rx.Component:
    return fact_choice(LeadRecord, t(f"leads.{name}"), name, value, options)


def _listed(name: str, value: rx.Var[str], options: Any) -> rx.Component:
    return fact_listed(LeadRecord, t(f"leads.{name}"), name, value, options)


def lead_rail() -> rx.Component:
    """What was asked, the screening, what it became, with whom it is shared, the consent."""
    panels = {
        "became": _became(),
        "assigned": assigned_section(),
        "note": _note(),
        "screening": _screening(),
        "shared": _shared(),
        "consent": _consent(),
    }
    return column("lead", "screening", panels)


def _note() -> rx.Component:
    words = rx.el.p(_PAGE.note, class_name="px-3 pb-3 whitespace-pre-line break-words")
    return rx.cond(_PAGE.note != "", section(t("leads.note"), words))


def _shared() -> rx.Component:
    names = rx.foreach(LeadRecord.shared, lambda one: badge(one.name, key=one.public_id))
    return rx.cond(
        LeadRecord.shared.length() > 0,
        section(
            t("ownership.shared_with"),
            rx.el.p(names, class_name="px-3 pb-3 flex flex-wrap gap-1"),
        ),
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
