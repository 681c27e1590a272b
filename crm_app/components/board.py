"""The board of deals: the component in assets/js/board.jsx, its words and its looks."""

import re
from typing import Any

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.locales.catalog import TEXT
from crm_app.services.deals import LISTING
from crm_app.state.base import Shell
from crm_app.state.deals import DealList

_WORDS = (
    *("board_failed", "retry", "drag_usage", "drag_lifted", "drag_over", "drag_nowhere"),
    *("drag_dropped", "drag_cancelled", "stage", "move_to", "weighted_of", "column_empty"),
    *("more_cards", "stuck_for", "days_here", "days_count", "no_next_step", "lane_of"),
)
_BADGE = "inline-flex items-center gap-1 rounded px-1 text-[12px] tabular-nums "
_LINE = "flex items-baseline gap-2 text-[14px] lg:text-[12px] "
_LOOKS = {
    "tabs": "sm:hidden flex gap-1 overflow-x-auto -mx-4 px-4 mb-2 [scrollbar-width:none]",
    "tab": (
        "shrink-0 min-h-[44px] px-3 rounded-lg text-soft whitespace-nowrap "
        "aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent "
        "aria-[current=true]:font-medium"
    ),
    "tabCount": "tabular-nums text-[13px] opacity-80",
    "board": (
        "flex gap-3 overflow-x-auto snap-x snap-mandatory lg:snap-none [scrollbar-width:thin] "
        "h-[calc(100dvh-308px)] sm:h-[calc(100dvh-260px)] lg:h-[calc(100dvh-124px)] min-h-[320px]"
    ),
    "waiting": "skeleton shrink-0 w-full sm:w-[280px] lg:w-auto lg:flex-1 lg:min-w-[184px] h-full",
    "column": (
        "flex flex-col shrink-0 snap-start w-full sm:w-[280px] lg:w-auto lg:flex-1 "
        "lg:min-w-[184px] rounded-lg bg-raised/70 border border-line min-h-0"
    ),
    "head": (
        "px-3 pt-2 pb-1.5 shrink-0 border-b border-line max-sm:flex max-sm:flex-wrap "
        "max-sm:items-baseline max-sm:gap-x-3 sm:min-h-[70px]"
    ),
    "title": "flex items-baseline gap-2 font-semibold text-[15px] lg:text-[13px]",
    "count": "font-normal text-faint tabular-nums",
    "sum": "tabular-nums text-[14px] lg:text-[13px] truncate",
    "weighted": "tabular-nums text-faint text-[13px] lg:text-[12px] truncate",
    "list": "flex-1 overflow-y-auto overflow-x-hidden p-2 min-h-[80px] [scrollbar-width:thin]",
    "lanes": (
        "overflow-auto [scrollbar-width:thin] rounded-lg border border-line "
        "h-[calc(100dvh-260px)] lg:h-[calc(100dvh-164px)] min-h-[320px]"
    ),
    "laneHeads": "grid gap-2 px-2 sticky top-0 z-10 bg-bg",
    "laneHead": "min-w-0 rounded-lg bg-raised border border-line",
    "lane": "border-t border-line",
    "laneTitle": "sticky left-0 inline-flex items-baseline gap-3 px-3 py-1.5",
    "cells": "grid gap-2 px-2 pb-2 items-stretch",
    "cell": "min-w-0 rounded-lg bg-raised/70 p-1.5 min-h-[56px]",
    "group": "text-soft text-[13px] font-medium px-1 pt-1 pb-1.5",
    "near": "flex items-center gap-1 text-accent text-[13px] lg:text-[12px] font-medium mt-0.5",
    "over": "bg-accent-soft/50",
    "none": "text-faint text-[13px] text-center py-6",
    "more": (
        "w-full rounded-lg border border-line-strong bg-panel px-3 min-h-[44px] lg:min-h-[32px] "
        "text-soft hover:text-ink"
    ),
    "moreLink": (
        "flex items-center justify-center mb-2 rounded-lg border border-line-strong bg-panel px-3 "
        "min-h-[44px] text-soft"
    ),
    "card": (
        "block mb-2 rounded-lg border border-line bg-panel px-3 py-2 lg:px-2.5 lg:py-2 cursor-pointer "
        "hover:border-line-strong"
    ),
    "stuck": "border-l-4 border-l-warn",
    "lifted": "border-accent shadow-lg",
    "top": "flex items-start gap-1",
    "name": (
        "flex-1 min-w-0 font-medium text-[15px] lg:text-[13px] leading-snug line-clamp-2 "
        "hover:underline py-0.5"
    ),
    "menuButton": (
        "inline-flex items-center justify-center shrink-0 -mr-2 -mt-1.5 w-11 h-11 lg:w-7 lg:h-7 "
        "lg:-mr-1 lg:-mt-0.5 rounded-lg text-faint hover:bg-raised hover:text-ink"
    ),
    "customer": "text-soft text-[14px] lg:text-[12px] truncate",
    "figures": _LINE + "justify-between mt-1",
    "amount": "font-medium tabular-nums text-[15px] lg:text-[13px]",
    "days": _BADGE + "text-faint",
    "daysStuck": _BADGE + "bg-warn-soft text-warn font-medium",
    "step": _LINE + "mt-1 text-soft",
    "noStep": _LINE + "mt-1 text-faint",
    "stepText": "flex-1 min-w-0 truncate",
    "due": "shrink-0 text-faint tabular-nums",
    "late": "shrink-0 text-bad tabular-nums font-medium",
    "own": "text-soft text-[13px] lg:text-[12px] truncate",
    "ownLabel": "text-faint",
    "owner": "text-faint text-[13px] lg:text-[12px] truncate mt-0.5",
    "failed": "flex flex-col items-center gap-3 text-soft py-16 max-w-[280px] mx-auto",
    "menu": (
        "m-0 p-1 safe-bottom bg-panel text-ink border border-line fixed top-auto bottom-0 "
        "inset-x-0 w-full rounded-t-2xl lg:inset-auto lg:w-[200px] lg:rounded-lg shadow-lg"
    ),
    "menuTitle": "px-4 lg:px-3 py-2 text-faint text-[13px]",
    "menuItem": (
        "flex w-full items-center px-4 lg:px-3 min-h-[48px] lg:min-h-[34px] rounded-md text-left "
        "hover:bg-raised focus:bg-raised"
    ),
}


