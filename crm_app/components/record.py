"""What the pages of customers and contacts share: facts in place, numbers, details, actions."""

from typing import Any

import reflex as rx

from crm_app.components.text import dialled, named, t
from crm_app.components.ui.forms import (
    link_button,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import empty, panel
from crm_app.locales.catalog import TEXT

# Facts, timeline, what belongs to it: three columns; two where there is less room.
COLUMNS = (
    "lg:grid lg:gap-4 lg:items-start lg:grid-rows-[auto_1fr] lg:grid-cols-[270px_minmax(0,1fr)] "
    "xl:grid-cols-[280px_minmax(0,1fr)_280px] 2xl:grid-cols-[320px_minmax(0,1fr)_320px]"
)
COLUMN_LOOKS = (
    "max-lg:py-3 lg:col-start-1 lg:row-start-1",
    "max-lg:py-3 lg:col-start-2 lg:row-start-1 lg:row-span-2",
    "max-lg:py-3 lg:col-start-1 lg:row-start-2 xl:col-start-3 xl:row-start-1",
)
# The same of a record with a fourth part: at the right below the third, where there is room.
WIDE_COLUMNS = COLUMNS.replace("lg:gap-4", "lg:gap-x-4 lg:gap-y-3").replace(
    "lg:grid-rows-[auto_1fr]", "lg:grid-rows-[auto_auto_1fr] xl:grid-rows-[auto_1fr]"
)
WIDE_LOOKS = (
    "max-lg:py-3 lg:col-start-1 lg:row-start-1 xl:row-span-2",
    "max-lg:py-3 lg:col-start-2 lg:row-start-1 lg:row-span-3 xl:row-span-2",
    "max-lg:py-3 lg:col-start-1 lg:row-start-2 xl:col-start-3 xl:row-start-1",
    "max-lg:py-3 lg:col-start-1 lg:row-start-3 xl:col-start-3 xl:row-start-2",
)
# The look of a fact that is edited where it stands.
PLACE = (
    "w-full bg-transparent rounded-md border border-transparent px-2 min-h-[44px] lg:min-h-[28px] "
    "disabled:opacity-100 disabled:hover:border-transparent disabled:appearance-none "
    "hover:border-line-strong focus:border-line-strong focus:bg-panel placeholder:text-faint truncate"
)


def missing_record(list_href: str, back: str) -> rx.Component:
    """Deleted, or not one's own: told apart nowhere."""
    return rx.el.div(
        empty(
            "search-x",
            rx.el.h1(t("shell.not_found")),
            link_button(t("shell.to_list", name=t(back)), href=list_href),
        ),
        class_name="p-4",
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
        rx.el.span(
            label, class_name="text-faint text-[13px] leading-tight w-[100px] shrink-0 pl-3 py-1"
        ),
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
            class_name=PLACE,
            **props,
        ),
    )


def fact_choice(
    state: Any, label: Any, name: str, value: Any, options: list[Any], *, key: Any = None
) -> rx.Component:
    """One of a list, saved when it is chosen; `key` changes when the options come."""
    return fact(
        label,
        rx.el.select(
            *options,
            **({} if key is None else {"key": key}),
            value=value,
            on_change=lambda chosen: state.save_field(name, chosen),
            class_name=f"{PLACE} pl-1 disabled:pl-2",
        ),
    )


def enum_options(prefix: str) -> list[Any]:
    """The options of an enum whose texts are `<prefix>.<value>`."""
    keys = [key for key in TEXT if key.startswith(f"{prefix}.")]
    return [rx.el.option(t(key), value=key.removeprefix(f"{prefix}.")) for key in keys]


def stage_options() -> list[Any]:
    """The stages of a customer, and letting his orders say it."""
    by_rules = rx.el.option(t("lifecycle.stage_follow"), value="rules")
    return [*enum_options("customers.stage"), by_rules]


def listed_options(options: Any) -> list[Any]:
    """The options of an editable list, with an empty one first."""
    return [
        rx.el.option("—", value=""),
        rx.foreach(options, lambda one: rx.el.option(named(one), value=one.key)),
    ]


def fact_listed(state: Any, label: Any, name: str, value: Any, options: Any) -> rx.Component:
    """One of an editable list. A browser keeps the value of a choice only if its option is there."""
    came = options.length().to_string()
    return fact_choice(state, label, name, value, listed_options(options), key=came)


def facts(may: Any, *content: rx.Component) -> rx.Component:
    """Facts that are edited in place by who may, and read by everybody else."""
    return rx.el.fieldset(*content, disabled=~may, class_name="min-w-0 pb-2")


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
                icon("mail"), t("customers.write"), href=f"mailto:{state.email}", class_name=look
            ),
        ),
        *more,
        class_name="hidden lg:flex items-center gap-2 shrink-0",
    )
