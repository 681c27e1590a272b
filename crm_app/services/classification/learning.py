"""Learning a field from the leads whose value a person has set: naive Bayes of name parts.

Counts of words are explained by pointing at one of them, need no library and a megabyte, and are
fair with a hundred examples. Its confidence is made honest on leads that it has not seen.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_app.services.arrivals import Facts
from crm_app.services.classification import rules
from crm_app.services.classification.rows import Guess
from crm_app.services.learnt import NO_BETTER, TOO_FEW, USED, Training

# A dozen industries: with fewer most have no ten examples, and a quarter of them says nothing.
ENOUGH = 120
_HELD_OUT = 0.25
_LEAST_SEEN = 2
_SMOOTH = 0.5
# One-sided 95 %: what is called better must hardly be luck.
_SURE = 1.645
_TEMPERATURES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A lead as it came, oldest first, and what its field is."""

    facts: Facts
    value: str


def parts(facts: Facts) -> list[str]:
    """Pairs of Chinese letters and whole Latin words of name, title and domain."""
    found: set[str] = set()
    for run in re.findall(r"[\u4e00-\u9fff]+", facts.company_key):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    spoken = [facts.company_key if " " in facts.company_key else facts.company, *facts.domains]
    for text in spoken:
        found |= {word for word in re.findall(r"[a-z]{3,}", text.lower()) if word != "com"}
    return sorted(found)


def learn(field: str, examples: Sequence[Labelled]) -> Training:
    """Train on the older ones, measure on the newest quarter; used if it beats the rules there and
    the commonest value."""
    held = round(len(examples) * _HELD_OUT)
    quality: dict[str, Any] = {"n": len(examples), "needed": ENOUGH}
    if len(examples) < ENOUGH or len({one.value for one in examples}) < 2:
        return Training(field, TOO_FEW, quality, {})
    past, later = examples[:-held], examples[-held:]
    counted = _count(past)
    # Of the later ones themselves: the hardest bar, which only hindsight could set.
    common = Counter(one.value for one in later).most_common(1)[0][1]
    told = [_best(counted, parts(one.facts), 1.0)[0] for one in later]
    by_rules = [rules.guess(field, one.facts) for one in later]
    quality |= {
        "trained_on": len(past),
        "tested_on": held,
        "accuracy": _share([a == b.value for a, b in zip(told, later, strict=True)]),
        "base_rate": round(common / held, 4),
        "rules_accuracy": _share(
            [g is not None and g.value == one.value for g, one in zip(by_rules, later, strict=True)]
        ),
    }
    counted["temperature"] = _temperature(counted, later)
    error = math.sqrt(quality["accuracy"] * (1 - quality["accuracy"]) / held)
    sure = quality["accuracy"] - _SURE * error
    if sure <= max(quality["base_rate"], quality["rules_accuracy"]):
        return Training(field, NO_BETTER, quality, {})
    return Training(
        field, USED, quality, _count(examples) | {"temperature": counted["temperature"]}
    )


def guess(weights: Mapping[str, Any], facts: Facts) -> Guess | None:
    """The learnt word on a field, with the part of the name that speaks most for it."""
    own = [part for part in parts(facts) if part in weights["parts"]]
    if not own:
        return None
    value, sure = _best(weights, own, weights["temperature"])
    return Guess(
        value, round(100 * sure), "learnt", max(own, key=lambda p: _for(weights, p, value))
    )


def _count(examples: Sequence[Labelled]) -> dict[str, Any]:
    values = Counter(one.value for one in examples)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in examples:
        for part in parts(one.facts):
            counts[part][one.value] += 1
    kept = {p: dict(sorted(c.items())) for p, c in counts.items() if c.total() >= _LEAST_SEEN}
    return {"values": dict(sorted(values.items())), "parts": dict(sorted(kept.items()))}


def _best(weights: Mapping[str, Any], own: Sequence[str], temperature: float) -> tuple[str, float]:
    """The likeliest value and its probability."""
    known = [part for part in own if part in weights["parts"]]
    total = sum(weights["values"].values())
    logs = {
        value: math.log(count / total)
        + sum(_for(weights, part, value) for part in known) / temperature
        for value, count in weights["values"].items()
    }
    most = max(logs.values())
    scale = sum(math.exp(log - most) for log in logs.values())
    best = max(sorted(logs), key=lambda value: logs[value])
    return best, math.exp(logs[best] - most) / scale


def _for(weights: Mapping[str, Any], part: str, value: str) -> float:
    """How much likelier a part is among leads of a value than among all."""
    seen = weights["parts"][part]
    of_value = (seen.get(value, 0) + _SMOOTH) / (weights["values"][value] + 2 * _SMOOTH)
    of_all = (sum(seen.values()) + _SMOOTH) / (sum(weights["values"].values()) + 2 * _SMOOTH)
    return math.log(of_value / of_all)


def _temperature(counted: Mapping[str, Any], later: Sequence[Labelled]) -> float:
    """How much too sure the counts are: parts of a name are not independent of each other."""

    def loss(temperature: float) -> float:
        total = 0.0
        for one in later:
            value, sure = _best(counted, parts(one.facts), temperature)
            total -= math.log(max(1e-9, sure if value == one.value else 1.0 - sure))
        return total

    return min(_TEMPERATURES, key=loss)


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / max(1, len(right)), 4)
