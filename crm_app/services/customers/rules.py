"""Pure decisions about customers."""

from crm_app.core.errors import Invalid
from crm_app.lib.companies import read_company
from crm_app.lib.identifiers import is_like_credit_code
from crm_app.lib.names import company_key, has_han
from crm_app.lib.standards import fault, normal
from crm_app.models.customers import Customer, CustomerKind, Tier
from crm_app.services.customers.rows import CustomerForm

_ENUMS = {"kind": CustomerKind, "tier": Tier}
_TEXTS = {
    "legal_name_zh": 200,
    "legal_name_en": 200,
    "industry": 40,
    "source": 40,
    "region": 60,
    "size": 20,
}


def apply(customer: Customer, form: CustomerForm) -> None:
    """Put what was entered onto the customer; refuses what cannot be, naming the field."""
    for field, choices in _ENUMS.items():
        value = getattr(form, field)
        if value is not None:
            if value not in set(choices):
                raise Invalid("customers.choice_unknown", field=field, value=value)
            setattr(customer, field, choices(value))
    if form.name is not None and (form.name != customer.name or not customer.name):
        _put_name(customer, form.name, as_typed=form.name_as_typed)
    _put_tax_id(customer, form.tax_id)
    for field, longest in _TEXTS.items():
        value = getattr(form, field)
        if value is not None:
            if len(value) > longest:
                raise Invalid("record.too_long", field=field, most=longest)
            setattr(customer, field, value.strip())


def complete(customer: Customer) -> None:
    """Fill what follows from the name: its place as the legal name of its script."""
    if has_han(customer.name):
        customer.legal_name_zh = customer.legal_name_zh or customer.name
    else:
        customer.legal_name_en = customer.legal_name_en or customer.name


def _put_tax_id(customer: Customer, typed: str | None) -> None:
    """What stood there before the rules came stays until somebody changes it."""
    if typed is not None and typed.strip() != customer.tax_id:
        customer.tax_id = read_tax_id(typed)


def read_tax_id(typed: str) -> str:
    """A tax number in its normal form; refuses one that was meant as a 统一社会信用代码 and is none.

    Numbers of countries whose rules are not known here stay as they are.
    """
    text = " ".join(typed.split())
    if len(text) > 40:
        raise Invalid("record.too_long", field="tax_id", most=40)
    found = normal("tax_number", text) if text else None
    if found is None and is_like_credit_code(text):
        raise Invalid(fault("tax_number", text), field="tax_id", typed=text)
    return found.value if found else text


def _put_name(customer: Customer, typed: str, *, as_typed: bool) -> None:
    customer.name = _name(customer, typed, as_typed=as_typed)
    customer.name_key = company_key(customer.name)[:200]
    customer.name_typed = " ".join(typed.split())


def _name(customer: Customer, typed: str, *, as_typed: bool) -> str:
    """A company's name as it is written; a person who buys for himself is no company."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid("customers.name_missing", field="name")
    if not as_typed and customer.kind is CustomerKind.COMPANY:
        name = read_company(name).shown
    if len(name) > 200:
        raise Invalid("record.too_long", field="name", most=200)
    return name
