"""Back to the list, and on to the records beside this one."""

from typing import Any

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import back_link, button
from crm_app.state.neighbours import ListPlace


def back_to_list(words: Any, href: str, **props: Any) -> rx.Component:
    """`back_link`, with the previous and the next record where one came from a list."""
    beside = ListPlace.beside
    return rx.el.div(
        back_link(words, href, **props),
        rx.cond(
            beside.place.to(int) > 0,
            rx.el.div(
                button(
                    sign="chevron-up",
                    label=t("place.previous"),
                    tone="quiet",
                    disabled=beside.before == "",
                    on_click=ListPlace.go(-1),
                    custom_attrs={"data-previous": ""},
                    class_name="lg:min-h-[24px] px-2!",
                ),
                button(
                    sign="chevron-down",
                    label=t("place.next"),
                    tone="quiet",
                    disabled=beside.after == "",
                    on_click=ListPlace.go(1),
                    custom_attrs={"data-next": ""},
                    class_name="lg:min-h-[24px] px-2!",
                ),
                class_name="inline-flex items-center",
            ),
        ),
        class_name="flex items-center gap-2",
    )
