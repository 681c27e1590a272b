"""What both languages share about money."""

from dataclasses import dataclass
from decimal import Decimal

from crm_app.services.voice.facts.note import Fact, Money
from crm_app.services.voice.facts.sentences import Stretch, sentence_at

CURRENCIES = {
    "元": "CNY", "块钱": "CNY", "块": "CNY", "人民币": "CNY", "RMB": "CNY", "YUAN": "CNY", "CNY": "CNY",
    "¥": "CNY", "￥": "CNY", "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD", "$": "USD",
    "USD": "USD", "US$": "USD", "DOLLAR": "USD", "BUCK": "USD", "欧元": "EUR", "欧": "EUR", "€": "EUR",
    "EUR": "EUR", "EURO": "EUR", "英镑": "GBP", "镑": "GBP", "£": "GBP", "GBP": "GBP", "POUND": "GBP",
    "QUID": "GBP", "港币": "HKD", "港元": "HKD", "港纸": "HKD", "HKD": "HKD", "日元": "JPY", "日币": "JPY",
    "HK$": "HKD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "LAKH": "INR", "CRORE": "INR",
    "KRONE": "NOK", "KRONER": "NOK", "NOK": "NOK", "KRONA": "SEK", "KRONOR": "SEK", "SEK": "SEK", "DKK": "DKK",
    "INR": "INR", "YEN": "JPY", "JPY": "JPY", "韩元": "KRW", "新币": "SGD", "新加坡元": "SGD", "SGD": "SGD", "澳元": "AUD",
    "澳币": "AUD", "AUD": "AUD", "加元": "CAD", "加币": "CAD", "CAD": "CAD", "台币": "TWD", "新台币": "TWD",
    "瑞郎": "CHF", "瑞士法郎": "CHF", "FRANC": "CHF", "CHF": "CHF", "卢布": "RUB", "卢比": "INR", "RUPEE": "INR",
    "泰铢": "THB", "越南盾": "VND", "STERLING": "GBP", "RENMINBI": "CNY", "NZD": "NZD", "AUSSIE": "AUD",
    "RAND": "ZAR", "ZAR": "ZAR", "PESO": "MXN", "BAHT": "THB", "RINGGIT": "MYR", "DIRHAM": "AED", "RIYAL": "SAR",
    "ZLOTY": "PLN", "SHEKEL": "ILS", "NAIRA": "NGN", "SHILLING": "KES", "DONG": "VND", "RUPIAH": "IDR", "THB": "THB",
    "林吉特": "MYR", "马币": "MYR", "兰特": "ZAR", "迪拉姆": "AED", "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK",
    "新元": "SGD", "坡币": "SGD", "法郎": "CHF", "澳门元": "MOP", "雷亚尔": "BRL",
}  # fmt: skip


# A hundredth of another sum is a price of a piece, or of cake.
SMALL = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in a text; `worth` ranks it as the amount of the deal."""

    value: Decimal
    currency: str
    start: int
    end: int
    worth: float


def best_amount(amounts: list[Amount], stretches: list[Stretch]) -> Fact[Money] | None:
    """The amount of the deal, or None when no sum is about it."""
    largest = max((amount.value for amount in amounts), default=Decimal(0))
    best = max(
        amounts,
        key=lambda one: (one.worth - 2.0 * (one.value * SMALL < largest), one.start),
        default=None,
    )
    if best is None or best.worth < -3:
        return None
    others = {amount.value for amount in amounts} - {best.value}
    confidence = 0.9 if best.worth > 0 and not others else 0.75 if best.worth > 0 else 0.5
    sentence = sentence_at(stretches, best.start)
    return sentence.fact(Money(best.value, best.currency), confidence, (best.start, best.end))
