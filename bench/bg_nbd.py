"""BG/NBD for how often somebody comes back, gamma-gamma for what he spends each time, fitted by likelihood.

Written after Fader, Hardie and Lee (2005) and Fader and Hardie (2013), to hold our formula against what
the literature does. The libraries for it are no longer kept up, or bring a whole sampler along.
"""

import math
from collections.abc import Callable

import numpy as np

Array = np.ndarray
_WEEK = 7.0
_log_gamma = np.vectorize(math.lgamma, otypes=[float])


def expected_spend(orders: Array, spent: Array, last: Array, known: Array, days: float) -> Array:
    """What each customer brings in the next `days`; `last` and `known` are days since the first order.

    Fitted on the very customers: what comes after is not seen.
    """
    again, last, known = orders - 1.0, last / _WEEK, known / _WEEK
    shape = _fitted(lambda p: _visits_likelihood(p, again, last, known), (0.0, 3.0, 0.0, 0.0))
    mean = spent / orders
    sums = _fitted(
        lambda p: _sums_likelihood(p, orders, mean), (0.0, 1.0, math.log(np.median(mean)))
    )
    p, q, g = sums
    usual = p * (g + orders * mean) / (p * orders + q - 1)
    return _visits(shape, again, last, known, days / _WEEK) * usual


def _visits_likelihood(p: Array, again: Array, last: Array, known: Array) -> float:
    r, alpha, a, b = p
    start = _gamma_of(r, again) - math.lgamma(r) + r * math.log(alpha)
    stays = math.lgamma(a + b) + _gamma_of(b, again) - math.lgamma(b) - _gamma_of(a + b, again)
    here = -(r + again) * np.log(alpha + known)
    gone = math.log(a) - np.log(b + np.maximum(again, 1) - 1) - (r + again) * np.log(alpha + last)
    told = start + stays + np.logaddexp(here, np.where(again > 0, gone, -np.inf))
    return float(told.mean())


def _visits(shape: Array, again: Array, last: Array, known: Array, weeks: float) -> Array:
    r, alpha, a, b = shape
    whole = alpha + known + weeks
    rest = ((alpha + known) / whole) ** (r + again)
    come = 1 - rest * _hypergeometric(r + again, b + again, a + b + again - 1, weeks / whole)
    odds = a / (b + np.maximum(again, 1) - 1) * ((alpha + known) / (alpha + last)) ** (r + again)
    return (a + b + again - 1) / (a - 1) * come / (1 + np.where(again > 0, odds, 0))


def _sums_likelihood(p: Array, orders: Array, mean: Array) -> float:
    p_, q, g = p
    told = _log_gamma(p_ * orders + q) - _log_gamma(p_ * orders) - math.lgamma(q)
    told += q * math.log(g) + (p_ * orders - 1) * np.log(mean) + p_ * orders * np.log(orders)
    return float((told - (p_ * orders + q) * np.log(g + mean * orders)).mean())


def _gamma_of(base: float, counts: Array) -> Array:
    values, places = np.unique(counts, return_inverse=True)
    return _log_gamma(base + values)[places]


def _hypergeometric(a: Array, b: Array, c: Array, z: Array) -> Array:
    """2F1 by its series; z is below 1."""
    whole, term = np.ones_like(z), np.ones_like(z)
    for k in range(2_000):
        term = term * (a + k) * (b + k) / (c + k) / (k + 1) * z
        whole += term
        if np.max(np.abs(term) / whole) < 1e-9:
            break
    return whole


def _fitted(likelihood: Callable[[Array], float], start: tuple[float, ...]) -> Array:
    """Positive parameters of the greatest likelihood: Nelder and Mead's way, on their logarithms."""

    def cost(at: Array) -> float:
        return -likelihood(np.exp(np.clip(at, -15, 15)))

    points = [np.array(start), *(np.array(start) + step for step in np.eye(len(start)) / 2)]
    for _ in range(400):
        points.sort(key=cost)
        if cost(points[-1]) - cost(points[0]) < 1e-7:
            break
        middle = np.mean(points[:-1], axis=0)
        tried = [middle + by * (points[-1] - middle) for by in (-1.0, -2.0, 0.5)]
        best = min(tried, key=cost)
        if cost(best) < cost(points[-1]):
            points[-1] = best
        else:
            points = [points[0], *((one + points[0]) / 2 for one in points[1:])]
    return np.exp(np.clip(min(points, key=cost), -15, 15))
