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
        teams[key] = _team(work, name, top)
    accounts, sellers = [], []
    for role, name, team in words.ACCOUNTS:
        account = Account(role, f"{role}@demo.example.com", random_password())
        user = _user(work, account.email, (name, role), teams[team])
        user.password_hash = hash_password(account.password)
        accounts.append(account)
        if role == "rep":
            sellers.append(user)
    for place, (name, team, role) in enumerate(words.COLLEAGUES):
        user = _user(work, f"colleague{place}@demo.example.com", (name, role), teams[team])
        if role == "rep":
            sellers.append(user)
    return accounts, sellers


def _team(work: Work, name: str, parent: Team) -> Team:
    """The demo's team of that name: one that stayed at a removal, or a new one."""
    stayed = work.session.exec(
        select(Team).where(col(Team.name) == name, col(Team.is_demo))
    ).first()
    return stayed or work.add(Team(name=name, parent_id=parent.id, is_demo=True))


def _user(work: Work, email: str, person: tuple[str, str], team: Team) -> User:
    """The demo's user with that address, to be given a password: one that stayed, or a new one."""
    stayed = select(User).where(col(User.email) == email, col(User.is_demo))
    user = work.session.exec(stayed).first() or User(email=email, name="", role="", team_id=0)
    user.name, user.role = person
    user.team_id, user.is_demo, user.is_active = team.id or 0, True, True
    user.is_senior = user.name in words.SENIORS
    user.language = "en" if user.name.isascii() else "zh"
    return work.add(user)
