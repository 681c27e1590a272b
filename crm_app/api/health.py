"""Is the product able to serve?"""

from fastapi import Response

from crm_app.api.base import DOOR, api
from crm_app.services import health


@api.get("/_health")
def check(response: Response) -> health.Health:
    """Database, worker and engines; 503 only when database or worker cannot serve."""
    found = health.check(DOOR)
    response.status_code = 200 if found.status == "ok" else 503
    return found
