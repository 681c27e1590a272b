"""The sheets of the users' screen: invite, edit, reset, and the link that comes of it."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.overlay import closes, save_actions, sheet, sheet_actions
from crm_app.components.users import team_option
from crm_app.services.accounts import ROLES
from crm_app.state.users import UserList


def user_sheets() -> rx.Component:
    """All of them; the state says which is open."""
    return rx.fragment(_invitation(), _editor(), _reset(), _link())


def _invitation() -> rx.Component:
    return sheet(
        "user-invite",
        t("users.invite"),
        rx.el.form(
            rx.el.p(t("users.invite_hint"), class_name="text-soft"),
            field(
                t("users.email"),
                text_input(
                    name="email",
                    type="email",
                    required=True,
                    max_length=254,
                    auto_complete="off",
                    custom_attrs={"data-focus": ""},
                ),
            ),
            _name(),
            rx.el.div(_role(), _team(), _language(), class_name="grid sm:grid-cols-3 gap-3"),
            problem_text(UserList.problem),
            save_actions(t("users.invite_submit")),
            reset_on_submit=False,
            on_submit=UserList.invite,
            class_name="space-y-3",
        ),
        open=UserList.sheet == "invite",
        on_close=UserList.stop,
        key="invite",
    )


def _editor() -> rx.Component:
    return sheet(
        "user-edit",
        t("users.edit"),
        rx.el.form(
            rx.el.p(UserList.values["email"], class_name="text-soft"),
            _name(),
            rx.el.div(_role(), _team(), class_name="grid grid-cols-2 gap-3"),
            _senior(),
            problem_text(UserList.problem),
            save_actions(),
            reset_on_submit=False,
            on_submit=UserList.save,
            class_name="space-y-3",
        ),
        open=UserList.sheet == "edit",
        on_close=UserList.stop,
        key=f"edit-{UserList.editing}",
    )


def _reset() -> rx.Component:
    return sheet(
        "user-reset",
        t("users.reset_title", name=UserList.values["name"]),
        rx.el.p(t("users.reset_hint"), class_name="text-soft"),
        problem_text(UserList.problem),
        sheet_actions(
            button(t("shell.cancel"), custom_attrs=closes()),
            button(t("users.reset_submit"), tone="danger", on_click=UserList.reset_password),
        ),
        open=UserList.sheet == "reset",
        on_close=UserList.stop,
        key=f"reset-{UserList.editing}",
    )


def _link() -> rx.Component:
    return sheet(
        "user-link",
        t("users.link", name=UserList.values["name"]),
        rx.el.p(
            rx.cond(UserList.is_mailed, t("users.link_mailed"), t("users.link_not_mailed")),
            class_name="mb-3",
        ),
        text_input(
            read_only=True,
            value=UserList.link,
            aria_label=t("users.link", name=UserList.values["name"]),
            class_name="font-mono text-[13px]",
            id="user-link-address",
        ),
        rx.el.p(t("users.link_hint"), class_name="text-soft text-[13px] mt-2"),
        sheet_actions(
            button(t("shell.close"), custom_attrs=closes()),
            button(
                t("users.copy"),
                tone="primary",
                sign="copy",
                custom_attrs={"data-copy": "user-link-address", "data-copied": t("users.copied")},
            ),
        ),
        open=UserList.sheet == "link",
        on_close=UserList.stop,
        key=f"link-{UserList.editing}",
    )


def _name() -> rx.Component:
    return field(
        t("users.name"),
        text_input(
            name="name",
            required=True,
            max_length=120,
            auto_complete="off",
            default_value=UserList.values["name"],
        ),
    )


def _role() -> rx.Component:
    return field(
        t("users.role"),
        select(
            *[rx.el.option(t(f"role.{role}"), value=role) for role in ROLES],
            name="role",
            default_value=UserList.values["role"],
        ),
    )


def _team() -> rx.Component:
    return field(
        t("users.team"),
        select(
            rx.foreach(UserList.teams, team_option),
            name="team_public_id",
            default_value=UserList.values["team_public_id"],
        ),
    )


def _senior() -> rx.Component:
    return rx.el.div(
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name="senior",
                default_checked=UserList.values["senior"] != "",
                class_name="w-5 h-5",
            ),
            t("users.senior"),
            class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[34px]",
        ),
        rx.el.p(t("users.senior_hint"), class_name="text-soft text-[13px]"),
    )


def _language() -> rx.Component:
    return field(
        t("users.language"),
        select(
            rx.el.option("中文", value="zh"),
            rx.el.option("English", value="en"),
            name="language",
        ),
    )
