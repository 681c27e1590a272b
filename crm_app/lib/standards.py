"""All normal forms by name: what forms, the API and imports ask for."""

from collections.abc import Callable

from crm_app.lib import credit_codes, identifiers
from crm_app.lib.addresses import normal_address
from crm_app.lib.birthdays import normal_birthday
from crm_app.lib.companies import normal_company
from crm_app.lib.mails import normal_mail
from crm_app.lib.names import normal_person
from crm_app.lib.normal import Normal
from crm_app.lib.phones import normal_phone
from crm_app.lib.webs import normal_web

_BY_REGION: dict[str, Callable[[str, str], Normal | None]] = {
    "phone": normal_phone,
    "birthday": normal_birthday,
}
_ALONE: dict[str, Callable[[str], Normal | None]] = {
    "person": normal_person,
    "company": normal_company,
    "mail": normal_mail,
    "web": normal_web,
    "address": normal_address,
    "credit_code": identifiers.normal_credit_code,
    "tax_number": identifiers.normal_tax_number,
    "id_number": identifiers.normal_id_number,
}
KINDS = (*_ALONE, *_BY_REGION)


def normal(kind: str, typed: str, region: str = "CN") -> Normal | None:
    """The normal form of a text of a kind; None where it is none. `region` is the workspace's country."""
    if kind in _BY_REGION:
        return _BY_REGION[kind](typed, region)
    return _ALONE[kind](typed)


def fault(kind: str, typed: str) -> str:
    """Why a text has no normal form: the name of a sentence in `locales/standards.py`."""
    compact = "".join(typed.split()).replace("-", "").upper()
    if kind in ("credit_code", "tax_number") and identifiers.is_like_credit_code(typed):
        known = set(compact) <= set(credit_codes.LETTERS)
        return "standards.credit_code_check" if known else "standards.credit_code_letters"
    if kind == "id_number" and len(compact) == 18:
        return "standards.id_number_check"
    return f"standards.{kind}_invalid"
