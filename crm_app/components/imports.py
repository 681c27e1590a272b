"""Pieces of the imports' page: where a file is brought, and the history."""

from typing import Any

import reflex as rx

from crm_app.components.lists import column_head, table_or_cards
from crm_app.components.places import allowed
from crm_app.components.text import ago, choice, number, t
from crm_app.components.ui.forms import button, field, link, link_button, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.core.permissions import Permission
from crm_app.services.imports import KINDS, BatchRow
from crm_app.state.import_list import ImportList

_ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.vcf"
PICK = (
    "inline-flex items-center justify-center gap-2 rounded-lg px-3 min-h-[44px] lg:min-h-[34px] "
    "font-medium cursor-pointer border border-line-strong bg-panel hover:bg-raised "
    "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-[var(--focus)] "
    "aria-busy:opacity-60"
)


def import_link(kind: str) -> rx.Component:
    """On a list: bring a table of what is listed."""
    return allowed(
        Permission.IMPORT,
        allowed(
            KINDS[kind].permission,
            link_button(
                rx.el.span(t("imports.title"), class_name="hidden lg:inline"),
                href=f"/imports?kind={kind}",
                sign="upload",
                aria_label=t("imports.title"),
                title=t("imports.title"),
                class_name="min-w-[44px] lg:min-w-0",
            ),
        ),
    )


def pick_files() -> rx.Component:
    """A place for a file of each kind that one may write."""
    return panel(
        rx.el.h2(t("imports.pick"), class_name="font-semibold px-3 pt-3"),
        rx.el.p(t("imports.pick_hint"), class_name="text-soft text-[13px] px-3"),
        rx.el.form(
            rx.el.div(
                *[allowed(kind.permission, _pick(name)) for name, kind in KINDS.items()],
                class_name="grid grid-cols-2 lg:flex lg:flex-wrap gap-2 p-3",
            ),
            rx.el.p(
                custom_attrs={"data-problem": ""},
                role="alert",
                class_name="text-bad px-3 pb-3 empty:hidden",
            ),
        ),
        class_name="mb-4",
    )


def undo_time() -> rx.Component:
    """How long imports can be undone: an administrator's to say."""
    return allowed(
        Permission.SETTINGS,
        panel(
            rx.el.form(
                field(
                    t("imports.undo_days"),
                    text_input(
                        name="days",
                        default_value=ImportList.undo_days.to(str),
                        key=ImportList.undo_days,
                        input_mode="numeric",
                        max_length=3,
                        required=True,
                        class_name="max-w-[120px]",
                    ),
                    hint=t("imports.undo_days_hint"),
                ),
                button(t("shell.save"), type="submit"),
                on_submit=ImportList.keep_days,
                class_name="flex flex-wrap items-center gap-3 p-3",
            ),
            class_name="mt-4",
        ),
    )


def _pick(kind: str) -> rx.Component:
    first = ImportList.filters.get("kind", "") == kind
    return rx.el.label(
        icon("upload"),
        t(f"imports.kind.{kind}"),
        rx.el.input(
            type="file",
            accept=_ACCEPT,
            class_name="sr-only",
            custom_attrs={
                "data-posts": "/api/v1/imports",
                "data-kind": kind,
                "data-then": "/imports/",
                "data-offline": t("imports.offline"),
            },
        ),
        class_name=rx.cond(first, f"{PICK} border-accent text-accent", PICK),
    )


def history() -> rx.Component:
    """A table on the desk, cards on the phone."""
    return table_or_cards(
        ImportList,
        [
            column_head(ImportList, t("imports.file")),
            column_head(ImportList, t("imports.what")),
            column_head(ImportList, t("imports.state")),
            column_head(ImportList, t("imports.verdict.new"), right=True),
            column_head(ImportList, t("imports.verdict.update"), right=True),
            column_head(ImportList, t("imports.by")),
            column_head(ImportList, t("imports.when")),
        ],
        _row,
        _card,
    )


def _row(row: rx.vars.ObjectVar[BatchRow]) -> rx.Component:
    cell = "px-3 py-2 truncate max-w-[260px]"
    return rx.el.tr(
        rx.el.td(
            link(
                row.name, href=f"/imports/{row.public_id}", class_name="font-medium hover:underline"
            ),
            class_name=cell,
        ),
        rx.el.td(choice("imports.kind", row.kind), class_name=cell),
        rx.el.td(state_badge(row.state), class_name=cell),
        rx.el.td(_count(row, "new"), class_name=f"{cell} text-right tabular-nums"),
        rx.el.td(_count(row, "update"), class_name=f"{cell} text-right tabular-nums"),
        rx.el.td(row.owner, class_name=f"{cell} text-soft"),
        rx.el.td(ago(row.created_at), class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[BatchRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.name, class_name="block font-medium truncate"),
                rx.el.span(
                    choice("imports.kind", row.kind),
                    " · ",
                    ago(row.created_at),
                    class_name="block text-soft text-[14px]",
                ),
                class_name="min-w-0 flex-1",
            ),
            state_badge(row.state),
            href=f"/imports/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def _count(row: rx.vars.ObjectVar[BatchRow], name: str) -> rx.Var[str]:
    return number(row.counts.get(name, 0))


def state_badge(state: Any) -> rx.Component:
    """Where an import stands."""
    words = choice("imports.state", state)
    return rx.match(  # pyright: ignore[reportReturnType]
        state,
        ("done", badge(words, tone="good")),
        ("failed", badge(words, tone="bad")),
        ("ready", badge(words, tone="accent")),
        ("mapping", badge(words, tone="accent")),
        badge(words),
    )
