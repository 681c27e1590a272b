"""How surprising a count is: exact tails of the binomial, and how far a share may be from the truth."""

from math import exp, lgamma, log, log1p, sqrt


def tail(hits: int, of: int, chance: float) -> float:
    """P(X >= hits) for X ~ B(of, chance): how often chance alone brings as much."""
    if hits <= 0:
        return 1.0
    if hits > of or chance <= 0.0:
        return 0.0
    if chance >= 1.0:
        return 1.0
    log_in, log_out = log(chance), log1p(-chance)
    whole = lgamma(of + 1)
    total = 0.0
    for k in range(hits, of + 1):
        ways = whole - lgamma(k + 1) - lgamma(of - k + 1)
        total += exp(ways + k * log_in + (of - k) * log_out)
    return min(1.0, total)


def upper_share(hits: float, of: float, z: float = 1.96) -> float:
    """The upper end of Wilson's interval: a share known from few is taken for larger than it seems."""
    if of <= 0:
        return 1.0
    share = min(1.0, hits / of)
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return min(1.0, (middle + reach) / (1 + z * z / of))
