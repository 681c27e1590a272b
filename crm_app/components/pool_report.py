"""Who got how many leads, and the leads behind a figure."""

from typing import Any

import reflex as rx

from crm_app.components.lists import CELL, column_head, filter_choice, filter_day, table_or_cards
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import link
from crm_app.components.ui.show import badge
from crm_app.services.pools import KINDS, FairRow, MoveRow
from crm_app.state.pools import FairnessScreen, MoveList


def fairness_table() -> rx.Component:
    """A line a person; each figure opens its leads."""
    figures = [column_head(FairnessScreen, t(f"pools.move.{k}"), right=True) for k in KINDS]
    return table_or_cards(
        FairnessScreen,
        [
            column_head(FairnessScreen, t("pools.person")),
            column_head(FairnessScreen, t("pools.team")),
            *figures,
            column_head(FairnessScreen, t("pools.open_now"), right=True),
        ],
        _row,
        _card,
    )


def period_filters(state: Any) -> rx.Component:
    """The first and the last day."""
    return rx.fragment(
        filter_day(state, "first", t("pools.first")), filter_day(state, "last", t("pools.last"))
    )


def _figure(row: rx.vars.ObjectVar[FairRow], kind: str, look: str) -> rx.Component:
    count = getattr(row, kind)
    place = f"/pool/moves?what={kind}"
    days = f"&first={FairnessScreen.first}&last={FairnessScreen.last}"
    return rx.cond(  # pyright: ignore[reportReturnType]
        count.to(int) > 0,
        link(
            count,
            href=f"{place}&who={row.public_id}{days}",
            class_name=f"{look} text-accent hover:underline",
        ),
        rx.el.span("0", class_name="text-faint"),
    )


def _row(row: rx.vars.ObjectVar[FairRow]) -> rx.Component:
    right = f"{CELL} text-right tabular-nums"
    look = "inline-grid place-items-center min-w-[32px] min-h-[28px]"
    return rx.el.tr(
        rx.el.td(row.name, class_name=f"{CELL} font-medium max-w-[200px]"),
        rx.el.td(row.team, class_name=f"{CELL} text-soft max-w-[200px]"),
        *[rx.el.td(_figure(row, kind, look), class_name=right) for kind in KINDS],
        rx.el.td(row.open, class_name=f"{right} text-soft"),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[FairRow]) -> rx.Component:
    look = "grid place-items-center min-w-[44px] min-h-[44px]"
    return rx.el.li(
        rx.el.p(
            rx.el.span(row.name, class_name="font-medium mr-2"),
            rx.el.span(row.team, class_name="text-soft text-[13px]"),
            class_name="truncate",
        ),
        rx.el.dl(
            *[
                rx.el.div(
                    rx.el.dt(t(f"pools.move.{kind}"), class_name="text-faint text-[12px]"),
                    rx.el.dd(
                        _figure(row, kind, look),
                        class_name="tabular-nums min-h-[44px] grid place-items-center",
                    ),
                    class_name="text-center",
                )
                for kind in KINDS
            ],
            rx.el.div(
                rx.el.dt(t("pools.open_now"), class_name="text-faint text-[12px]"),
                rx.el.dd(row.open, class_name="tabular-nums min-h-[44px] grid place-items-center"),
                class_name="text-center",
            ),
            class_name="grid grid-cols-3 gap-x-2 mt-1",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="px-4 py-3",
    )


def move_filters() -> rx.Component:
    """What happened, and when."""
    kinds = [rx.el.option(t(f"pools.move.{kind}"), value=kind) for kind in KINDS]
    return rx.fragment(
        filter_choice(MoveList, "what", t("pools.what"), kinds), period_filters(MoveList)
    )


def move_table() -> rx.Component:
    """When which lead came to whom or went, and why."""
    names = ("pools.when", "pools.what", "pools.person", "pools.lead", "pools.why")
    return table_or_cards(
        MoveList, [column_head(MoveList, t(name)) for name in names], _move, _move_card
    )


def _kind(row: rx.vars.ObjectVar[MoveRow]) -> rx.Component:
    word = choice("pools.move", row.kind)
    return rx.match(  # pyright: ignore[reportReturnType]
        row.kind,
        ("converted", badge(word, tone="good")),
        ("returned", badge(word, tone="warn")),
        ("recycled", badge(word, tone="bad")),
        badge(word, tone="accent"),
    )


def _lead(row: rx.vars.ObjectVar[MoveRow]) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.lead != "",
        link(row.name, href=f"/leads/{row.lead}", class_name="font-medium hover:underline"),
        rx.cond(
            row.name != "",
            rx.el.span(row.name),
            rx.el.span(t("pools.colleagues"), class_name="text-faint"),
        ),
    )


def _move(row: rx.vars.ObjectVar[MoveRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(moment(row.at), class_name=f"{CELL} text-soft tabular-nums"),
        rx.el.td(_kind(row), class_name=CELL),
        rx.el.td(row.person, class_name=f"{CELL} max-w-[160px]"),
        rx.el.td(_lead(row), class_name=f"{CELL} max-w-[220px]"),
        rx.el.td(row.text, title=row.text, class_name=f"{CELL} max-w-[360px] text-soft"),
        key=row.key,
        custom_attrs={"data-row": row.key},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _move_card(row: rx.vars.ObjectVar[MoveRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(_lead(row), class_name="flex-1 min-w-0 truncate py-2"),
            _kind(row),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(row.person, " · ", moment(row.at), class_name="text-soft text-[13px]"),
        rx.cond(row.text != "", rx.el.p(row.text, class_name="text-[14px] break-words")),
        key=row.key,
        custom_attrs={"data-row": row.key},
        class_name="px-4 py-2",
    )
