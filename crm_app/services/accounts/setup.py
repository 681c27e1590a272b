"""The first administrator: a page that works once."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.users import Team, User
from crm_app.services.accounts.passwords import hash_password
from crm_app.services.accounts.people import clean_email


@query(Permission.SELF)
def needs_setup(work: Work) -> bool:
    """Whether no administrator exists yet."""
    admin = select(User.id).where(col(User.role) == "admin", col(User.password_hash) != "")
    return work.session.exec(admin.limit(1)).first() is None


@command(Permission.SELF)
def create_first_admin(
    work: Work, company: str, name: str, email: str, password: str, language: str
) -> None:
    """Create the top team and its administrator; refuses with `accounts.set_up_already` afterwards."""
    if not needs_setup.within(work):
        raise Conflict("accounts.set_up_already")
    if not company.strip() or not name.strip():
        raise Invalid("accounts.name_missing", field="name" if company.strip() else "company")
    email = clean_email(email)
    team = work.add(Team(name=company.strip()[:120]))
    work.add(
        User(
            email=email,
            name=name.strip()[:120],
            password_hash=hash_password(password),
            role="admin",
            team_id=team.id or 0,
            language="en" if language == "en" else "zh",
        )
    )
