"""The timeline of a record: next steps on top, the form, and everything that happened below it."""

import reflex as rx

from crm_app.components.composer import MAY_WRITE, SIGNS, composer, edit_sheet
from crm_app.components.places import any_on
from crm_app.components.text import both, choice, day, moment, t
from crm_app.components.ui.forms import button, link, link_button
from crm_app.components.ui.here import of_address
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.services.activities import GROUPS, TimelineEntry
from crm_app.services.references import Reference
from crm_app.services.tasks import TaskRow
from crm_app.state.timeline import TimelineScreen

_NARROWED = (TimelineScreen.group != "") | (TimelineScreen.words != "")


def timeline() -> rx.Component:
    """Loaded by the page with `TimelineScreen.load_<kind>`."""
    return of_address(
        TimelineScreen.subject,
        rx.el.div(
            next_steps(),
            composer(),
            rx.cond(
                (TimelineScreen.entries.length() > 0) | _NARROWED,
                _entries(),
                empty("history", t("timeline.none")),
            ),
            edit_sheet(),
            class_name="space-y-3",
        ),
        skeleton_rows(4),
    )


def next_steps() -> rx.Component:
    """Open tasks of the record; a deal's page leads with its own."""
    return rx.cond(
        TimelineScreen.steps.length() > 0,
        panel(
            rx.el.h2(t("timeline.steps"), class_name="font-semibold px-3 pt-2"),
            rx.el.ul(rx.foreach(TimelineScreen.steps, _step), class_name="divide-y divide-line"),
        ),
    )


def _step(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            icon("square", 20),
            type="button",
            aria_label=t("tasks.finish"),
            title=t("tasks.finish"),
            on_click=TimelineScreen.finish(row.public_id, row.title),
            class_name="grid place-items-center w-11 h-11 lg:w-9 lg:h-9 text-soft hover:text-accent shrink-0",
        ),
        rx.el.span(
            row.title,
            rx.cond(
                ~row.is_mine,
                rx.el.span(" · ", row.owner.name, class_name="text-faint text-[13px]"),
            ),
            class_name="flex-1 min-w-0 break-words py-1.5",
        ),
        rx.cond(
            row.due != "",
            rx.el.span(
                day(row.due),
                class_name=rx.cond(
                    row.group == "overdue",
                    "text-bad text-[13px] font-medium tabular-nums shrink-0",
                    "text-faint text-[13px] tabular-nums shrink-0",
                ),
            ),
        ),
        key=row.public_id,
        class_name="flex items-center gap-1 pr-3",
    )


def _entries() -> rx.Component:
    return panel(
        _narrowing(),
        rx.cond(
            TimelineScreen.is_further,
            button(
                t("timeline.newest"),
                sign="arrow-up",
                tone="quiet",
                on_click=TimelineScreen.show_newest,
                class_name="mx-3",
            ),
        ),
        rx.cond(
            TimelineScreen.entries.length() > 0,
            rx.el.ol(rx.foreach(TimelineScreen.entries, _entry), class_name="px-3 pt-3"),
            rx.el.p(t("timeline.none_found"), role="status", class_name="text-soft px-3 py-6"),
        ),
        rx.cond(
            TimelineScreen.has_more,
            rx.el.div(
                button(
                    t("timeline.more"),
                    tone="quiet",
                    on_click=TimelineScreen.show_more,
                    custom_attrs={"data-more": ""},
                ),
                # Another one each time: what comes into sight by itself is asked for by itself.
                key=TimelineScreen.entries.length().to_string(),
                class_name="text-center pb-2",
            ),
        ),
    )


def _narrowing() -> rx.Component:
    """Which kind of entry, and words to look for."""
    return rx.el.div(
        rx.el.div(
            _kind("", t("timeline.all")),
            *[_of_parts(group) for group in GROUPS],
            role="group",
            aria_label=t("timeline.kind"),
            class_name="flex gap-1.5 overflow-x-auto [scrollbar-width:none] min-w-0 max-lg:py-1.5",
        ),
        rx.el.input(
            type="search",
            default_value=TimelineScreen.words,
            key=TimelineScreen.subject,
            placeholder=t("timeline.find"),
            aria_label=t("timeline.find"),
            max_length=100,
            on_change=TimelineScreen.find.debounce(250),
            class_name=(
                "bg-transparent w-full lg:w-[150px] lg:ml-auto px-2 min-h-[44px] lg:min-h-[28px] "
                "rounded-md border border-transparent hover:border-line-strong "
                "focus:border-line-strong placeholder:text-soft"
            ),
        ),
        class_name="flex flex-col lg:flex-row lg:items-center gap-1 px-2 pt-2",
    )


# What some kinds of entry come from: without any of these parts there are none.
_PARTS = {
    "deals": ("/deals", "/quotes"),
    "money": ("/orders", "/contracts", "/payments", "/invoices"),
}


def _of_parts(group: str) -> rx.Component:
    shown = _kind(group, t(f"timeline.group.{group}"))
    routes = _PARTS.get(group, ())
    if not routes:
        return shown
    return rx.cond(any_on(*routes), shown)  # pyright: ignore[reportReturnType]


