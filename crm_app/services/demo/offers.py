"""What makes quotes believable: the house behind them, sections, options, links that were opened."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.company import Company
from crm_app.models.customers import Contact
from crm_app.models.quotes import LineKind, Quote, QuoteLine, QuoteStatus, ShareLink, ShareView
from crm_app.services.demo.bulk import store

_SECTIONS = (("产品", "Products"), ("服务与选配", "Services and options"))
_OPTIONS = (
    ("延长质保一年", "One more year of warranty", 1800),
    ("现场培训一天", "A day of training", 3200),
)
# Days to pay, and what is said beside them. The house's own terms name no other ones: both are
# printed on the same paper.
_TERMS = (
    (30, ""),
    (0, ""),
    (None, "预付 30%，发货前付清"),
    (None, ""),
    (60, "月结，验收后开票"),
    (30, "30 % in advance"),
    (90, ""),
)
_REASONS = ("预算推迟到下季度", "Budget moved to the next quarter", "选了别家", "")


def dress(work: Work, chance: Random, quotes: Sequence[Quote]) -> None:
    """Give the demo's quotes their house, every fourth its sections, sent ones their links."""
    if work.session.exec(select(Company.id)).first() is None:
        work.session.add(_house())
    names = _contacts(work, quotes)
    for place, quote in enumerate(quotes):
        quote.payment_days, quote.payment_terms = _TERMS[place % len(_TERMS)]
        if quote.status in (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED):
            _answer(chance, quote, names.get(quote.contact_id or 0, ""))
    work.session.bulk_save_objects(quotes)
    chosen = quotes[::4]
    _divide(work, chance, chosen)
    share(work, chance, [quote for quote in quotes if quote.sent_at is not None])


def share(work: Work, chance: Random, sent: Sequence[Quote]) -> None:
    """A link for each that was sent, opened a few times or never."""
    links = [_link(chance, quote) for quote in sent]
    store(work, links)
    views = [
        ShareView(link_id=link.id or 0, at=link.created_at + timedelta(hours=chance.randint(1, 90)))
        for link in links
        for _ in range(chance.choice((0, 1, 1, 2, 4)))
    ]
    store(work, [view for view in views if view.at < work.now])


def _house() -> Company:
    return Company(
        name_zh="普洱示例茶业有限公司",
        name_en="Puer Example Tea Co., Ltd.",
        address_zh="云南省普洱市思茅区示例路 8 号",
        address_en="8 Example Road, Simao, Pu'er, Yunnan",
        tax_id="91530800MA0EXAMPLE",
        phone="+86 879 5550 0100",
        email="sales@example.com",
        website="www.example.com",
        bank="示例银行普洱分行 0000 0000 0000 0000",
        terms_zh="1. 付款方式以报价单所列为准。\n2. 交期为订单确认后 15 个工作日。\n3. 质保一年。",
        terms_en=(
            "1. Payment as stated above.\n"
            "2. Delivery within 15 working days of the order's confirmation.\n3. One year of warranty."
        ),
        is_demo=True,
    )


def _contacts(work: Work, quotes: Sequence[Quote]) -> dict[int, str]:
    wanted = {quote.contact_id for quote in quotes}
    found = select(Contact.id, Contact.name).where(col(Contact.id).in_(wanted))
    return {contact_id or 0: name for contact_id, name in work.session.exec(found)}


def _answer(chance: Random, quote: Quote, name: str) -> None:
    quote.answered_at = quote.updated_at
    if quote.status is QuoteStatus.ACCEPTED:
        quote.answered_by = name
    else:
        quote.answer_reason = chance.choice(_REASONS)


def _divide(work: Work, chance: Random, quotes: Sequence[Quote]) -> None:
    """A heading above the lines, another one below with an option: nothing of it is in the sums."""
    ids = [quote.key for quote in quotes]
    lines = work.session.exec(select(QuoteLine).where(col(QuoteLine.quote_id).in_(ids))).all()
    last: dict[int, int] = {}
    for line in lines:
        line.rank += 1
        last[line.quote_id] = max(last.get(line.quote_id, 1), line.rank)
    work.session.bulk_save_objects(lines)
    made: list[QuoteLine] = []
    for quote in quotes:
        end = last.get(quote.key, 1)
        zh, en, price = chance.choice(_OPTIONS)
        for rank, words in ((1, _SECTIONS[0]), (end + 1, _SECTIONS[1])):
            heading = {"kind": LineKind.SECTION.value, "tax_rate": 0}
            made.append(
                QuoteLine(quote_id=quote.key, rank=rank, text=words[0], text_en=words[1], **heading)
            )
        option = {"price": price, "unit": "项", "tax_rate": 6, "is_optional": True}
        made.append(QuoteLine(quote_id=quote.key, rank=end + 2, text=zh, text_en=en, **option))
    store(work, made)


def _link(chance: Random, quote: Quote) -> ShareLink:
    """A link whose secret nobody has."""
    assert quote.sent_at is not None
    secret = f"{quote.number}{chance.random()}"
    answered = quote.status in (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)
    return ShareLink(
        quote_id=quote.key,
        token_hash=hashlib.sha256(secret.encode()).hexdigest(),
        created_at=quote.sent_at,
        created_by=quote.owner_id,
        expires_at=quote.sent_at + timedelta(days=30),
        answer=quote.status.value if answered else "",
        answered_at=quote.answered_at if answered else None,
        answered_by=quote.answered_by,
        reason=quote.answer_reason,
    )
