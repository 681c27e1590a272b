"""Logistic regression with a ridge on the weights, of yes-or-no features.

Imports numpy: whoever fits imports this module there and then (a background job), so that a server
that only reads weights stays small.
"""

import math
from collections.abc import Collection, Sequence

import numpy as np

MOST_STEPS = 50
_ENOUGH = 1e-9


def fit(
    rows: Sequence[Collection[str]], outcomes: Sequence[bool], names: Sequence[str], ridge: float
) -> dict[str, float]:
    """Feature → weight, and "" → the intercept, which alone is not drawn to zero.

    Newton's method on a convex loss: the same rows give the same weights, whatever their order of
    features. Without both outcomes there is nothing to fit: the weights are then all zero.
    """
    if not rows or len(set(outcomes)) < 2:
        return {"": 0.0, **dict.fromkeys(names, 0.0)}
    place = {name: column for column, name in enumerate(names, 1)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1.0
    for line, row in enumerate(rows):
        for name in row:
            if name in place:
                x[line, place[name]] = 1.0
    y = np.array(outcomes, dtype=float)
    pull = np.full(len(names) + 1, ridge)
    pull[0] = 0.0
    weights = np.zeros(len(names) + 1)
    weights[0] = math.log(y.mean() / (1.0 - y.mean()))
    for _ in range(MOST_STEPS):
        chances = 1.0 / (1.0 + np.exp(-(x @ weights)))
        slope = x.T @ (y - chances) - pull * weights
        curve = (x * (chances * (1.0 - chances))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve + np.eye(len(weights)) * 1e-12, slope)
        weights += step
        if np.abs(step).max() < _ENOUGH:
            break
    found = [round(float(weight), 6) for weight in weights]
    return {"": found[0], **dict(zip(names, found[1:], strict=True))}


def recalibrate(told: Sequence[float], outcomes: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift by which log odds fit what came (Platt 1999); drawn softly to 1 and 0.

    The slope is never below zero: turning a ranking round would be no calibration.
    """
    x = np.column_stack([np.array(told, dtype=float), np.ones(len(told))])
    y, found, start = np.array(outcomes, dtype=float), np.array([1.0, 0.0]), np.array([1.0, 0.0])
    for _ in range(MOST_STEPS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -35.0, 35.0)))
        slope = x.T @ (y - chances) - (found - start)
        curve = (x * (chances * (1.0 - chances))[:, None]).T @ x + np.eye(2)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if np.abs(step).max() < _ENOUGH:
            break
    return max(0.0, float(found[0])), float(found[1])
