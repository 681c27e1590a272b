"""What request bodies and answers share."""

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from crm_app.services.points import Point, read_point
from crm_app.services.references import Reference

T = TypeVar("T")
POINT_KINDS = ("mobile", "phone", "fax", "email", "website", "address", "wechat")


class Body(BaseModel):
    """A request body; fields that it does not know are refused."""

    model_config = ConfigDict(extra="forbid")

    def given(self, *names: str) -> dict[str, Any]:
        """Those of the named fields that were sent; null empties a field."""
        return {
            name: "" if (value := getattr(self, name)) is None else value
            for name in names
            if name in self.model_fields_set
        }


class Listed(BaseModel, Generic[T]):
    """One page of a list; `next` is the cursor of the following one, null at the end."""

    items: list[T]
    next: str | None


class Named(BaseModel):
    """Another record, by id and name."""

    id: str
    name: str


def named(public_id: str, name: str) -> Named | None:
    """A reference, or null where there is none."""
    return Named(id=public_id, name=name) if public_id else None


def named_of(one: Reference) -> Named | None:
    """A reference of a row, or null where it is of nothing."""
    return named(one.public_id, one.name)


def _several(value: object) -> object:
    """One text stands for a list of one; null for an empty list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


_Texts = Annotated[
    list[Annotated[str, Field(max_length=300)]], BeforeValidator(_several), Field(max_length=20)
]


class Reach(BaseModel):
    """Ways of reaching somebody; phones are E.164 where the number allows it."""

    mobile: list[str] = []
    phone: list[str] = []
    fax: list[str] = []
    email: list[str] = []
    website: list[str] = []
    address: list[str] = []
    wechat: list[str] = []


class PlaceOut(BaseModel):
    """An address with its parts, as far as they are known, and as it was typed."""

    address: str
    province: str
    city: str
    district: str
    postcode: str
    typed: str


class ReachBody(Body):
    """Ways of reaching somebody as they are sent: a text or a list of texts for each kind."""

    mobile: _Texts = []
    phone: _Texts = []
    fax: _Texts = []
    email: _Texts = []
    website: _Texts = []
    address: _Texts = []
    wechat: _Texts = []

    def point_kinds(self) -> tuple[str, ...]:
        """The kinds that were sent."""
        return tuple(kind for kind in POINT_KINDS if kind in self.model_fields_set)

    def points(self) -> list[Point]:
        """All that was sent, in canonical form; refuses what is no number or address."""
        return [
            read_point(kind, typed)
            for kind in self.point_kinds()
            for typed in getattr(self, kind)
            if typed.strip()
        ]


def reach(points: list[Point]) -> dict[str, list[str]]:
    """The fields of `Reach` for stored points."""
    return {kind: [p.value for p in points if p.kind == kind] for kind in POINT_KINDS}


def places(points: list[Point]) -> list[PlaceOut]:
    """The addresses of stored points with their parts."""
    return [
        PlaceOut(
            address=one.shown,
            province=one.province,
            city=one.city,
            district=one.district,
            postcode=one.postcode,
            typed=one.typed,
        )
        for one in points
        if one.kind == "address"
    ]


class DetailOut(BaseModel):
    """Something to remember about somebody."""

    id: str
    text: str


class DetailIn(Body):
    """Something to remember, as it is sent."""

    text: str = Field(max_length=300)
