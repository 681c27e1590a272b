"""What the demo's products cost whom: groups, a bundle, pictures, price books, rates of a year."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.captures import File
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.prices import BundlePart, ExchangeRate, PriceBook, PriceEntry, ProductCategory
from crm_app.models.quotes import Product, Quote
from crm_app.models.users import User
from crm_app.services import files
from crm_app.services.demo import catalogue, promotions
from crm_app.services.demo.bulk import store
from crm_app.services.demo.drawing import picture

_QUARTER = timedelta(days=91)
# code → what 1 (100 for yen) was worth in yuan, a quarter each, the newest last
_RATES: dict[str, tuple[int, tuple[str, ...]]] = {
    "USD": (1, ("7.2400", "7.1800", "7.2100", "7.1600")),
    "EUR": (1, ("7.6200", "7.8900", "8.1500", "8.3000")),
    "JPY": (100, ("4.7800", "4.8600", "4.9300", "4.8100")),
    "HKD": (1, ("0.9300", "0.9240", "0.9190", "0.9160")),
}


def price(work: Work, products: Sequence[Product], owner: User) -> None:
    """Groups, a bundle, pictures, price books, promotions and rates; `owner` has the pictures."""
    by_code = {product.code: product for product in products}
    groups = _groups(work)
    for code, group in catalogue.GROUP_OF.items():
        by_code[code].category_id = groups[group].id
    bundle = _bundle(work, by_code, groups)
    _pictures(work, [*products, bundle], groups, owner)
    work.session.bulk_save_objects([*products, bundle])
    _books(work, by_code | {bundle.code: bundle})
    promotions.run(work, groups, by_code)
    _rates(work)


def sell_abroad(work: Work, deals: Sequence[Deal]) -> None:
    """Some open deals without a quote are in dollars and euros: totals over several currencies."""
    quoted = set(work.session.exec(select(Quote.deal_id).where(col(Quote.deal_id).is_not(None))))
    stages = {stage.id: stage.kind for stage in work.session.exec(select(Stage))}
    free = [
        deal
        for deal in deals
        if deal.id not in quoted and stages[deal.stage_id] is StageKind.OPEN and deal.amount
    ]
    for place, deal in enumerate(free[::7]):
        deal.currency = "EUR" if place % 3 == 2 else "USD"
        deal.amount = (deal.amount / 7).quantize(Decimal(100))
    work.session.bulk_save_objects(free[::7])


def _groups(work: Work) -> dict[str, ProductCategory]:
    made: dict[str, ProductCategory] = {}
    for rank, (key, above, zh, en) in enumerate(catalogue.GROUPS, 1):
        parent = made[above].id if above else None
        group = ProductCategory(name_zh=zh, name_en=en, parent_id=parent, rank=rank, is_demo=True)
        made[key] = work.add(group)
    return made


def _bundle(
    work: Work, by_code: Mapping[str, Product], groups: Mapping[str, ProductCategory]
) -> Product:
    code, zh, en, unit, price_of = catalogue.BUNDLE
    parts = [(by_code[one], Decimal(quantity)) for one, quantity in catalogue.BUNDLE_PARTS]
    bundle = Product(
        code=code,
        name_zh=zh,
        name_en=en,
        unit=unit,
        price=Decimal(price_of),
        cost=sum((part.cost * quantity for part, quantity in parts), Decimal(0)),
        category_id=groups["hardware"].id,
        is_demo=True,
    )
    store(work, [bundle])
    store(
        work,
        [
            BundlePart(bundle_id=bundle.id or 0, part_id=part.id or 0, rank=rank, quantity=quantity)
            for rank, (part, quantity) in enumerate(parts, 1)
        ],
    )
    return bundle


def _pictures(
    work: Work, products: Sequence[Product], groups: Mapping[str, ProductCategory], owner: User
) -> None:
    key_of = {group.id: key for key, group in groups.items()}
    rows = []
    for product in products:
        drawn = picture(product.code, key_of.get(product.category_id, ""))
        kept = files.keep(drawn, f"{product.code}.jpg", "image/jpeg")
        rows.append(
            File(
                sha256=kept.sha256,
                name=kept.name,
                media_type=kept.media_type,
                size=kept.size,
                record_kind="product",
                record_id=product.id,
                owner_id=owner.id or 0,
                team_id=owner.team_id,
                is_demo=True,
            )
        )
    for product, file in zip(products, store(work, rows), strict=True):
        product.image_id = file.id


def _books(work: Work, by_code: Mapping[str, Product]) -> None:
    taken = work.session.exec(select(PriceBook.rank)).all()
    first = max(taken, default=0) + 1
    year = work.now.date().replace(month=1, day=1)
    for rank, (zh, en, facts, tiers) in enumerate(catalogue.BOOKS, first):
        book = PriceBook(name_zh=zh, name_en=en, rank=rank, valid_from=year, is_demo=True, **facts)
        work.add(book)
        store(
            work,
            [
                PriceEntry(
                    book_id=book.id or 0,
                    product_id=by_code[code].id or 0,
                    from_quantity=Decimal(quantity),
                    price=Decimal(figure),
                )
                for code, quantity, figure in tiers
            ],
        )


def _rates(work: Work) -> None:
    """A year of rates, for currencies that have none: real ones are left alone."""
    known = set(work.session.exec(select(ExchangeRate.code)))
    first = work.now.date() - timedelta(days=365)
    store(
        work,
        [
            ExchangeRate(
                code=code,
                valid_from=first + _QUARTER * place,
                rate=Decimal(rate),
                per=per,
                is_demo=True,
            )
            for code, (per, rates) in _RATES.items()
            if code not in known
            for place, rate in enumerate(rates)
        ],
    )
