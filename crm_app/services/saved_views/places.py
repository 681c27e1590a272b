"""A list on the map of provinces: how many records lie in each, and in the cities of one."""

from collections import Counter
from dataclasses import dataclass, field
from math import ceil, sqrt
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.tile_map import NONE, OTHER, TILES, name_of, spot_of
from crm_app.models.customers import Customer
from crm_app.services import regions
from crm_app.services.saved_views import wording
from crm_app.services.saved_views.queries import kind_of

LEVELS, MOST_BARS, MOST_TEXTS = 5, 8, 30
# Where each kind of list says where its records lie.
_REGIONS: dict[str, Any] = {"customer": col(Customer.region)}


@dataclass(frozen=True, slots=True)
class Square:
    """How many records lie in a province; `level` from 0 (none) to 5 (as many as anywhere)."""

    count: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A city, or a region that lies nowhere on the map; `share` in percent of the longest bar.
    `place` and `region` are what narrows the list to it."""

    place: str
    region: str
    zh: str
    en: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """All squares by their province, with those of `NONE` and `OTHER`; and the bars of one of them, or of
    the cities with the most records."""

    squares: dict[str, Square]
    bars: list[Bar] = field(default_factory=list)
    total: int = 0


EMPTY = {key: Square() for key in (*(tile.code for tile in TILES), OTHER, NONE)}


@query(Permission.SELF)
def places(work: Work, kind: str, asked: ListQuery, place: str = "") -> PlaceMap:
    """Where the records of a list lie. `place` is the one whose cities are shown; `asked` does without."""
    of, column = kind_of(work, kind), _REGIONS.get(kind)
    if column is None:
        raise Invalid("saved_views.kind_unknown", field="kind")
    if place and not regions.is_place(place):
        raise Invalid("list.value_unknown", field="place", value=place[:60])
    model = of.listing.model
    counted: Any = select(column, func.count()).select_from(model)
    living = [*conditions(work, of.listing, asked), col(model.deleted_at).is_(None)]
    found = work.narrowed(counted.where(*living), model, along=True).group_by(column)
    said = dict(work.session.exec(found).all())
    spots: Counter[str] = Counter()
    for region, count in said.items():
        spots[spot_of(region)] += count
    return PlaceMap(_squares(spots), _bars(said, spots, place), spots.total())


def tile_of(place: str) -> str:
    """The square that a place lies in."""
    return place if place in (OTHER, NONE) else place[:2]


def _squares(spots: Counter[str]) -> dict[str, Square]:
    sums: Counter[str] = Counter()
    for spot, count in spots.items():
        sums[tile_of(spot)] += count
    most = max((count for key, count in sums.items() if key not in (OTHER, NONE)), default=1)
    return {key: Square(sums[key], _level(sums[key], most)) for key in EMPTY}


def _level(count: int, most: int) -> int:
    # By the root: a few large places leave differences among the others.
    return min(LEVELS, ceil(LEVELS * sqrt(count / most)))


def _bars(said: dict[str, int], spots: Counter[str], place: str) -> list[Bar]:
    tile = tile_of(place)
    if tile == OTHER:
        texts = Counter({text: n for text, n in said.items() if spot_of(text) == OTHER})
        return _drawn([(OTHER, text, text, text, n) for text, n in texts.most_common(MOST_TEXTS)])
    if tile == NONE:
        return []
    ranked = sorted(spots.items(), key=lambda one: (-one[1], one[0].endswith("00"), one[0]))
    rows = [one for one in ranked if one[0] not in (OTHER, NONE)]
    rows = [one for one in rows if one[0][:2] == tile] if tile else rows[:MOST_BARS]
    return _drawn([(spot, "", *_said(spot, alone=not tile), n) for spot, n in rows])


def _said(spot: str, *, alone: bool) -> tuple[str, str]:
    """A place's name; where no city was said, that it was not, unless it stands `alone`."""
    unsaid = not alone and spot == f"{spot[:2]}00"
    return wording.said("saved_views.place_unsaid") if unsaid else name_of(spot)


def _drawn(rows: list[tuple[str, str, str, str, int]]) -> list[Bar]:
    longest = max((row[-1] for row in rows), default=1)
    return [Bar(*row, share=max(1, round(100 * row[-1] / longest))) for row in rows]
