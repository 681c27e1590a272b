"""`make bench`: print one table and write it to docs/benchmarks.md."""

import platform
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import data, lists
from crm_app.config import ROOT

CUSTOMERS, DEALS = 100_000, 500


def main() -> None:
    """Build the data, measure, print, write."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        actors = data.build(Path(folder) / "bench.db", CUSTOMERS, DEALS)
        built = time.perf_counter() - begun
        rows = lists.measure(actors)
    head = [
        "# Benchmarks",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite, {CUSTOMERS:,} customers (made in {built:.0f} s). Server time of the use case, "
        "milliseconds, one process; the machine is shared, so compare rows of one run.",
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
