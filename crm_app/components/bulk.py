"""What is done with the ticked rows of a list: a bar above it, and the sheets."""

from typing import Any

import reflex as rx

from crm_app.components.custom_lists import chip
from crm_app.components.places import allowed, may
from crm_app.components.text import both, number, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.core.permissions import WRITES, Permission
from crm_app.services.bulk import EditField, EditOption, is_binned
from crm_app.services.custom_fields import COLOURS, TAGGED, Tag
from crm_app.services.references import Reference


def bulk_bar(state: Any, kind: str) -> rx.Component:
    """How many are ticked, and what can be done with them: at the lower edge, where it moves no row."""
    count = rx.cond(
        state.all_match,
        rx.el.span(t("bulk.all_chosen"), number(state.total), rx.cond(state.more, "+", "")),
        rx.el.span(t("bulk.chosen", count=state.selected.length())),
    )
    more = (state.selected.length() >= state.rows.length()) & (state.pages > 1) & ~state.all_match
    return rx.cond(
        may(WRITES[kind]) & ((state.selected.length() > 0) | state.picking),
        rx.el.div(
            rx.el.div(
                count,
                rx.cond(more, button(t("bulk.pick_all"), tone="quiet", on_click=state.pick_all)),
                class_name="flex items-center gap-2 min-w-0 flex-1",
            ),
            rx.el.div(
                rx.cond(state.selected.length() > 0, _actions(state, kind)),
                button(sign="x", label=t("bulk.pick_none"), tone="quiet", on_click=state.pick_none),
                class_name="flex items-center gap-2",
            ),
            role="toolbar",
            aria_label=t("bulk.toolbar"),
            class_name=(
                "fixed z-30 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-xl border border-accent "
                "bg-accent-soft px-3 py-1.5 shadow-lg inset-x-2 lg:inset-x-auto lg:left-1/2 "
                "lg:-translate-x-1/2 lg:min-w-[620px] lg:bottom-4 "
                "bottom-[calc(68px+env(safe-area-inset-bottom))]"
            ),
        ),
    )


def _actions(state: Any, kind: str) -> rx.Component:
    """On the phone signs alone."""
    words = "max-lg:sr-only"
    return rx.fragment(
        button(
            rx.el.span(t("bulk.edit"), class_name=words),
            sign="pencil",
            on_click=state.open_bulk,
            custom_attrs={**opens("bulk-edit"), "data-edit": ""},
        ),
        rx.cond(
            state.may_assign,
            button(
                rx.el.span(t("bulk.assign"), class_name=words),
                sign="user-round-check",
                on_click=state.open_bulk,
                custom_attrs=opens("bulk-assign"),
            ),
        ),
        _tag_button(state) if kind in TAGGED else None,
        button(
            rx.el.span(t("bulk.delete"), class_name=words),
            sign="trash-2",
            tone="danger",
            on_click=state.delete_many,
        )
        if is_binned(kind)
        else None,
    )


def _tag_button(state: Any) -> rx.Component:
    return button(
        rx.el.span(t("bulk.tag"), class_name="max-lg:sr-only"),
        sign="tag",
        on_click=state.open_tags,
        custom_attrs={**opens("bulk-tag"), "data-key": "t"},
    )


def bulk_sheets(state: Any, kind: str) -> rx.Component:
    """One field for all of them; a colleague; tags."""
    return rx.fragment(
        _tag_sheet(state) if kind in TAGGED else None,
        sheet(
            "bulk-edit",
            t("bulk.edit"),
            rx.el.form(
                field(t("saved_views.field"), _which(state)),
                # What is typed before the field is known would be lost with its kind.
                rx.cond(
                    state.edited_field.name != "",
                    field(t("bulk.value"), _value(state)),
                ),
                rx.el.p(t("bulk.empty_clears"), class_name="text-faint text-[13px]"),
                rx.cond(
                    state.alone_zh != "",
                    rx.el.p(
                        t("bulk.one_by_one", fields=both(state.alone_zh, state.alone_en)),
                        class_name="text-faint text-[13px]",
                    ),
                ),
                problem_text(state.problem),
                save_actions(),
                on_submit=state.edit_many,
                reset_on_submit=False,
                class_name="space-y-3",
            ),
            done=state.bulk_done,
        ),
        sheet(
            "bulk-assign",
            t("bulk.assign"),
            rx.el.form(
                rx.cond(
                    state.to_people.length() > 0,
                    field(t("bulk.to"), _person(state)),
                    rx.el.p(t("bulk.cannot_assign"), class_name="text-soft"),
                ),
                problem_text(state.problem),
                save_actions(t("bulk.assign")),
                on_submit=state.assign_many,
                class_name="space-y-3",
            ),
            done=state.bulk_done,
        ),
    )


