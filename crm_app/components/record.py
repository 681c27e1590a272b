"""What the pages of customers and contacts share: facts in place, numbers, details, actions."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, dialled, named, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.locales.catalog import TEXT
from crm_app.services.details import Detail
from crm_app.services.points import Point

POINT_KINDS = ("mobile", "phone", "email", "wechat", "address", "website", "fax")
_PLACE = (
    "w-full bg-transparent rounded-md border border-transparent px-2 min-h-[44px] lg:min-h-[28px] "
    "hover:border-line-strong focus:border-line-strong focus:bg-panel placeholder:text-faint truncate"
)


def section(title: Any, *content: Any, action: rx.Component | None = None) -> rx.Component:
    """A titled panel of a record's page."""
    return panel(
        rx.el.div(
            rx.el.h2(title, class_name="font-semibold flex-1"),
            action,
            class_name="flex items-center gap-2 px-3 min-h-[44px] lg:min-h-[38px]",
        ),
        *content,
        class_name="overflow-hidden",
    )


def fact(label: Any, control: rx.Component) -> rx.Component:
    """A fact that is edited where it stands; the label wraps its control."""
    return rx.el.label(
        rx.el.span(label, class_name="text-faint text-[13px] w-[92px] shrink-0 pl-3"),
        control,
        class_name="flex items-center gap-1 pr-1 border-t border-line first:border-t-0 lg:border-t-0",
    )


def fact_text(state: Any, label: Any, name: str, value: Any, **props: Any) -> rx.Component:
    """A text that is saved when one leaves it; Enter leaves it."""
    return fact(
        label,
        rx.el.input(
            default_value=value,
            key=f"{name}-{state.page.public_id}-{value}",
            placeholder=t("customers.not_set"),
            on_blur=lambda typed: state.save_field(name, typed),
            custom_attrs={"data-enter-leaves": ""},
            class_name=_PLACE,
            **props,
        ),
    )


def fact_choice(state: Any, label: Any, name: str, value: Any, options: list[Any]) -> rx.Component:
    """One of a list, saved when it is chosen."""
    return fact(
        label,
        rx.el.select(
            *options,
            value=value,
            on_change=lambda chosen: state.save_field(name, chosen),
            class_name=_PLACE,
        ),
    )


def enum_options(prefix: str) -> list[Any]:
    """The options of an enum whose texts are `<prefix>.<value>`."""
    keys = [key for key in TEXT if key.startswith(f"{prefix}.")]
    return [rx.el.option(t(key), value=key.removeprefix(f"{prefix}.")) for key in keys]


def listed_options(options: Any) -> list[Any]:
    """The options of an editable list, with an empty one first."""
    return [
        rx.el.option("—", value=""),
        rx.foreach(options, lambda one: rx.el.option(named(one), value=one.key)),
    ]


def points_section(state: Any) -> rx.Component:
    """Numbers and addresses: each calls, writes or is copied by hand; one more is added below."""
    return section(
        t("points.title"),
        problem_text(state.problem),
        rx.el.ul(rx.foreach(state.page.points, lambda point: _point(state, point))),
        sheet(
            "add-point",
            t("points.add"),
            rx.el.form(
                field(
                    t("points.kind"),
                    select(
                        *[rx.el.option(t(f"points.kind.{k}"), value=k) for k in POINT_KINDS],
                        name="kind",
                    ),
                ),
                field(t("points.value"), text_input(name="value", auto_complete="off")),
                problem_text(state.problem),
                save_actions(),
                on_submit=state.add_point,
                class_name="space-y-3",
            ),
            done=state.saved,
        ),
        action=button(
            tone="quiet", sign="plus", label=t("points.add"), custom_attrs=opens("add-point")
        ),
    )


def _point(state: Any, point: rx.vars.ObjectVar[Point]) -> rx.Component:
    return rx.el.li(
        rx.el.span(choice("points.kind", point.kind), class_name="text-faint text-[13px] w-14"),
        rx.match(
            point.kind,
            ("mobile", _out(f"tel:{point.value}", point.shown)),
            ("phone", _out(f"tel:{point.value}", point.shown)),
            ("email", _out(f"mailto:{point.value}", point.shown)),
            ("website", _out(f"https://{point.value}", point.shown, target="_blank")),
            rx.el.span(point.shown, class_name="flex-1 min-w-0"),
        ),
        button(
            tone="quiet",
            sign="x",
            label=t("points.remove", value=point.shown),
            on_click=state.remove_point(point.kind, point.value),
            class_name="px-2 text-faint",
        ),
        key=f"{point.kind}{point.value}",
        class_name="flex items-center gap-2 pl-3 pr-1 border-t border-line min-h-[44px] lg:min-h-[34px]",
    )


def _out(href: Any, words: Any, **props: Any) -> rx.Component:
    return rx.el.a(
        words,
        href=href,
        rel="noreferrer",
        class_name="flex-1 min-w-0 tabular-nums hover:underline py-[11px] lg:py-1",
        **props,
    )


