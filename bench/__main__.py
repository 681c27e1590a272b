"""`make bench`: print one table and write it to docs/benchmarks.md."""

import argparse
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    browser,
    cards,
    data,
    deals,
    duplicates,
    figures,
    imports,
    knowing,
    lists,
    machine,
    views,
    voice,
)
from bench.lists import Row
from crm_app.config import ROOT

CUSTOMERS, DEALS = 100_000, 100_000


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
    actors = data.ready(path)
    busy: list[float] = [machine.stretch()]
    rows: list[Row] = []
    for part in (
        lambda: lists.measure(actors),
        lambda: views.measure(actors),
        lambda: deals.measure(actors),
        lambda: figures.measure(actors),
        lambda: knowing.measure(actors),
        lambda: duplicates.measure(actors),
        lambda: browser.measure(folder),
        cards.measure,
        voice.measure,
        imports.measure,
    ):
        rows += part()
        busy.append(machine.stretch())
        _write(rows, busy)  # what is measured stays, should a later part fail
    print((ROOT / "docs" / "benchmarks.md").read_text())


def _write(rows: list[Row], busy: list[float]) -> None:
    head = [
        "# Benchmarks",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite, {CUSTOMERS:,} customers, {DEALS:,} deals. {machine.described(busy)}",
        "",
        "Milliseconds unless said otherwise. Lists and search are server time of the whole use case "
        "(rights, people, numbers), measured beside bare statements that do without its indexes; "
        "the rest is real Chromium beside the server on the same cores. The last column is that "
        "alternative in the same run, or the figure to stay under.",
        "",
        "| what | median | p95 | against |",
        "|---|--:|--:|---|",
    ]
    table = [f"| {row.what} | {row.median:.1f} | {row.p95:.1f} | {row.against} |" for row in rows]
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join([*head, *table, ""]))


if __name__ == "__main__":
    main()
