"""Two records side by side, and the answers one gives."""

from typing import Any

import reflex as rx

from crm_app.components.text import ago, both, choice, t
from crm_app.components.ui.forms import button, link, problem_text, select
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge
from crm_app.services.duplicates import ValueRow
from crm_app.state.duplicates import DuplicatesScreen as State

_WHOLE = State.whole
_PAIR = State.whole.row


def pair_card() -> rx.Component:
    """The pair in hand: who they are, field by field, what would move, and the answers."""
    return rx.el.article(
        _head(),
        rx.el.div(
            _side(_PAIR.a, "a"),
            _side(_PAIR.b, "b"),
            class_name="grid grid-cols-2 gap-2 lg:gap-3",
        ),
        _values(),
        _moving(),
        problem_text(State.problem),
        _answers(),
        key=_PAIR.public_id,
        custom_attrs={"data-swipe": ""},
        class_name="bg-panel border border-line rounded-lg p-4 space-y-4 min-w-0 touch-pan-y",
    )


def _head() -> rx.Component:
    return rx.el.header(
        rx.el.div(
            badge(
                choice("duplicate.certainty", _PAIR.certainty),
                rx.el.span(f"{_PAIR.percent} %", class_name="tabular-nums ml-1"),
                tone="warn",
            ),
            rx.el.span(class_name="flex-1"),
            rx.el.span(f"{State.place + 1} / {State.total}", class_name="text-soft tabular-nums"),
            _step(-1, "chevron-up", "duplicates.before", "k"),
            _step(1, "chevron-down", "duplicates.after", "j"),
            class_name="flex items-center gap-1",
        ),
        rx.el.div(
            rx.foreach(
                _PAIR.reasons, lambda code: badge(choice("duplicate.reason", code), key=code)
            ),
            class_name="flex flex-wrap gap-1.5",
        ),
        class_name="space-y-1",
    )


def _step(by: int, sign: str, words: str, key: str) -> rx.Component:
    return button(
        tone="quiet",
        sign=sign,
        label=t(words),
        on_click=State.step(by),
        custom_attrs={"data-key": key},
        class_name="px-2",
    )


def place_of(row: Any) -> Any:
    """Where the records of a pair live."""
    return rx.cond(row.kind == "customer", "/customers/", "/contacts/")


def _side(side: Any, name: str) -> rx.Component:
    kept = _WHOLE.keep == name
    href = place_of(_PAIR) + side.public_id
    return rx.el.section(
        rx.el.div(
            link(
                side.name,
                href=href,
                class_name="font-semibold text-[16px] hover:underline break-words",
            ),
            class_name="min-w-0",
        ),
        rx.cond(side.note != "", rx.el.p(side.note, class_name="text-soft break-words")),
        rx.cond(side.phone != "", rx.el.p(side.phone, class_name="tabular-nums break-words")),
        rx.cond(side.email != "", rx.el.p(side.email, class_name="break-all")),
        rx.el.p(
            side.owner,
            " · ",
            t("duplicates.changed"),
            " ",
            ago(side.updated_at),
            class_name="text-faint text-[13px]",
        ),
        _stay_button(kept, name),
        class_name=rx.cond(
            kept,
            "rounded-lg border border-accent p-3 space-y-1 min-w-0",
            "rounded-lg border border-line p-3 space-y-1 min-w-0",
        ),
    )


def _stay_button(kept: Any, name: str) -> rx.Component:
    return button(
        rx.cond(kept, icon("check", 16), rx.fragment()),
        rx.cond(kept, t("duplicates.stays"), t("duplicates.let_stay")),
        on_click=State.keep_side(name),
        aria_pressed=rx.cond(kept, "true", "false"),
        class_name="w-full mt-1 whitespace-normal",
    )


