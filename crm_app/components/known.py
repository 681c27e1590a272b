"""Who is known already: the records that the one being entered may be, and why."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge
from crm_app.services.leads import Candidate


def duplicates_strip(rows: Any, href: str, *, merge: Any = None, apart: Any = None) -> rx.Component:
    """Who this may be; each opens, and on a record's own page can be merged into it."""
    return _strip(rows, lambda row: _duplicate(row, href, merge, apart))


def candidates_strip(rows: Any) -> rx.Component:
    """The same of a lead, which may be a lead, a contact or a customer."""
    return _strip(rows, _candidate)


def _strip(rows: Any, show: Any) -> rx.Component:
    return rx.cond(
        rows.length() > 0,
        rx.el.section(
            rx.el.p(
                icon("users"),
                t("duplicate.title"),
                class_name="flex items-center gap-2 font-medium",
            ),
            rx.el.ul(rx.foreach(rows, show)),
            role="status",
            class_name="rounded-lg bg-warn-soft text-ink px-3 py-2",
        ),
    )


def why_alike(row: Any) -> rx.Component:
    """How certain, and what speaks for it."""
    return rx.fragment(
        badge(
            choice("duplicate.certainty", row.certainty),
            rx.el.span(row.percent, "%", class_name="tabular-nums"),
            tone="warn",
        ),
        rx.foreach(row.reasons, lambda code: badge(choice("duplicate.reason", code), key=code)),
    )


def _duplicate(row: Any, href: str, merge: Any, apart: Any) -> rx.Component:
    where = row.customer if href == "/contacts" else row.region
    return rx.el.li(
        _opened(
            f"{href}/{row.public_id}",
            row.name,
            merge is None,
            rx.cond(where != "", rx.el.span(" · ", where)),
            rx.cond(
                row.open_deals > 0,
                rx.el.span(" · ", t("duplicate.deals", count=row.open_deals)),
            ),
        ),
        why_alike(row),
        button(t("contacts.merge"), on_click=merge(row.public_id)) if merge is not None else None,
        button(t("duplicates.not_same"), tone="quiet", on_click=apart(row.public_id))
        if apart is not None
        else None,
        key=row.public_id,
        class_name=_LINE,
    )


def _candidate(row: rx.vars.ObjectVar[Candidate]) -> rx.Component:
    return rx.el.li(
        _opened(
            f"/open/{row.kind}/{row.public_id}",
            row.name,
            True,
            rx.cond(row.note != "", rx.el.span(" · ", row.note)),
            rx.cond(row.owner != "", rx.el.span(" · ", row.owner)),
        ),
        badge(choice("kind", row.kind)),
        why_alike(row),
        key=f"{row.kind}{row.public_id}",
        class_name=_LINE,
    )


_LINE = "flex flex-wrap items-center gap-x-2 gap-y-1"


def _opened(href: Any, name: Any, in_form: bool, *more: rx.Component) -> rx.Component:
    # Beside a form in a tab of its own: what was typed stays.
    return rx.el.a(
        rx.el.span(name, class_name="font-medium underline"),
        *more,
        href=href,
        target="_blank" if in_form else "_self",
        rel="noopener",
        class_name="flex-1 min-w-[140px] py-2 lg:py-1 break-words",
    )
