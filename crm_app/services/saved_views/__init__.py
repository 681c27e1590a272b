"""Views of lists: what they ask, their columns, who finds them; conditions in words."""

from crm_app.services.saved_views.columns import COLUMNS
from crm_app.services.saved_views.commands import (
    begin_with,
    change_view,
    create_view,
    delete_view,
    keep_columns,
    restore_view,
)
from crm_app.services.saved_views.grouping import GroupRow, Sum, group_choices, groups
from crm_app.services.saved_views.listings import kinds
from crm_app.services.saved_views.neighbours import Neighbours, neighbours
from crm_app.services.saved_views.places import EMPTY as EMPTY_MAP
from crm_app.services.saved_views.places import Bar, PlaceMap, Square, places, tile_of
from crm_app.services.saved_views.queries import (
    condition_fields,
    rules_said,
    sentence,
    view_page,
    views,
)
from crm_app.services.saved_views.rows import Column, ConditionChoice, ViewForm, ViewRow, Views

__all__ = [
    "COLUMNS",
    "EMPTY_MAP",
    "Bar",
    "Column",
    "ConditionChoice",
    "GroupRow",
    "Neighbours",
    "PlaceMap",
    "Square",
    "Sum",
    "ViewForm",
    "ViewRow",
    "Views",
    "begin_with",
    "change_view",
    "condition_fields",
    "create_view",
    "delete_view",
    "group_choices",
    "groups",
    "keep_columns",
    "kinds",
    "neighbours",
    "places",
    "restore_view",
    "rules_said",
    "sentence",
    "tile_of",
    "view_page",
    "views",
]
