"""The one place where a line is priced, and where lines come to the figures of a quote."""

from crm_app.services.pricing.of_quotes import (
    apply_totals,
    at_discount,
    content_hash,
    quote_lines,
    quote_rates,
    sold,
    with_discount,
)
from crm_app.services.pricing.sums import (
    HUNDRED,
    ZERO,
    LineTotals,
    Priced,
    RateTotals,
    Totals,
    by_rate,
    counts,
    each_line,
    line_totals,
    subtotals,
    totals,
)

__all__ = [
    "HUNDRED",
    "ZERO",
    "LineTotals",
    "Priced",
    "RateTotals",
    "Totals",
    "apply_totals",
    "at_discount",
    "by_rate",
    "content_hash",
    "counts",
    "each_line",
    "line_totals",
    "quote_lines",
    "quote_rates",
    "sold",
    "subtotals",
    "totals",
    "with_discount",
]
