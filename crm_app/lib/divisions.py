"""Provinces, cities and districts of China by their codes (GB/T 2260), with those that are no more.

The list comes with python-stdnum, which keeps it up to date; it is read when it is first needed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Since 2021, and not in the list.
_NEWER = {"330113": "临平区", "330114": "钱塘区"}
MUNICIPAL = ("11", "12", "31", "50")
_TAIL = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区|盟"
    r")$"
)
_PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|哈萨克|哈尼|白|傣|傈僳|景颇|土家|羌|柯尔克孜)(?:族|(?=自治州)|(?=蒙古|哈萨克)).*自治州$"
)
_PIECE = re.compile(r"(?:\[(\d*)-(\d*)\])?([^,]+)")


@dataclass(frozen=True, slots=True)
class Division:
    """A place with its code; `is_current` unless it was renamed or joined to another."""

    code: str
    name: str
    is_current: bool = True

    @property
    def short(self) -> str:
        """As it is spoken: 杭州 for 杭州市."""
        if self.name.endswith("自治州") and (peoples := _PEOPLES.search(self.name)):
            return self.name[: peoples.start()] or self.name
        return _TAIL.sub("", self.name) or self.name


@lru_cache(maxsize=1)
def divisions() -> dict[str, list[Division]]:
    """Code of six digits → the places that have and had it, the present one first."""
    found: dict[str, list[Division]] = {}
    head = ""
    for line in files("stdnum.cn").joinpath("loc.dat").read_text("utf-8").splitlines():
        if line[:1].isdigit():
            head = line[:2]
        elif line.startswith("  ") and (name := re.search(r'county="([^"]*)"', line)):
            code = head + line[2:6]
            rows = [
                Division(code, word, is_current=not until)
                for _, until, word in _PIECE.findall(name.group(1))
            ]
            found[code] = sorted(rows, key=lambda row: not row.is_current)
    for code, name in _NEWER.items():
        found.setdefault(code, [Division(code, name)])
    return found


def place_of(code: str) -> tuple[str, str, str]:
    """Province, city and district of a code; what is unknown stays empty. A former name serves too."""
    known = divisions()
    province = _name(known, f"{code[:2]}0000")
    if code[:2] in MUNICIPAL:
        return province, province, _name(known, code)
    city = _name(known, f"{code[:4]}00")
    return province, city, _name(known, code) if code != f"{code[:4]}00" else ""


def _name(known: dict[str, list[Division]], code: str) -> str:
    rows = known.get(code)
    return rows[0].name if rows else ""


@lru_cache(maxsize=1)
def provinces() -> list[Division]:
    """All provinces."""
    return [rows[0] for code, rows in divisions().items() if code.endswith("0000")]


@lru_cache(maxsize=64)
def cities(province: str) -> list[Division]:
    """The cities of a province (two digits), and the counties that stand directly below it."""
    return [
        rows[0]
        for code, rows in divisions().items()
        if code.startswith(province) and rows[0].is_current and _is_city(code)
    ]


@lru_cache(maxsize=512)
def districts(head: str) -> list[Division]:
    """The districts of a city (four digits), or of a municipality or province (two)."""
    return [
        rows[0]
        for code, rows in divisions().items()
        if code.startswith(head)
        and rows[0].is_current
        and not code.endswith("00")
        and rows[0].name != "市辖区"
        and not _is_city(code)
    ]


def _is_city(code: str) -> bool:
    if code[:2] in MUNICIPAL:
        return False
    return (code.endswith("00") and code[2:4] not in ("00", "90")) or (
        code[2:4] == "90" and not code.endswith("00")
    )


@lru_cache(maxsize=1)
def by_district() -> dict[str, list[Division]]:
    """Name → the districts that are called so."""
    found: dict[str, list[Division]] = {}
    for province in provinces():
        for one in districts(province.code[:2]):
            found.setdefault(one.name, []).append(one)
    return found
