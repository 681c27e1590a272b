"""Back to the list, and on to the records beside this one."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import back_link, button, link_button
from crm_app.state.neighbours import ListPlace


def back_to_list(words: Any, href: str, **props: Any) -> rx.Component:
    """`back_link`, with the previous and the next record where one came from a list."""
    return rx.el.div(
        back_link(words, href, **props),
        rx.cond(
            ListPlace.beside.place.to(int) > 0,
            rx.el.div(
                _beside("chevron-up", t("place.previous"), ListPlace.before, "data-previous"),
                _beside("chevron-down", t("place.next"), ListPlace.after, "data-next"),
                class_name="inline-flex items-center",
            ),
        ),
        class_name="flex items-center gap-2",
    )


def _beside(sign: str, label: Any, href: Any, mark: str) -> rx.Component:
    """A link in the place of this page: going back still leads to the list."""
    look: dict[str, Any] = {"tone": "quiet", "sign": sign, "class_name": "lg:min-h-[24px] px-2!"}
    return rx.cond(  # pyright: ignore[reportReturnType]
        href != "",
        link_button(
            href=href,
            replace=True,
            aria_label=label,
            title=label,
            custom_attrs={mark: ""},
            **{**look, "class_name": "min-w-[44px] lg:min-w-0 lg:min-h-[24px] px-2!"},
        ),
        button(label=label, disabled=True, **look),
    )
