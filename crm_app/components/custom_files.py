"""Files in custom fields: shown, added, taken away. assets/js/files.js brings the bytes."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, t
from crm_app.components.ui.icons import icon
from crm_app.services.custom_fields import FileShown

_LINK = (
    "inline-flex items-center gap-1.5 min-w-0 text-accent hover:underline min-h-[44px] "
    "lg:min-h-[28px]"
)
_LOOK = {
    "whole": "min-w-0 flex-1 py-0.5",
    "line": "flex items-center justify-between gap-1 min-w-0",
    "link": _LINK,
    "name": "min-w-0 break-all",
    "gone": (
        "grid place-items-center shrink-0 min-w-[44px] min-h-[44px] lg:min-w-[28px] "
        "lg:min-h-[28px] rounded-md text-faint hover:text-ink hover:bg-raised"
    ),
    "add": (
        "inline-flex items-center gap-1.5 px-3 min-h-[44px] lg:min-h-[30px] rounded-lg border "
        "border-line-strong bg-panel hover:bg-raised cursor-pointer text-soft text-[13px] "
        "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-[var(--focus)]"
    ),
    "problem": "text-bad text-[13px]",
}


class _FileField(rx.Component):
    library = "$/public/js/files.js"
    tag = "FileField"
    name: rx.Var[str]
    files: rx.Var[list[FileShown]]
    field: rx.Var[str]
    record: rx.Var[str]
    words: rx.Var[dict[str, str]]
    look: rx.Var[dict[str, str]]
    paperclip: rx.Var[rx.Component]
    cross: rx.Var[rx.Component]
    on_change: rx.EventHandler[lambda ids: [ids]]


def file_places(one: Any, name: Any, record: Any, **given: Any) -> rx.Component:
    """The files of a field and the way to one more; a form gets their ids, with commas, under
    `name`, and `on_change` each time they become others.
    """
    words = {
        "add": t("custom_fields.add_file"),
        "remove": t("custom_fields.remove_file"),
        "busy": t("custom_fields.file_comes"),
        "offline": t("timeline.attach_failed"),
    }
    return _FileField.create(
        name=name,
        files=one.files,
        field=one.key,
        record=record,
        words=rx.Var.create(words),
        look=_LOOK,
        paperclip=icon("paperclip", 14),
        cross=icon("x", 14),
        key=f"{one.name}-{one.value}",
        **given,
    )


def file_links(one: Any) -> rx.Component:
    """The files of a field, to be opened."""
    return rx.el.span(
        rx.foreach(one.files.to(list[FileShown]), _link), class_name="flex flex-col min-w-0"
    )


def _link(file: rx.vars.ObjectVar[FileShown]) -> rx.Component:
    return rx.el.a(
        icon("paperclip", 14),
        rx.el.span(file.name, class_name="min-w-0 break-all"),
        href=f"/api/v1/files/{file.public_id}",
        target="_blank",
        rel="noreferrer",
        class_name=_LINK,
    )


def file_input(one: Any, name: Any, record: Any) -> rx.Component:
    """A field of a form that holds files."""
    return rx.el.fieldset(
        rx.el.legend(
            both(one.label_zh, one.label_en),
            rx.cond(
                one.is_required,
                rx.el.span(" *", class_name="text-bad", title=t("custom_fields.is_required")),
            ),
            class_name="text-soft text-[13px] mb-1",
        ),
        file_places(one, name, record),
        rx.cond(
            one.help_zh != "",
            rx.el.span(
                both(one.help_zh, one.help_en), class_name="block text-faint text-[12px] mt-1"
            ),
        ),
        class_name="min-w-0",
    )
