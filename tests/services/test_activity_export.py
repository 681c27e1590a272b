"""What happened goes out within one's rights, and the audit knows."""

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import activities
from crm_app.services.activities import ActivityForm
from tests.services.selling import customer


def test_activities_go_out_with_what_they_are_about_and_within_ones_rights(workspace, footprint):
    rep, west = workspace["rep"], workspace["rep_west"]
    firm = customer(rep, "春茶")
    form = ActivityForm(
        kind="call", text="谈了\n价格", outcome="再约", happened_at="2026-03-04T09:31"
    )
    activities.record_activity(rep, form, [("customer", firm)])
    before = footprint()[0]
    taken = activities.export_activities(rep, ListQuery())
    assert taken.head("en") == [
        *("Kind", "Time", "Text", "Outcome", "Customer", "Contact", "Deal", "Author", "id")
    ]
    (row,) = taken.cells("en")
    assert row[:-1] == ["Call", "2026-03-04 09:31", "谈了\n价格", "再约", "春茶", "", "", "rep"]
    assert footprint()[0] == before + 1
    assert activities.export_activities(west, ListQuery()).rows == []
    assert len(activities.export_activities(system_actor("x"), ListQuery()).rows) == 1
