"""Notices: what a person should know, in the product, at once."""

from crm_app.services.notices.reading import (
    notices,
    read_notice,
    read_notices,
    unread_again,
    unread_notices,
)
from crm_app.services.notices.rows import NoticeRow, Unread
from crm_app.services.notices.writing import notify

__all__ = [
    "NoticeRow",
    "Unread",
    "notices",
    "notify",
    "read_notice",
    "read_notices",
    "unread_again",
    "unread_notices",
]
