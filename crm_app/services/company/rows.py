"""What papers, screens and the API see of the house itself."""

from dataclasses import dataclass

TEXTS = ("name_zh", "name_en", "address_zh", "address_en", "tax_id", "phone", "email", "website")
PATTERNS = {
    "quote_pattern": "Q-{YYYY}-{NNNN}",
    "contract_pattern": "C-{YYYY}-{NNNN}",
    "order_pattern": "O-{YYYY}-{NNNN}",
}
TEXTS += ("country", "bank", "terms_zh", "terms_en", *PATTERNS)


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """The profile; without one the name of the top team stands for it."""

    version: int = 0
    name_zh: str = ""
    name_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    country: str = ""
    tax_id: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    bank: str = ""
    terms_zh: str = ""
    terms_en: str = ""
    quote_pattern: str = ""
    contract_pattern: str = ""
    order_pattern: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class CompanyForm:
    """What somebody enters; None leaves a field as it is."""

    name_zh: str | None = None
    name_en: str | None = None
    address_zh: str | None = None
    address_en: str | None = None
    country: str | None = None
    tax_id: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    bank: str | None = None
    terms_zh: str | None = None
    terms_en: str | None = None
    quote_pattern: str | None = None
    contract_pattern: str | None = None
    order_pattern: str | None = None
