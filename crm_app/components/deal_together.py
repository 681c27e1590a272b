"""Working on a deal together: who, the last touch before one calls, what was shown."""

from typing import Any

import reflex as rx

from crm_app.components.text import ago, choice, day, moment, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_area, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.services.deals import Collaborator
from crm_app.services.views import ViewingRow
from crm_app.state.deal import DealRecord

_PAGE = DealRecord.page
_PEOPLE, _VIEWING = "add-collaborator", "add-viewing"


def last_touch() -> rx.Component:
    """When somebody spoke with them last, who and how; nothing where nobody did."""
    touch = _PAGE.last_touch
    return rx.cond(  # pyright: ignore[reportReturnType]
        touch.at,
        rx.el.p(
            icon("history", 16),
            rx.el.span(t("deals.last_touch"), class_name="text-soft text-[13px]"),
            rx.el.span(
                t("deals.last_touch_by", who=touch.by, kind=choice("timeline.is", touch.kind)),
                class_name="font-medium",
            ),
            rx.el.time(ago(touch.at), title=moment(touch.at), class_name="text-soft"),
            rx.cond(
                touch.text != "",
                rx.el.span(touch.text, class_name="text-soft truncate max-w-full"),
            ),
            custom_attrs={"data-last-touch": ""},
            class_name="flex flex-wrap items-center gap-2 mb-3 min-w-0",
        ),
    )


def collaborators() -> rx.Component:
    """With whom the deal is shared; adding is for its owner and those above him."""
    return panel(
        rx.el.div(
            rx.el.h2(t("shares.title"), class_name="font-semibold flex-1"),
            rx.cond(
                _PAGE.may_share & _PAGE.may_edit,
                button(
                    tone="quiet",
                    sign="user-plus",
                    label=t("shares.add"),
                    on_click=DealRecord.offer_colleagues,
                    custom_attrs=opens(_PEOPLE),
                ),
            ),
            class_name="flex items-center gap-2 px-3 pt-2",
        ),
        rx.cond(
            _PAGE.collaborators.length() > 0,
            rx.el.ul(rx.foreach(_PAGE.collaborators, _person), class_name="divide-y divide-line"),
            rx.el.p(t("shares.none"), class_name="text-faint px-3 pb-3 pt-1"),
        ),
        _people_sheet(),
    )


def _person(one: rx.vars.ObjectVar[Collaborator]) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.name, class_name="flex-1 min-w-0 truncate"),
        badge(choice("shares.rights", one.rights), tone="neutral"),
        rx.cond(one.reason == "mention", badge(t("shares.reason.mention"), tone="neutral")),
        rx.cond(
            _PAGE.may_share & _PAGE.may_edit,
            button(
                tone="quiet",
                sign="x",
                label=t("shares.remove", name=one.name),
                on_click=DealRecord.unshare(one.public_id, one.name),
            ),
        ),
        key=one.public_id,
        class_name="flex items-center gap-2 pl-3 pr-1 min-h-[44px]",
    )


def _people_sheet() -> rx.Component:
    return sheet(
        _PEOPLE,
        t("shares.add"),
        rx.el.form(
            field(
                t("shares.person"),
                select(
                    rx.el.option("", value=""),
                    rx.foreach(
                        DealRecord.colleagues,
                        lambda one: rx.el.option(one.name, value=one.public_id),
                    ),
                    name="person",
                    required=True,
                    custom_attrs={"data-focus": ""},
                ),
            ),
            field(
                t("shares.rights"),
                select(
                    *[
                        rx.el.option(t(f"shares.rights.{key}"), value=key)
                        for key in ("edit", "view")
                    ],
                    name="rights",
                ),
            ),
            problem_text(DealRecord.problem),
            save_actions(t("shares.add")),
            on_submit=DealRecord.share,
            class_name="space-y-3",
        ),
        done=DealRecord.saved,
    )


def viewing_log() -> rx.Component:
    """What was shown to them; only where the pipeline keeps such a log."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _PAGE.asks_viewings,
        panel(
            rx.el.div(
                rx.el.h2(t("views.log"), class_name="font-semibold flex-1"),
                rx.cond(
                    _PAGE.may_edit,
                    button(
                        tone="quiet",
                        sign="plus",
                        label=t("views.add"),
                        custom_attrs=opens(_VIEWING),
                    ),
                ),
                class_name="flex items-center gap-2 px-3 pt-2",
            ),
            rx.cond(
                _PAGE.viewings.length() > 0,
                rx.el.ul(rx.foreach(_PAGE.viewings, _viewing), class_name="divide-y divide-line"),
                rx.el.p(t("views.none"), class_name="text-faint px-3 pb-3 pt-1"),
            ),
            _viewing_sheet(),
        ),
    )


def _viewing(row: rx.vars.ObjectVar[ViewingRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(day(row.day), class_name="text-soft tabular-nums shrink-0"),
                rx.el.span(row.place, class_name="font-medium break-words min-w-0"),
                class_name="flex gap-2",
            ),
            rx.cond(
                (row.who != "") | (row.impression != ""),
                rx.el.p(
                    row.who,
                    rx.cond((row.who != "") & (row.impression != ""), "：", ""),
                    row.impression,
                    class_name="text-soft break-words",
                ),
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            _PAGE.may_edit,
            button(
                tone="quiet",
                sign="trash-2",
                label=t("views.remove", place=row.place),
                on_click=DealRecord.remove_viewing(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex items-start gap-2 pl-3 pr-1 py-1.5",
    )


def _viewing_sheet() -> rx.Component:
    return sheet(
        _VIEWING,
        t("views.add"),
        rx.el.form(
            field(t("views.day"), text_input(name="day", type="date")),
            field(
                t("views.place"),
                text_input(
                    name="place", required=True, max_length=200, custom_attrs={"data-focus": ""}
                ),
            ),
            field(t("views.who"), text_input(name="who", max_length=200)),
            field(t("views.impression"), text_area(name="impression", max_length=500)),
            problem_text(DealRecord.problem),
            save_actions(),
            on_submit=DealRecord.add_viewing,
            class_name="space-y-3",
        ),
        done=DealRecord.saved,
    )


def near_badge(row: Any) -> rx.Component:
    """Near its close, with both facts."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.near_views.to(int) != 0,
        badge(
            icon("flame", 12),
            t("views.near"),
            tone="accent",
            title=t(
                "views.near_why",
                days=row.days,
                views=row.near_views,
                window=row.near_window_days,
            ),
        ),
    )


def near_facts() -> rx.Component:
    """The two facts behind the label, readable without a mouse."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _PAGE.near_views != 0,
        rx.el.p(
            near_badge(_PAGE),
            t(
                "views.near_why",
                days=_PAGE.days,
                views=_PAGE.near_views,
                window=_PAGE.near_window_days,
            ),
            custom_attrs={"data-near": ""},
            class_name="flex flex-wrap items-center gap-2 text-soft mb-3",
        ),
    )
