"""Who works in the demo workspace: eight accounts to sign in with, and their colleagues."""

from dataclasses import dataclass

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.users import Team, User
from crm_app.services.accounts.passwords import hash_password, random_password
from crm_app.services.demo import words


@dataclass(frozen=True, slots=True)
class Account:
    """The sign-in of a demo role."""

    role: str
    email: str
    password: str


def hire(work: Work) -> tuple[list[Account], list[User]]:
    """Make teams and users; returns the accounts, and those who own customers."""
    top = work.session.exec(select(Team).where(col(Team.parent_id).is_(None))).first()
    if top is None:
        top = work.add(Team(name="Puer 示例公司", is_demo=True))
    teams = {"top": top}
    for key, name in words.TEAMS:
        teams[key] = work.add(Team(name=name, parent_id=top.id, is_demo=True))
    accounts, sellers = [], []
    for role, name, team in words.ACCOUNTS:
        account = Account(role, f"{role}@demo.example.com", random_password())
        user = _user(account.email, name, role, teams[team], hash_password(account.password))
        accounts.append(account)
        work.add(user)
        if role == "rep":
            sellers.append(user)
    for place, (name, team, role) in enumerate(words.COLLEAGUES):
        user = work.add(_user(f"colleague{place}@demo.example.com", name, role, teams[team], ""))
        if role == "rep":
            sellers.append(user)
    return accounts, sellers


def _user(email: str, name: str, role: str, team: Team, password_hash: str) -> User:
    return User(
        email=email,
        name=name,
        role=role,
        team_id=team.id or 0,
        password_hash=password_hash,
        language="en" if name.isascii() else "zh",
        is_demo=True,
    )
