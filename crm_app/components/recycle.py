"""Pieces of the recycle bin."""

import reflex as rx

from crm_app.components.lists import CELL, column_head, filter_choice, table_or_cards
from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import ago, choice, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.show import badge
from crm_app.services.bulk import is_binned
from crm_app.services.recycle import DeletedRow
from crm_app.services.saved_views import kinds
from crm_app.state.recycle import RecycleBin


def bin_filters() -> rx.Component:
    """By kind; and what is ticked comes back."""
    options = choices_on("recycle.kind", [one for one in kinds() if is_binned(one)], PLACES_OF)
    return rx.fragment(
        filter_choice(RecycleBin, "kind", t("recycle.any_kind"), options),
        rx.cond(
            RecycleBin.selected.length() > 0,
            button(
                t("recycle.restore_chosen"),
                RecycleBin.selected.length().to_string(),
                tone="primary",
                sign="undo-2",
                on_click=RecycleBin.restore_selected,
            ),
        ),
    )


def bin_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    heads = [rx.el.th(class_name="w-10"), column_head(RecycleBin, t("recycle.what"))]
    heads += [
        column_head(RecycleBin, t(f"recycle.{name}")) for name in ("kind", "deleted_at", "by")
    ]
    heads += [column_head(RecycleBin, t("customers.owner")), rx.el.th()]
    return table_or_cards(RecycleBin, heads, _row, _card)


def _row(row: rx.vars.ObjectVar[DeletedRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(_tick(row), class_name="pl-3"),
        rx.el.td(row.name, title=row.name, class_name=f"{CELL} max-w-[360px] font-medium"),
        rx.el.td(badge(choice("recycle.kind", row.kind)), class_name=CELL),
        rx.el.td(ago(row.deleted_at), class_name=f"{CELL} text-soft"),
        rx.el.td(row.by, class_name=CELL),
        rx.el.td(row.owner, class_name=f"{CELL} text-soft"),
        rx.el.td(_restore(row), class_name="px-2 py-1 text-right"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _tick(row: rx.vars.ObjectVar[DeletedRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.may_restore,
        rx.el.input(
            type="checkbox",
            checked=RecycleBin.selected.contains(row.chosen),
            on_change=lambda _: RecycleBin.pick(row.chosen),
            aria_label=t("bulk.pick"),
            custom_attrs={"data-pick": ""},
            class_name="size-4 accent-[var(--accent)]",
        ),
    )


def _restore(row: rx.vars.ObjectVar[DeletedRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.may_restore,
        button(t("recycle.restore"), sign="undo-2", on_click=RecycleBin.restore(row.chosen)),
    )


def _card(row: rx.vars.ObjectVar[DeletedRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(row.name, class_name="block font-medium truncate"),
            rx.el.span(
                choice("recycle.kind", row.kind),
                " · ",
                row.by,
                " · ",
                ago(row.deleted_at),
                class_name="block text-soft text-[14px] truncate",
            ),
            class_name="min-w-0 flex-1",
        ),
        _restore(row),
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
    )
