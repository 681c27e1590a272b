"""A hundred thousand customers and as many deals, made past the door: only reading is measured."""

from pathlib import Path
from random import Random
from secrets import token_urlsafe

from sqlmodel import Session, select

from bench import selling
from crm_app.core import database, migrate
from crm_app.core.permissions import Actor, system_actor
from crm_app.core.search import SearchText, put_described
from crm_app.core.work import Work
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.models.users import Team, User
from crm_app.services import customers as _  # noqa: F401 - says how customers are indexed
from crm_app.services.accounts import actor_of_user
from crm_app.services.accounts.passwords import hash_password
from crm_app.services.defaults import ensure_defaults
from crm_app.services.demo import people

SELLERS = 50
PASSWORD = "bench-" + token_urlsafe(12)


def _words(customer: Customer) -> SearchText:
    names = (customer.name, *spoken_forms(customer.name))
    return SearchText(customer.name, customer.region, (*names, f"0105550{customer.key:06d}"))


def build(path: Path, customers: int, deals: int) -> None:
    """Make the database; its migrations and demo accounts are those of the product."""
    database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    ensure_defaults()
    with Session(database.engine(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        work = Work(session, system_actor("bench"), writes=False)
        sellers = staff(session)
        chance = Random(7)
        places = people.settle(work, chance, sellers, customers)
        selling.sell(work, chance, sellers, places, deals)
        for start in range(0, len(places), 5000):
            batch = [place.customer for place in places[start : start + 5000]]
            put_described(session, ((customer, _words(customer)) for customer in batch))
        session.commit()


def staff(session: Session) -> list[User]:
    """Fifty who sell, in five teams, a manager, a director and an administrator."""
    top = Team(name="Bench")
    session.add(top)
    session.flush()
    teams = [Team(name=f"Team {n}", parent_id=top.id) for n in range(5)]
    session.add_all(teams)
    session.flush()
    sellers = [
        User(
            email=f"s{n}@example.com",
            name=f"Seller {n}",
            role="rep",
            team_id=teams[n % 5].id or 0,
        )
        for n in range(SELLERS)
    ]
    boss = User(email="boss@example.com", name="Boss", role="director", team_id=top.id or 0)
    lead = User(email="lead@example.com", name="Lead", role="manager", team_id=teams[0].id or 0)
    # Where nobody administrates, every page is the set-up's.
    admin = User(email="admin@example.com", name="Admin", role="admin", team_id=top.id or 0)
    session.add_all([*sellers, boss, lead, admin])
    session.flush()
    return sellers


def ready(path: Path) -> dict[str, Actor]:
    """Open a database that was made before: a rep, a manager and somebody who sees everything.

    Everybody gets this run's password, the schema what it lacks.
    """
    database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    with Session(database.engine(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        users = {
            name: session.exec(select(User).where(User.email == f"{email}@example.com")).one()
            for name, email in (("rep", "s1"), ("manager", "lead"), ("director", "boss"))
        }
        password = hash_password(PASSWORD)
        for user in session.exec(select(User)):
            user.password_hash = password
        session.commit()
        return {name: actor_of_user(session, user) for name, user in users.items()}