def _kind(group: str, words: rx.Var[str]) -> rx.Component:
    chosen = TimelineScreen.group == group
    return rx.el.button(
        words,
        type="button",
        on_click=TimelineScreen.narrow(group),
        aria_pressed=rx.cond(chosen, "true", "false"),
        class_name=(
            "tap rounded-full px-2.5 min-h-[32px] lg:min-h-[26px] whitespace-nowrap text-[13px] "
            "text-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent "
            "aria-pressed:font-medium"
        ),
    )


def _entry(entry: rx.vars.ObjectVar[TimelineEntry]) -> rx.Component:
    """An icon on a line, what it was, who and when; then its words."""
    return rx.el.li(
        rx.el.span(
            rx.match(entry.kind, *[(k, icon(s, 15)) for k, s in SIGNS.items()], icon("circle", 15)),
            class_name=(
                "absolute left-0 top-0 grid place-items-center w-7 h-7 rounded-full bg-raised text-soft"
            ),
        ),
        rx.el.div(
            rx.el.div(_heading(entry), class_name="flex-1 min-w-0"),
            rx.cond(MAY_WRITE & entry.is_mine, _menu(entry)),
            class_name="flex items-start gap-1",
        ),
        rx.cond(
            entry.text != "",
            rx.el.p(entry.text, class_name="whitespace-pre-line break-words mt-0.5"),
        ),
        rx.cond(
            entry.outcome != "",
            rx.el.p(
                rx.el.span(t("timeline.outcome"), class_name="text-faint mr-1.5"),
                entry.outcome,
                class_name="break-words",
            ),
        ),
        _attached(entry),
        rx.el.div(
            rx.foreach(entry.about, _about), class_name="flex flex-wrap gap-1.5 empty:hidden mt-1"
        ),
        key=entry.key,
        custom_attrs={"data-entry": entry.kind},
        class_name=(
            "relative pl-10 pb-4 before:absolute before:left-[13px] before:top-8 before:bottom-1 "
            "before:w-px before:bg-line last:before:hidden"
        ),
    )


def _heading(entry: rx.vars.ObjectVar[TimelineEntry]) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            rx.el.span(choice("timeline.is", entry.kind), class_name="font-medium mr-1.5"),
            rx.cond(entry.zh != "", _title(entry)),
        ),
        rx.el.p(
            rx.el.span(moment(entry.at), class_name="tabular-nums"),
            rx.cond(entry.author != "", rx.el.span(" · ", entry.author)),
            rx.cond(
                entry.is_late,
                badge(
                    t("timeline.late", day=day(entry.entered_at)), tone="warn", class_name="ml-1.5"
                ),
            ),
            class_name="text-faint text-[13px]",
        ),
    )


def _title(entry: rx.vars.ObjectVar[TimelineEntry]) -> rx.Component:
    title = both(entry.zh, entry.en)
    return rx.fragment(
        rx.match(
            entry.kind,
            (
                "file",
                rx.el.a(
                    title,
                    href=f"/api/v1/files/{entry.file_id}",
                    target="_blank",
                    rel="noreferrer",
                    class_name="text-accent hover:underline break-all",
                ),
            ),
            rx.cond(
                entry.href != "",
                link(title, href=entry.href, class_name="text-accent hover:underline"),
                rx.el.span(title, class_name="break-words"),
            ),
        )
    )


def _attached(entry: rx.vars.ObjectVar[TimelineEntry]) -> rx.Component:
    """The sound of a voice note, the picture of a card, the way to what waits."""
    has_file = entry.file_id != ""
    address = f"/api/v1/files/{entry.file_id}"
    return rx.fragment(
        rx.cond(
            entry.kind == "voice_waiting",
            link_button(t("timeline.confirm"), href=entry.href, class_name="mt-1"),
        ),
        rx.cond((entry.kind == "voice") & has_file, _sound(address)),
        rx.cond((entry.kind == "card") & has_file, _picture(address)),
    )


def _sound(address: str) -> rx.Component:
    return rx.el.audio(
        src=address,
        controls=True,
        preload="none",
        custom_attrs={"aria-label": t("voice.player")},
        class_name="w-full max-w-[420px] h-10 mt-1",
    )


def _picture(address: str) -> rx.Component:
    return rx.el.a(
        rx.el.img(
            src=f"{address}/thumbnail",
            alt=t("timeline.is.card"),
            loading="lazy",
            class_name="h-20 rounded-md border border-line",
        ),
        href=address,
        target="_blank",
        rel="noreferrer",
        class_name="inline-block mt-1",
    )


def _about(one: rx.vars.ObjectVar[Reference]) -> rx.Component:
    return link(
        one.name,
        href=f"/open/{one.kind}/{one.public_id}",
        key=one.public_id,
        class_name="rounded-full bg-raised text-soft hover:text-ink px-2.5 py-0.5 text-[13px] max-w-full truncate",
    )


def _menu(entry: rx.vars.ObjectVar[TimelineEntry]) -> rx.Component:
    return menu(
        t("shell.more"),
        menu_item(t("shell.edit"), sign="pencil", on_click=TimelineScreen.edit(entry.activity_id)),
        menu_item(
            t("shell.delete"),
            sign="trash-2",
            bad=True,
            on_click=TimelineScreen.delete(entry.activity_id),
        ),
        class_name="-mt-2",
    )
