"""Many rows at once, past the change notes: a demo load is one event, not fifty thousand."""

from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import TypeVar

from sqlmodel import SQLModel

from crm_app.core.work import Work

Row = TypeVar("Row", bound=SQLModel)


def store(work: Work, rows: Iterable[Row]) -> list[Row]:
    """Insert rows in batches; their inner ids are filled in."""
    made = list(rows)
    work.session.bulk_save_objects(made, return_defaults=True)
    return made


def between(chance: Random, first: datetime, last: datetime) -> datetime:
    """A moment between two, in working hours where the span allows it."""
    if last <= first:
        return first
    moment = first + (last - first) * chance.random()
    return min(last, moment.replace(hour=chance.randint(1, 10), minute=chance.randint(0, 59)))
