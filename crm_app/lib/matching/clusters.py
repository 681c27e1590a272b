"""From pairs to groups: all of one person's, and nobody drawn in by what only two have in common."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np

_LARGEST = 60
Scored = dict[tuple[int, int], float]


def grouped(i: Any, j: Any, certain: Any, score_of: Callable[[Any, Any], Any]) -> tuple[Any, ...]:
    """All pairs of each group, as three columns, from those of at least one half; two that contradict
    stay apart."""
    good = certain >= 0.5
    i, j, certain = i[good], j[good], certain[good]
    if not len(i):
        return i, j, certain
    members, places = np.unique(np.concatenate([i, j]), return_inverse=True)
    a, b = places.reshape(2, -1)
    labels = _labels(a, b, len(members))
    sizes = np.bincount(labels, minlength=len(members))
    inside = np.bincount(labels[a], minlength=len(members))
    # Where each is paired with each there is nothing to settle; nor is it tried with very many.
    settled = (inside == sizes * (sizes - 1) // 2) | (sizes > _LARGEST)
    clear = settled[labels[a]]
    order = np.argsort(labels, kind="stable")
    order = order[~settled[labels[order]]]  # of equal labels the members rise
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    pending = [some.tolist() for some in np.split(members[order], ends)] if len(order) else []
    direct = _as_scored(i[~clear], j[~clear], certain[~clear])
    settled_now = _settled(pending, direct, score_of)
    table = np.array(list(settled_now), i.dtype).reshape(-1, 2)
    scores = np.fromiter(settled_now.values(), np.float64, len(settled_now))
    parts = ((i[clear], table[:, 0]), (j[clear], table[:, 1]), (certain[clear], scores))
    return tuple(np.concatenate(part) for part in parts)


def _labels(a: Any, b: Any, size: int) -> Any:
    """For each member the first one of its group: the least that can be reached."""
    labels = np.arange(size)
    while True:
        least = np.minimum(labels[a], labels[b])
        if (labels[a] == least).all() and (labels[b] == least).all():
            return labels
        np.minimum.at(labels, a, least)
        np.minimum.at(labels, b, least)
        labels = labels[labels]


def _as_scored(i: Any, j: Any, certain: Any) -> Scored:
    return dict(zip(zip(i.tolist(), j.tolist(), strict=True), certain.tolist(), strict=True))


def _settled(
    pending: list[list[int]], direct: Scored, score_of: Callable[[Any, Any], Any]
) -> Scored:
    pairs = [pair for members in pending for pair in combinations(members, 2)]
    if not pairs:
        return {}
    table = np.array(pairs, np.int32)
    scores = dict(zip(pairs, score_of(table[:, 0], table[:, 1]).tolist(), strict=True))
    scores |= direct
    found: Scored = {}
    for members in pending:
        for group in _agreeing(members, scores):
            for pair in combinations(sorted(group), 2):
                found[pair] = max(scores[pair], 0.5)
    return found


def _agreeing(members: list[int], scores: Scored) -> list[list[int]]:
    """The likeliest first; two groups become one unless their members contradict on the whole."""
    groups = {member: [member] for member in members}
    edges = [pair for pair in combinations(members, 2) if scores[pair] >= 0.5]
    for a, b in sorted(edges, key=lambda pair: -scores[pair]):
        one, other = groups[a], groups[b]
        if one is other:
            continue
        between = [scores[min(x, y), max(x, y)] for x in one for y in other]
        bits = [min(8.0, max(-12.0, _bits(score))) for score in between]
        if sum(bits) / len(bits) > -3.0:
            one += other
            for member in other:
                groups[member] = one
    return [list(group) for group in {id(group): group for group in groups.values()}.values()]


def _bits(score: float) -> float:
    score = min(max(score, 1e-9), 1 - 1e-9)
    return float(np.log2(score / (1 - score)))
