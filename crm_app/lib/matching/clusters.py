"""From pairs to groups: all of one person's, and nobody drawn in by what only two have in common."""

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np

_LARGEST = 60
Scored = dict[tuple[int, int], float]


def grouped(i: Any, j: Any, certain: Any, score_of: Callable[[Any, Any], Any]) -> Scored:
    """All pairs of each group, from those of at least one half; two that contradict stay apart."""
    good = certain >= 0.5
    i, j, certain = i[good], j[good], certain[good]
    seen = np.bincount(np.concatenate([i, j])) if len(i) else np.zeros(0, np.int64)
    alone = (seen[i] == 1) & (seen[j] == 1)  # most are two and no more
    found = _as_scored(i[alone], j[alone], certain[alone])
    direct = _as_scored(i[~alone], j[~alone], certain[~alone])
    pending: list[list[int]] = []
    for members in _components(direct):
        inside = list(combinations(members, 2)) if len(members) <= _LARGEST else []
        if all(pair in direct for pair in inside):
            found |= {pair: direct[pair] for pair in inside} or _of_members(direct, members)
        else:
            pending.append(members)
    return found | _settled(pending, direct, score_of)


def _as_scored(i: Any, j: Any, certain: Any) -> Scored:
    return dict(zip(zip(i.tolist(), j.tolist(), strict=True), certain.tolist(), strict=True))


def _of_members(direct: Scored, members: list[int]) -> Scored:
    there = set(members)
    return {pair: score for pair, score in direct.items() if pair[0] in there}


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


def _components(direct: Scored) -> list[list[int]]:
    parent: dict[int, int] = {}

    def root(member: int) -> int:
        while parent.setdefault(member, member) != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for a, b in direct:
        parent[root(a)] = root(b)
    members: dict[int, list[int]] = defaultdict(list)
    for member in parent:
        members[root(member)].append(member)
    return [sorted(group) for group in members.values()]
