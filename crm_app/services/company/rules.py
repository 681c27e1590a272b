"""Pure decisions about the profile of the house."""

from phonenumbers import SUPPORTED_REGIONS

from crm_app.core.errors import Invalid
from crm_app.lib.numbering import is_pattern
from crm_app.models.company import Company
from crm_app.services.company.rows import PATTERNS, TEXTS, CompanyForm

_LONG = ("terms_zh", "terms_en")


def apply(company: Company, form: CompanyForm) -> None:
    """Put what was entered onto the profile; a name in one language serves for both."""
    for name in TEXTS:
        typed = getattr(form, name)
        if typed is not None:
            setattr(company, name, _text(typed, name))
    company.name_zh = company.name_zh or company.name_en
    company.name_en = company.name_en or company.name_zh
    if not company.name_zh:
        raise Invalid("company.name_missing", field="name_zh")
    company.country = company.country.upper()
    if company.country and company.country not in SUPPORTED_REGIONS:
        raise Invalid("company.country_unknown", field="country")
    for name in PATTERNS:
        pattern = getattr(company, name)
        if pattern and not is_pattern(pattern):
            raise Invalid("company.pattern_invalid", field=name)


def _text(typed: str, name: str) -> str:
    most = Company.model_fields[name].metadata[0].max_length
    text = typed.strip().replace("\r\n", "\n") if name in _LONG else " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=name, most=most)
    return text
