"""What was deleted: found again, and brought back."""

from crm_app.services.recycle.queries import deleted
from crm_app.services.recycle.rows import DeletedRow

__all__ = ["DeletedRow", "deleted"]
