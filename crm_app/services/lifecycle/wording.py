"""Figures as sentences of both languages."""

from decimal import Decimal
from typing import Any

from crm_app.lib.exact import SCALE
from crm_app.locales.catalog import say
from crm_app.services.lifecycle.judging import known_days
from crm_app.services.lifecycle.rows import Sentence
from crm_app.services.lifecycle.rules import YEAR, Basis, Figures, Judged, Limits

_SIGNS = {"CNY": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$"}
# Usual days up to which an interval has a name of its own.
_NAMED = ((2, "daily"), (9, "weekly"), (18, "fortnightly"), (38, "monthly"), (75, "two_months"))
_NAMED += ((115, "quarterly"), (225, "half_yearly"), (430, "yearly"))


def said(key: str, **params: Any) -> Sentence:
    """A text of the catalog in both languages."""
    return Sentence(say("zh", key, **params), say("en", key, **params))


def sum_of(amount: Decimal, currency: str) -> str:
    """Money in a sentence: whole where it is large, cents where it is small."""
    places = 0 if abs(amount) >= 100 or amount == amount.to_integral_value() else 2
    return f"{_SIGNS.get(currency, currency + ' ')}{amount:,.{places}f}"


def habit(one: Figures, interval: int, currency: str) -> Sentence:
    """How often and how much: "about once a month, ¥500 on average"."""
    average = sum_of(one.spend / one.orders, currency)
    if one.orders == 1:
        return said("lifecycle.habit.once", average=average)
    name = next((name for most, name in _NAMED if interval <= most), "rarely")
    often = said(f"lifecycle.often.{name}")
    return Sentence(
        say("zh", "lifecycle.habit", often=often.zh, average=average),
        say("en", "lifecycle.habit", often=often.en, average=average),
    )


def formula(one: Figures, judged: Judged, basis: Basis, currency: str) -> Sentence:
    """How the expected value comes about, with this customer's figures."""
    days = int(known_days(one.first_on.toordinal(), basis.day))
    return said(
        "lifecycle.formula",
        average=sum_of(one.spend / one.orders, currency),
        orders=one.orders,
        days=days,
        a_year=f"{one.orders * YEAR / days:.1f}",
        there=round(100 * judged.there),
        value=sum_of(Decimal(judged.expected) / SCALE, currency),
    )


def rules_in_words(limits: Limits, currency: str) -> list[Sentence]:
    """Each rule as a sentence."""
    found: list[Sentence] = []
    for tier, spend, orders in (
        ("A", limits.a_spend, limits.a_orders),
        ("B", limits.b_spend, limits.b_orders),
    ):
        kind = "both" if spend and orders else "spend" if spend else "orders" if orders else "off"
        params = {"tier": tier, "spend": sum_of(spend, currency), "orders": orders}
        found.append(said(f"lifecycle.rule.{kind}", **params))
    found.append(said("lifecycle.rule.rest"))
    found.append(said("lifecycle.rule.interval", **_days(limits)))
    found.append(said("lifecycle.rule.stages", **_days(limits)))
    return found


def _days(limits: Limits) -> dict[str, Any]:
    return {
        "first": limits.first_days,
        "shortest": limits.shortest_days,
        "risk": f"{limits.risk_percent / 100:g}",
        "lost": f"{limits.lost_percent / 100:g}",
    }
