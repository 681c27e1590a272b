"""What if: a draft priced as it is being typed. Stores nothing."""

from decimal import Decimal

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.quotes import Quote
from crm_app.services.currencies import step_of
from crm_app.services.promotions import promoted_lines
from crm_app.services.quotes import rules
from crm_app.services.quotes.forms import QuoteForm
from crm_app.services.quotes.lines import build_lines, check_discount, line_figures, lines_of
from crm_app.services.quotes.offer import books_of, priced_by, priced_for
from crm_app.services.quotes.rows import Figures, Preview
from crm_app.services.quotes.turning import Terms, turn_costs


@query(Permission.QUOTE_READ)
def preview(work: Work, public_id: str, form: QuoteForm) -> Preview:
    """The figures of a quote if it said what `form` says.

    Refuses what saving would refuse, naming the field.
    """
    quote = work.find(Quote, public_id)
    lines = lines_of(work.session, quote)
    for row in (quote, *lines):
        work.session.expunge(row)  # changed below for the sake of the sums only
    before, was = priced_for(quote), Terms.of(quote)
    rules.apply(quote, form)
    moved = before != priced_for(quote)
    if quote.currency != was.currency:
        quote.step = step_of(work.session, quote.currency)
    if form.lines is not None:
        turn_costs(work, quote, lines, form.lines, was)
        lines = build_lines(work, quote, form.lines, lines, moved=moved)
    check_discount(quote, lines)
    amounts, margins = line_figures(quote, lines)
    if not work.actor.can(Permission.COST_READ):
        margins = list[Decimal | None]([None]) * len(lines)
    return Preview(
        Figures.of_quote(quote, lines, work.actor),
        amounts,
        margins,
        [line.price for line in lines],
        priced_by(quote, lines, books_of(work.session, lines)),
        [line.discount for line in lines],
        promoted_lines(work, quote, lines),
    )
