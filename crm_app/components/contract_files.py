"""The files of a contract."""

import reflex as rx

from crm_app.components.places import may
from crm_app.components.record import section
from crm_app.components.text import day, t
from crm_app.components.ui.forms import button
from crm_app.components.ui.icons import icon
from crm_app.core.permissions import Permission
from crm_app.services.files import FileRow
from crm_app.state.contract import ContractRecord

_PAGE = ContractRecord.page


def contract_files() -> rx.Component:
    """The signed copy and whatever else belongs to it."""
    look = (
        "inline-flex items-center gap-2 px-3 min-h-[44px] lg:min-h-[34px] rounded-lg border "
        "border-line-strong bg-panel hover:bg-raised font-medium cursor-pointer "
        "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-[var(--focus)]"
    )
    add = rx.el.label(
        icon("paperclip"),
        t("contracts.add_file"),
        rx.el.input(
            type="file",
            class_name="sr-only",
            custom_attrs={
                "data-attach": "contract",
                "data-attach-to": _PAGE.public_id,
                "data-offline": t("timeline.attach_failed"),
            },
        ),
        class_name=look,
    )
    return section(
        t("contracts.files"),
        rx.el.form(
            rx.cond(may(Permission.FILE_WRITE), add),
            rx.el.p(custom_attrs={"data-problem": ""}, role="alert", class_name="text-bad"),
            class_name="px-3 pb-2",
        ),
        rx.cond(
            ContractRecord.files.length() > 0,
            rx.el.ul(rx.foreach(ContractRecord.files, _file)),
            rx.el.p(t("contracts.no_files"), class_name="text-faint px-3 pb-3"),
        ),
    )


def _file(row: rx.vars.ObjectVar[FileRow]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            row.name,
            href=f"/api/v1/files/{row.public_id}",
            target="_blank",
            rel="noreferrer",
            class_name="flex-1 min-w-0 break-all text-accent hover:underline py-2",
        ),
        rx.el.span(day(row.created_at), class_name="text-faint text-[13px] tabular-nums"),
        rx.cond(
            may(Permission.FILE_WRITE),
            button(
                tone="quiet",
                sign="trash-2",
                label=t("shell.delete"),
                on_click=ContractRecord.remove_file(row.public_id),
            ),
        ),
        key=row.public_id,
        class_name="flex items-center gap-2 pl-3 pr-1 border-t border-line",
    )