def _values() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h3(t("duplicates.fields"), class_name="font-medium flex-1"),
            select(
                *[
                    rx.el.option(t(f"duplicates.rule.{rule}"), value=rule)
                    for rule in ("kept", "newest", "fullest", "verified")
                ],
                value=State.rule,
                on_change=State.use_rule,
                aria_label=t("duplicates.rule"),
                class_name="max-w-[200px]",
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(t("duplicates.rule_hint"), class_name="text-soft text-[13px] mb-1"),
        rx.el.dl(rx.foreach(_WHOLE.fields, _value), class_name="divide-y divide-line"),
    )


def _value(row: rx.vars.ObjectVar[ValueRow]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            both(row.label_zh, row.label_en),
            class_name="col-span-2 lg:col-span-1 text-soft text-[13px] lg:text-[14px] lg:py-1",
        ),
        rx.cond(
            row.differs & (row.chosen != "both"),
            rx.fragment(_choice(row, "a"), _choice(row, "b")),
            rx.fragment(_plain(row.a), _plain(row.b)),
        ),
        key=row.label_en,
        class_name="grid grid-cols-2 lg:grid-cols-[120px_1fr_1fr] gap-x-2 gap-y-0.5 py-1.5 items-start",
    )


def _plain(words: Any) -> rx.Component:
    return rx.el.dd(
        rx.cond(words != "", words, "—"), class_name="px-2 py-1 break-words min-w-0 text-soft"
    )


def _choice(row: rx.vars.ObjectVar[ValueRow], side: str) -> rx.Component:
    """A value to be taken: pressed is what stays."""
    chosen = State.choices.get(row.field, row.chosen) == side
    words = row.a if side == "a" else row.b
    return rx.el.dd(
        rx.el.button(
            rx.cond(words != "", words, "—"),
            type="button",
            aria_pressed=rx.cond(chosen, "true", "false"),
            on_click=State.pick(row.field, side),
            class_name=rx.cond(
                chosen,
                "w-full text-left rounded-lg px-2 py-2 lg:py-1 border border-accent bg-raised break-words",
                "w-full text-left rounded-lg px-2 py-2 lg:py-1 border border-transparent text-faint "
                "line-through hover:bg-raised break-words",
            ),
        ),
        class_name="min-w-0",
    )


def _moving() -> rx.Component:
    return rx.cond(
        _WHOLE.moving.length() > 0,
        rx.el.p(
            rx.el.span(t("duplicates.moves"), class_name="text-soft mr-2"),
            rx.foreach(
                _WHOLE.moving,
                lambda one: badge(
                    choice("audit.kind", one.kind),
                    rx.el.span(one.count, class_name="tabular-nums ml-1"),
                    key=one.kind,
                ),
            ),
            class_name="flex flex-wrap items-center gap-1.5",
        ),
    )


def _answers() -> rx.Component:
    """Under the thumb on the phone; swiping right merges, left tells apart."""
    waits = _PAIR.status != "different"
    return rx.el.div(
        rx.cond(
            waits,
            button(
                t("duplicates.not_same"),
                sign="x",
                on_click=State.decide("different"),
                custom_attrs={"data-key": "n", "data-swipe-left": ""},
            ),
            button(t("duplicates.again"), sign="rotate-ccw", on_click=State.decide("open")),
        ),
        rx.cond(
            _PAIR.status == "open",
            button(t("duplicates.later"), sign="clock", on_click=State.decide("later")),
        ),
        button(
            t("duplicates.merge"),
            tone="primary",
            sign="merge",
            on_click=State.merge,
            custom_attrs={"data-key": "m", "data-swipe-right": ""},
        ),
        class_name=(
            "sticky bottom-[calc(60px+env(safe-area-inset-bottom))] lg:static -mx-4 lg:mx-0 px-4 lg:px-0 py-3 "
            "lg:py-0 bg-panel border-t border-line lg:border-0 flex gap-2 max-lg:[&>*]:flex-1 max-lg:[&>*]:px-1 "
            "max-lg:[&>*]:min-w-0 max-lg:[&>*]:text-[14px] max-lg:[&>*]:gap-1 max-lg:[&>*]:leading-tight max-[420px]:[&_svg]:hidden "
            "lg:justify-end"
        ),
    )
