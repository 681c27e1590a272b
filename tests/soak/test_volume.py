"""A hundred thousand customers: search finds what a scan finds, for every role."""

import random

import pytest
from sqlmodel import Session, col, select

from bench import data
from crm_app.core import database, search
from crm_app.models.ledger import SearchDoc

CUSTOMERS = 100_000


@pytest.mark.timeout(1800)
def test_hits_are_those_of_a_scan_at_full_volume(tmp_path, capsys):
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    actors = data.build(tmp_path / "crm.db", CUSTOMERS, 500)
    with capsys.disabled():
        print(f"seed {seed}")
    with Session(database.engine()) as session:
        texts = session.exec(select(SearchDoc.text).where(col(SearchDoc.id) % 997 == 0)).all()
        for _ in range(60):
            words = _part(chance, chance.choice(texts))
            holding = select(SearchDoc).where(col(SearchDoc.text).contains(words, autoescape=True))
            docs = session.exec(holding).all()
            for actor in actors.values():
                seen = {doc.public_id for doc in docs if _may_see(actor, doc)}
                found = search.find(session, actor, words, limit=100)
                assert len(found) == min(100, len(seen)), (words, actor.role)
                assert {doc.public_id for doc in found} <= seen, (words, actor.role)


def _part(chance, text):
    """Two to six letters of a word of the text, as somebody would type them."""
    word = chance.choice([word for word in text.split() if len(word) >= 2])
    start = chance.randrange(len(word) - 1)
    return word[start : start + chance.randint(2, 6)]


def _may_see(actor, doc):
    if actor.scope.value == "all":
        return True
    own = doc.owner_id == actor.user_id
    return own or (actor.scope.value == "team" and doc.team_id in actor.team_ids)
