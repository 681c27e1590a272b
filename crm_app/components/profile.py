"""Pieces of one's own profile."""

from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

import reflex as rx

from crm_app.components.sidebar import call_page
from crm_app.components.text import ago, both, choice, moment, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, panel
from crm_app.state.profile import Place, ProfileScreen

_CARD = "p-4 lg:p-5"
_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
    | {"Pacific"}
)


def profile_form() -> rx.Component:
    """Name and zone to be saved; role and team as somebody else gave them."""
    values = ProfileScreen.values
    return panel(
        rx.el.form(
            rx.el.div(
                field(
                    t("profile.name"),
                    text_input(
                        name="name",
                        required=True,
                        max_length=120,
                        auto_complete="name",
                        default_value=values["name"],
                    ),
                ),
                field(t("profile.zone"), _zones(values["zone"]), hint=t("profile.zone_hint")),
                class_name="grid sm:grid-cols-2 gap-3",
            ),
            rx.el.dl(
                _fact("profile.email", values["email"]),
                _fact("profile.role", choice("role", values["role"])),
                _fact("profile.team", values["team"]),
                class_name="grid sm:grid-cols-3 gap-3 my-4",
            ),
            _problem("profile"),
            button(t("shell.save"), tone="primary", type="submit", class_name="w-full lg:w-auto"),
            key=f"{values['public_id']}{values['name']}{values['zone']}",
            reset_on_submit=False,
            on_submit=ProfileScreen.save,
        ),
        class_name=_CARD,
    )


def _fact(label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t(label), class_name="text-soft text-[13px]"),
        rx.el.dd(value, class_name="truncate"),
        class_name="min-w-0",
    )


def _zones(own: Any) -> rx.Component:
    """All zones by continent; one's own first, whatever it is."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS)
    return select(
        rx.el.option(own, value=own),
        *[
            rx.el.optgroup(*[rx.el.option(name, value=name) for name in group], label=region)
            for region, group in groupby(names, key=lambda name: name.split("/")[0])
        ],
        name="zone",
        default_value=own,
    )


def language_choice() -> rx.Component:
    """Both languages, each in its own words; pressing one changes everything at once."""
    return panel(
        rx.el.h2(t("profile.language"), class_name="font-semibold"),
        rx.el.p(t("profile.language_hint"), class_name="text-soft mb-3"),
        rx.el.div(
            _language("中文", "zh", chosen=both(True, False), look=both(_CHOSEN, _OTHER)),
            _language("English", "en", chosen=both(False, True), look=both(_OTHER, _CHOSEN)),
            role="group",
            aria_label=t("profile.language"),
            class_name="grid grid-cols-2 gap-2 max-w-[360px]",
        ),
        class_name=_CARD,
    )


_SEGMENT = "rounded-lg border min-h-[44px] lg:min-h-[34px] font-medium"
_CHOSEN = f"{_SEGMENT} border-accent bg-accent-soft text-accent"
_OTHER = f"{_SEGMENT} border-line-strong text-soft hover:bg-raised"


def _language(name: str, code: str, *, chosen: Any, look: Any) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        lang=code,
        on_click=call_page(f"chooseLanguage('{code}')"),
        custom_attrs={"aria-pressed": chosen},
        class_name=look,
    )


def password_form() -> rx.Component:
    """The old one, and the new one twice."""
    kinds = (("old", "current-password"), ("new", "new-password"), ("again", "new-password"))
    return panel(
        rx.el.h2(t("profile.password"), class_name="font-semibold"),
        rx.el.p(t("profile.password_hint"), class_name="text-soft mb-3"),
        rx.el.form(
            rx.el.div(
                *[
                    field(
                        t(f"profile.password_{name}"),
                        text_input(name=name, type="password", required=True, auto_complete=kind),
                    )
                    for name, kind in kinds
                ],
                class_name="grid sm:grid-cols-3 gap-3 mb-3",
            ),
            _problem("password"),
            button(t("profile.password_submit"), type="submit", class_name="w-full lg:w-auto"),
            reset_on_submit=False,
            on_submit=ProfileScreen.change_password,
        ),
        class_name=_CARD,
    )


def session_list() -> rx.Component:
    """Where one is signed in, this place marked."""
    return panel(
        rx.el.div(
            rx.el.div(
                rx.el.h2(t("profile.sessions"), class_name="font-semibold"),
                rx.el.p(t("profile.sessions_hint"), class_name="text-soft"),
                class_name="flex-1 min-w-[200px]",
            ),
            rx.cond(
                ProfileScreen.places.length() > 1,
                button(t("profile.sessions_end"), on_click=ProfileScreen.end_others),
            ),
            class_name="flex flex-wrap items-center gap-3 px-4 pt-4 lg:px-5 lg:pt-5 pb-2",
        ),
        _problem("sessions"),
        rx.el.ul(rx.foreach(ProfileScreen.places, _place), class_name="divide-y divide-line"),
        class_name="overflow-hidden",
    )


def _place(place: rx.vars.ObjectVar[Place]) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("monitor-smartphone", 20), class_name="text-faint"),
        rx.el.div(
            rx.el.p(place.device, class_name="font-medium truncate"),
            rx.el.p(
                rx.el.time(
                    t("profile.session_since", when=ago(place.since)), title=moment(place.since)
                ),
                class_name="text-soft text-[13px]",
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            place.here,
            badge(t("profile.session_here"), tone="good"),
            button(
                t("profile.session_end"),
                tone="quiet",
                on_click=ProfileScreen.end(place.public_id),
            ),
        ),
        key=place.public_id,
        custom_attrs={"data-session": place.public_id},
        class_name="flex items-center gap-3 px-4 lg:px-5 min-h-[60px] py-1.5",
    )


def _problem(form: str) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        ProfileScreen.at == form,
        rx.el.div(problem_text(ProfileScreen.problem), class_name="mb-3 empty:mb-0"),
    )
