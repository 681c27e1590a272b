"""Two customers that are one: everything moves to the one that is kept, and can move back."""

from collections.abc import Mapping

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.customers import Customer
from crm_app.services import merging
from crm_app.services.merging import Merge, Preview


@query(Permission.CUSTOMER_WRITE)
def preview_customers(work: Work, keep: str, other: str, rule: str = "kept") -> Preview:
    """Fields side by side and what would move."""
    return merging.preview(work, work.find(Customer, keep), work.find(Customer, other), rule)


@command(Permission.CUSTOMER_WRITE)
def merge_customers(
    work: Work,
    keep: str,
    other: str,
    choices: Mapping[str, str] | None = None,
    rule: str = "kept",
) -> Merge:
    """All that belongs to `other` is `keep`'s, and `other` goes into the recycle bin.

    `choices`: field → "keep" or "other", for what `rule` is not to decide.
    """
    kept, gone = work.find(Customer, keep), work.find(Customer, other)
    return merging.merge(work, kept, gone, choices, rule)


@command(Permission.CUSTOMER_WRITE)
def unmerge_customers(work: Work, merge: Merge) -> list[str]:
    """Take a merge back; returns the fields that were changed since and stay as they are."""
    return merging.unmerge(work, *merging.parted(work, merge.public_id, Customer))


@command(Permission.CUSTOMER_WRITE)
def unmerge_customer(work: Work, public_id: str) -> list[str]:
    """As `unmerge_customers`, by the merge's own id."""
    return merging.unmerge(work, *merging.parted(work, public_id, Customer))
