"""Requests for colleagues' records: the list, and one with its answer."""

import reflex as rx

from crm_app.components.lists import column_head, filter_choice, table_or_cards
from crm_app.components.text import ago, choice, moment, t
from crm_app.components.ui.forms import button, field, link, problem_text, text_area
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.services.ownership import RequestRow
from crm_app.state.ownership import RequestList, RequestScreen

_ROW = RequestScreen.row


def request_filters() -> rx.Component:
    """Whose, and their state."""
    return rx.fragment(
        *[
            filter_choice(
                RequestList,
                name,
                t(f"ownership.{name}"),
                [rx.el.option(t(f"ownership.{name}.{key}"), value=key) for key in keys],
            )
            for name, keys in (
                ("box", ("waiting", "mine")),
                ("status", ("pending", "approved", "refused", "withdrawn")),
            )
        ]
    )


def request_table() -> rx.Component:
    """A table on the desk, cards on the phone."""
    heads = ("request", "why", "status", "asked_at")
    return table_or_cards(
        RequestList,
        [column_head(RequestList, t(f"ownership.{name}")) for name in heads],
        _row,
        _card,
    )


def _says(row: rx.vars.ObjectVar[RequestRow]) -> rx.Var[str]:
    return rx.cond(
        row.wish == "share",
        t("ownership.wants_share", who=row.asker.name, owner=row.holder.name),
        t("ownership.wants_transfer", who=row.asker.name, owner=row.holder.name),
    ).to(str)


def status_badge(status: rx.Var[str]) -> rx.Component:
    """The state as a word."""
    word = choice("ownership.status", status)
    return rx.match(  # pyright: ignore[reportReturnType]
        status,
        ("pending", badge(word, tone="warn")),
        ("approved", badge(word, tone="good")),
        badge(word),
    )


def _row(row: rx.vars.ObjectVar[RequestRow]) -> rx.Component:
    cell = "px-3 py-2 truncate max-w-[420px]"
    return rx.el.tr(
        rx.el.td(
            link(
                _says(row),
                href=f"/requests/{row.public_id}",
                class_name="font-medium hover:underline",
            ),
            rx.cond(row.record.name != "", rx.el.span(" · ", row.record.name)),
            class_name=cell,
        ),
        rx.el.td(row.reason, class_name=cell),
        rx.el.td(status_badge(row.status), class_name=cell),
        rx.el.td(ago(row.created_at), class_name=f"{cell} text-soft"),
        custom_attrs={"data-row": row.public_id},
        class_name="border-b border-line last:border-0 hover:bg-raised/60",
    )


def _card(row: rx.vars.ObjectVar[RequestRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(_says(row), class_name="block font-medium"),
                rx.el.span(
                    row.record.name,
                    " ",
                    row.reason,
                    class_name="block text-soft text-[14px] truncate",
                ),
                class_name="min-w-0 flex-1",
            ),
            status_badge(row.status),
            href=f"/requests/{row.public_id}",
            class_name="flex items-center gap-3 px-4 py-3 min-h-[64px]",
        ),
        custom_attrs={"data-row": row.public_id},
    )


def request_body() -> rx.Component:
    """Who asks for what and why, what is known of the record, and the two answers."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(_says(_ROW), class_name="text-[20px] font-semibold break-words"),
            status_badge(_ROW.status),
            class_name="flex flex-wrap items-center gap-2",
        ),
        panel(
            rx.el.p(
                badge(choice("kind", _ROW.kind)),
                rx.cond(
                    _ROW.record.name != "",
                    link(
                        _ROW.record.name,
                        href=f"/open/{_ROW.record.kind}/{_ROW.record.public_id}",
                        class_name="font-medium underline break-words",
                    ),
                    rx.el.span(
                        t("ownership.colleague", owner=_ROW.holder.name), class_name="font-medium"
                    ),
                ),
                rx.cond(
                    _ROW.because != "",
                    badge(choice("ownership.reason", _ROW.because), tone="warn"),
                ),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.cond(
                _ROW.last_touch,
                rx.el.p(
                    t("ownership.last_touch", day=ago(_ROW.last_touch)), class_name="text-soft"
                ),
            ),
            rx.el.p(_ROW.reason, class_name="whitespace-pre-line break-words"),
            rx.el.p(ago(_ROW.created_at), class_name="text-faint text-[13px]"),
            class_name="p-3 space-y-2",
        ),
        problem_text(RequestScreen.problem),
        rx.cond(_ROW.can_decide, _answers()),
        rx.cond(_ROW.decided_at, _decided()),
        rx.cond(
            _ROW.is_mine & (_ROW.status == "pending"),
            button(t("ownership.withdraw"), sign="undo-2", on_click=RequestScreen.withdraw),
        ),
        class_name="space-y-3",
    )


def _answers() -> rx.Component:
    """Yes is one tap; a no may say why."""
    return rx.el.div(
        button(
            t("ownership.refuse"),
            sign="x",
            custom_attrs=opens("refuse-request"),
            class_name="flex-1 min-h-[52px]",
        ),
        button(
            t("ownership.agree"),
            sign="check",
            tone="primary",
            on_click=RequestScreen.agree,
            class_name="flex-1 min-h-[52px]",
        ),
        class_name="flex gap-3",
    )


def refuse_sheet() -> rx.Component:
    """The words that go with a no."""
    return sheet(
        "refuse-request",
        t("ownership.refuse"),
        rx.el.form(
            field(
                t("ownership.answer"),
                text_area(name="answer", rows="3", max_length=300, custom_attrs={"data-focus": ""}),
            ),
            save_actions(t("ownership.refuse")),
            on_submit=RequestScreen.refuse,
            class_name="space-y-3",
        ),
        done=_ROW.status,
    )


def _decided() -> rx.Component:
    return panel(
        rx.el.p(
            t("ownership.decided", who=_ROW.decided_by, at=moment(_ROW.decided_at)),
            class_name="text-soft text-[13px]",
        ),
        rx.cond(_ROW.answer != "", rx.el.p(_ROW.answer, class_name="break-words")),
        class_name="p-3 space-y-1",
    )
