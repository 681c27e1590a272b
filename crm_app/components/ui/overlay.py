"""What lies over a page, or beside itself: sheets, tabs, menus. The browser's own dialog and popover.

A sheet opens at once, without the server: `button("…", custom_attrs=opens("new-deal"))`.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import Tone, button, link
from crm_app.components.ui.icons import icon

_LIBRARY = "$/public/js/overlay.js"
_SHEET = (
    "sheet m-0 mt-auto w-full max-w-full max-h-[92dvh] rounded-t-2xl bg-panel text-ink border "
    "border-line p-0 outline-none open:flex flex-col lg:m-auto lg:rounded-lg lg:max-h-[86vh] "
)
_ITEM = (
    "flex w-full items-center gap-3 px-4 lg:px-3 min-h-[48px] lg:min-h-[34px] rounded-md text-left "
    "hover:bg-raised focus:bg-raised disabled:opacity-50 "
)


class _Sheet(rx.Component):
    library = _LIBRARY
    tag = "Sheet"
    sheet_id: rx.Var[str]
    label: rx.Var[str]
    look: rx.Var[str]
    open: rx.Var[bool]
    done: rx.Var[Any]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


class _Tabs(rx.Component):
    library = _LIBRARY
    tag = "Tabs"
    names: rx.Var[list[str]]
    labels: rx.Var[list[str]]
    bar: rx.Var[str]
    tab: rx.Var[str]
    panels: rx.Var[list[str]]
    look: rx.Var[str]
    phone_only: rx.Var[bool]
    first: rx.Var[str]


class _Menu(rx.Component):
    library = _LIBRARY
    tag = "Menu"
    label: rx.Var[str]
    opener: rx.Component | None = None
    opener_look: rx.Var[str]
    look: rx.Var[str]


def opens(sheet_id: Any) -> dict[str, Any]:
    """`custom_attrs` of whatever opens a sheet when pressed."""
    return {"data-opens": sheet_id, "aria-haspopup": "dialog"}


def starts(sheet_id: str) -> dict[str, Any]:
    """`custom_attrs` of a link to a page's sheet (`/deals#new-deal`): opens it at once on that page."""
    return {"data-starts": sheet_id} if sheet_id else {}


def closes() -> dict[str, Any]:
    """`custom_attrs` of whatever closes the sheet around it when pressed."""
    return {"data-closes": ""}


def sheet(
    sheet_id: Any,
    title: Any,
    *content: rx.Component,
    done: Any = None,
    open: Any = None,  # noqa: A002 - as the element's own attribute
    wide: bool = False,
    **props: Any,
) -> rx.Component:
    """A sheet from below on the phone, a dialog on the desk; content is mounted when it opens.

    `done` is a counter of the state: when it changes, the sheet closes and forgets what was typed.
    `open` opens and closes it from the state; `on_close` (a prop) then has to take it back. The prop
    `key` is the record shown, where the page can go from one record to the next.
    """
    given = {"done": done, "open": open}
    return _Sheet.create(
        _sheet_head(title),
        rx.el.div(
            *content,
            custom_attrs={"data-sheet-body": ""},
            class_name="overflow-y-auto overscroll-contain px-4 pb-[calc(16px+env(safe-area-inset-bottom))]",
        ),
        sheet_id=sheet_id,
        label=title,
        look=_SHEET + ("lg:max-w-[880px]" if wide else "lg:max-w-[560px]"),
        **{name: value for name, value in given.items() if value is not None},
        **props,
    )


def _sheet_head(title: Any) -> rx.Component:
    return rx.el.header(
        rx.el.h2(title, class_name="text-[17px] font-semibold flex-1 min-w-0 truncate"),
        button(tone="quiet", sign="x", label=t("shell.close"), custom_attrs=closes()),
        class_name="flex items-center gap-2 pl-4 pr-2 py-2 shrink-0",
    )


def sheet_actions(*buttons: rx.Component) -> rx.Component:
    """The buttons at the end of a sheet's form: they stay in sight, the main one last."""
    return rx.el.div(
        *buttons,
        class_name=(
            "sticky -bottom-4 -mx-4 -mb-4 mt-4 px-4 py-3 bg-panel border-t border-line flex gap-2 "
            "justify-end [&>*]:flex-1 lg:[&>*]:flex-none"
        ),
    )


def save_actions(label: Any = None) -> rx.Component:
    """Cancel and save, for the end of a sheet's form."""
    return sheet_actions(
        button(t("shell.cancel"), custom_attrs=closes()),
        button(t("shell.save") if label is None else label, tone="primary", type="submit"),
    )


def tabs(
    *panels: tuple[str, Any, rx.Component],
    phone_only: bool = False,
    first: str = "",
    class_name: str = "",
    panel_classes: Sequence[str] = (),
) -> rx.Component:
    """Tabs of (name, label, content); the name stands in the address, so that going back finds it.

    `first` is shown where the address names none. With `phone_only` all panels stand side by side
    on the desk: `class_name` lays them out.
    """
    bar = "flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none] " + (
        "lg:hidden" if phone_only else "mb-3"
    )
    return _Tabs.create(
        *[content for _, _, content in panels],
        names=[name for name, _, _ in panels],
        labels=[label for _, label, _ in panels],
        bar=bar,
        tab=(
            "px-3 min-h-[44px] lg:min-h-[34px] whitespace-nowrap text-soft border-b-2 -mb-px "
            "border-transparent aria-selected:text-ink aria-selected:border-accent "
            "aria-selected:font-medium"
        ),
        panels=list(panel_classes),
        look=class_name,
        phone_only=phone_only,
        first=first or panels[0][0],
    )


def menu(
    label: Any,
    *items: rx.Component,
    sign: str = "ellipsis",
    tone: Tone = "quiet",
    opener: rx.Component | None = None,
    class_name: str = "",
) -> rx.Component:
    """A button with more choices; `label` is its name. From below on the phone.

    `opener` is shown in the button instead of the icon; `class_name` then is its whole look.
    """
    plain = button(tone=tone).class_name  # pyright: ignore[reportAttributeAccessIssue]
    return _Menu.create(
        *items,
        label=label,
        opener=icon(sign) if opener is None else opener,
        opener_look=f"{plain} {class_name}" if opener is None else class_name,
        look=(
            "m-0 p-1 safe-bottom bg-panel text-ink border border-line fixed top-auto bottom-0 "
            "inset-x-0 w-full rounded-t-2xl lg:inset-auto lg:w-auto lg:min-w-[200px] lg:rounded-lg "
            "shadow-lg"
        ),
    )


def menu_item(
    label: Any, *, sign: str = "", href: Any = None, bad: bool = False, **props: Any
) -> rx.Component:
    """A choice in a menu: does `on_click`, opens a sheet (`custom_attrs=opens(…)`), or goes to `href`."""
    inner = [icon(sign)] if sign else []
    look = _ITEM + ("text-bad" if bad else "text-ink")
    props["custom_attrs"] = {"tabIndex": -1, **props.get("custom_attrs", {})}
    if href is not None:
        return link(*inner, label, href=href, role="menuitem", class_name=look, **props)
    return rx.el.button(*inner, label, type="button", role="menuitem", class_name=look, **props)


def menu_file(label: Any, href: Any, *, sign: str) -> rx.Component:
    """A choice in a menu that saves a file: the browser's own affair, no page of ours."""
    return rx.el.a(
        icon(sign),
        label,
        href=href,
        reload_document=True,
        role="menuitem",
        class_name=f"{_ITEM}text-ink",
        custom_attrs={"tabIndex": -1},
    )
