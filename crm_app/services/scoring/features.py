"""What of a lead or a deal speaks for or against it: yes-or-no features, as it came.

A feature is `name` or `name:value`; each has words in locales/scoring. Who works on it is none:
a score must not say that somebody sells badly.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from crm_app.services.arrivals import Facts

# A prediction below this is not told to the score.
_SURE = 60
_DECIDES = re.compile(
    r"总经理|董事|总裁|总监|老板|创始|合伙人|厂长|院长|校长|店长|主任|"
    r"\b(?:ceo|cto|cfo|coo|cio|chief|founder|owner|president|director|partner|head|vp|managing)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"报价|价格|多少钱|预算|采购|招标|price|quot|budget|purchas|tender", re.IGNORECASE
)
_SOON = re.compile(
    r"尽快|马上|急|本周|这周|下周|本月|月底前|asap|urgent|this (?:week|month)|next week|soon",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"[\d一二两三四五六七八九十百千万]+\s*(?:台|套|件|个|箱|吨|批|家店|人用)|\b\d+\s*(?:units|pcs|pieces|sets|seats|users)\b",
    re.IGNORECASE,
)
_LONG = 40


def lead_features(
    facts: Facts, predicted: Mapping[str, tuple[str, int]], *, is_known: bool
) -> list[str]:
    """A lead's features; `predicted` is field → value and confidence, `is_known` a customer's."""
    found = {
        "person": facts.is_person,
        "company": facts.company != "",
        "decides": _DECIDES.search(facts.title) is not None,
        "phone": bool(facts.phones),
        "mail_own": bool(facts.domains),
        "mail_public": bool(facts.mails) and not facts.domains,
        "campaign": facts.campaign != "",
        "product": facts.has_product,
        "form": facts.has_consent,
        "no_note": not facts.note.strip(),
        "long_note": len(facts.note) >= _LONG,
        "asks_price": _PRICE.search(facts.note) is not None,
        "soon": _SOON.search(facts.note) is not None,
        "quantity": _COUNT.search(facts.note) is not None,
        "known": is_known,
        "unreachable": not facts.phones and not facts.mails,
    }
    names = [name for name, holds in found.items() if holds]
    if facts.source:
        names.append(f"source:{facts.source}")
    for field in ("industry", "size"):
        value, sure = getattr(facts, field), 100
        if not value:
            value, sure = predicted.get(field, ("", 0))
        if value and sure >= _SURE:
            names.append(f"{field}:{value}")
    return sorted(names)


@dataclass(frozen=True, slots=True)
class DealFacts:
    """A deal as it was made. `won` and `lost` count the customer's earlier ones."""

    amount: Decimal = Decimal(0)
    has_contact: bool = False
    has_date: bool = False
    industry: str = ""
    size: str = ""
    source: str = ""
    won: int = 0
    lost: int = 0


_AMOUNTS = ((10_000, "1"), (100_000, "2"), (1_000_000, "3"))


def deal_features(facts: DealFacts) -> list[str]:
    """A deal's features; the amount in steps of ten."""
    found = {
        "contact": facts.has_contact,
        "close_date": facts.has_date,
        "new_customer": facts.won + facts.lost == 0,
        "won_before": facts.won > 0,
        "won_mostly": facts.won >= 2 and facts.won > 2 * facts.lost,
        "lost_mostly": facts.lost > facts.won,
    }
    names = [name for name, holds in found.items() if holds]
    if facts.amount > 0:
        step = next((key for most, key in _AMOUNTS if facts.amount < most), "4")
        names.append(f"amount:{step}")
    listed = {"industry": facts.industry, "size": facts.size, "source": facts.source}
    names += [f"{name}:{value}" for name, value in listed.items() if value]
    return sorted(names)
