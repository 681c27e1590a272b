"""Pure decisions: what each fault costs, how parts make a score, which names are no names."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from crm_app.models.quality import PARTS

# What each part weighs where nobody chose otherwise.
WEIGHTS: dict[str, int] = dict(zip(PARTS, (35, 25, 15, 15, 10), strict=True))
STALE_DAYS, ASLEEP_DAYS, NEW_DAYS = 180, 365, 60
_JUNK = {"test", "testing", "asdf", "qwerty", "abc", "none", "n/a", "unknown", "xxx", "demo"}
_JUNK |= {"测试", "测试客户", "未知", "无", "没有", "客户", "公司", "某某", "待定", "暂无"}
_FIRM = re.compile(
    r"(有限公司|集团|股份|厂$|商行$|合作社$|\bltd\b|\binc\b|\bgmbh\b|\bllc\b)", re.IGNORECASE
)


class Fault(NamedTuple):
    """A fault belongs to a part and takes so many percent of it."""

    part: str
    cost: int


FAULTS: dict[str, dict[str, Fault]] = {
    "customer": {
        "no_reach": Fault("complete", 40),
        "no_person": Fault("complete", 20),
        "no_region": Fault("complete", 15),
        "no_industry": Fault("complete", 15),
        "no_source": Fault("complete", 10),
        "junk_name": Fault("valid", 60),
        "bad_tax_id": Fault("valid", 50),
        "bad_point": Fault("valid", 40),
        "rule_unmet": Fault("valid", 50),
        "stale": Fault("fresh", 50),
        "asleep": Fault("fresh", 100),
        "double": Fault("unique", 100),
        "kind_differs": Fault("consistent", 50),
        "region_differs": Fault("consistent", 50),
        "owner_gone": Fault("consistent", 50),
    },
    "contact": {
        "no_reach": Fault("complete", 60),
        "no_company": Fault("complete", 25),
        "no_source": Fault("complete", 15),
        "junk_name": Fault("valid", 60),
        "bad_point": Fault("valid", 50),
        "honorific_left": Fault("valid", 30),
        "rule_unmet": Fault("valid", 50),
        "stale": Fault("fresh", 50),
        "asleep": Fault("fresh", 100),
        "double": Fault("unique", 100),
        "owner_gone": Fault("consistent", 100),
    },
}
KINDS = tuple(FAULTS)


def parts_of(kind: str, faults: Collection[str]) -> dict[str, int]:
    """What is left of each part, in percent."""
    left: dict[str, int] = dict.fromkeys(PARTS, 100)
    for code in faults:
        fault = FAULTS[kind].get(code)
        if fault is not None:
            left[fault.part] = max(0, left[fault.part] - fault.cost)
    return left


def score_of(parts: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """The parts by their weights, in whole percent."""
    whole = sum(weights.values()) or 1
    return round(sum(parts[name] * weights[name] for name in PARTS) / whole)


def freshness(days: int | None, known_days: int) -> str:
    """The fault of somebody last heard of so many days ago; None is never."""
    if days is None:
        return "asleep" if known_days > NEW_DAYS else ""
    return "asleep" if days > ASLEEP_DAYS else "stale" if days > STALE_DAYS else ""


def is_junk(name: str) -> bool:
    """Whether a name is none: a word people type to try, digits, one sign over and over."""
    plain = name.strip().casefold()
    return plain in _JUNK or plain.isdigit() or (len(plain) > 1 and len(set(plain)) == 1)


def is_firm(name: str) -> bool:
    """Whether a name is that of a company."""
    return _FIRM.search(name) is not None


def differs(region: str, province: str, city: str) -> bool:
    """Whether an address lies elsewhere than the region says."""
    cores = [one.rstrip("省市区县") for one in (province, city) if one]
    return bool(region and cores) and not any(
        core in region or region.rstrip("省市区县") in core for core in cores
    )
