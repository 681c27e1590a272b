"""The lines of a stored quote as screens and the API see them."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.quotes import Product, Quote
from crm_app.services.promotions import promoted_lines
from crm_app.services.quotes.lines import line_figures, lines_of
from crm_app.services.quotes.offer import books_of, priced_by
from crm_app.services.quotes.rows import LinePart, LineRow


def line_rows(work: Work, quote: Quote) -> list[LineRow]:
    """Inside a use case: the lines of a quote in order, as the actor may see them."""
    lines = lines_of(work.session, quote)
    wanted = {line.product_id for line in lines}
    found = work.session.exec(select(Product).where(col(Product.id).in_(wanted)))
    known = {product.id: product for product in found}
    open_books = work.actor.can(Permission.COST_READ)
    amounts, margins = line_figures(quote, lines)
    said = priced_by(quote, lines, books_of(work.session, lines))
    promoted = promoted_lines(work, quote, lines)
    return [
        LineRow(
            public_id=line.public_id,
            kind=line.kind,
            is_optional=line.is_optional,
            origin=line.origin or line.public_id,
            product_public_id=known[line.product_id].public_id if line.product_id else "",
            code=known[line.product_id].code if line.product_id else "",
            text=line.text,
            unit=line.unit,
            quantity=line.quantity,
            price=line.price,
            list_price=line.list_price,
            cost=line.cost if open_books else None,
            discount=line.discount,
            tax_rate=line.tax_rate,
            amount=amount,
            margin=margin if open_books else None,
            priced_by=by,
            parts=[LinePart(**part) for part in line.parts],
            text_en=line.text_en,
            promoted=on_offer,
        )
        for line, amount, margin, by, on_offer in zip(
            lines, amounts, margins, said, promoted, strict=True
        )
    ]
