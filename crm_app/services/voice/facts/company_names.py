"""A known company's name taken apart: where it is, what it is called, what it trades in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crm_app.services.voice.facts import chinese_words as zh
from crm_app.services.voice.facts.known import without_form

_PLACE = re.compile(
    rf"(?:{'|'.join(sorted(zh.REGIONS, key=len, reverse=True))})(?:省|市|区|县|特别行政区|自治区)?"
)
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,3}(?:区|县|镇|新区|开发区)")
# 市自然博物馆: whose it is, which nobody says.
_RANK = re.compile(r"^(?:市|省|县|区|州)(?=[\u4e00-\u9fff]{3})")
_MORE_TRADES = (
    "修理",
    "信息",
    "制品",
    "器械",
    "零部件",
    "机械",
    "材料",
    "设备",
    "技术",
    "工程",
    "国际",
)
TRADES = tuple(sorted({*zh.STRONG_TAILS, *zh.WEAK_TAILS, *_MORE_TRADES}, key=len, reverse=True))
_TRADE_LAST = re.compile(rf"(?:{'|'.join(TRADES)})$")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """佛山市顺德区铭泰厨具有限公司: places 佛山 and 顺德, brand 铭泰, trade 厨具."""

    places: tuple[str, ...]
    brand: str
    trade: str

    @property
    def body(self) -> str:
        """The name without its place and legal form."""
        return self.brand + self.trade


def shorter(parts: CompanyName) -> CompanyName | None:
    """瑞丰融资 of 前海瑞丰融资租赁: the first two letters may be a place that no list has."""
    if len(parts.brand) < 4:
        return None
    return CompanyName((*parts.places, parts.brand[:2]), parts.brand[2:], parts.trade)


@lru_cache(maxsize=20_000)
def chinese_company(name: str) -> CompanyName:
    """The parts of a Chinese company's name."""
    rest, places = _RANK.sub("", without_form(name)), []
    while True:
        place = _PLACE.match(rest) or (_DISTRICT.match(rest) if places else None)
        if place is None or len(rest) - place.end() < 2:
            break
        places.append(re.sub(r"(?<=..)(?:省|市|区|县)$", "", place[0]))
        rest = rest[place.end() :]
    brand = rest
    while (last := _TRADE_LAST.search(brand)) and last.start() >= 2:
        brand = brand[: last.start()]
    return CompanyName(tuple(places), brand, rest[len(brand) :])
