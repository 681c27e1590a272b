"""Handing over: who leaves, who takes over, who would get what, what was handed over before."""

import reflex as rx

from crm_app.components.places import allowed, is_on, shown_at
from crm_app.components.text import choice, moment, t
from crm_app.components.ui.forms import button, field, link_button, problem_text, select
from crm_app.components.ui.show import badge, empty, panel
from crm_app.core.permissions import Permission
from crm_app.services.handover import WAYS, DepartureRow, Heap, Person, Taker
from crm_app.state.handover import SHOWN
from crm_app.state.handover import HandoverScreen as State

_PLAN = State.plan
_PEOPLE = State.people.to(list[Person])
_LABEL = "text-faint text-[12px]"
_CHIP = (
    "rounded-full border border-line-strong px-3 min-h-[44px] lg:min-h-[32px] text-[13px] "
    "aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:border-accent"
)
_FIGURES = ("customers", "deals", "leads", "contacts", "tasks")


def choosing() -> rx.Component:
    """Who leaves, who takes over, how; with one account there is nobody to take over."""
    return rx.cond(_PEOPLE.length() < 2, _alone(), _choices())


def _alone() -> rx.Component:
    return panel(
        empty(
            "arrow-right-left",
            t("handover.alone"),
            shown_at(
                Permission.USER_ADMIN,
                "/settings/users",
                link_button(t("users.title"), href="/settings/users"),
            ),
        )
    )


def _choices() -> rx.Component:
    return panel(
        field(
            t("handover.leaver"),
            select(
                rx.el.option("—", value=""),
                rx.foreach(
                    _PEOPLE,
                    lambda one: rx.el.option(one.name, " · ", one.team, value=one.public_id),
                ),
                value=State.leaver,
                on_change=State.choose_leaver,
            ),
        ),
        rx.el.fieldset(
            rx.el.legend(t("handover.takers"), class_name="text-soft text-[13px] mb-1"),
            rx.el.div(rx.foreach(_PEOPLE, _chip), class_name="flex flex-wrap gap-1.5"),
        ),
        field(
            t("handover.way"),
            select(
                *[rx.el.option(t(f"handover.way.{one}"), value=one) for one in WAYS],
                value=State.way,
                on_change=State.choose_way,
            ),
        ),
        problem_text(State.problem),
        button(
            t("handover.simulate"),
            tone="primary",
            on_click=State.simulate,
            disabled=(State.leaver == "") | (State.takers.length() == 0),
            class_name="w-full lg:w-auto",
        ),
        class_name="p-4 space-y-3",
    )


def _chip(one: rx.vars.ObjectVar[Person]) -> rx.Component:
    return rx.cond(
        one.is_active & (one.public_id != State.leaver),
        rx.el.button(
            one.name,
            type="button",
            on_click=State.toggle_taker(one.public_id),
            custom_attrs={"aria-pressed": State.takers.contains(one.public_id).to_string()},
            class_name=_CHIP,
        ),
    )


def plan() -> rx.Component:
    """Loads before and after, each heap with who gets it, and the one step."""
    return rx.cond(
        State.simulated,
        rx.cond(State.count > 0, _plan(), panel(empty("check", t("handover.nothing_left")))),
    )


def _plan() -> rx.Component:
    return rx.el.div(
        _loads(),
        panel(
            rx.el.h2(t("handover.heaps", count=State.count), class_name="font-semibold px-4 pt-3"),
            rx.el.ul(
                rx.foreach(State.heaps.to(list[Heap]), _heap), class_name="divide-y divide-line"
            ),
            rx.cond(
                State.count > SHOWN,
                rx.el.p(t("handover.more", count=SHOWN), class_name=f"{_LABEL} px-4 pb-3"),
            ),
        ),
        rx.cond(
            (_PLAN.seats.to(int) > 0) | (_PLAN.asked.to(int) > 0),
            rx.el.p(
                t("handover.seats", seats=_PLAN.seats, asked=_PLAN.asked), class_name="text-soft"
            ),
        ),
        rx.cond(
            _PLAN.left.to(int) > 0,
            rx.el.p(t("handover.left", count=State.count, left=_PLAN.left), role="status"),
        ),
        rx.el.div(
            allowed(
                Permission.USER_ADMIN,
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        checked=State.switch_off,
                        on_change=lambda _: State.toggle_off(),
                        class_name="w-5 h-5",
                    ),
                    t("handover.switch_off"),
                    class_name="flex items-center gap-2 min-h-[44px]",
                ),
            ),
            button(
                t("handover.move", count=State.count),
                tone="primary",
                sign="arrow-right-left",
                on_click=State.move,
            ),
            class_name="flex flex-wrap items-center gap-4",
        ),
        class_name="space-y-4",
    )


