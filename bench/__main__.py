"""`make bench`: print one table and write it to docs/benchmarks.md."""

import argparse
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import browser, data, lists
from crm_app.config import ROOT

CUSTOMERS, DEALS = 100_000, 500


def main() -> None:
    """Build the data unless the folder named has it already, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder to keep the data in, for the next run")
    kept = parser.parse_args().data
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(kept or folder))


def measure(folder: Path) -> None:
    """All figures, on the data in `folder`."""
    path = folder / "crm.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        data.build(path, CUSTOMERS, DEALS)
    rows = [*lists.measure(data.ready(path)), *browser.measure(folder)]
    head = [
        "# Benchmarks",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite, {CUSTOMERS:,} customers. Milliseconds unless said otherwise; "
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
