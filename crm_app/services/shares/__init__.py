"""Sharing a record with a person: for deals, leads, whatever is owned. Rights are kept in one place
(`core/sharing.py`), so that lists, pages, search and files agree.
"""

from crm_app.models.ownership import Rights
from crm_app.services.shares.giving import give, sees, shares_with, withdraw

__all__ = ["Rights", "give", "sees", "shares_with", "withdraw"]
