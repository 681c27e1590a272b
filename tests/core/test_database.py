"""What no database can hold is refused in words, on both databases alike."""

import sqlite3
import threading
import time

import pytest
from sqlmodel import Session, select

from crm_app.core import database
from crm_app.core.errors import Invalid
from crm_app.models.users import Team, User


@pytest.mark.parametrize("value", ["a\0b", "half a character \ud800"], ids=["nul", "surrogate"])
def test_a_text_that_cannot_be_stored_is_refused(workspace, value):
    with pytest.raises(Invalid) as refused, Session(database.engine()) as session:
        session.exec(select(User).where(User.name == value)).all()
    assert refused.value.code == "entry.unstorable"


def test_a_number_too_large_to_store_is_refused(workspace):
    _refuses([Team(name="x", id=2**63)])


def test_one_such_row_among_many_is_refused(workspace):
    _refuses([Team(name="fine"), Team(name="not\0fine")])


@pytest.mark.timeout(120)
def test_who_saves_comes_in_between_the_parcels_of_background_work(workspace, db, tmp_path):
    """Two processes: one holds the lock again and again with hardly a moment between."""
    if not database.is_sqlite():
        pytest.skip("PostgreSQL has no lock over all")
    engine = database.configure(str(db.url.render_as_string(False)))
    database.give_way()
    over, waited = threading.Event(), []

    def write_on():
        while not over.is_set():
            with engine.connect().execution_options(writes=True) as link, link.begin():
                time.sleep(0.2)

    busy = threading.Thread(target=write_on)
    busy.start()
    try:
        for _ in range(8):
            began = time.monotonic()
            with sqlite3.connect(db.url.database, timeout=30, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("COMMIT")
            waited.append(time.monotonic() - began)
            time.sleep(0.05)
    finally:
        over.set()
        busy.join()
    # About 0.7 s with the rests; without them a waiter is shut out for 20 s and more, or for good.
    assert max(waited) < 10


def _refuses(rows):
    with Session(database.engine()) as session:
        session.add_all(rows)
        with pytest.raises(Invalid):
            session.commit()
