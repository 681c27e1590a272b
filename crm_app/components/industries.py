"""The settings screen of industry templates."""

import reflex as rx

from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, sheet, sheet_actions
from crm_app.components.ui.show import badge, panel
from crm_app.services.industries import Change, TemplateRow
from crm_app.state.industries import IndustryScreen

_SHOWN = IndustryScreen.shown


def template_list() -> rx.Component:
    """An industry a line; pressed, it says what it would bring."""
    return panel(
        rx.el.ul(rx.foreach(IndustryScreen.rows, _row), class_name="divide-y divide-line"),
        class_name="overflow-hidden",
    )


def _row(row: rx.vars.ObjectVar[TemplateRow]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(both(row.zh, row.en), class_name="block font-medium"),
                rx.el.span(
                    row.fields,
                    t("industries.fields"),
                    " · ",
                    row.stages,
                    t("industries.stages"),
                    class_name="block text-soft text-[13px] tabular-nums",
                ),
                class_name="flex-1 min-w-0 text-left",
            ),
            rx.cond(row.is_applied, badge(t("industries.is_applied"), tone="good")),
            rx.el.span(icon("chevron-right"), class_name="text-faint"),
            type="button",
            on_click=IndustryScreen.look(row.key),
            custom_attrs={"data-template": row.key},
            class_name=(
                "flex items-center gap-3 flex-1 min-w-0 px-3 py-2.5 min-h-[60px] hover:bg-raised/60"
            ),
        ),
        rx.cond(
            row.undoable,
            button(
                t("industries.take_back"),
                sign="undo-2",
                tone="quiet",
                on_click=IndustryScreen.take_back(row.key),
                custom_attrs={"data-take-back": row.key},
            ),
        ),
        key=row.key,
        class_name="flex items-center gap-1 pr-1",
    )


def template_sheet() -> rx.Component:
    """Everything that would change, before anything does."""
    return sheet(
        "industry-template",
        both(_SHOWN.zh, _SHOWN.en),
        rx.el.div(
            rx.el.p(t("industries.keeps"), class_name="text-soft text-[13px]"),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    checked=IndustryScreen.demo,
                    on_change=lambda on: IndustryScreen.with_demo(rx.cond(on, "on", "").to(str)),
                    class_name="w-5 h-5",
                ),
                t("industries.with_demo"),
                class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
            ),
            rx.el.ul(rx.foreach(_SHOWN.changes, _change), class_name="divide-y divide-line"),
            problem_text(IndustryScreen.problem),
            sheet_actions(
                button(t("shell.cancel"), custom_attrs=closes()),
                button(
                    t("industries.apply"),
                    tone="primary",
                    disabled=_SHOWN.new == 0,
                    on_click=IndustryScreen.apply,
                    custom_attrs={"data-apply": ""},
                ),
            ),
            class_name="space-y-2",
        ),
        open=IndustryScreen.asking,
        on_close=IndustryScreen.stop,
    )


def _change(one: rx.vars.ObjectVar[Change]) -> rx.Component:
    words = rx.el.span(
        rx.el.span(
            rx.cond(
                (one.of != "") & (one.kind != "tag"),
                choice("custom_fields.of", one.of),
                choice("industries.kind", one.kind),
            ),
            " · ",
            class_name="text-faint",
        ),
        both(one.zh, one.en),
        rx.cond(
            one.note_zh != "",
            rx.el.span(
                t("industries.task"),
                both(one.note_zh, one.note_en),
                class_name="block text-faint text-[12px]",
            ),
        ),
        class_name="flex-1 min-w-0 break-words",
    )
    return rx.el.li(
        words,
        rx.match(
            one.does,
            ("new", badge(t("industries.does.new"), tone="accent")),
            ("kept", badge(t("industries.does.kept"))),
            badge(t("industries.does.other"), tone="warn"),
        ),
        class_name="flex items-center gap-2 py-1.5",
    )
