"""The audit chain: one entry a line, with what stood there before and after."""

from typing import Any

import reflex as rx

from crm_app.components.lists import column_head, filter_choice, filter_day, table_or_cards
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, choice, moment, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.core.permissions import Permission
from crm_app.services.accounts import UserRow
from crm_app.services.audit import AuditRow, ChangeRow
from crm_app.state.audit import AuditList
from crm_app.state.base import Shell

_KINDS = (
    *("customer", "contact", "lead", "deal", "quote", "approval", "activity", "task", "product"),
    *("card", "ownership_request", "screening_question"),
    *("voice_note", "file", "user", "team", "approval_rule", "session"),
)
# Kinds that have a page; a session or a user has none.
_WITH_PAGE = ("customer", "contact", "lead", "deal", "quote", "activity", "task", "voice_note")
_SHOWN = 3


def verify_button() -> rx.Component:
    """Checks everything; only for those who keep the settings."""
    return rx.cond(
        Shell.me.can.contains(Permission.SETTINGS.value),
        button(
            t("audit.verify"),
            sign="shield-check",
            title=t("audit.verify_hint"),
            on_click=AuditList.verify,
        ),
    )


def verdict() -> rx.Component:
    """What the check found."""
    found = AuditList.verdict
    return rx.el.div(
        rx.cond(
            found.zh != "",
            rx.el.p(
                rx.cond(found.is_good, icon("shield-check"), icon("shield-alert")),
                rx.el.span(
                    rx.cond(found.at, t("audit.fault", at=found.at), ""),
                    both(found.zh, found.en),
                ),
                custom_attrs={"data-verdict": ""},
                class_name=rx.cond(
                    found.is_good,
                    "flex gap-2 rounded-lg bg-good-soft text-good px-3 py-2 mb-3",
                    "flex gap-2 rounded-lg bg-bad-soft text-bad px-3 py-2 mb-3",
                ),
            ),
        ),
        role="status",
    )


def audit_filters() -> rx.Component:
    """By person, kind, days, and one record."""
    return rx.fragment(
        person_filter(AuditList),
        filter_choice(
            AuditList,
            "kind",
            t("audit.any_kind"),
            choices_on("audit.kind", _KINDS, PLACES_OF),
        ),
        filter_day(AuditList, "since", t("audit.since")),
        filter_day(AuditList, "until", t("audit.until")),
        rx.cond(
            AuditList.filters.get("record", "") != "",
            button(t("audit.one_record"), sign="x", on_click=AuditList.filter_by("record", "")),
        ),
    )


def person_filter(state: Any) -> rx.Component:
    """By who acted; the product itself is one of them."""
    options = [
        rx.el.option(t("audit.product"), value="system"),
        rx.foreach(state.people, _person),
    ]
    return filter_choice(state, "who", t("audit.anybody"), options, among=state.people)  # pyright: ignore[reportArgumentType]


def _person(person: rx.vars.ObjectVar[UserRow]) -> rx.Component:
    return rx.el.option(person.name, value=person.public_id, key=person.public_id)


def audit_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    heads = ("when", "who", "what", "record", "changes")
    return table_or_cards(
        AuditList,
        [
            *[column_head(AuditList, t(f"audit.{name}")) for name in heads],
        ],
        _row,
        _card,
    )


def who(name: Any) -> rx.Component:
    """Who acted; the product where it was nobody."""
    text = rx.Var.create(name).to(str)
    nobody = (text == "") | text.startswith("system: ")
    return rx.cond(nobody, rx.el.span(t("audit.product"), title=text), text)  # pyright: ignore[reportReturnType]


