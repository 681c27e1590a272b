"""The list of products as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services.choices import Option
from crm_app.services.products.queries import all_products
from crm_app.services.products.rows import ProductRow, product_rows
from crm_app.services.taken import Taken, Taking, batches, check_taken, word

_OWN = ("code", "unit", "price", "currency", "tax_rate")
_FIELDS = ("code", "name_zh", "name_en", "category", "unit", "price", "cost", "currency")
_FIELDS += ("tax_rate", "is_active")


@command(Permission.PRODUCT_READ)
def export_products(work: Work, asked: ListQuery) -> Taken:
    """All products of a list, in its order, with costs for those who may see them; refuses what needs
    somebody's word first."""
    rows = all_products(work, asked)
    check_taken(work, "products", asked, rows)
    work.record("export:products", rows=len(rows), words=asked.words, filters=asked.filters)
    open_books = work.actor.can(Permission.COST_READ)
    taking = Taking("products", [one for one in _FIELDS if open_books or one != "cost"])
    for some in batches(rows):
        for row in product_rows(work, some):
            taking.add(row.public_id, _cells(row), row.custom)
    return taking.taken()


def _cells(row: ProductRow) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in _OWN},
        "name_zh": row.zh,
        "name_en": row.en,
        "category": Option(row.category, row.category_zh, row.category_en),
        "cost": row.cost,
        "is_active": word("custom_fields.yes" if row.is_active else "custom_fields.no"),
    }
