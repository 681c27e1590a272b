"""The columns that a list can have: its own, and the fields of the company's own that stand in lists."""

from crm_app.core.work import Work
from crm_app.models.saved_views import SavedView
from crm_app.services import custom_fields
from crm_app.services.saved_views.rows import Column

# In the order in which a list shows them to who never chose; the first one always stays.
COLUMNS: dict[str, tuple[str, ...]] = {
    "customer": (
        *("name", "tier", "stage", "industry", "region", "person", "phone", "contacted", "owner"),
    ),
    "contact": ("name", "company", "title", "phone", "email", "owner", "updated"),
    "lead": (
        *("name", "company", "status", "score", "source", "region", "phone", "step", "touched"),
        *("created", "owner"),
    ),
    "deal": (
        *("name", "customer", "stage", "amount", "weighted", "close", "entered", "step", "owner"),
    ),
    "quote": (
        *("number", "customer", "deal", "status", "total", "discount", "margin", "valid", "owner"),
    ),
    "contract": (
        *("number", "title", "customer", "status", "amount", "received", "signed", "ends", "owner"),
    ),
    "order": (
        *("number", "customer", "contract", "status", "delivered", "total", "ordered", "deliver"),
        "owner",
    ),
}


def known_columns(work: Work, kind: str) -> list[str]:
    """Their names, as the actor may see them."""
    own = [one.name for one in custom_fields.list_fields.within(work, kind)]
    tags = [one for one in own if one == f"custom.{custom_fields.TAGS}"]  # beside the name
    return [*COLUMNS[kind][:1], *tags, *COLUMNS[kind][1:], *(one for one in own if one not in tags)]


def whole(stored: list[dict[str, object]], known: list[str]) -> list[Column]:
    """Stored columns, with those that came later at the end, and without those that are gone."""
    kept = [
        Column(str(one["name"]), int(str(one.get("width") or 0)), bool(one.get("is_shown", True)))
        for one in stored
        if one.get("name") in known
    ]
    named = {one.name for one in kept}
    return [*kept, *(Column(name) for name in known if name not in named)]


def columns_of(view: SavedView, known: list[str]) -> list[Column]:
    """Those of a view; none where it leaves them to its reader."""
    return whole(view.columns, known) if view.columns else []
