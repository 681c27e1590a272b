"""The editor of product groups."""

from typing import Any

import reflex as rx

from crm_app.components.product_form import MAY_WRITE
from crm_app.components.text import both, t
from crm_app.components.ui.forms import (
    button,
    field,
    problem_text,
    select,
    text_input,
    tick,
)
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.products import CategoryRow
from crm_app.state.categories import CategoryScreen


def new_category() -> rx.Component:
    """The button of an empty form."""
    return rx.fragment(
        button(
            t("products.category_new"),
            sign="plus",
            tone="primary",
            custom_attrs=opens("category-new"),
        ),
        _sheet("category-new", t("products.category_new"), None),
    )


def category_list() -> rx.Component:
    """A group a line, each below the one it is in."""
    return panel(
        rx.cond(
            CategoryScreen.rows.length() > 0,
            rx.el.ul(rx.foreach(CategoryScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(CategoryScreen.loaded, empty("folder-tree", t("products.categories_none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[CategoryRow]) -> rx.Component:
    indent = rx.match(row.depth, (0, ""), (1, "pl-6"), "pl-12")
    return rx.el.li(
        rx.el.span(
            rx.el.a(
                both(row.zh, row.en),
                href=f"/products?category={row.public_id}",
                class_name="font-medium hover:underline tap",
            ),
            rx.el.span(
                t("products.category_count", count=row.count), class_name="text-faint text-[13px]"
            ),
            class_name=f"flex-1 min-w-0 flex flex-wrap items-baseline gap-x-3 {indent}",
        ),
        rx.cond(row.is_active, rx.fragment(), badge(t("products.category_off"))),
        rx.cond(MAY_WRITE, _actions(row)),
        key=row.public_id,
        class_name="flex items-center gap-2 px-3 py-1.5 min-h-[52px]",
    )


def _actions(row: rx.vars.ObjectVar[CategoryRow]) -> rx.Component:
    return rx.el.span(
        button(
            sign="arrow-up",
            label=t("products.up"),
            tone="quiet",
            on_click=CategoryScreen.move(row.public_id, -1),
        ),
        button(
            sign="arrow-down",
            label=t("products.down"),
            tone="quiet",
            on_click=CategoryScreen.move(row.public_id, 1),
        ),
        button(
            sign="pencil",
            label=t("shell.edit"),
            tone="quiet",
            custom_attrs=opens(f"category-{row.public_id}"),
        ),
        _sheet(f"category-{row.public_id}", t("products.category_edit"), row),
        class_name="flex shrink-0",
    )


def _sheet(sheet_id: Any, title: Any, row: Any) -> rx.Component:
    def given(name: str) -> dict[str, Any]:
        return {} if row is None else {"default_value": getattr(row, name)}

    public_id, version = ("", 0) if row is None else (row.public_id, row.version)
    others = rx.foreach(
        CategoryScreen.rows,
        lambda one: rx.el.option(both(one.path_zh, one.path_en), value=one.public_id),
    )
    return sheet(
        sheet_id,
        title,
        rx.el.form(
            field(t("products.zh"), text_input(name="zh", max_length=60, **given("zh"))),
            field(t("products.en"), text_input(name="en", max_length=60, **given("en"))),
            field(
                t("products.category_parent"),
                select(
                    rx.el.option(t("products.category_top"), value=""),
                    others,
                    name="parent",
                    **given("parent"),
                ),
            ),
            tick(
                "is_active",
                t("products.category_used"),
                checked=True if row is None else row.is_active,
            ),
            rx.cond(
                CategoryScreen.at == ("new" if row is None else public_id),
                problem_text(CategoryScreen.problem),
            ),
            save_actions(),
            reset_on_submit=False,
            on_submit=lambda form: CategoryScreen.save(public_id, version, form),
            class_name="space-y-3",
        ),
        done=CategoryScreen.saved,
    )
