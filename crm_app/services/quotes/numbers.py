"""Numbers of quotes: Q-YYYY-NNNN, without gaps in a year."""

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.quotes import Quote
from crm_app.services.locks import one_at_a_time


def next_number(work: Work) -> str:
    """The next number of this year, in the actor's zone; nobody else gets it meanwhile.

    A quote keeps its row in the recycle bin, so the highest number is the last one given.
    """
    one_at_a_time(work, "quote.number")
    prefix = f"Q-{work.now.astimezone(zone(work.actor.zone)).year}-"
    highest = (
        select(Quote.number)
        .where(col(Quote.number).startswith(prefix))
        .order_by(func.length(Quote.number).desc(), col(Quote.number).desc())
    )
    last = work.session.exec(highest).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"
