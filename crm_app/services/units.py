"""A unit of measure in the language of the paper it stands on."""

import re
from collections.abc import Sequence

from crm_app.locales.catalog import TEXT

# 盘/reel: whoever has a unit that is not known writes both words of it.
_BOTH = re.compile(r"([^/]*[\u4e00-\u9fff][^/]*)/([^/\u4e00-\u9fff]+)")


def unit_on(unit: str, languages: Sequence[str]) -> str:
    """The unit in these languages, each word once; one that is not known stays as it was typed."""
    pair = _pair_of(unit)
    return " / ".join(dict.fromkeys(pair[language == "en"] for language in languages))


def _pair_of(unit: str) -> tuple[str, str]:
    written = _BOTH.fullmatch(unit)
    if written:
        return written[1].strip(), written[2].strip()
    zh, en = TEXT.get(f"units.{unit.lower()}", (unit, unit))
    return (unit, en) if re.search(r"[\u4e00-\u9fff]", unit) else (zh, unit)