def _loads() -> rx.Component:
    head = "text-faint text-[12px] font-normal text-right px-2 py-1 whitespace-nowrap"
    return panel(
        rx.el.div(
            rx.el.table(
                rx.el.caption(
                    t("handover.before_after"), class_name="text-left font-semibold px-3 pt-3 pb-1"
                ),
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(
                            t("handover.takers"), scope="col", class_name=f"{head} text-left!"
                        ),
                        *[
                            rx.cond(
                                is_on(f"/{one}"),
                                rx.el.th(t(f"handover.{one}"), scope="col", class_name=head),
                            )
                            for one in _FIGURES
                        ],
                    )
                ),
                rx.el.tbody(rx.foreach(_PLAN.takers.to(list[Taker]), _taker)),
                class_name="w-full",
            ),
            tab_index=0,
            role="region",
            aria_label=t("handover.before_after"),
            class_name="overflow-x-auto",
        )
    )


def _taker(one: rx.vars.ObjectVar[Taker]) -> rx.Component:
    def figure(name: str) -> rx.Component:
        before, after = getattr(one.before, name), getattr(one.after, name)
        return rx.el.td(
            before,
            rx.cond(
                before != after,
                rx.el.span(" → ", after, class_name="font-medium text-accent"),
            ),
            class_name="text-right tabular-nums px-2 whitespace-nowrap",
        )

    return rx.el.tr(
        rx.el.th(
            one.name,
            rx.el.span(t("handover.gets", count=one.gets), class_name=f"block {_LABEL}"),
            scope="row",
            class_name="text-left font-medium px-3 py-1.5",
        ),
        *[rx.cond(is_on(f"/{name}"), figure(name)) for name in _FIGURES],
        key=one.public_id,
        class_name="border-t border-line",
    )


def _heap(one: rx.vars.ObjectVar[Heap]) -> rx.Component:
    load = one.load
    beside = (load.contacts.to(int) + load.deals.to(int) + load.tasks.to(int)) > 0
    more = t("handover.with", contacts=load.contacts, deals=load.deals, tasks=load.tasks)
    key = one.kind.to(str) + ":" + one.public_id.to(str)
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                badge(choice("handover.kind", one.kind)),
                rx.el.span(one.name, class_name="font-medium truncate"),
                rx.el.span(one.region, class_name="text-faint text-[13px] truncate"),
                class_name="flex items-center gap-2 min-w-0",
            ),
            rx.cond((one.kind == "customer") & beside, rx.el.p(more, class_name=_LABEL)),
            class_name="flex-1 min-w-[180px]",
        ),
        rx.el.div(
            rx.el.span(choice("handover.why", one.why), class_name=f"{_LABEL} whitespace-nowrap"),
            select(
                rx.foreach(
                    _PLAN.takers.to(list[Taker]),
                    lambda taker: rx.el.option(taker.name, value=taker.public_id),
                ),
                value=one.taker,
                on_change=lambda value: State.give(key, value),
                aria_label=one.name,
                class_name="max-w-[180px]",
            ),
            class_name="flex items-center gap-2",
        ),
        key=key,
        class_name="flex flex-wrap items-center gap-2 px-4 py-2",
    )


def past() -> rx.Component:
    """What was handed over, each with its way back."""
    return rx.cond(
        State.past.length() > 0,
        rx.el.section(
            rx.el.h2(t("handover.past"), class_name="font-semibold mb-2"),
            panel(
                rx.el.ul(
                    rx.foreach(State.past.to(list[DepartureRow]), _departure),
                    class_name="divide-y divide-line",
                )
            ),
        ),
    )


def _departure(one: rx.vars.ObjectVar[DepartureRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.leaver, class_name="font-medium"),
            rx.el.p(
                rx.foreach(
                    one.counts.to(dict[str, int]).entries(),
                    lambda pair: rx.el.span(pair[0], " ", pair[1], class_name="mr-3"),
                ),
                class_name="text-soft text-[13px]",
            ),
            rx.el.p(one.by, " · ", moment(one.at), class_name=_LABEL),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            one.undone_at,
            badge(t("handover.undone")),
            button(t("shell.undo"), sign="undo-2", on_click=State.undo(one.public_id)),
        ),
        key=one.public_id,
        class_name="flex items-center gap-3 px-4 py-2",
    )
