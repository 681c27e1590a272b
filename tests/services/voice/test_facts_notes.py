"""Whole notes: how many facts are found as a reader would note them."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crm_app.services.voice import KnownNames, find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")
HERE = Path(__file__).parent
LEAST = {"customer": 97, "contact": 97, "amount": 97, "due": 95, "step": 95, "mood": 90}


def notes(language: str) -> list[dict[str, Any]]:
    return json.loads((HERE / f"notes_{language}.json").read_text("utf-8"))


def right(language: str, note: dict[str, Any], names: KnownNames) -> dict[str, bool]:
    """Field by field, whether the note was understood."""
    found = find_facts(note["text"], language, NOW, names).as_document()
    amount = found["amount"]
    usual = "CNY" if language == "zh" else "USD"
    said = {
        "customer": found["customer"],
        "contact": found["contact"],
        "amount": amount and amount["value"].removesuffix(".00"),
        "due": found["due"],
        "mood": (found["sentiment"] > 0.15) - (found["sentiment"] < -0.15),
    }
    wanted = {**note, "mood": note["mood"] or 0}
    answers = {
        field: value in note.get(f"{field}_any", [wanted[field]]) for field, value in said.items()
    }
    if amount and note["amount"]:
        answers["amount"] &= amount["currency"] == note.get("currency", usual)
    return {**answers, "step": is_step(found["next_step"], note)}


def is_step(found: str | None, note: dict[str, Any]) -> bool:
    if note["step"] is None or found is None:
        return (note["step"] is None and found is None) or "" in note.get("step_any", [])
    quantifier: Callable[[Any], bool] = any if "step_any" in note else all
    return quantifier(part.lower() in found.lower() for part in note.get("step_any", note["step"]))


def share(language: str, names: KnownNames) -> dict[str, float]:
    """Percent of notes understood, by field."""
    answers = [right(language, note, names) for note in notes(language)]
    return {field: 100 * sum(a[field] for a in answers) / len(answers) for field in LEAST}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_nobody_known(language: str) -> None:
    reached = share(language, KnownNames())
    assert {field: value for field, value in reached.items() if value < LEAST[field]} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_everybody_known_in_one_list(language: str) -> None:
    everybody = [n[kind] for n in notes(language) for kind in ("customer", "contact") if n[kind]]
    reached = share(language, KnownNames.unsorted(everybody))
    assert {field: reached[field] for field in ("customer", "contact") if reached[field] < 95} == {}


def test_every_fact_shows_where_it_was_said() -> None:
    for language in ("zh", "en"):
        for note in notes(language):
            for fact in find_facts(note["text"], language, NOW).evidence().values():
                start, end = fact["span"]
                assert len(note["text"][start:end]) == len(fact["sentence"])
                assert start <= fact["piece"][0] <= fact["piece"][1] <= len(note["text"])
                assert 0 <= fact["confidence"] <= 1


@pytest.mark.parametrize(
    ("said", "language", "stage"),
    [
        ("合同今天盖章了，终于拿下", "zh", "won"),
        ("单子丢了，选了别家", "zh", "lost"),
        ("他嫌贵，要打折扣", "zh", "negotiation"),
        ("下周三给他发报价单", "zh", "proposal"),
        ("约了下周做演示", "zh", "qualified"),
        ("展会上加了微信", "zh", "lead"),
        ("We won the tender.", "en", "won"),
        ("They went with a competitor.", "en", "lost"),
        ("He wants a discount.", "en", "negotiation"),
        ("I'll send the proposal.", "en", "proposal"),
        ("The demo is on Monday.", "en", "qualified"),
        ("First call with a new lead.", "en", "lead"),
        ("今天下雨", "zh", None),
    ],
)
def test_stages(said: str, language: str, stage: str | None) -> None:
    assert find_facts(said, language, NOW).as_document()["stage_hint"] == stage


@pytest.mark.parametrize(
    ("said", "language", "step"),
    [
        ("下周三之前我要把报价单发给他", "zh", "发报价单给他"),
        ("对方下周三会把合同发过来", "zh", None),
        ("他让我周五前给个方案", "zh", "给个方案"),
        ("昨天给他发了报价单", "zh", None),
        ("I need to send the proposal by next Wednesday.", "en", "send the proposal"),
        ("He will send us the contract on Monday.", "en", None),
        ("She asked me to call her tomorrow.", "en", "call her"),
        ("I sent the quote last week.", "en", None),
    ],
)
def test_only_what_we_shall_do_is_a_step(said: str, language: str, step: str | None) -> None:
    assert find_facts(said, language, NOW).as_document()["next_step"] == step
