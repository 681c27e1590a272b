"""The security log: refusals, and sign-ins."""

from typing import Any

import reflex as rx

from crm_app.components.audit import person_filter, who
from crm_app.components.lists import column_head, filter_choice, filter_day, table_or_cards
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import badge
from crm_app.services.audit import EventRow
from crm_app.state.audit import SecurityList

_KINDS = (("accounts.sign_in_failed", "failed"), ("permission.denied", "denied"))
_PATH = "/settings/security"


def view_switch() -> rx.Component:
    """Refusals or sign-ins."""
    signs = SecurityList.filters.get("view", "") == "sign-ins"
    return rx.el.nav(
        _view(t("security.refusals"), _PATH, ~signs),
        _view(t("security.sign_ins"), f"{_PATH}?view=sign-ins", signs),
        aria_label=t("security.title"),
        class_name="flex gap-1 border-b border-line mb-3",
    )


def _view(label: Any, href: str, here: Any) -> rx.Component:
    look = "px-3 min-h-[44px] lg:min-h-[34px] inline-flex items-center border-b-2 -mb-px "
    return link(
        label,
        href=href,
        custom_attrs={"aria-current": rx.cond(here, "page", "false")},
        class_name=rx.cond(
            here,
            f"{look} border-accent font-medium",
            f"{look} border-transparent text-soft hover:text-ink",
        ),
    )


def security_filters() -> rx.Component:
    """By person, kind and days."""
    return rx.fragment(
        person_filter(SecurityList),
        rx.cond(
            SecurityList.filters.get("view", "") == "",
            filter_choice(
                SecurityList,
                "kind",
                t("security.any_kind"),
                [rx.el.option(t(f"security.kind.{name}"), value=kind) for kind, name in _KINDS],
            ),
        ),
        filter_day(SecurityList, "since", t("audit.since")),
        filter_day(SecurityList, "until", t("audit.until")),
    )


def security_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    heads = ("audit.when", "audit.who", "security.what", "security.tried", "security.about")
    return table_or_cards(
        SecurityList,
        [
            *[column_head(SecurityList, t(name)) for name in heads],
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    cell = "px-3 py-2"
    return rx.el.tr(
        rx.el.td(moment(row.at), class_name=f"{cell} text-soft tabular-nums whitespace-nowrap"),
        rx.el.td(_who(row), class_name=cell),
        rx.el.td(_what(row), class_name=cell),
        rx.el.td(_tried(row), class_name=f"{cell} text-soft"),
        rx.el.td(row.about, class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.number.to_string()},
        key=row.number.to_string(),
        class_name="border-b border-line last:border-0",
    )


def _card(row: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(_who(row), class_name="font-medium flex-1"),
            _what(row),
            class_name="flex items-center gap-3",
        ),
        rx.el.p(_tried(row), class_name="text-soft text-[14px]"),
        rx.el.p(row.about, class_name="text-soft text-[14px]"),
        rx.el.p(moment(row.at), class_name="text-faint text-[13px] tabular-nums"),
        custom_attrs={"data-row": row.number.to_string()},
        key=row.number.to_string(),
        class_name="px-4 py-3",
    )


def _who(row: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    return rx.cond(row.group == "failed", "–", who(row.actor))


def _what(row: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    words = choice("security.group", row.group)
    return rx.match(  # pyright: ignore[reportReturnType]
        row.group,
        ("failed", badge(words, tone="bad")),
        ("denied", badge(words, tone="bad")),
        ("throttled", badge(words, tone="bad")),
        ("unseen", badge(words, tone="warn")),
        ("in", badge(words, tone="good")),
        badge(words),
    )


def _tried(row: rx.vars.ObjectVar[EventRow]) -> rx.Component:
    return rx.fragment(
        rx.cond(row.group == "in", "", choice("audit.action", row.action)),
    )
