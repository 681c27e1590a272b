"""A map of squares: each province of China at its rough place, and which one a region in words lies in.

No borders are drawn, so none are claimed (decision 45).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from crm_app.lib.addresses import divided
from crm_app.lib.divisions import MUNICIPAL, Division, cities, divisions
from crm_app.lib.names import pinyin
from crm_app.lib.normal import has_han, plain

# What says no place, and what says nothing.
OTHER, NONE = "other", "none"
_KINDS = re.compile(
    r"\b(?:province|city|municipality|autonomous region|sar|p\.?\s?r\.?\s?china|china|prc|cn)\b"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: its code of two digits, its square (from 1), its names, and two letters for small ones."""

    code: str
    row: int
    column: int
    zh: str
    en: str
    letters: str


TILES = (
    Tile("23", 1, 8, "黑龙江", "Heilongjiang", "HL"),
    Tile("65", 2, 1, "新疆", "Xinjiang", "XJ"),
    Tile("15", 2, 5, "内蒙古", "Inner Mongolia", "NM"),
    Tile("11", 2, 6, "北京", "Beijing", "BJ"),
    Tile("21", 2, 7, "辽宁", "Liaoning", "LN"),
    Tile("22", 2, 8, "吉林", "Jilin", "JL"),
    Tile("62", 3, 2, "甘肃", "Gansu", "GS"),
    Tile("64", 3, 3, "宁夏", "Ningxia", "NX"),
    Tile("61", 3, 4, "陕西", "Shaanxi", "SN"),
    Tile("14", 3, 5, "山西", "Shanxi", "SX"),
    Tile("13", 3, 6, "河北", "Hebei", "HE"),
    Tile("12", 3, 7, "天津", "Tianjin", "TJ"),
    Tile("54", 4, 1, "西藏", "Tibet", "XZ"),
    Tile("63", 4, 2, "青海", "Qinghai", "QH"),
    Tile("41", 4, 5, "河南", "Henan", "HA"),
    Tile("37", 4, 6, "山东", "Shandong", "SD"),
    Tile("51", 5, 2, "四川", "Sichuan", "SC"),
    Tile("50", 5, 3, "重庆", "Chongqing", "CQ"),
    Tile("42", 5, 4, "湖北", "Hubei", "HB"),
    Tile("34", 5, 5, "安徽", "Anhui", "AH"),
    Tile("32", 5, 6, "江苏", "Jiangsu", "JS"),
    Tile("31", 5, 7, "上海", "Shanghai", "SH"),
    Tile("53", 6, 2, "云南", "Yunnan", "YN"),
    Tile("52", 6, 3, "贵州", "Guizhou", "GZ"),
    Tile("43", 6, 4, "湖南", "Hunan", "HN"),
    Tile("36", 6, 5, "江西", "Jiangxi", "JX"),
    Tile("33", 6, 6, "浙江", "Zhejiang", "ZJ"),
    Tile("45", 7, 3, "广西", "Guangxi", "GX"),
    Tile("44", 7, 4, "广东", "Guangdong", "GD"),
    Tile("35", 7, 5, "福建", "Fujian", "FJ"),
    Tile("71", 7, 7, "台湾", "Taiwan", "TW"),
    Tile("46", 8, 3, "海南", "Hainan", "HI"),
    Tile("82", 8, 4, "澳门", "Macao", "MO"),
    Tile("81", 8, 5, "香港", "Hong Kong", "HK"),
)
BY_CODE = {tile.code: tile for tile in TILES}
_MORE = {"macau": "82", "xizang": "54", "neimenggu": "15", "xianggang": "81", "aomen": "82"}


@lru_cache(maxsize=50_000)
def spot_of(region: str) -> str:
    """Where a region in words lies: a city's code of four digits (a county's or a municipality's
    district's of six), a province's with `00` where no city is said, `OTHER` or `NONE`."""
    text = plain(region)
    if not text:
        return NONE
    return (_of_han(text) if has_han(text) else _of_latin(text.lower())) or OTHER


def _of_han(text: str) -> str:
    province, city, district = divided(text)
    if province is None:
        return next((f"{tile.code}00" for tile in TILES if text.startswith(tile.zh)), "")
    if province.code[:2] in MUNICIPAL:
        return district.code if district else f"{province.code[:2]}00"
    return _short(city.code) if city else f"{province.code[:2]}00"


def _short(code: str) -> str:
    """A city by four digits; a county that stands directly below its province by six."""
    return code if code[2:4] == "90" else code[:4]


def _of_latin(text: str) -> str:
    whole = _KINDS.sub(" ", text)
    said = [part for part in re.split(r"[,;/|()·-]+", whole) if part.strip()]
    words = ["".join(re.findall("[a-z]+", one)) for one in (whole, *said, *whole.split())]
    known = _latin_provinces()
    province = next((known[word] for word in words if word in known), "")
    found = {code for word in words for code in _latin_cities().get(word, ())}
    fitting = {code for code in found if code.startswith(province)}
    if len(fitting) == 1 and province not in MUNICIPAL:
        return fitting.pop()
    return f"{province}00" if province else ""


@lru_cache(maxsize=1)
def _latin_provinces() -> dict[str, str]:
    own = {tile.en.lower().replace(" ", ""): tile.code for tile in TILES}
    return {**own, **_MORE}


@lru_cache(maxsize=1)
def _latin_cities() -> dict[str, tuple[str, ...]]:
    """Spelt without spaces → the cities that are: 苏州 and 宿州 are both suzhou."""
    found: dict[str, tuple[str, ...]] = {}
    for tile in TILES:
        for city in cities(tile.code):
            word = pinyin(city.short).replace(" ", "").lower()
            found[word] = (*found.get(word, ()), _short(city.code))
    return found


def name_of(spot: str) -> tuple[str, str]:
    """A province or a city in Chinese and in Latin letters; empty for what is none of them."""
    tile = BY_CODE.get(spot[:2])
    if tile is None:
        return "", ""
    if len(spot) == 2 or spot == f"{tile.code}00":
        return tile.zh, tile.en
    rows: list[Division] = divisions().get(f"{spot}00" if len(spot) == 4 else spot, [])
    if not rows:
        return "", ""
    short = rows[0].short
    return short, pinyin(short).replace(" ", "").capitalize()
