"""Lists in groups: counts and sums, within rights, and the rows of one group."""

from dataclasses import replace

import pytest

from crm_app.core.errors import Invalid
from crm_app.core.listing import WITHIN, ListQuery
from crm_app.services import custom_fields, customers, deals, saved_views
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm


@pytest.fixture
def four(workspace):
    rep, other = workspace["rep"], workspace["rep_west"]
    form = FieldForm(
        "customer",
        "plan",
        "choice",
        "套餐",
        "Plan",
        is_listed=True,
        options="金 | Gold\n银 | Silver",
    )
    custom_fields.create_field(workspace["admin"], form)
    rows = (("A1", "A", "华东", "金"), ("A2", "A", "", "银"), ("B1", "B", "华东", ""))
    made = [
        customers.create_customer(
            rep, CustomerForm(name=name, tier=tier, region=region, custom={"plan": plan})
        )
        for name, tier, region, plan in rows
    ]
    customers.create_customer(other, CustomerForm(name="X", tier="C"))
    for name, amount, currency in (("d", "100", "CNY"), ("e", "20.5", "CNY"), ("f", "7", "USD")):
        form = DealForm(name=name, customer=made[0], amount=amount, currency=currency)
        deals.create_deal(rep, replace(form, expected_close="2028-02-29"))
    return made


def shown(actor, kind, by, asked=None):
    return [
        (one.en, one.count) for one in saved_views.groups(actor, kind, asked or ListQuery(), by)
    ]


def test_groups_count_what_one_may_see_and_open(workspace, four):
    rep = workspace["rep"]
    assert shown(rep, "customer", "tier") == [("Tier A", 2), ("Tier B", 1)]
    assert shown(workspace["admin"], "customer", "tier")[2:] == [("Tier C", 1)]
    assert shown(rep, "customer", "region") == [("华东", 2), ("(none)", 1)]
    assert shown(rep, "customer", "custom.plan") == [("Gold", 1), ("Silver", 1), ("(none)", 1)]
    asked = ListQuery(filters={"tier": "A"})
    assert shown(rep, "customer", "region", asked) == [("华东", 1), ("(none)", 1)]
    for by in ("tier", "region", "industry", "owner", "custom.plan"):
        for one in saved_views.groups(rep, "customer", ListQuery(), by):
            within = customers.customers(rep, ListQuery(filters={WITHIN: one.where}))
            assert within.total == one.count
    for by in ("phone", "custom.none", "nothing", ""):
        with pytest.raises(Invalid):
            saved_views.groups(rep, "customer", ListQuery(), by)


def test_sums_by_currency_and_months(workspace, four):
    rep = workspace["rep"]
    (stage,) = saved_views.groups(rep, "deal", ListQuery(), "stage")
    assert {(one.currency, one.amount) for one in stage.sums} == {("CNY", "120.5"), ("USD", "7")}
    (month,) = saved_views.groups(rep, "deal", ListQuery(), "close")
    assert (month.key, month.count) == ("2028-02", 3)
    for one in (stage, month):
        assert deals.deals(rep, ListQuery(filters={WITHIN: one.where})).total == 3
    names = [one.key for one in saved_views.group_choices(rep, "customer")]
    assert names[0] == "tier"
    assert names[-1] == "custom.plan"