def _dropped(
    public_id: rx.Var[str], to: rx.Var[str], origin: rx.Var[str]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str]]:
    return public_id, to, origin


class _Board(rx.Component):
    library = "$/public/js/board.jsx"
    tag = "Board"
    lib_dependencies: list[str] = ["@hello-pangea/dnd@18.0.1"]
    version: rx.Var[int]
    words: rx.Var[dict[str, list[str]]]
    looks: rx.Var[dict[str, str]]
    filters: rx.Var[list[str]]
    can_move: rx.Var[bool]
    on_move: rx.EventHandler[_dropped]


def board() -> rx.Component:
    """Columns of cards that are dragged, or moved by their menus. Reads `/api/v1/board` by itself."""
    return _Board.create(
        version=DealList.version,
        words={name: list(TEXT[f"deals.{name}"]) for name in _WORDS}
        | {name: list(TEXT[f"views.{name}"]) for name in ("near", "near_why")},
        looks={name: re.sub(" +", " ", look).strip() for name, look in _LOOKS.items()},
        filters=["q", "sort", "where", *LISTING.filters],
        can_move=Shell.me.can.contains(Permission.DEAL_WRITE.value),
        on_move=DealList.move,
    )


def board_orders() -> list[tuple[str, Any]]:
    """How cards can be ordered: the value in the address and its text's key."""
    keys = ("-entered", "entered", "-amount", "close", "name")
    return [("" if key == "-entered" else key, f"deals.sort.{key}") for key in keys]
