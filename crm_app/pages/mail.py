"""The mail server and the outbox."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.mail import mail_filters, mail_list, mail_server
from crm_app.components.settings import settings_back
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.mail import MailList


@screen(
    "/settings/mail",
    "mail.title",
    on_load=MailList.load,
    settings=MenuEntry(
        *("/settings/mail", "mail.title", "mail", 55, Permission.MAIL_READ), hint="mail.hint"
    ),
)
def mail() -> rx.Component:
    """What left, what waits, and by which server."""
    return list_page(
        "mail.title",
        MailList,
        table=mail_list(),
        filters=mail_filters(),
        above=settings_back(),
        lead=rx.cond(MailList.loaded, mail_server()),
        empty_sign="mail",
        empty_text="mail.none",
        none_found="mail.none_found",
    )
