"""Fields of the demo company's own, with values on a part of its records."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.custom_fields import CustomField
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.services import custom_fields
from crm_app.services.custom_fields import FieldForm

_TEAS = "生普 | Raw Pu'er\n熟普 | Ripe Pu'er\n白茶 | White tea\n乌龙 | Oolong\n龙井 | Longjing"
_RELATION, _TENDER = ("往来", "Relations"), ("招标", "Tender")


def _form(*said: str, section: tuple[str, str] = ("", ""), **more: Any) -> FieldForm:
    """Record, key, kind and both labels."""
    record, key, kind, label_zh, label_en = said
    made = FieldForm(record, key, kind, label_zh, label_en)
    return replace(made, section_zh=section[0], section_en=section[1], **more)


_FIELDS = (
    _form(
        *("customer", "tea", "choice", "爱喝的茶", "Preferred tea"),
        section=_RELATION,
        help_zh="来访时泡这个",
        help_en="Brew this when they visit",
        options=_TEAS,
        is_listed=True,
    ),
    _form(
        *("customer", "gifts", "multi", "送过的礼", "Gifts given"),
        section=_RELATION,
        options="茶饼 | Tea cake\n茶具 | Tea set\n月饼 | Mooncakes",
    ),
    _form("customer", "nda", "checkbox", "已签保密协议", "NDA signed"),
    _form(
        *("deal", "bid", "text", "招标编号", "Bid number"),
        section=_TENDER,
        help_zh="招标公告上的编号",
        help_en="As the tender notice gives it",
    ),
    _form(
        *("deal", "way", "choice", "采购方式", "Way of buying"),
        section=_TENDER,
        options="公开招标 | Public tender\n询价 | Request for quotes\n单一来源 | Single source",
        is_listed=True,
    ),
    _form("deal", "opening", "date", "开标日期", "Bids opened on", section=_TENDER),
)


def define(work: Work, customers: Sequence[Customer], sold: Sequence[Deal]) -> set[tuple[str, str]]:
    """The fields, and values: what an administrator has named so already stays his.

    Returns record and key of those that were made.
    """
    chance = Random(20_261_128)  # noqa: S311 - draws of its own: the story stays
    made = {key for form in _FIELDS if (key := _define(work, form))}
    of_customers, of_deals = _customers(chance, customers), _deals(chance, sold, work.now.date())
    for model, record, values in (
        (Customer, "customer", of_customers),
        (Deal, "deal", of_deals),
    ):
        rows = [
            {"id": key, "custom": {k: v for k, v in own.items() if (record, k) in made}}
            for key, own in values
        ]
        work.session.execute(update(model), rows)  # past the versions: as if it had always been so
    return made


def undefine(work: Work) -> None:
    """Indexes of the demo's fields go, their rows with all that is of the demo; a field that a real
    record has a value in stays, and is nobody's demo any more.
    """
    for field in work.session.exec(select(CustomField).where(col(CustomField.is_demo))).all():
        if custom_fields.is_used(work, field.public_id):
            field.is_demo = False
        elif field.is_active:
            custom_fields.retire_field.within(work, field.public_id)
    work.session.flush()


def _define(work: Work, form: FieldForm) -> tuple[str, str] | None:
    record, key = form.record or "", form.key or ""
    same = select(CustomField.id).where(
        col(CustomField.record) == record, col(CustomField.key) == key
    )
    if work.session.exec(same).first() is not None:
        return None
    public_id = custom_fields.create_field.within(work, form)
    field = work.session.exec(
        select(CustomField).where(col(CustomField.public_id) == public_id)
    ).one()
    field.is_demo = True
    return record, key


def _customers(chance: Random, found: Iterable[Customer]) -> list[tuple[int, dict[str, Any]]]:
    teas = ("raw_pu_er", "ripe_pu_er", "white_tea", "oolong", "longjing")
    gifts = ("tea_cake", "tea_set", "mooncakes")
    rows = []
    for number, customer in enumerate(found):
        own: dict[str, Any] = {}
        if number == 0 or chance.random() < 0.4:
            own["tea"] = "ripe_pu_er" if number == 0 else chance.choice(teas)
        if chance.random() < 0.2:
            own["gifts"] = sorted(chance.sample(gifts, chance.choice((1, 1, 2))), key=gifts.index)
        if chance.random() < 0.15:
            own["nda"] = True
        rows.append((customer.key, own))
    return [row for row in rows if row[1]]


def _deals(chance: Random, found: Iterable[Deal], today: date) -> list[tuple[int, dict[str, Any]]]:
    ways = ("public_tender", "request_for_quotes", "single_source")
    rows = []
    for deal in found:
        if chance.random() > 0.35:
            continue
        own: dict[str, Any] = {"way": chance.choice(ways)}
        if own["way"] == "public_tender":
            own["bid"] = f"ZB{deal.created_at.year}-{chance.randrange(1000, 9999)}"
            days = timedelta(days=chance.randrange(-60, 60))
            own["opening"] = (today + days).isoformat()
        rows.append((deal.key, own))
    return rows
