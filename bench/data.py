"""A hundred thousand customers with contacts, made past the door: only reading is measured."""

from pathlib import Path
from random import Random
from secrets import token_urlsafe

from sqlmodel import Session

from crm_app.core import database, migrate
from crm_app.core.permissions import Actor, system_actor
from crm_app.core.search import SearchText, put_described
from crm_app.core.work import Work
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.models.users import Team, User
from crm_app.services.accounts import actor_of_user
from crm_app.services.accounts.passwords import hash_password
from crm_app.services.defaults import ensure_defaults
from crm_app.services.demo import people, story

SELLERS = 50
PASSWORD = "bench-" + token_urlsafe(12)


def _words(customer: Customer) -> SearchText:
    names = (customer.name, *spoken_forms(customer.name))
    return SearchText(customer.name, customer.region, (*names, f"0105550{customer.key:06d}"))


def build(path: Path, customers: int, deals: int) -> dict[str, Actor]:
    """Make the database once; returns a rep, a manager and somebody who sees everything."""
    database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    ensure_defaults()
    with Session(database.engine(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        work = Work(session, system_actor("bench"), writes=False)
        top = Team(name="Bench")
        session.add(top)
        session.flush()
        teams = [Team(name=f"Team {n}", parent_id=top.id) for n in range(5)]
        session.add_all(teams)
        session.flush()
        password = hash_password(PASSWORD)
        sellers = [
            User(
                email=f"s{n}@example.com",
                name=f"Seller {n}",
                role="rep",
                team_id=teams[n % 5].id or 0,
                password_hash=password,
            )
            for n in range(SELLERS)
        ]
        boss = User(
            email="boss@example.com",
            name="Boss",
            role="director",
            team_id=top.id or 0,
            password_hash=password,
        )
        lead = User(email="lead@example.com", name="Lead", role="manager", team_id=teams[0].id or 0)
        session.add_all([*sellers, boss, lead])
        session.flush()
        chance = Random(7)
        places = people.settle(work, chance, sellers, customers)
        sold = story.sell(work, chance, places, deals)
        story.talk(work, chance, places[: customers // 20], sold[:0])
        for start in range(0, len(places), 5000):
            batch = [place.customer for place in places[start : start + 5000]]
            put_described(session, ((customer, _words(customer)) for customer in batch))
        session.commit()
        session.connection().exec_driver_sql("ANALYZE")
        return {
            "rep": actor_of_user(session, sellers[1]),
            "manager": actor_of_user(session, lead),
            "director": actor_of_user(session, boss),
        }
