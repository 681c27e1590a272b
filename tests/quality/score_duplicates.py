"""How well duplicates are found: on Febrl, on the address books with known clusters, on lists made up."""

import csv
import quopri
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from crm_app.lib.matching import pairs, pairs_of_columns
from crm_app.lib.matching.headers import columns_of, guessed
from tests.quality.make_people import as_table, make

Edges = set[tuple[Any, Any]]


def quality(found: Edges, truth: Edges) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / max(1, len(truth))
    return precision, recall, 2 * right / max(1, len(found) + len(truth))


def of_clusters(clusters: Sequence[Any]) -> Edges:
    """All pairs of rows of one cluster."""
    members: dict[Any, list[int]] = defaultdict(list)
    for row, cluster in enumerate(clusters):
        members[cluster].append(row)
    return {pair for rows in members.values() for pair in combinations(rows, 2)}


def found_in(head: list[str], rows: list[list[str]]) -> Edges:
    """Pairs of a table whose columns are guessed."""
    columns, size = columns_of(rows, guessed(head))
    return {(one.a, one.b) for one in pairs_of_columns("contacts", columns, size)}


def made_up(seed: int, layout: str, people: int = 400) -> tuple[float, float, float]:
    """Quality on a list of a seed."""
    rows, clusters = make(seed, people)
    head, table = as_table(rows, layout, random.Random(seed))
    return quality(found_in(head, table), of_clusters(clusters))


def febrl(folder: Path, names: Iterable[str], gold: str) -> tuple[float, float, float]:
    """Quality on tables of Febrl; `rec_id` names the truth and is hidden."""
    head: list[str] = []
    rows: list[list[str]] = []
    for name in names:
        with (folder / name).open(encoding="utf-8") as file:
            head, *more = list(csv.reader(file, skipinitialspace=True))
        rows += more
    place = head.index("rec_id")
    ids = [row[place] for row in rows]
    shown = [[*row[:place], *row[place + 1 :]] for row in rows]
    with (folder / gold).open(encoding="utf-8") as file:
        truth = {(min(row[:2]), max(row[:2])) for row in list(csv.reader(file))[1:]}
    found = found_in([*head[:place], *head[place + 1 :]], shown)
    return quality({(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in found}, truth)


def address_books(folder: Path) -> tuple[float, float, float]:
    """Quality on the exports of one circle of people from six programs, as one list."""
    records: list[dict[str, Any]] = []
    places: dict[tuple[str, int], int] = {}
    clusters: dict[int, str] = {}
    with (folder / "gold_clusters.csv").open(encoding="utf-8") as file:
        truth = list(csv.DictReader(file))
    for row in truth:
        name, number = row["file"], int(row["data_row_or_card_no"])
        if (name, 1) not in places:
            for place, record in enumerate(_records(folder / name), 1):
                places[name, place] = len(records)
                records.append(record)
        clusters[places[name, number]] = row["entity_id"]
    found = {(one.a, one.b) for one in pairs("contacts", records)}
    return quality(found, of_clusters([clusters[row] for row in range(len(records))]))


def _records(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".vcf":
        return _cards(path.read_text("utf-8"))
    coding = "cp1252" if "1252" in path.name else "utf-16" if "utf16" in path.name else "utf-8-sig"
    with path.open(encoding=coding) as file:
        head, *rows = list(csv.reader(file))
    chosen = guessed(head)
    known = []
    for row in rows:
        record: dict[str, Any] = defaultdict(list)
        for field, place in chosen:
            if place < len(row) and row[place]:
                record[field].append(row[place])
        known.append(dict(record))
    return known


def _cards(text: str) -> list[dict[str, Any]]:
    fields = {
        "FN": "name",
        "TEL": "phones",
        "EMAIL": "emails",
        "ORG": "company",
        "BDAY": "birthday",
    }
    cards: list[dict[str, Any]] = []
    for line in text.splitlines():
        name, _, value = line.partition(":")
        name, *options = name.split(";")
        if name == "BEGIN":
            cards.append(defaultdict(list))
        if any("QUOTED-PRINTABLE" in option for option in options):
            value = quopri.decodestring(value).decode()
        field = fields.get(name.rpartition(".")[2])
        if field:
            cards[-1][field].append(value.strip(";"))
    return [dict(card) for card in cards]
