"""Notices: what a person should know, in the product, at once."""

from crm_app.services.notices.writing import notify

__all__ = ["notify"]
