"""Books that are closed until a day, over REST."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import books

_PATH = "/api/v1/books"


class BooksOut(BaseModel):
    """Until which day they are closed (null: all open), and who closed them when."""

    model_config = ConfigDict(from_attributes=True)

    until: date | None
    by: str
    at: datetime | None


class BooksIn(Body):
    """The last day that is closed; empty opens all of them."""

    until: str


@api.get(_PATH)
def read_books(actor: CurrentActor) -> BooksOut:
    """How the books stand."""
    return BooksOut.model_validate(books.books(actor))


@api.put(_PATH)
def close_books(actor: CurrentActor, body: BooksIn) -> BooksOut:
    """Close them until a day that is over, or open them again; for finance."""
    books.close_books(actor, body.until)
    return read_books(actor)
