"""Pure decisions about what was looked at and asked about."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from crm_app.core.errors import Invalid
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Product
from crm_app.models.views import Viewing
from crm_app.services.lines import one_line
from crm_app.services.views.rows import NearHint, ViewingForm

# So often within `ASKED_DAYS` a customer has to ask about a product before its accessory is named.
ASKED_OFTEN, ASKED_DAYS = 2, 180
# Where a look came from: a shared quote. One opening is one look, however much is offered in it.
SHARE = "share"
_CLOCKS_DIFFER = timedelta(minutes=5)


def near_close(deal: Deal, stage: Stage, views: int, moment: datetime) -> NearHint | None:
    """Whether a deal is near its close, with both facts: long enough in a stage that says so, and
    looked at often enough within its window.
    """
    if stage.kind is not StageKind.OPEN or not stage.near_views:
        return None
    stayed = moment - deal.stage_entered_at
    if stayed <= timedelta(days=stage.near_after_days) or views < stage.near_views:
        return None
    return NearHint(stayed.days, views, stage.near_window_days)


def moment_of(typed: str, now: datetime) -> datetime:
    """When somebody looked: an RFC 3339 moment, now without one, never in the future."""
    if not typed.strip():
        return now
    try:
        at = datetime.fromisoformat(typed.strip())
        late = at.tzinfo is None or at > now + _CLOCKS_DIFFER
    except (ValueError, OverflowError):
        late = True
        at = now
    if late:
        raise Invalid("views.moment_invalid", field="at")
    return min(at, now)


def apply_viewing(viewing: Viewing, form: ViewingForm, today: date) -> None:
    """Put what was entered onto a viewing."""
    viewing.place = one_line(form.place, "place", 200)
    if not viewing.place:
        raise Invalid("views.place_missing", field="place")
    viewing.who = one_line(form.who, "who", 200)
    viewing.impression = one_line(form.impression, "impression", 500)
    try:
        viewing.day = date.fromisoformat(form.day.strip()) if form.day.strip() else today
    except ValueError:
        raise Invalid("record.day_invalid", field="day", typed=form.day[:20]) from None


def names_of(product: Product) -> tuple[str, ...]:
    """How people call a product: its code and its names, as they stand in a text."""
    names = (product.code, product.name_zh, product.name_en)
    return tuple(dict.fromkeys(name.casefold() for name in names if len(name) > 1))


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text speaks of a product."""
    folded = text.casefold()
    return any(name in folded for name in names)
