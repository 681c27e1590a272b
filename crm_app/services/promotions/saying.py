"""Promotions in words, in both languages: what they give, for whom, what collides with them."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.locales.catalog import say
from crm_app.models.prices import Promotion
from crm_app.services.choices import Option
from crm_app.services.price_books import days, for_whom
from crm_app.services.promotions.rows import TargetRow
from crm_app.services.promotions.rules import Collision, Standing

_COMMA = {"zh": "、", "en": ", "}
_BETWEEN = {"zh": "；", "en": "; "}
_SHOWN = 6


def plain(value: Decimal) -> str:
    """A number with its separators and no more places than it has."""
    text = f"{value.normalize():f}"
    return f"{value:,.{len(text.partition('.')[2])}f}"


def effect(promotion: Promotion, language: str) -> str:
    """10 % off, or 5,000 CNY each; from 10 on."""
    if promotion.price:
        price = f"{plain(promotion.price)} {promotion.currency}"
        gives = say(language, "promotions.effect_price", price=price)
    else:
        gives = say(language, "promotions.effect_discount", percent=plain(promotion.discount))
    if not promotion.least_quantity:
        return gives
    least = plain(promotion.least_quantity)
    return say(language, "promotions.effect_least", effect=gives, least=least)


def brief(promotion: Promotion, language: str) -> str:
    """Its name and what it gives."""
    name = promotion.name_en if language == "en" else promotion.name_zh
    gives = effect(promotion, language)
    return say(language, "promotions.brief", name=name, effect=gives)


def said(
    promotion: Promotion,
    targets: Sequence[TargetRow],
    industries: dict[str, Option],
    language: str,
) -> str:
    """On what, for whom, when, and whether more may come on top."""
    names = [one.en if language == "en" else one.zh for one in targets]
    what = _COMMA[language].join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    stacks = "stacks" if promotion.is_stackable else "alone"
    parts = [
        what or say(language, "promotions.said_everything"),
        for_whom(promotion, industries, language),
        days(promotion, language),
        say(language, f"promotions.said_{stacks}"),
    ]
    return _BETWEEN[language].join(parts)


def collides(found: Collision, line: Standing, about: tuple[str, str], language: str) -> str:
    """Both quoted: the promotion with what it gives and until when, the offer with its own discount.

    `about` are the line's text, and the currency.
    """
    own = (line.found - line.left) * 100 / line.found if line.found else Decimal(0)
    return say(
        language,
        f"promotions.collides_{found.kind}",
        line=about[0],
        promotion=brief(found.promotion, language),
        days=days(found.promotion, language),
        given=plain(round(own, 2)),
        least=plain(found.promotion.least_quantity),
        left=f"{line.left:,.2f}".removesuffix(".00") + f" {about[1]}",
    )
