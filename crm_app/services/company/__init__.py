"""The house itself: names, address, tax id, logo and terms on its papers."""

from crm_app.services.company.commands import change_company, remove_logo
from crm_app.services.company.logos import set_logo
from crm_app.services.company.queries import company, logo, logo_path, profile_of
from crm_app.services.company.rows import PATTERNS, CompanyForm, CompanyRow

__all__ = [
    "PATTERNS",
    "CompanyForm",
    "CompanyRow",
    "change_company",
    "company",
    "logo",
    "logo_path",
    "profile_of",
    "remove_logo",
    "set_logo",
]
