"""The demo workspace: a believable bilingual company, in and out again."""

from crm_app.services.demo.load import (
    Loaded,
    forget_accounts,
    is_loaded,
    load_demo,
    read_accounts,
    remove_demo,
    write_accounts,
)
from crm_app.services.demo.staff import Account

__all__ = [
    "Account",
    "Loaded",
    "forget_accounts",
    "is_loaded",
    "load_demo",
    "read_accounts",
    "remove_demo",
    "write_accounts",
]
