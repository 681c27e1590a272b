"""Deal scoring on deals of another house: trained on the past, measured on later ones.

    python -m tests.quality.score_deals [folder]

The data set lies outside the repository (`shared/data/pipeline` beside it) and may not be copied
into it. What is known when a deal is engaged goes in: the account's sector, size and country, the
product, its list price, and how the account's earlier deals ended. The close value does not: it is 0
for what was lost. The seller is left out on purpose (docs/decisions).
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crm_app.config import ROOT
from crm_app.services.scoring.learning import Example, learn, measure, split

OUTSIDE = ROOT.parent / "shared" / "data" / "pipeline"
_SIZES = ((20, "1-20"), (100, "21-100"), (500, "101-500"), (2000, "501-2000"))
_AMOUNTS = ((100, "1"), (1_000, "2"), (10_000, "3"))


def examples(folder: Path) -> list[Example]:
    """Every deal that ended, as it was when it was engaged."""
    accounts = {row["account"]: row for row in _read(folder / "accounts.csv")}
    prices = {row["product"]: float(row["sales_price"]) for row in _read(folder / "products.csv")}
    ended = [
        row for row in _read(folder / "sales_pipeline.csv") if row["deal_stage"] in ("Won", "Lost")
    ]
    ended.sort(key=lambda row: (row["engage_date"], row["opportunity_id"]))
    return [_example(row, accounts.get(row["account"]), prices, ended) for row in ended]


def _example(
    row: dict[str, str],
    account: dict[str, str] | None,
    prices: dict[str, float],
    ended: list[dict[str, str]],
) -> Example:
    product = row["product"].replace("GTXPro", "GTX Pro")
    before = [
        one["deal_stage"] == "Won"
        for one in ended
        if row["account"]
        and one["account"] == row["account"]
        and one["close_date"] < row["engage_date"]
    ]
    won, lost = sum(before), len(before) - sum(before)
    found = {
        "new_customer": not before,
        "won_before": won > 0,
        "won_mostly": won >= 2 and won > 2 * lost,
        "lost_mostly": lost > won,
        "no_account": account is None,
    }
    names = [name for name, holds in found.items() if holds]
    names += [f"product:{product}", f"amount:{_step(prices[product], _AMOUNTS, '4')}"]
    if account:
        names += [f"industry:{account['sector']}", f"region:{account['office_location']}"]
        names.append(f"size:{_step(float(account['employees']), _SIZES, '2001+')}")
    return Example(
        tuple(sorted(names)),
        _day(row["engage_date"]),
        _day(row["close_date"]),
        row["deal_stage"] == "Won",
    )


def _step(value: float, steps: tuple[tuple[int, str], ...], beyond: str) -> str:
    return next((key for most, key in steps if value <= most), beyond)


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def report(folder: Path) -> dict[str, Any]:
    """The figures that the product would show for this history, and what it would decide."""
    rows = examples(folder)
    training = learn("deal", rows)
    past, later = split(rows)
    return {"outcome": training.outcome, **training.quality, **measure("deal", past, later)}


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTSIDE
    if not (chosen / "sales_pipeline.csv").exists():
        sys.exit(f"No data set at {chosen}: nothing measured.")
    for name, value in report(chosen).items():
        print(f"{name:14} {value}")
