"""The profile of the house, for everybody who works there and for its papers."""

from pathlib import Path

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.captures import File
from crm_app.models.company import Company
from crm_app.models.users import Team
from crm_app.services import files
from crm_app.services.company.rows import PATTERNS, TEXTS, CompanyRow


@query(Permission.SELF)
def company(work: Work) -> CompanyRow:
    """The profile."""
    return profile_of(work)


@query(Permission.SELF)
def logo(work: Work) -> Path:
    """Where the logo lies; refuses (`company.logo_none`) where there is none."""
    found = logo_path(work, profile_of(work))
    if found is None:
        raise NotFound("company.logo_none")
    return found


def stored(work: Work) -> Company | None:
    """Inside a use case: the row, if somebody has entered a profile."""
    return work.session.exec(select(Company).order_by(col(Company.id))).first()


def profile_of(work: Work) -> CompanyRow:
    """Inside a use case: the profile, with what stands for it until it is entered."""
    row = stored(work)
    if row is None:
        top = select(Team.name).where(col(Team.parent_id).is_(None)).order_by(col(Team.id))
        name = work.session.exec(top).first() or "Puer"
        return CompanyRow(version=0, name_zh=name, name_en=name, **PATTERNS)
    logo_id = select(File.public_id).where(col(File.id) == row.logo_id)
    texts = {name: getattr(row, name) for name in TEXTS}
    texts |= {name: texts[name] or usual for name, usual in PATTERNS.items()}
    return CompanyRow(row.version, **texts, logo=work.session.exec(logo_id).first() or "")


def logo_path(work: Work, profile: CompanyRow) -> Path | None:
    """Inside a use case: where a profile's logo lies."""
    found = select(File.id).where(col(File.public_id) == profile.logo)
    file_id = work.session.exec(found).first() if profile.logo else None
    return Path(files.paths(work, [file_id])[0]) if file_id is not None else None
