"""What was stored by an older release is still there after an upgrade."""

from alembic import command
from sqlalchemy import text

from crm_app.core import migrate
from crm_app.lib.ids import new_id

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
    assert [one for one in migrate.differences() if "grams" not in str(one)] == []
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
