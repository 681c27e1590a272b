"""One import: its columns, its rows, what was written, what went back."""

import reflex as rx

from crm_app.components.import_columns import columns_panel, template_sheet
from crm_app.components.import_grid import commit_bar, fill_sheet, grid, groups, verdict_chips
from crm_app.components.import_proof import ONE, done_bar, kept, proof, working
from crm_app.components.imports import state_badge
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.text import choice, t
from crm_app.components.ui.forms import back_link, problem_text
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.imports import OneImport


@screen("/imports/[import_id]", "imports.title", on_load=OneImport.load, only=Permission.IMPORT)
def import_page() -> rx.Component:
    """From a file to records, and back."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        OneImport.missing, missing_record("/imports", "imports.page"), _whole()
    )


def _whole() -> rx.Component:
    return rx.el.div(
        back_link(t("imports.page"), "/imports"),
        rx.el.div(
            rx.el.h1(ONE.name, class_name="text-[20px] font-semibold min-w-0 truncate"),
            rx.el.span(choice("imports.kind", ONE.kind), class_name="text-soft whitespace-nowrap"),
            state_badge(ONE.state),
            class_name="flex items-center gap-3 mb-3 min-h-[44px]",
        ),
        problem_text(OneImport.problem),
        rx.cond(OneImport.loaded, _stage(), panel(skeleton_rows())),
        template_sheet(problem_text(OneImport.problem)),
        fill_sheet(problem_text(OneImport.problem)),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1400px]",
    )


def _stage() -> rx.Component:
    rows = (verdict_chips(), grid())
    return rx.match(  # pyright: ignore[reportReturnType]
        ONE.state,
        ("mapping", columns_panel()),
        ("ready", rx.fragment(verdict_chips(), groups(), grid(), commit_bar())),
        ("done", rx.fragment(proof(), done_bar(), *rows)),
        ("undone", rx.fragment(kept(), verdict_chips(), grid())),
        ("failed", panel(rx.el.p(t("imports.failed"), class_name="p-4"))),
        working(),
    )
