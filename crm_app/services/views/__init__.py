"""What was looked at: products by the people of a deal, places shown to them, and what it hints at."""

from crm_app.services.views.accessories import accessory_hints, goes_with, set_goes_with
from crm_app.services.views.commands import (
    add_viewing,
    note_offer_seen,
    record_view,
    remove_viewing,
)
from crm_app.services.views.queries import near_hints, viewing_rows, viewings, views_of_deal
from crm_app.services.views.rows import (
    AccessoryHint,
    Enquiry,
    NearHint,
    ViewingForm,
    ViewingRow,
    ViewRow,
)

__all__ = [
    "AccessoryHint",
    "Enquiry",
    "NearHint",
    "ViewRow",
    "ViewingForm",
    "ViewingRow",
    "accessory_hints",
    "add_viewing",
    "goes_with",
    "near_hints",
    "note_offer_seen",
    "record_view",
    "remove_viewing",
    "set_goes_with",
    "viewing_rows",
    "viewings",
    "views_of_deal",
]
