"""`make bench`: print one table and write it to docs/benchmarks.md."""

import platform
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import browser, data, lists
from crm_app.config import ROOT

CUSTOMERS, DEALS = 100_000, 500


def main() -> None:
    """Build the data, measure, print, write."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        actors = data.build(Path(folder) / "crm.db", CUSTOMERS, DEALS)
        built = time.perf_counter() - begun
        rows = [*lists.measure(actors), *browser.measure(Path(folder))]
    head = [
        "# Benchmarks",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite, {CUSTOMERS:,} customers (made in {built:.0f} s). Milliseconds unless said otherwise; "
        "lists and search are server time of the use case, the rest is real Chromium. The last "
        "column is LIKE on the same rows, or the figure to stay under.",
        "",
        "| what | median | p95 | against |",
        "|---|--:|--:|---|",
    ]
    table = [f"| {row.what} | {row.median:.1f} | {row.p95:.1f} | {row.against} |" for row in rows]
    document = "\n".join([*head, *table, ""])
    (ROOT / "docs" / "benchmarks.md").write_text(document)
    print(document)


if __name__ == "__main__":
    main()
