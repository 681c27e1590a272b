"""The quality of one record on its own page: taps put it right, and those who may not see it get nothing."""

from crm_app.services import customers
from crm_app.services.customers import CustomerForm
from crm_app.state.record_quality import RecordQuality


def faults(seat):
    return {one.fault for one in seat.state(RecordQuality).row.proposals}


def test_a_record_says_what_it_lacks_and_a_tap_puts_it_right(people, tab):
    rep = people["rep"]
    form = CustomerForm(name="云岭茶业有限公司", kind="person", region="上海")
    public_id = customers.create_customer(rep, form)
    seat = tab("rep", customer_id=public_id)
    seat.send(RecordQuality, "load_customer")
    before = seat.state(RecordQuality).row.score
    assert {"no_reach", "no_industry", "kind_differs"} <= faults(seat)
    seat.send(RecordQuality, "fix", public_id, "kind_differs")
    assert "kind_differs" not in faults(seat)
    assert customers.customer_page(rep, public_id).kind == "company"
    seat.undo()
    seat.send(RecordQuality, "refresh")
    assert "kind_differs" in faults(seat)
    seat.send(RecordQuality, "leave", public_id, "no_industry")
    assert "no_industry" not in faults(seat)
    assert seat.state(RecordQuality).row.score > before
    other = tab("rep_west", customer_id=public_id)
    other.send(RecordQuality, "load_customer")
    assert other.state(RecordQuality).row.public_id == ""