def details_strip(state: Any, *more: rx.Component) -> rx.Component:
    """What to remember before calling, above everything else; one line adds to it."""
    return rx.el.section(
        rx.el.span(icon("coffee"), class_name="text-accent mt-[11px] lg:mt-1.5"),
        rx.el.ul(
            rx.foreach(state.page.details, lambda detail: _detail(state, detail)),
            *more,
            rx.el.li(
                rx.el.form(
                    rx.el.input(
                        name="text",
                        placeholder=t("details.add"),
                        aria_label=t("details.add"),
                        title=t("details.hint"),
                        auto_complete="off",
                        max_length=300,
                        class_name=(
                            "bg-transparent w-full px-1 min-h-[44px] lg:min-h-[28px] "
                            "placeholder:text-soft"
                        ),
                    ),
                    key=state.saved.to_string(),
                    on_submit=state.add_detail,
                ),
                class_name="min-w-[180px] flex-1",
            ),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1 flex-1 min-w-0",
        ),
        aria_label=t("details.title"),
        class_name="flex items-start gap-2 rounded-lg bg-accent-soft px-3 py-1 lg:py-0.5",
    )


def _detail(state: Any, detail: rx.vars.ObjectVar[Detail]) -> rx.Component:
    return rx.el.li(
        rx.el.span(detail.text, class_name="font-medium"),
        button(
            tone="quiet",
            sign="x",
            label=t("details.forget", text=detail.text),
            on_click=state.forget(detail.public_id),
            class_name="px-1 min-w-[44px] lg:min-w-0 lg:min-h-[24px] text-faint",
        ),
        key=detail.public_id,
        class_name="inline-flex items-center min-w-0",
    )


def phone_actions(state: Any, *more: rx.Component) -> rx.Component:
    """Call, message, note, more: within the thumb's reach, above the bottom bar."""
    return rx.el.div(
        _quick(
            "phone", t("customers.call"), href=f"tel:{dialled(state.phone)}", live=state.phone != ""
        ),
        _quick(
            "message-circle",
            t("customers.message"),
            href=f"sms:{dialled(state.phone)}",
            live=state.phone != "",
        ),
        rx.el.button(
            icon("pencil-line", 20),
            rx.el.span(t("customers.note")),
            type="button",
            custom_attrs={"data-compose": ""},
            class_name=QUICK,
        ),
        *more,
        class_name=(
            "lg:hidden fixed z-10 inset-x-0 bottom-[calc(60px+env(safe-area-inset-bottom))] "
            "grid grid-cols-4 bg-panel border-t border-line"
        ),
        custom_attrs={"data-bar": "1"},
    )


def more_opener(words: Any) -> rx.Component:
    """What the last of the four shows."""
    return rx.el.span(
        icon("ellipsis", 20),
        rx.el.span(words, class_name="text-[12px]"),
        class_name="flex flex-col items-center gap-0.5",
    )


QUICK = (
    "flex flex-col items-center justify-center gap-0.5 min-h-[52px] text-[12px] text-soft w-full"
)


def _quick(sign: str, label: Any, *, href: Any, live: Any) -> rx.Component:
    """A link while there is a number, else the same place, greyed, that says why."""
    inner = (icon(sign, 20), rx.el.span(label))
    return rx.cond(
        live,
        rx.el.a(*inner, href=href, class_name=QUICK),
        rx.el.span(
            *inner,
            title=t("customers.no_number"),
            aria_disabled="true",
            class_name=f"{QUICK} opacity-40",
        ),
    )


def desk_actions(state: Any, *more: rx.Component) -> rx.Component:
    """The same at the head of the page on the desk."""
    look = (
        "inline-flex items-center gap-2 rounded-lg px-3 min-h-[34px] border border-line-strong "
        "bg-panel hover:bg-raised font-medium"
    )
    return rx.el.div(
        rx.cond(
            state.phone != "",
            rx.el.a(
                icon("phone"),
                t("customers.call"),
                href=f"tel:{dialled(state.phone)}",
                class_name=look,
            ),
        ),
        rx.cond(
            state.email != "",
            rx.el.a(
                icon("mail"), t("points.kind.email"), href=f"mailto:{state.email}", class_name=look
            ),
        ),
        *more,
        class_name="hidden lg:flex items-center gap-2 shrink-0",
    )


def duplicates_strip(rows: Any, href: str, *, merge: Any = None) -> rx.Component:
    """Who this may be; each opens, and on a record's own page can be merged into it."""
    return rx.cond(
        rows.length() > 0,
        rx.el.section(
            rx.el.p(
                icon("users"),
                t("duplicate.title"),
                class_name="flex items-center gap-2 font-medium",
            ),
            rx.el.ul(rx.foreach(rows, lambda row: _duplicate(row, href, merge))),
            role="status",
            class_name="rounded-lg bg-warn-soft text-ink px-3 py-2",
        ),
    )


def _duplicate(row: Any, href: str, merge: Any) -> rx.Component:
    where = row.customer if href == "/contacts" else row.region
    return rx.el.li(
        rx.el.a(
            rx.el.span(row.name, class_name="font-medium underline"),
            rx.cond(where != "", rx.el.span(" · ", where)),
            rx.cond(
                row.open_deals > 0,
                rx.el.span(" · ", t("duplicate.deals", count=row.open_deals)),
            ),
            href=f"{href}/{row.public_id}",
            class_name="flex-1 min-w-[140px] py-2 lg:py-1",
        ),
        badge(choice("duplicate.certainty", row.certainty), tone="warn"),
        rx.foreach(
            row.reasons,
            lambda code: badge(choice("duplicate.reason", code), key=code),
        ),
        button(t("contacts.merge"), on_click=merge(row.public_id)) if merge is not None else None,
        key=row.public_id,
        class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
    )
