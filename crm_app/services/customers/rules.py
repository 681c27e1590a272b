"""Pure decisions about customers."""

from crm_app.core.errors import Invalid
from crm_app.lib.names import company_key, has_han
from crm_app.models.customers import Customer, CustomerKind, LifecycleStage, Tier
from crm_app.services.customers.rows import CustomerForm

_ENUMS = {"kind": CustomerKind, "tier": Tier, "stage": LifecycleStage}
_TEXTS = {
    "legal_name_zh": 200,
    "legal_name_en": 200,
    "tax_id": 40,
    "industry": 40,
    "source": 40,
    "region": 60,
    "size": 20,
}


def apply(customer: Customer, form: CustomerForm) -> None:
    """Put what was entered onto the customer; refuses what cannot be, naming the field."""
    if form.name is not None:
        customer.name = _name(form.name)
        customer.name_key = company_key(customer.name)
    for field, choices in _ENUMS.items():
        value = getattr(form, field)
        if value is not None:
            if value not in set(choices):
                raise Invalid("customers.choice_unknown", field=field, value=value)
            setattr(customer, field, choices(value))
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


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Invalid("customers.name_missing", field="name")
    if len(name) > 200:
        raise Invalid("record.too_long", field="name", most=200)
    return name