def _tag_sheet(state: Any) -> rx.Component:
    known = state.tags.to(list[Tag])
    shades = [rx.el.option(t(f"bulk.colour.{one}"), value=one) for one in COLOURS]
    return sheet(
        "bulk-tag",
        t("bulk.tag"),
        rx.el.form(
            field(
                t("bulk.tag_add"),
                rx.el.span(
                    text_input(name="add", max_length=300, list="known-tags", auto_complete="off"),
                    rx.el.datalist(
                        rx.foreach(known, lambda one: rx.el.option(value=one.name)), id="known-tags"
                    ),
                ),
                hint=t("bulk.tag_hint"),
            ),
            rx.el.div(
                rx.foreach(known, lambda one: rx.el.span(chip(one.name, one.colour))),
                class_name="flex flex-wrap gap-1 empty:hidden",
            ),
            field(
                t("bulk.tag_colour"),
                select(rx.el.option(t("bulk.colour.auto"), value=""), *shades, name="colour"),
            ),
            rx.cond(
                state.tags.length() > 0,
                field(
                    t("bulk.tag_remove"),
                    select(
                        rx.el.option(t("bulk.tag_none"), value=""),
                        rx.foreach(known, lambda one: rx.el.option(one.name, value=one.key)),
                        name="remove",
                    ),
                ),
            ),
            allowed(Permission.SETTINGS, _colours(state, known)),
            problem_text(state.problem),
            save_actions(),
            on_submit=state.tag_many,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=state.bulk_done,
    )


def _colours(state: Any, known: Any) -> rx.Component:
    """The colour of each tag, for who keeps the settings: changed at once, wherever it stands."""
    shades = [rx.el.option(t(f"bulk.colour.{one}"), value=one) for one in COLOURS]

    def line(one: Any) -> rx.Component:
        return rx.el.label(
            rx.el.span(chip(one.name, one.colour), class_name="flex-1 min-w-0"),
            rx.el.span(
                select(
                    *shades,
                    value=one.colour,
                    on_change=lambda colour: state.colour_tag(one.key, colour),
                ),
                class_name="w-[130px] shrink-0",
            ),
            key=one.key,
            class_name="flex items-center gap-2 py-1",
        )

    return rx.el.details(
        rx.el.summary(
            t("bulk.colours"),
            class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
        ),
        rx.el.div(rx.foreach(known, line)),
        class_name=rx.cond(state.tags.length() > 0, "", "hidden"),
    )


def _which(state: Any) -> rx.Component:
    return select(
        rx.foreach(
            state.edit_fields.to(list[EditField]),
            lambda one: rx.el.option(both(one.zh, one.en), value=one.name),
        ),
        value=state.edited_field.name,
        on_change=state.choose_edited,
    )


def _value(state: Any) -> rx.Component:
    chosen = state.edited_field
    options = rx.foreach(
        chosen.options.to(list[EditOption]),
        lambda one: rx.el.option(both(one.zh, one.en), value=one.key),
    )
    return rx.match(  # pyright: ignore[reportReturnType]
        chosen.kind,
        ("choice", select(rx.el.option("–", value=""), options, name="value", key=chosen.name)),
        ("multi", select(rx.el.option("–", value=""), options, name="value", key=chosen.name)),
        (
            "checkbox",
            select(
                rx.el.option(t("custom_fields.yes"), value="true"),
                rx.el.option(t("custom_fields.no"), value=""),
                name="value",
                key=chosen.name,
            ),
        ),
        ("day", text_input(type="date", name="value", key=chosen.name)),
        text_input(name="value", max_length=500, key=chosen.name),
    )


def _person(state: Any) -> rx.Component:
    people = rx.foreach(
        state.to_people.to(list[Reference]),
        lambda one: rx.el.option(one.name, value=one.public_id),
    )
    return select(people, name="to")