def _row(row: rx.vars.ObjectVar[AuditRow]) -> rx.Component:
    cell = "px-3 py-2"
    return rx.el.tr(
        rx.el.td(moment(row.at), class_name=f"{cell} text-soft tabular-nums xl:whitespace-nowrap"),
        rx.el.td(who(row.actor), class_name=f"{cell} min-w-[90px] xl:min-w-[120px]"),
        rx.el.td(
            choice("audit.action", row.action), class_name=f"{cell} min-w-[110px] xl:min-w-[160px]"
        ),
        rx.el.td(_record(row), class_name=f"{cell} min-w-[130px] xl:min-w-[200px]"),
        rx.el.td(_changes(row), class_name=f"{cell} w-full"),
        custom_attrs={"data-row": row.number.to_string()},
        key=row.number.to_string(),
        class_name="border-b border-line last:border-0 align-top",
    )


def _card(row: rx.vars.ObjectVar[AuditRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(choice("audit.action", row.action), class_name="font-medium flex-1"),
            rx.el.span(who(row.actor), class_name="text-soft"),
            class_name="flex gap-3",
        ),
        rx.el.p(moment(row.at), class_name="text-faint text-[13px] tabular-nums"),
        _record(row),
        _changes(row),
        custom_attrs={"data-row": row.number.to_string()},
        key=row.number.to_string(),
        class_name="px-4 py-3 space-y-1",
    )


def _record(row: rx.vars.ObjectVar[AuditRow]) -> rx.Component:
    """The record by name, with the ways to its page and to its own history."""
    has_page: Any = rx.Var.create(list(_WITH_PAGE)).contains(row.kind)
    name = rx.cond(row.title != "", row.title, choice("audit.kind", row.kind))
    look = (
        "inline-grid place-items-center min-w-[44px] min-h-[44px] lg:min-w-[24px] lg:min-h-[24px]"
    )
    return rx.el.div(
        rx.cond(
            row.title, rx.el.span(choice("audit.kind", row.kind), " ", class_name="text-faint")
        ),
        rx.cond(
            has_page & (row.record != ""),
            link(name, href=f"/open/{row.kind}/{row.record}", class_name="hover:underline"),
            name,
        ),
        rx.cond(
            row.record != "",
            rx.el.button(
                icon("filter", 14),
                type="button",
                title=t("audit.only_record"),
                aria_label=t("audit.only_record"),
                on_click=AuditList.filter_by("record", row.record),
                class_name=f"{look} text-faint hover:text-ink align-middle",
            ),
        ),
        class_name="min-w-0",
    )


def _changes(row: rx.vars.ObjectVar[AuditRow]) -> rx.Component:
    changes = row.changes.to(list[ChangeRow])
    rest = changes.length() - _SHOWN
    return rx.el.div(
        rx.el.ul(rx.foreach(changes[:_SHOWN], lambda change: _change(change, row.record))),
        rx.cond(
            rest > 0,
            rx.el.details(
                rx.el.summary(
                    t("audit.more", count=rest),
                    class_name="text-soft cursor-pointer min-h-[44px] lg:min-h-0 py-2 lg:py-0.5",
                ),
                rx.el.ul(rx.foreach(changes[_SHOWN:], lambda change: _change(change, row.record))),
            ),
        ),
        class_name="text-[13px] min-w-0",
    )


def _change(change: rx.vars.ObjectVar[ChangeRow], record: Any) -> rx.Component:
    """A field before and after; of which kind of record, where it is another one."""
    return rx.el.li(
        rx.cond(
            change.record != record,
            rx.el.span(choice("audit.kind", change.kind), " · ", class_name="text-faint"),
        ),
        rx.el.span(_field(change), class_name="text-faint mr-2"),
        rx.cond(
            change.before != "",
            rx.fragment(
                rx.el.span(change.before, class_name="text-soft line-through decoration-1"),
                rx.el.span(" → ", class_name="text-faint"),
            ),
        ),
        rx.cond(change.after != "", change.after, "–"),
        class_name="line-clamp-3 break-words",
    )


def _field(change: rx.vars.ObjectVar[ChangeRow]) -> rx.Var[str]:
    """What the field is called; one that an administrator defined has names of its own."""
    return rx.cond(
        change.label_zh != "",
        both(change.label_zh, change.label_en),
        choice("audit.field", change.field),
    )
