"""Duplicates: quality and processor time of ours beside splink and recordlinkage, in one run.

The peers are no part of the product: `make peers` puts them into a folder of their own. Where they
are absent their column says so. Each runs in a process of its own.
"""

import json
import random
import secrets
import statistics
import subprocess
import time

from sqlmodel import Session

from bench.lists import Row
from bench.peers import PEERS
from crm_app.config import ROOT
from crm_app.core import database
from crm_app.core.permissions import Actor
from crm_app.lib.matching import pairs_of_columns
from crm_app.lib.matching.headers import columns_of, guessed
from crm_app.services import contacts
from crm_app.services.points import read_point
from tests.quality import score_duplicates as scored
from tests.quality.make_people import as_table, make

DATA = ROOT.parent / "shared" / "data"
_FEBRL = {
    "Febrl 1": (["dataset1.csv"], "gold_pairs_dataset1.csv"),
    "Febrl 2": (["dataset2.csv"], "gold_pairs_dataset2.csv"),
    "Febrl 4": (["dataset4a.csv", "dataset4b.csv"], "gold_links_dataset4.csv"),
}
_PYTHON = ROOT / ".peers" / "bin" / "python"
MANY, ASKED = 100_000, 200


def measure(actors: dict[str, Actor]) -> list[Row]:
    """F1 on every set, seconds for many, and one new record against all that the bench has."""
    rows = [*_published(), *_made_up(), _many()]
    return [*rows, _one(actors["director"])]


def _published() -> list[Row]:
    rows = []
    for name, (tables, gold) in _FEBRL.items() if (DATA / "dedupe").exists() else ():
        f1 = scored.febrl(DATA / "dedupe", tables, gold)[2] * 100
        peers = [f"{peer} {_peer(peer, name)}" for peer in PEERS]
        rows.append(Row(f"duplicates, {name}, F1 %", f1, f1, f"99.5; {'; '.join(peers)}"))
    return rows


def _peer(peer: str, name: str) -> str:
    """F1 and processor seconds of a peer, in a process of its own."""
    if not _PYTHON.exists():
        return "absent (make peers)"
    tables, gold = _FEBRL[name]
    words = [str(_PYTHON), "-m", "bench.peers", peer, str(DATA / "dedupe"), gold, *tables]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        return "failed"
    found = json.loads(told.stdout.splitlines()[-1])
    return f"{found['f1'] * 100:.1f} in {found['seconds']:.1f} s"


def _made_up() -> list[Row]:
    """Lists of seeds drawn just now: nobody has looked at them."""
    rows = []
    for layout, words in (("zh", "Chinese headings"), ("en", "names in two columns")):
        seeds = [secrets.randbits(30) for _ in range(3)]
        found = [scored.made_up(seed, layout)[2] * 100 for seed in seeds]
        what = f"duplicates, lists made up, {words}, F1 % (seeds {', '.join(map(str, seeds))})"
        rows.append(Row(what, statistics.median(found), min(found), "98"))
    return rows


def _many() -> Row:
    people = MANY // 2
    records, _ = make(7, people)
    head, table = as_table(records[:MANY], "zh", random.Random(7))
    columns, size = columns_of(table, guessed(head))
    begun = time.process_time()
    found = pairs_of_columns("contacts", columns, size)
    spent = (time.process_time() - begun) * 1000
    return Row(
        f"duplicates of {size:,}, processor time ({len(found):,} pairs)", spent, spent, "3000"
    )


def _one(actor: Actor) -> Row:
    """One new contact against all there are, behind the door."""
    spent = []
    with Session(database.engine()):
        for number in range(ASKED):
            points = [read_point("mobile", f"138{number:08d}")]
            begun = time.process_time()
            contacts.possible_duplicates(actor, "张伟", points, "华东科技")
            spent.append((time.process_time() - begun) * 1000)
    spent.sort()
    what = f"one new contact against all, processor time (n = {ASKED})"
    return Row(what, statistics.median(spent), spent[int(ASKED * 0.95)], "5")
