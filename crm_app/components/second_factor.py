"""The second step of signing in: turning it on and off, and who has to have it."""

import reflex as rx

from crm_app.components.text import moment, t
from crm_app.components.ui.forms import button, field, problem_text, text_input, tick
from crm_app.components.ui.show import badge, panel
from crm_app.services.accounts import ROLES
from crm_app.state.second_factor import OwnFactor, SignInRules

_CARD = "p-4 lg:p-5"


def own_factor() -> rx.Component:
    """A panel of one's profile."""
    return panel(
        rx.el.div(
            rx.el.h2(t("second_factor.title"), class_name="font-semibold"),
            rx.cond(
                OwnFactor.is_on,
                badge(t("second_factor.on"), tone="good"),
                badge(t("second_factor.off"), tone="neutral"),
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(t("second_factor.hint"), class_name="text-soft mb-3"),
        rx.cond(
            OwnFactor.is_required & ~OwnFactor.is_on,
            rx.el.p(
                t("accounts.factor_required"),
                class_name="rounded-lg bg-warn-soft text-warn px-3 py-2 mb-3",
            ),
        ),
        rx.cond(
            OwnFactor.codes.length() > 0,
            _codes(),
            rx.cond(
                OwnFactor.is_on, _when_on(), rx.cond(OwnFactor.secret != "", _setup(), _begin())
            ),
        ),
        class_name=_CARD,
        id="second-factor",
    )


def _begin() -> rx.Component:
    return rx.el.form(
        rx.el.div(_password(), class_name="max-w-[320px] mb-3"),
        _problem("begin"),
        button(t("second_factor.begin"), type="submit", class_name="w-full lg:w-auto"),
        on_submit=OwnFactor.begin,
        key="begin",
    )


def _setup() -> rx.Component:
    return rx.el.form(
        rx.el.ol(
            rx.el.li(t("second_factor.step_app")),
            rx.el.li(t("second_factor.step_scan")),
            rx.el.li(t("second_factor.step_code")),
            class_name="list-decimal pl-5 space-y-1 mb-3",
        ),
        rx.el.div(
            rx.el.img(
                src=OwnFactor.picture,
                alt=t("second_factor.picture"),
                class_name="w-[196px] h-[196px] rounded-lg border border-line bg-white",
            ),
            rx.el.div(
                field(
                    t("second_factor.secret"),
                    text_input(
                        value=OwnFactor.secret,
                        read_only=True,
                        id="second-factor-secret",
                        class_name="font-mono text-[13px]",
                    ),
                ),
                button(
                    t("users.copy_short"),
                    tone="quiet",
                    sign="copy",
                    custom_attrs={
                        "data-copy": "second-factor-secret",
                        "data-copied": t("users.copied"),
                    },
                ),
                _code(),
                class_name="flex-1 min-w-[220px] space-y-3",
            ),
            class_name="flex flex-wrap gap-4 mb-3",
        ),
        _problem("confirm"),
        rx.el.div(
            button(t("second_factor.turn_on"), tone="primary", type="submit"),
            button(t("shell.cancel"), on_click=OwnFactor.leave),
            class_name="flex gap-2",
        ),
        reset_on_submit=False,
        on_submit=OwnFactor.confirm,
        key="confirm",
    )


def _codes() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("second_factor.codes_hint"), class_name="mb-3"),
        rx.el.textarea(
            value=OwnFactor.codes.join("\n"),
            read_only=True,
            rows=10,
            id="second-factor-codes",
            aria_label=t("second_factor.codes"),
            class_name="w-full max-w-[320px] rounded-lg border border-line-strong bg-raised p-3 font-mono",
        ),
        rx.el.div(
            button(
                t("users.copy_short"),
                sign="copy",
                custom_attrs={"data-copy": "second-factor-codes", "data-copied": t("users.copied")},
            ),
            button(t("second_factor.codes_kept"), tone="primary", on_click=OwnFactor.leave),
            class_name="flex gap-2 mt-3",
        ),
    )


def _when_on() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            t("second_factor.since", when=moment(OwnFactor.since)),
            " · ",
            t("second_factor.codes_left", count=OwnFactor.codes_left),
            class_name="mb-3",
        ),
        rx.el.form(
            rx.el.div(_code(), class_name="max-w-[320px] mb-3"),
            _problem("renew"),
            button(t("second_factor.renew"), type="submit", class_name="w-full lg:w-auto"),
            on_submit=OwnFactor.renew,
            key="renew",
        ),
        rx.cond(
            OwnFactor.is_required,
            rx.el.p(t("second_factor.stays"), class_name="text-soft mt-3"),
            rx.el.form(
                rx.el.div(
                    _password(), _code(), class_name="grid sm:grid-cols-2 gap-3 max-w-[640px] mb-3"
                ),
                _problem("end"),
                button(
                    t("second_factor.turn_off"),
                    tone="danger",
                    type="submit",
                    class_name="w-full lg:w-auto",
                ),
                on_submit=OwnFactor.end,
                class_name="border-t border-line mt-4 pt-4",
                key="end",
            ),
        ),
    )


def _password() -> rx.Component:
    return field(
        t("profile.password_old"),
        text_input(
            name="password", type="password", required=True, auto_complete="current-password"
        ),
    )


def _code() -> rx.Component:
    return field(
        t("second_factor.code"),
        text_input(
            name="code",
            required=True,
            max_length=40,
            auto_complete="one-time-code",
            class_name="font-mono",
        ),
    )


def _problem(form: str) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        OwnFactor.at == form,
        rx.el.div(problem_text(OwnFactor.problem), class_name="mb-3 empty:mb-0"),
    )


def role_rules() -> rx.Component:
    """Which roles have to have it."""
    return panel(
        rx.el.h2(t("second_factor.required"), class_name="font-semibold"),
        rx.el.p(t("second_factor.required_hint"), class_name="text-soft mb-3"),
        rx.el.form(
            rx.el.div(
                *[
                    tick(role, t(f"role.{role}"), checked=SignInRules.roles.contains(role))
                    for role in ROLES
                ],
                class_name="grid grid-cols-2 sm:grid-cols-4 gap-x-4 mb-3",
            ),
            problem_text(SignInRules.problem),
            button(t("shell.save"), tone="primary", type="submit", class_name="w-full lg:w-auto"),
            key=SignInRules.roles.join(),
            reset_on_submit=False,
            on_submit=SignInRules.save,
        ),
        class_name=_CARD,
    )
