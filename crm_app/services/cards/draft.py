"""What was read of a card as lines of a form: value, how sure, and where it stands."""

from dataclasses import dataclass
from typing import Any

from crm_app.lib.phones import shown_phone
from crm_app.services.cards.reading.fields import DOUBTFUL, SINGLE

# In the order of the form; fax and other things on a card are offered only where they were read.
KINDS = ("mobile", "phone", "email", "wechat", "website", "address")
POINTS = (*KINDS, "fax")
OTHERS = {"other_name": "name", "other_company": "company"}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One field: `key` is unique in the form, `region` names its place on the picture.

    `mark` says how sure the reading is: sure, doubtful, or empty where nothing was read.
    """

    key: str
    kind: str
    value: str
    mark: str = ""
    region: str = ""


def draft_of(reading: dict[str, Any]) -> list[DraftLine]:
    """The lines of a card's form; every single field has one, every point kind at least one of
    mobile, e-mail and address."""
    lines = [_line(reading, kind, reading.get(kind) or "", kind) for kind in SINGLE]
    alternate = reading.get("alternate") or {}
    for key, kind in OTHERS.items():
        lines.append(DraftLine(key, key, alternate.get(kind) or ""))
    for kind in POINTS:
        values = reading.get(kind) or []
        if not values and kind in ("mobile", "phone", "email", "address"):
            values = [""]
        lines += [
            _line(reading, kind, _shown(kind, value), f"{kind}.{place}")
            for place, value in enumerate(values)
        ]
    return lines


def _line(reading: dict[str, Any], kind: str, value: str, key: str) -> DraftLine:
    sure = (reading.get("confidence") or {}).get(kind, 0.0)
    mark = ("sure" if sure >= DOUBTFUL else "doubtful") if value else ""
    return DraftLine(key, kind, value, mark, key if value else "")


def _shown(kind: str, value: str) -> str:
    """Numbers as people group them."""
    return shown_phone(value) if kind in ("mobile", "phone", "fax") else value
