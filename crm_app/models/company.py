"""Who sells: what stands at the head of every paper."""

from sqlmodel import Field

from crm_app.models.base import Named


class Company(Named, table=True):
    """The profile of the house; there is one row at most."""

    name_zh: str = Field(default="", max_length=120)
    name_en: str = Field(default="", max_length=120)
    address_zh: str = Field(default="", max_length=200)
    address_en: str = Field(default="", max_length=200)
    country: str = Field(default="", max_length=2)
    tax_id: str = Field(default="", max_length=40)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=120)
    website: str = Field(default="", max_length=120)
    bank: str = Field(default="", max_length=200)
    terms_zh: str = Field(default="", max_length=4000)
    terms_en: str = Field(default="", max_length=4000)
    quote_pattern: str = Field(default="", max_length=40)
    contract_pattern: str = Field(default="", max_length=40)
    order_pattern: str = Field(default="", max_length=40)
    logo_id: int | None = Field(default=None, foreign_key="file.id")
    version: int = 1
    is_demo: bool = False
