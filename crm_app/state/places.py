"""A list as a map: the squares of the provinces above its rows, which one narrows to a place."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.lib.tile_map import NONE, OTHER, name_of
from crm_app.locales.catalog import say
from crm_app.services import saved_views
from crm_app.services.saved_views import Bar, Square
from crm_app.state.base import action
from crm_app.state.saved_views import ViewedList

_WORDS = {OTHER: "saved_views.place_other", NONE: "saved_views.place_none"}


class PlacedList(ViewedList, mixin=True):
    """Mixed into the state of a list that is looked at on the map too: `view` and `place` stand in
    the address, so a view keeps them."""

    view: rx.Field[str] = rx.field("list")
    place: rx.Field[str] = rx.field("")
    # The square that the place lies in, and its name and the place's in both languages.
    tile: rx.Field[str] = rx.field("")
    tile_zh: str = ""
    tile_en: str = ""
    place_zh: str = ""
    place_en: str = ""
    squares: rx.Field[dict[str, Square]] = rx.field(
        default_factory=lambda: dict(saved_views.EMPTY_MAP)
    )
    bars: rx.Field[list[Bar]] = rx.field(default_factory=list)
    placed_total: int = 0

    _beside: tuple[str, ...] = ("view",)

    def _take(self, address: dict[str, str]) -> None:
        super()._take(address)
        self.view = "map" if self.filters.get("view") == "map" else "list"
        self.place = self.filters.get("place", "")[:6]
        self.tile = saved_views.tile_of(self.place)
        self.tile_zh, self.tile_en = _name(self.tile)
        self.place_zh, self.place_en = _name(self.place)

    async def _refresh(self) -> None:
        await super()._refresh()
        if self.view == "map":
            await self._draw()

    async def _draw(self) -> None:
        beside = {*self._beside, "place", *(["region"] if self.place == OTHER else [])}
        filters = {name: value for name, value in self.filters.items() if name not in beside}
        asked = ListQuery(self.words, filters)
        found = await self._ask(saved_views.places, self._record, asked, self.place)
        if found is not None:
            self.squares, self.bars, self.placed_total = found.squares, found.bars, found.total

    @action
    async def show_as(self, view: str) -> Any:
        """As a list or as a map; words, filters and place stay."""
        return await self._address(view="map" if view == "map" else "")

    @action
    async def choose_place(self, place: str, region: str) -> Any:
        """The list narrowed to a place; to none by the one that it is narrowed to already."""
        asked = place[:6], region[:60]
        if asked == (self.place, self.filters.get("region", "")):
            asked = (self.tile if region or self.place != self.tile else "", "")
        return await self._address(place=asked[0], region=asked[1])


def _name(place: str) -> tuple[str, str]:
    if place in _WORDS:
        return say("zh", _WORDS[place]), say("en", _WORDS[place])
    return name_of(place) if place else ("", "")
