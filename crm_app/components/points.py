"""The numbers and addresses on the pages of customers and contacts."""

from typing import Any

import reflex as rx

from crm_app.components.record import section
from crm_app.components.text import both, choice, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.tidy import copy_button, tidy_input
from crm_app.services.points import Point

POINT_KINDS = ("mobile", "phone", "email", "wechat", "address", "website", "fax")


def points_section(state: Any, may: Any) -> rx.Component:
    """Numbers and addresses: each calls, writes or is copied by hand; who may adds one below."""
    return section(
        t("points.title"),
        rx.el.ul(rx.foreach(state.page.points, lambda point: _point(state, point, may))),
        sheet(
            "add-point",
            t("points.add"),
            rx.el.form(
                field(
                    t("points.kind"),
                    select(
                        *[rx.el.option(t(f"points.kind.{k}"), value=k) for k in POINT_KINDS],
                        name="kind",
                        on_change=state.choose_point,
                    ),
                ),
                field(t("points.value"), _value(state)),
                problem_text(state.problem),
                save_actions(),
                on_submit=state.add_point,
                class_name="space-y-3",
            ),
            done=state.saved,
        ),
        action=rx.cond(
            may,
            button(
                tone="quiet", sign="plus", label=t("points.add"), custom_attrs=opens("add-point")
            ),
        ),
    )


def _value(state: Any) -> rx.Component:
    """The field for a way of reaching somebody, tidied by the standard of its kind."""
    words = {"name": "value", "auto_complete": "off", "max_length": 300}
    return rx.cond(  # pyright: ignore[reportReturnType]
        state.point_standard == "", text_input(**words), tidy_input(state.point_standard, **words)
    )


def _point(state: Any, point: rx.vars.ObjectVar[Point], may: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(choice("points.kind", point.kind), class_name="text-faint text-[13px] w-14"),
        rx.match(
            point.kind,
            ("mobile", _out(f"tel:{point.value}", point.shown)),
            ("phone", _out(f"tel:{point.value}", point.shown)),
            ("email", _out(f"mailto:{point.value}", point.shown)),
            ("website", _out(f"https://{point.value}", point.shown, target="_blank")),
            ("address", _address(point)),
            rx.el.span(point.shown, class_name="flex-1 min-w-0"),
        ),
        copy_button(point.shown, t("standards.copy", value=point.shown)),
        rx.cond(
            may,
            button(
                tone="quiet",
                sign="x",
                label=t("points.remove", value=point.shown),
                on_click=state.remove_point(point.kind, point.value),
                class_name="px-2 text-faint",
            ),
        ),
        key=f"{point.kind}{point.value}",
        class_name="flex items-center gap-2 pl-3 pr-1 border-t border-line min-h-[44px] lg:min-h-[34px]",
    )


def _address(point: rx.vars.ObjectVar[Point]) -> rx.Component:
    """An address opens on a map: one that knows Chinese addresses for who reads Chinese."""
    href = both(
        f"https://uri.amap.com/search?keyword={point.shown}",
        f"https://www.openstreetmap.org/search?query={point.shown}",
    )
    return _out(href, point.shown, target="_blank")


def _out(href: Any, words: Any, **props: Any) -> rx.Component:
    return rx.el.a(
        words,
        href=href,
        rel="noreferrer",
        title=words,
        class_name="flex-1 min-w-0 truncate tabular-nums hover:underline py-[11px] lg:py-1",
        **props,
    )
