"""Numbers of quotes after the company's pattern, by itself Q-YYYY-NNNN: without gaps in a year."""

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.numbering import counter
from crm_app.models.quotes import Quote
from crm_app.services import company
from crm_app.services.locks import one_at_a_time


def next_number(work: Work) -> str:
    """The next number of this year, in the actor's zone; nobody else gets it meanwhile.

    A quote keeps its row in the recycle bin, so the highest number is the last one given.
    """
    one_at_a_time(work, "quote.number")
    pattern = company.profile_of(work).quote_pattern
    counted = counter(pattern, work.now.astimezone(zone(work.actor.zone)).date())
    highest = (
        select(Quote.number)
        .where(
            col(Quote.number).startswith(counted.before, autoescape=True),
            col(Quote.number).endswith(counted.after, autoescape=True),
        )
        .order_by(func.length(Quote.number).desc(), col(Quote.number).desc())
        .execution_options(yield_per=10)
    )
    given = (counted.count_of(number) for number in work.session.exec(highest))
    return counted.number(next((count for count in given if count is not None), 0) + 1)
