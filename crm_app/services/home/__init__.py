"""Today: what comes first, and who was not heard of for long."""

from crm_app.services.home.queries import long_silent, next_up
from crm_app.services.home.rows import NextUp

__all__ = ["NextUp", "long_silent", "next_up"]
