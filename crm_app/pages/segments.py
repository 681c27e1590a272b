"""Segments of customers: all of them, and one with its conditions and members."""

import reflex as rx

from crm_app.components.record import missing_record
from crm_app.components.segments import (
    new_segment_button,
    segment_actions,
    segment_builder,
    segment_list,
    segment_members,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import day, t
from crm_app.components.ui.forms import back_link, problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import badge, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.segments import SegmentList, SegmentScreen

_ROW = SegmentScreen.row


@screen(
    "/segments",
    "segments.title",
    on_load=SegmentList.load,
    menu=MenuEntry("/segments", "segments.title", "filter", 32, Permission.CUSTOMER_READ, "g"),
)
def segments() -> rx.Component:
    """Those that one finds."""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1(t("segments.title"), class_name="text-[20px] font-semibold"),
                rx.el.p(t("segments.hint"), class_name="text-soft"),
                class_name="flex-1 min-w-[200px]",
            ),
            new_segment_button(),
            class_name="flex flex-wrap items-end gap-3 mb-4",
        ),
        problem_text(SegmentList.problem),
        segment_list(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1000px]",
    )


@screen(
    "/segments/[segment_id]",
    "segments.title",
    on_load=SegmentScreen.load,
    only=Permission.CUSTOMER_READ,
)
def segment() -> rx.Component:
    """One: built, looked at, kept."""
    return of_address(
        SegmentScreen.shown,
        rx.cond(SegmentScreen.missing, missing_record("/segments", "segments.title"), _segment()),
        skeleton_rows(),
    )


def _segment() -> rx.Component:
    known = _ROW.public_id != ""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                back_link(t("segments.title"), "/segments"),
                rx.el.h1(
                    rx.cond(known, _ROW.name, t("segments.new")),
                    rx.cond(
                        _ROW.frozen_at,
                        badge(t("segments.frozen", day=day(_ROW.frozen_at)), tone="accent"),
                    ),
                    class_name="text-[20px] font-semibold flex items-center gap-2 break-words min-w-0",
                ),
                class_name="flex-1 min-w-[200px]",
            ),
            rx.cond(known, segment_actions()),
            class_name="flex flex-wrap items-end gap-3",
        ),
        segment_builder(),
        rx.cond(known, segment_members()),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1300px] space-y-4",
    )
