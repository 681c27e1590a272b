"""Where records lie: their regions, in somebody's words, on the map of provinces (lib/tile_map.py)."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ARRAY, String, literal
from sqlmodel import func, select

from crm_app.core.asking import without_index
from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.tile_map import NONE, OTHER, name_of, spot_of


def lies(region: str, place: str) -> bool:
    """Whether a region in words lies at a place: a province (two digits), a city, or none of them."""
    spot = spot_of(region)
    return spot.startswith(place) if len(place) == 2 else spot == place


def is_place(place: str) -> bool:
    """Whether it is one of the map."""
    return place in (NONE, OTHER) or name_of(place) != ("", "")


def in_place(column: Any) -> Callable[[Work, str], Any]:
    """A filter on a column of regions; refuses what is no place of the map (`list.value_unknown`)."""

    def condition(work: Work, place: str) -> Any:
        if not is_place(place):
            raise Invalid("list.value_unknown", value=place[:60])
        chosen = [one for one in _regions(work, column) if lies(one, place)]
        return without_index(column).in_(_listed(chosen))

    return condition


def _regions(work: Work, column: Any) -> list[str]:
    """All regions that are written anywhere, each once: from step to step along the column's index."""
    first = select(func.min(column).label("said")).cte(recursive=True)
    beyond = select(func.min(column)).where(column > first.c.said).scalar_subquery()
    every = first.union_all(select(beyond).where(first.c.said.is_not(None)))
    return [one for one in work.session.exec(select(every.c.said)) if one is not None]


def _listed(texts: list[str]) -> Any:
    if is_sqlite():
        return select(func.json_each(json.dumps(texts)).table_valued("value").c.value)
    return select(func.unnest(literal(texts, ARRAY(String))))
