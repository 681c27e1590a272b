"""What was stored by an older release is still there after an upgrade."""

from decimal import Decimal

from alembic import command
from sqlalchemy import text
from sqlmodel import Session, select

from crm_app.core import migrate
from crm_app.core.permissions import system_actor
from crm_app.lib.ids import new_id
from crm_app.models.approvals import ApprovalFlow
from crm_app.models.deals import Deal, StageChange
from crm_app.models.duplicates import MatchFiled
from crm_app.models.quotes import QuoteLine
from crm_app.models.sales import Offered, Sale
from crm_app.models.validation_rules import ValidationRule
from crm_app.services import checks, contacts, customers, deals, quotes
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm
from crm_app.services.match_keys import unpacked
from crm_app.services.points import read_point
from crm_app.services.quotes import LineForm, QuoteForm

_DAYS = (
    # user, first, last: absences of the older release
    ("rep", "2026-03-01", "2026-03-10"),
    ("manager", "2026-05-01", "2026-05-02"),
)
_DEPUTIES = (
    # user, deputy, first, last, ended
    ("rep", "rep_west", "2026-03-09", "2026-03-12", None),
    ("director", "admin", "2026-04-01", "2026-04-30", "2026-04-02 08:00:00"),
    ("director", "manager", "2026-06-01", "2026-06-02", None),
)


def test_absences_and_stand_ins_of_the_older_release_are_one(workspace, db):
    command.downgrade(migrate.alembic_config(), "0016")
    with db.begin() as link:
        for user, first, last in _DAYS:
            link.execute(
                text(
                    "INSERT INTO absence (public_id, user_id, first_day, last_day, note, created_at,"
                    " is_demo) SELECT :id, id, :first, :last, 'away', '2026-01-01 00:00:00', false"
                    ' FROM "user" WHERE name = :name'
                ),
                {"id": new_id(), "name": user, "first": first, "last": last},
            )
        for user, deputy, first, last, ended in _DEPUTIES:
            link.execute(
                text(
                    "INSERT INTO delegation (public_id, user_id, deputy_id, starts, ends, note,"
                    " ended_at, is_demo) SELECT :id, u.id, d.id, :first, :last, 'trip', :ended,"
                    ' false FROM "user" u, "user" d WHERE u.name = :name AND d.name = :deputy'
                ),
                {
                    "id": new_id(),
                    "name": user,
                    "deputy": deputy,
                    "first": first,
                    "last": last,
                    "ended": ended,
                },
            )
    migrate.upgrade()
    assert migrate.differences() == []
    with db.begin() as link:
        rows = link.execute(
            text(
                'SELECT u.name, d.name, a.first_day, a.last_day, a.note FROM absence a JOIN "user" u'
                ' ON u.id = a.user_id LEFT JOIN "user" d ON d.id = a.stand_in_id'
                " ORDER BY a.first_day"
            )
        )
        assert [(*row[:2], str(row[2]), str(row[3]), row[4]) for row in rows] == [
            ("rep", None, "2026-03-01", "2026-03-08", "away"),
            ("rep", "rep_west", "2026-03-09", "2026-03-10", "away"),
            ("rep", "rep_west", "2026-03-11", "2026-03-12", "trip"),
            ("director", "admin", "2026-04-01", "2026-04-02", "trip"),
            ("manager", None, "2026-05-01", "2026-05-02", "away"),
            ("director", "manager", "2026-06-01", "2026-06-02", "trip"),
        ]


