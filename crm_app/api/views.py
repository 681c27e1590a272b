"""What was looked at, over REST: product views of a deal, viewings, and what goes with a product."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named
from crm_app.services import views
from crm_app.services.views import ViewingForm

_DEAL = "/api/v1/deals/{public_id}"


class ViewOut(BaseModel):
    """A look at a product by the people of a deal."""

    id: str
    product: str
    zh: str
    en: str
    at: datetime
    source: str


class ViewIn(Body):
    """A look at a product: `at` with its offset, now without one. The id makes it count once."""

    id: str | None = None
    product: str
    at: str | None = Field(default=None, max_length=40)


class ViewingOut(BaseModel):
    """A place or object that was shown."""

    id: str
    day: date
    place: str
    who: str
    impression: str
    by: str


class ViewingIn(Body):
    """A viewing as it is sent; today without a `day`."""

    day: str = Field(default="", max_length=10)
    place: str = Field(max_length=200)
    who: str = Field(default="", max_length=200)
    impression: str = Field(default="", max_length=500)


class AccessoriesIn(Body):
    """The ids of the products that go with one: the whole set."""

    accessories: list[str] = Field(max_length=20)


class Made(BaseModel):
    """What was created."""

    id: str


@api.get(f"{_DEAL}/views")
def list_views(actor: CurrentActor, public_id: str) -> Listed[ViewOut]:
    """The newest looks at products."""
    rows = views.views_of_deal(actor, public_id)
    items = [
        ViewOut.model_validate(fields_of(row, ViewOut) | {"product": row.product_public_id})
        for row in rows
    ]
    return Listed(items=items, next=None)


@api.post(f"{_DEAL}/views", status_code=201)
def record_view(actor: CurrentActor, public_id: str, body: ViewIn) -> Made:
    """Somebody at the deal's customer looked at a product."""
    made = views.record_view(actor, public_id, body.product, body.at or "", body.id or "")
    return Made(id=made)


@api.get(f"{_DEAL}/viewings")
def list_viewings(actor: CurrentActor, public_id: str) -> Listed[ViewingOut]:
    """What was shown to the people of a deal, the newest first."""
    rows = views.viewings(actor, public_id)
    items = [ViewingOut.model_validate(fields_of(row, ViewingOut)) for row in rows]
    return Listed(items=items, next=None)


@api.post(f"{_DEAL}/viewings", status_code=201)
def add_viewing(actor: CurrentActor, public_id: str, body: ViewingIn) -> Made:
    """Something was shown."""
    form = ViewingForm(body.day, body.place, body.who, body.impression)
    return Made(id=views.add_viewing(actor, public_id, form))


@api.delete(f"{_DEAL}/viewings/{{viewing_id}}", status_code=204)
def remove_viewing(actor: CurrentActor, public_id: str, viewing_id: str) -> None:
    """It was written down by mistake."""
    views.remove_viewing(actor, public_id, viewing_id)


@api.get("/api/v1/products/{public_id}/accessories")
def list_accessories(actor: CurrentActor, public_id: str) -> Listed[Named]:
    """What goes with a product."""
    found = views.goes_with(actor, public_id)
    return Listed(items=[Named(id=one.public_id, name=one.name) for one in found], next=None)


@api.put("/api/v1/products/{public_id}/accessories")
def set_accessories(actor: CurrentActor, public_id: str, body: AccessoriesIn) -> Listed[Named]:
    """What goes with a product from now on."""
    views.set_goes_with(actor, public_id, body.accessories)
    return list_accessories(actor, public_id)
