"""Important dates as they are shown on Today and on their page."""

from typing import Any

import reflex as rx

from crm_app.components.places import PLACES_OF, choices_on
from crm_app.components.text import both, choice, day, dialled, t
from crm_app.components.ui.forms import link, select
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.components.ui.tidy import copy_button
from crm_app.services.dates import KINDS, DateRow
from crm_app.state.dates import DatesNear, DatesScreen, DatesToday

_SIGNS = {"birthday": "cake", "contract": "scroll-text", "anniversary": "gift"}


def dates_today() -> rx.Component:
    """Today's, with the way to the coming ones; nothing on a day without any."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        DatesToday.rows.length() > 0,
        panel(
            rx.el.div(
                icon("cake"),
                rx.el.h2(t("dates.today"), class_name="font-semibold flex-1"),
                link(
                    t("dates.all"),
                    icon("chevron-right", 16),
                    href="/dates",
                    class_name=(
                        "inline-flex items-center gap-1 text-accent min-h-[44px] lg:min-h-[28px]"
                    ),
                ),
                class_name="flex items-center gap-2 px-3 pt-1",
            ),
            rx.el.ul(rx.foreach(DatesToday.rows, _row), class_name="divide-y divide-line"),
        ),
    )


def dates_near() -> rx.Component:
    """On the page of a customer or contact: what comes in the next thirty days; else nothing."""
    return of_address(
        DatesNear.shown,
        rx.cond(
            DatesNear.rows.length() > 0,
            rx.el.ul(
                rx.foreach(DatesNear.rows, _near),
                rx.cond(
                    DatesNear.more > 0,
                    rx.el.li(
                        link(
                            t("dates.more", count=DatesNear.more),
                            href="/dates",
                            class_name=(
                                "inline-flex items-center min-h-[44px] lg:min-h-[30px] px-1 "
                                "text-accent hover:underline text-[13px] whitespace-nowrap"
                            ),
                        )
                    ),
                ),
                aria_label=t("dates.near"),
                # One line that is pushed aside on the phone: what is known of him comes first.
                class_name="flex lg:flex-wrap gap-2 max-lg:overflow-x-auto max-lg:-mx-4 max-lg:px-4",
            ),
        ),
    )


def _near(row: rx.vars.ObjectVar[DateRow]) -> rx.Component:
    signs = [(kind, icon(sign, 15)) for kind, sign in _SIGNS.items()]
    return rx.el.li(
        link(
            rx.match(row.kind, *signs, icon("calendar", 15)),
            rx.el.span(row.name, class_name="font-medium truncate"),
            rx.el.span(
                choice("dates.kind", row.kind),
                _years(row),
                class_name="text-soft whitespace-nowrap",
            ),
            rx.cond(
                row.days == 0,
                badge(t("dates.is_today"), tone="accent"),
                rx.el.span(
                    day(row.day), " · ", t("dates.in_days", days=row.days), class_name="text-soft"
                ),
            ),
            href=f"/{row.record}s/{row.public_id}",
            class_name="inline-flex items-center gap-1.5 min-w-0 min-h-[44px] lg:min-h-[30px] pl-2.5",
        ),
        _greeting(row),
        key=f"{row.kind}{row.public_id}",
        custom_attrs={"data-near": row.kind},
        class_name=(
            "inline-flex items-center max-w-full max-lg:shrink-0 rounded-lg border border-line bg-panel pr-2.5 "
            "text-[13px]"
        ),
    )


def _greeting(row: Any) -> rx.Component:
    """On the day itself a draft to copy."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        (row.greeting != "") & (row.days == 0),
        copy_button(row.greeting, t("dates.greeting_copy", words=row.greeting)),
    )


def dates_filters() -> rx.Component:
    """Whose, and which kind."""
    people = rx.foreach(DatesScreen.owners, lambda one: rx.el.option(one.name, value=one.public_id))
    return rx.el.div(
        select(
            rx.el.option(t("dates.any_kind"), value=""),
            *choices_on("dates.kind", KINDS, PLACES_OF),
            value=DatesScreen.kind,
            on_change=DatesScreen.choose_kind,
            aria_label=t("dates.any_kind"),
        ),
        select(
            rx.el.option(t("dates.any_owner"), value=""),
            people,
            value=DatesScreen.owner,
            on_change=DatesScreen.choose_owner,
            aria_label=t("dates.any_owner"),
        ),
        class_name="grid grid-cols-2 gap-2 lg:max-w-[420px]",
    )


def dates_list() -> rx.Component:
    """The days that come, the nearest first."""
    chosen = (DatesScreen.owner != "") | (DatesScreen.kind != "")
    return rx.cond(  # pyright: ignore[reportReturnType]
        DatesScreen.loaded,
        rx.cond(
            DatesScreen.rows.length() > 0,
            panel(rx.el.ul(rx.foreach(DatesScreen.rows, _row), class_name="divide-y divide-line")),
            panel(
                empty("cake", rx.cond(chosen, t("dates.none_found"), t("dates.none"))),
            ),
        ),
        skeleton_rows(5),
    )


def _row(row: rx.vars.ObjectVar[DateRow]) -> rx.Component:
    signs = [(kind, icon(sign, 20)) for kind, sign in _SIGNS.items()]
    return rx.el.li(
        rx.el.span(
            rx.match(row.kind, *signs, icon("calendar", 20)),
            class_name="grid place-items-center w-9 h-9 rounded-lg bg-raised text-soft shrink-0",
        ),
        link(
            rx.el.span(row.name, class_name="block font-medium truncate"),
            rx.el.span(
                choice("dates.kind", row.kind),
                _years(row),
                rx.cond(row.note_zh != "", rx.fragment(" · ", both(row.note_zh, row.note_en))),
                rx.cond(
                    (row.customer != "") & (row.customer != row.name),
                    rx.fragment(" · ", row.customer),
                ),
                " · ",
                row.owner,
                class_name="block text-soft text-[13px] lg:truncate break-words",
            ),
            href=f"/{row.record}s/{row.public_id}",
            class_name="flex-1 min-w-[60%] lg:min-w-0 py-2",
        ),
        # On the phone below the words where both do not fit beside each other.
        rx.el.span(
            rx.cond(
                row.phone != "",
                rx.el.a(
                    icon("phone", 18),
                    href=f"tel:{dialled(row.phone)}",
                    aria_label=t("contacts.call", name=row.name),
                    class_name="grid place-items-center w-11 h-11 lg:w-8 lg:h-8 rounded-lg text-soft",
                ),
            ),
            _greeting(row),
            _when(row),
            class_name="ml-auto flex items-center gap-1 lg:gap-3 shrink-0",
        ),
        key=f"{row.kind}{row.public_id}",
        class_name="flex flex-wrap lg:flex-nowrap items-center gap-x-3 px-3 py-1 lg:py-0 min-h-[56px]",
    )


def _years(row: Any) -> rx.Component:
    words = rx.cond(
        row.kind == "birthday", t("dates.turns", years=row.years), t("dates.years", years=row.years)
    )
    return rx.cond(row.years != 0, rx.fragment(" · ", words))  # pyright: ignore[reportReturnType]


def _when(row: Any) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        row.days == 0,
        badge(t("dates.is_today"), tone="accent"),
        rx.el.span(
            rx.el.span(day(row.day), class_name="block"),
            rx.el.span(
                t("dates.in_days", days=row.days), class_name="block text-faint text-[12px]"
            ),
            class_name="text-right shrink-0 tabular-nums",
        ),
    )
