"""Fields and buttons of the design system."""

from typing import Any, Literal

import reflex as rx

from crm_app.components.text import both
from crm_app.components.ui.icons import icon

Tone = Literal["primary", "plain", "quiet", "danger"]
_BUTTON = (
    "inline-flex items-center justify-center gap-2 rounded-lg px-3 min-h-[44px] lg:min-h-[34px] "
    "font-medium whitespace-nowrap transition-colors disabled:opacity-50 "
)
_TONES: dict[Tone, str] = {
    "primary": "bg-accent text-accent-ink hover:opacity-90",
    "plain": "border border-line-strong bg-panel hover:bg-raised",
    "quiet": "text-soft hover:bg-raised hover:text-ink",
    "danger": "text-bad border border-line-strong hover:bg-bad-soft",
}
FIELD = (
    "w-full rounded-lg border border-line-strong bg-panel px-3 min-h-[44px] lg:min-h-[34px] "
    "placeholder:text-faint"
)


def button(
    *children: Any, tone: Tone = "plain", sign: str = "", label: Any = None, **props: Any
) -> rx.Component:
    """A button; `sign` is an icon's name, `label` its accessible name when it shows only that."""
    kind = props.pop("class_name", "")
    if label is not None:
        props["aria_label"] = label
        props["title"] = label
        kind = f"min-w-[44px] lg:min-w-0 {kind}"
    inner = [icon(sign)] if sign else []
    props.setdefault("type", "button")
    return rx.el.button(*inner, *children, class_name=f"{_BUTTON}{_TONES[tone]} {kind}", **props)


def create_button(label: Any, sign: str = "plus", **props: Any) -> rx.Component:
    """What a list adds to itself; on the phone the sign alone, as titles need the room."""
    words = rx.el.span(label, class_name="max-lg:sr-only")
    return button(words, tone="primary", sign=sign, class_name="min-w-[44px] lg:min-w-0", **props)


def link_button(
    *children: Any, href: Any, tone: Tone = "plain", sign: str = "", **props: Any
) -> rx.Component:
    """A link that looks like a button."""
    inner = [icon(sign)] if sign else []
    kind = props.pop("class_name", "")
    return link(*inner, *children, href=href, class_name=f"{_BUTTON}{_TONES[tone]} {kind}", **props)


def link(*children: Any, href: Any, **props: Any) -> rx.Component:
    """A link inside the product: no page load, browser history as usual."""
    return ReactLink.create(*children, to=href, **props)


def back_link(words: Any, href: str, **props: Any) -> rx.Component:
    """To the list that a record belongs to: whoever came from there finds it as it was."""
    return link(
        icon("chevron-left", 16),
        words,
        href=href,
        custom_attrs={"data-back": ""},
        class_name=(
            "inline-flex items-center gap-0.5 -ml-1 pr-2 min-h-[44px] lg:min-h-[24px] text-soft "
            "hover:text-ink"
        ),
        **props,
    )


class ReactLink(rx.Component):
    """React Router's link."""

    library = "react-router"
    tag = "Link"
    to: rx.Var[str]
    replace: rx.Var[bool]

    @classmethod
    def create(cls, *children: Any, **props: Any) -> rx.Component:
        """As of `rx.Component.create`."""
        return super().create(*children, **props)


def field(
    label: Any, control: rx.Component, *, problem: Any = None, hint: Any = None
) -> rx.Component:
    """A labelled control; the label wraps it, so no ids are needed."""
    return rx.el.label(
        rx.el.span(label, class_name="block text-soft text-[13px] mb-1"),
        control,
        rx.el.span(hint, class_name="block text-faint text-[12px] mt-1")
        if hint is not None
        else None,
        problem,
        class_name="block min-w-0",
    )


def text_input(**props: Any) -> rx.Component:
    """One line of text."""
    kind = props.pop("class_name", "")
    return rx.el.input(class_name=f"{FIELD} {kind}", **props)


def text_area(**props: Any) -> rx.Component:
    """Several lines of text."""
    kind = props.pop("class_name", "")
    props.setdefault("rows", "3")
    return rx.el.textarea(class_name=f"{FIELD} py-2 {kind}", **props)


def select(*options: rx.Component, **props: Any) -> rx.Component:
    """A native choice; it stands 4 px further in by itself."""
    kind = props.pop("class_name", "")
    return rx.el.select(*options, class_name=f"{FIELD} pl-2 pr-8 {kind}", **props)


def tick(name: str, label: Any, *, checked: Any = True, **props: Any) -> rx.Component:
    """A box to tick in a form, with its label."""
    return rx.el.label(
        rx.el.input(
            type="checkbox", name=name, default_checked=checked, class_name="w-5 h-5", **props
        ),
        label,
        class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
    )


def problem_text(problem: Any) -> rx.Component:
    """The sentence of a refusal (`Problem`), announced to assistive technology."""
    return rx.cond(
        problem.code != "",
        rx.el.p(
            icon("circle-alert"),
            both(problem.zh, problem.en),
            role="alert",
            class_name="flex items-start gap-2 rounded-lg bg-bad-soft text-bad px-3 py-2",
        ),
    )


class _Picker(rx.Component):
    library = "$/public/js/overlay.js"
    tag = "Picker"
    name: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    options: rx.Var[list[Any]]
    chosen_id: rx.Var[str]
    chosen_name: rx.Var[str]
    none_text: rx.Var[str]
    field_look: rx.Var[str]
    list_look: rx.Var[str]
    item_look: rx.Var[str]
    note_look: rx.Var[str]
    on_search: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_choose: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def picker(
    name: str, label: Any, *, options: Any, on_search: Any, none: Any, **props: Any
) -> rx.Component:
    """A field that finds a record while one types; belongs inside `field`, or stands alone.

    `options` are rows with `public_id`, `name` and, if wanted, `note`; `on_search(words)` fills
    them. The form gets the chosen public id as `name` and the words as `<name>_words`. Props:
    `chosen_id`, `chosen_name` (what is set already), `on_choose(public_id)`, `placeholder`.
    """
    return _Picker.create(
        name=name,
        label=label,
        options=options,
        on_search=on_search,
        none_text=none,
        field_look=FIELD,
        list_look=(
            "absolute z-30 mt-1 w-full max-h-[260px] overflow-y-auto rounded-lg border "
            "border-line-strong bg-panel p-1 shadow-lg"
        ),
        item_look=(
            "rounded-md px-3 py-2 min-h-[44px] lg:min-h-0 cursor-pointer hover:bg-raised "
            "aria-selected:bg-raised"
        ),
        note_look="block truncate text-faint text-[13px] px-0",
        **props,
    )
