"""Addresses: province, city, district and postcode recognised, one way of writing them."""

import re
from dataclasses import dataclass

from crm_app.lib import divisions, latin_addresses
from crm_app.lib.divisions import Division
from crm_app.lib.normal import Normal, has_han, plain

_LABEL = re.compile(
    r"^(?:地址|公司地址|联系地址|通讯地址|住址|address|add|addr)\s*[.:]\s*", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"^[(\[]?(?:邮编\s*:?\s*)?(\d{6})[)\]]?(?=\D)|[(\[]?\s*(?:邮编|邮政编码|p\.?c\.?)\s*:?\s*(\d{6})\s*[)\]]?$"
    r"|(?<=[\u3400-\u9fff号楼室座层])\s*[,，(]?\s*(\d{6})\)?$|\s(\d{6})$",
    re.IGNORECASE,
)
# 南京西路 lies in Shanghai: a place without its suffix is none where a road's name goes on.
_ROAD = re.compile(r"[东西南北中一二三]{0,2}(?:路|街|大道|大街|巷|弄|里|道|桥|门)")
_BLANK = re.compile(
    r"(?<=[\u3400-\u9fff\d\-#号])\s+(?=[\u3400-\u9fff\d])|(?<=[\u3400-\u9fff])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address with its parts; `value` is compared, `shown` read. Parts that are not said stay empty."""

    value: str
    shown: str
    province: str = ""
    city: str = ""
    district: str = ""
    postcode: str = ""
    detail: str = ""


def read_address(typed: str) -> Address:
    """Take an address apart."""
    text = _LABEL.sub("", plain(typed))
    if not has_han(text):
        return _latin(text)
    text, postcode = _without_postcode(text)
    text = re.sub(r"^(?:中华人民共和国|中国)[\s,]*(?=[\u3400-\u9fff])", "", _joined(text))
    province, city, district, detail = _divided(text)
    names = _names(province, city, district)
    head = "".join(dict.fromkeys(name for name in names if name))
    shown = f"{head}{detail} {postcode}".strip()
    return Address((head + detail + postcode).lower(), shown, *names, postcode, detail)


def divided(typed: str) -> tuple[Division | None, Division | None, Division | None]:
    """The province, city and district that a Chinese address or region begins with."""
    text = re.sub(r"^(?:中华人民共和国|中国)[\s,]*(?=[\u3400-\u9fff])", "", _joined(plain(typed)))
    return _divided(text)[:3]


def normal_address(typed: str) -> Normal | None:
    """An address as it is compared and shown."""
    address = read_address(typed)
    return Normal(address.value, address.shown) if address.shown else None


def _latin(text: str) -> Address:
    parts = latin_addresses.parts(text)
    value = re.sub(r"[\s,.]+", " ", text.lower()).strip()
    return Address(value, text, *parts)


def _joined(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _BLANK.sub("", text)
    return text.strip(" ,")


def _without_postcode(text: str) -> tuple[str, str]:
    found = _POSTCODE.search(text)
    if found is None:
        return text, ""
    code = next(group for group in found.groups() if group)
    rest = (text[: found.start()] + text[found.end() :]).strip(" ,;()")
    return (rest, code) if rest else (text, "")


def _divided(text: str) -> tuple[Division | None, Division | None, Division | None, str]:
    province, rest = _taken(divisions.provinces(), text)
    if province is not None and province.code[:2] in divisions.MUNICIPAL:
        again, after = _taken([province], rest)
        rest = after if again else rest
        district, rest = _taken(divisions.districts(province.code[:2]), rest, whole=True)
        return province, None, district, rest
    city, rest = _city(province, rest)
    if city is not None and province is None:
        province = _province_of(city)
    head = city.code[:4] if city and city.code[2:4] != "90" else ""
    if city is not None and head:
        district, rest = _district(city, rest)
    elif city is None:
        district, rest = _lone_district(province, rest)
        if district and len(_same_name(district, province)) == 1:
            province = _province_of(district)
            city = _city_of(district)
    else:
        district = None
    return province, city, district, rest


def _city(province: Division | None, text: str) -> tuple[Division | None, str]:
    within = [province] if province else divisions.provinces()
    choices = [one for each in within for one in divisions.cities(each.code[:2])]
    found, rest = _taken(choices, text)
    if found is None or text.startswith(found.name) or not rest.startswith(("县", "区", "州")):
        return found, rest
    return None, text  # 承德县 is a place of its own, not 承德 and something behind it


def _district(city: Division, text: str) -> tuple[Division | None, str]:
    choices = divisions.districts(city.code[:4])
    district, rest = _taken(choices, text, whole=True)
    if district is None:  # 青岛市北区: the one 市 is of 青岛 and of 市北区
        district, rest = _taken(choices, f"市{text}", whole=True)
    return (district, rest) if district else (None, text)


def _lone_district(province: Division | None, text: str) -> tuple[Division | None, str]:
    known = divisions.by_district()
    head = province.code[:2] if province else ""
    for size in range(min(12, len(text)), 1, -1):
        rows = [row for row in known.get(text[:size], ()) if row.code.startswith(head)]
        if rows:
            return rows[0], text[size:]
    return None, text


def _same_name(district: Division, province: Division | None) -> list[Division]:
    head = province.code[:2] if province else ""
    return [row for row in divisions.by_district()[district.name] if row.code.startswith(head)]


def _taken(
    choices: list[Division], text: str, *, whole: bool = False
) -> tuple[Division | None, str]:
    """The place that a text begins with, and the rest; `whole`: with its suffix alone."""
    for one in sorted(choices, key=lambda each: -len(each.name)):
        if text.startswith(one.name):
            return one, text[len(one.name) :]
    if not whole:
        for one in sorted(choices, key=lambda each: -len(each.short)):
            rest = text.removeprefix(one.short)
            if one.name.endswith("自治州") and rest != text:
                rest = rest.removeprefix("州")
            if len(one.short) > 1 and rest != text and not _ROAD.match(rest):
                return one, rest
    return None, text


def _province_of(place: Division) -> Division | None:
    rows = divisions.divisions().get(f"{place.code[:2]}0000")
    return rows[0] if rows else None


def _city_of(place: Division) -> Division | None:
    if place.code[:2] in divisions.MUNICIPAL:
        return None
    rows = divisions.divisions().get(f"{place.code[:4]}00")
    return rows[0] if rows else None


def _names(
    province: Division | None, city: Division | None, district: Division | None
) -> tuple[str, str, str]:
    """What the parts are called; the city of a municipality is itself."""
    name = province.name if province else ""
    if province is not None and province.code[:2] in divisions.MUNICIPAL:
        return name, name, district.name if district else ""
    return name, city.name if city else "", district.name if district else ""
