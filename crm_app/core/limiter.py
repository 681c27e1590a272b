"""How often somebody may try: counted in memory, or in Redis where there are several processes."""

from functools import lru_cache

from limits import RateLimitItem
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from crm_app.config import settings


@lru_cache(maxsize=1)
def limiter() -> MovingWindowRateLimiter:
    """The one counter of this process."""
    storage = storage_from_string(settings().redis_url or "memory://")
    assert isinstance(storage, Storage)
    return MovingWindowRateLimiter(storage)


def allowed(limit: RateLimitItem, *names: str) -> bool:
    """Count one attempt under these names; False when there were too many."""
    return limiter().hit(limit, *names)
