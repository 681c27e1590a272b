"""Sign-in, set-up and invitation: plain forms that need no live connection."""

import reflex as rx

from crm_app.components.entrance import entrance, entrance_field
from crm_app.components.text import t
from crm_app.components.ui.forms import field, text_input


@rx.page(route="/login", title="登录 · Sign in · Puer")
def login() -> rx.Component:
    """Sign in."""
    return entrance(
        "login.title",
        entrance_field("login.email", "email", kind="email", complete="username", first=True),
        entrance_field("login.password", "password", kind="password", complete="current-password"),
        _code(),
        post="/api/v1/session",
        submit="login.submit",
        hint="login.forgotten",
    )


@rx.page(route="/setup", title="开始使用 · Set up · Puer")
def setup() -> rx.Component:
    """The first administrator."""
    return entrance(
        "setup.title",
        rx.el.p(t("setup.hint"), class_name="text-soft"),
        entrance_field("setup.company", "company", complete="organization", first=True),
        entrance_field("setup.name", "name", complete="name"),
        entrance_field("login.email", "email", kind="email", complete="username"),
        _new_password(),
        post="/api/v1/setup",
        submit="setup.submit",
    )


@rx.page(route="/welcome", title="设置密码 · Set password · Puer")
def welcome() -> rx.Component:
    """An invitation or a reset taken up."""
    return entrance(
        "welcome.title",
        _new_password(first=True),
        post="/api/v1/welcome",
        submit="welcome.submit",
    )


def _code() -> rx.Component:
    """Appears when the password fits and a second step is asked for (assets/js/page.js)."""
    return rx.el.div(
        field(
            t("login.code"),
            text_input(name="code", max_length=40, auto_complete="one-time-code"),
            hint=t("login.code_hint"),
        ),
        hidden=True,
        custom_attrs={"data-code": ""},
    )


def _new_password(*, first: bool = False) -> rx.Component:
    return entrance_field(
        *("login.password", "password"),
        kind="password",
        complete="new-password",
        hint="login.password_hint",
        first=first,
    )
