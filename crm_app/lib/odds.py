"""Reading the weights of a logistic regression: needs no library, so a server may."""

import math
from collections.abc import Collection, Mapping


def chance(weights: Mapping[str, float], row: Collection[str]) -> float:
    """The probability of a row of features; "" is the intercept."""
    return sigmoid(log_odds(weights, row))


def log_odds(weights: Mapping[str, float], row: Collection[str]) -> float:
    """The sum of a row's weights."""
    return weights.get("", 0.0) + sum(weights.get(name, 0.0) for name in row if name)


def sigmoid(value: float) -> float:
    """Log odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-35.0, min(35.0, value))))
