"""Numbers of papers after the company's patterns: without gaps in a year, each given once."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.numbering import counter
from crm_app.services import company
from crm_app.services.locks import one_at_a_time


def next_number(work: Work, model: Any) -> str:
    """The next number of a quote, contract or order, in the actor's zone; nobody else gets it
    meanwhile.

    Rows are kept in the recycle bin, so the highest number is the last one given.
    """
    kind = str(model.__tablename__)
    one_at_a_time(work, f"{kind}.number")
    pattern = getattr(company.profile_of(work), f"{kind}_pattern")
    counted = counter(pattern, work.now.astimezone(zone(work.actor.zone)).date())
    number = col(model.number)
    highest = (
        select(number)
        .where(
            number.startswith(counted.before, autoescape=True),
            number.endswith(counted.after, autoescape=True),
        )
        .order_by(func.length(number).desc(), number.desc())
        .execution_options(yield_per=10)
    )
    given = (counted.count_of(number) for number in work.session.exec(highest))
    return counted.number(next((count for count in given if count is not None), 0) + 1)
