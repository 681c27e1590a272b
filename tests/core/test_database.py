"""What no database can hold is refused in words, on both databases alike."""

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


def _refuses(rows):
    with Session(database.engine()) as session:
        session.add_all(rows)
        with pytest.raises(Invalid):
            session.commit()
