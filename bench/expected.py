"""How far off the expected value is: reckoned on a day of the past, held against what came after.

`python -m bench.expected [FOLDER]`: the folder of public shop data (retail/), where there is one;
orders that are drawn (people who come at their own pace, spend about their own sum, and leave) always.
Beside the formula stand BG/NBD with gamma-gamma and two naive guesses: what was spent until now goes
on at the same pace, and everybody brings the average. Errors are of the spend of each customer in the months that follow.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np

from bench.bg_nbd import expected_spend
from crm_app.lib.exact import SCALE
from crm_app.services.lifecycle.judging import Columns, basis_of, columns_of, judge_all
from crm_app.services.lifecycle.rules import YEAR, Figures, Limits

_SCALE = int(SCALE)
Order = tuple[str, date, float]


def held_out(orders: Iterable[Order], day: date, months: int) -> dict[str, tuple[float, ...]]:
    """Guess → error a customer (share of the average spend), sum guessed over sum spent, share of
    the real spend that the guess's best fifth of customers brought."""
    before: dict[str, list[tuple[date, float]]] = defaultdict(list)
    after: dict[str, float] = defaultdict(float)
    days = round(months * YEAR / 12)
    for who, on, amount in orders:
        if on <= day:
            before[who].append((on, amount))
        elif on <= day + timedelta(days=days):
            after[who] += amount
    figures = [_figures(known, day) for known in before.values()]
    columns = columns_of(figures)
    basis = basis_of(day, columns, Limits())
    judged = judge_all(columns, basis, np.zeros(len(figures), dtype=np.int64))
    actual = np.array([after[who] for who in before])
    watched = (day - min(one.first_on for one in figures)).days + 1
    part = days / YEAR
    pace = np.array([one.spent / _SCALE for one in figures]) / min(watched, YEAR) * days
    guesses = {
        "formula": judged["expected"] / _SCALE * part,
        "same pace as until now": pace,
        "BG/NBD, gamma-gamma": _model(columns, day, days),
        "everybody the average": np.full(len(actual), pace.mean()),
    }
    return {name: (*_errors(guess, actual), len(actual)) for name, guess in guesses.items()}


def _model(columns: Columns, day: date, days: int) -> "np.ndarray":
    known = (day.toordinal() - columns.first).astype(float)
    last = (columns.last - columns.first).astype(float)
    return expected_spend(columns.orders, columns.spent / _SCALE, last, known, days)


def _figures(known: list[tuple[date, float]], day: date) -> Figures:
    known.sort()
    since = day - timedelta(days=YEAR - 1)
    spent = [(on, round(amount * _SCALE)) for on, amount in known]
    recent = [amount for on, amount in spent if on >= since]
    second = known[1][0] if len(known) > 1 else None
    whole = sum(amount for _, amount in spent)
    return Figures(len(known), whole, len(recent), sum(recent), known[0][0], known[-1][0], second)


def _errors(guess: "np.ndarray", actual: "np.ndarray") -> tuple[float, float, float]:
    best = np.argsort(-guess, kind="stable")[: max(1, len(guess) // 5)]
    return (
        float(np.abs(guess - actual).mean() / actual.mean()),
        float(guess.sum() / actual.sum()),
        float(actual[best].sum() / actual.sum()),
    )


def drawn(seed: int = 5, people: int = 5_000) -> list[Order]:
    """Two years of people who come at a pace of their own and leave one day (Pareto/NBD)."""
    chance, first = Random(seed), date(2025, 1, 1)
    found: list[Order] = []
    for number in range(people):
        pace = chance.gammavariate(1.2, 1 / 60)
        stays = chance.expovariate(1.0) / chance.gammavariate(0.8, 1 / 300)
        usual = chance.lognormvariate(6, 0.8)
        begun = chance.randint(0, 420)
        at = 0.0
        while at < min(stays, 730 - begun):
            amount = usual * chance.lognormvariate(0, 0.35)
            found.append((str(number), first + timedelta(days=begun + int(at)), amount))
            at += chance.expovariate(max(pace, 1e-4))
    return found


def shop(path: Path) -> list[Order]:
    """UCI Online Retail: invoices that were not cancelled."""
    sums: dict[tuple[str, str], list] = {}
    with path.open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            if row["CustomerID"] and not row["InvoiceNo"].startswith("C"):
                on = datetime.strptime(row["InvoiceDate"], "%m/%d/%Y %H:%M").date()  # noqa: DTZ007
                one = sums.setdefault((row["CustomerID"], row["InvoiceNo"]), [on, 0.0])
                one[1] += float(row["Quantity"]) * float(row["UnitPrice"])
    return [(who, on, amount) for (who, _), (on, amount) in sums.items() if amount > 0]


def baskets(path: Path) -> list[Order]:
    """Complete Journey: households and their baskets."""
    sums: dict[tuple[str, str], list] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            on = datetime.fromisoformat(row["transaction_timestamp"]).date()
            one = sums.setdefault((row["household_id"], row["basket_id"]), [on, 0.0])
            one[1] += float(row["sales_value"])
    return [(who, on, amount) for (who, _), (on, amount) in sums.items() if amount > 0]


def main() -> None:
    """Print a table for each set of orders."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("shared/data/retail")
    sets = [("drawn, 5,000 people", drawn(), date(2026, 6, 30), 6)]
    uci = folder / "uci_online_retail_nonUK_complete_invoices.csv"
    journey = folder / "completejourney_transactions_subset.csv"
    if uci.exists():
        days = ((date(2011, 4, 9), 6), (date(2011, 6, 9), 6), (date(2011, 8, 9), 4))
        sets += [("UCI Online Retail, non-UK", shop(uci), *one) for one in days]
    if journey.exists():
        days = ((date(2017, 5, 1), 6), (date(2017, 7, 1), 6), (date(2017, 9, 1), 4))
        sets += [("Complete Journey", baskets(journey), *one) for one in days]
    for name, orders, day, months in sets:
        print(f"{name}: {len(orders)} orders, by {day}, the {months} months after")
        for guess, (error, bias, best, many) in held_out(orders, day, months).items():
            print(
                f"  {guess:24} error {error:5.2f} of the average  sum {bias:5.2f}"
                f"  best fifth {best:4.0%}  n {many:.0f}"
            )


if __name__ == "__main__":
    main()