def test_what_lines_came_to_is_reckoned_by_the_migration_itself(workspace, db):
    """By rules of its own: what they were when it was written."""
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="云岭"))
    lines = [
        LineForm(text="A", quantity="3", price="33.33", discount="5", tax_rate="13"),
        LineForm(text="-", kind="section"),
        LineForm(text="B", quantity="1", price="0.05", tax_rate="6"),
        LineForm(text="C", quantity="2", price="70", tax_rate="13", is_optional=True),
        LineForm(text="D", quantity="7", price="11.11", tax_rate="0"),
    ]
    for more in ({"discount": "12.5"}, {"discount_amount": "50", "tax_included": True}):
        quotes.create_quote(rep, QuoteForm(customer=customer, lines=lines, **more))
    quotes.create_quote(
        rep, QuoteForm(customer=customer, currency="JPY", discount_amount="7", lines=lines[:1])
    )
    command.downgrade(migrate.alembic_config(), "0021")
    migrate.upgrade()
    with Session(db) as session:
        found = session.exec(select(QuoteLine).order_by(QuoteLine.quote_id, QuoteLine.rank))
        nets = [one.sold_net for one in found]
    plain, given = ["83.12", "0", "0.04", "0", "68.05"], ["59.74", "0", "0.03", "0", "55.27"]
    assert nets == [Decimal(one) for one in (*plain, *given, "88")]


def test_stages_of_before_are_asked_for_by_their_new_words(workspace, db):
    command.downgrade(migrate.alembic_config(), "0037")
    stage, day = {"field": "stage", "op": "in", "value": ["dormant", "lost"]}, {"field": "day"}
    parts = {"join": "and", "parts": [{"field": "stage", "is": "is", "value": "customer, loyal"}]}
    names = {"name_zh": "问", "name_en": "Asks"}
    with Session(db) as session:
        flow = {"conditions": [stage, day], "steps": [{"when": stage}, {}], "copies": []}
        session.add(ApprovalFlow(subject="quote", **names, **flow))
        for record in ("customer", "deal"):
            texts = {"message_zh": "填", "message_en": "Fill"} | names
            session.add(ValidationRule(record=record, asked={}, only_when=parts, **texts))
        session.commit()
    migrate.upgrade()
    with Session(db) as session:
        (flow,) = session.exec(select(ApprovalFlow).where(ApprovalFlow.name_en == "Asks"))
        wanted = stage | {"value": ["at_risk", "lost"]}
        assert (flow.conditions, flow.steps) == ([wanted, day], [{"when": wanted}, {}])
        rules = session.exec(select(ValidationRule).where(ValidationRule.name_en == "Asks"))
        values = {one.record: one.only_when["parts"][0]["value"] for one in rules}
        assert values == {"customer": "first,repeat", "deal": "customer, loyal"}


def test_what_is_kept_beside_deals_is_right_after_an_upgrade(demo_year, db):
    door = system_actor("test")
    with Session(db) as session:
        won = session.exec(select(Deal).where(Deal.closed_at.is_not(None))).first().public_id
    deals.delete_deal(door, won)
    kept = (Sale, Offered, StageChange)

    def all_of() -> list[list[object]]:
        with Session(db) as session:
            rows = [session.exec(select(one)).all() for one in kept]
            return [sorted(repr(row.model_dump(exclude={"id"})) for row in some) for some in rows]

    before = all_of()
    assert all(before)
    command.downgrade(migrate.alembic_config(), "0022")
    migrate.upgrade()
    assert all_of() == before
    assert checks.first_fault(door) is None
    assert migrate.differences() == []


def test_what_records_are_filed_under_stands_beside_them(workspace, db):
    point = read_point("mobile", "13800138001")
    contacts.create_contact(workspace["rep"], ContactForm(name="张伟", points=[point]))
    customers.create_customer(workspace["rep"], CustomerForm(name="华信天茶业"))

    def filed():
        with Session(db) as session:
            rows = session.exec(select(MatchFiled)).all()
            return {(one.kind, one.record_id): sorted(unpacked(one.keys)) for one in rows}

    before = filed()
    assert sorted(map(len, before.values())) == [2, 7]
    command.downgrade(migrate.alembic_config(), "0042")
    migrate.upgrade()
    assert (filed(), migrate.differences()) == (before, [])
