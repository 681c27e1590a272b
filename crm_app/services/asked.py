"""Fields that conditions of several lists look at alike."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import FEW, Asked, Held
from crm_app.core.work import Work
from crm_app.models.base import Owned
from crm_app.models.customers import ContactPoint, PointKind
from crm_app.models.users import User

_DIGITS, _NO_CODE = (
    "[0-9]+",
    "(?!.*--).+",
)  # addresses in codes (xn--) are found as people read them


def owner(model: type[Owned]) -> Asked:
    """Whose they are: a person's public id, or `me`."""

    def read(work: Work, value: str) -> Any:
        if value == "me":
            return work.actor.user_id
        return select(User.id).where(col(User.public_id) == value).scalar_subquery()

    return Asked("person", col(model.owner_id), "customers.owner", read)


def times(model: type[Owned]) -> dict[str, Asked]:
    """When they were created and last changed."""
    return {
        "created": Asked("moment", col(model.created_at), "saved_views.created"),
        "updated": Asked("moment", col(model.updated_at), "saved_views.updated"),
    }


def named(model: type[Owned], kind: str, label: str) -> Asked:
    """What a record is called."""
    name, key = col(model.name), col(model.id)  # type: ignore[attr-defined]
    return Asked("text", name, label, blank=True, held=Held(kind, key))


def reached_by(model: type[Owned], key: str) -> dict[str, Asked]:
    """The numbers and addresses of a record: as typed, and phones in their normal form too."""
    kind = key.removesuffix("_id")
    points: Any = ContactPoint
    there = col(getattr(points, key))

    def of(*kinds: PointKind) -> Any:
        def through(work: Work, condition: Any) -> Any:
            fits = (condition, col(ContactPoint.kind).in_(kinds))
            few = select(there).where(*fits, there.is_not(None)).limit(FEW + 1)
            ids = list(work.session.exec(few))
            if len(ids) <= FEW:
                return col(model.id).in_(ids)
            # So many that a list soon has its rows: each is looked up when it is come to.
            each = select(points.id).where(*fits, there == col(model.id))
            return each.correlate(model).exists()

        return through

    phones = of(PointKind.MOBILE, PointKind.PHONE)
    return {
        "phone": Asked(
            "point",
            col(ContactPoint.value),
            "saved_views.phone",
            through=phones,
            held=Held(kind, there, _DIGITS),
        ),
        "email": Asked(
            "point",
            col(ContactPoint.value),
            "saved_views.email",
            through=of(PointKind.EMAIL),
            held=Held(kind, there, _NO_CODE),
        ),
    }
