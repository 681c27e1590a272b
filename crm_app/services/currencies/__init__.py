"""Currencies: amounts in them, what totals are rounded to, what they were worth on which day."""

from crm_app.services.currencies.money import (
    CURRENCIES,
    MILL,
    MOST,
    Amount,
    added,
    read_currency,
    read_number,
    smallest,
    to_step,
)
from crm_app.services.currencies.rates import Converted, Rates, in_base, rates_of, worth_together
from crm_app.services.currencies.rounding import (
    CurrencyForm,
    CurrencyRow,
    change_currency,
    currencies,
    step_of,
)
from crm_app.services.currencies.stored import (
    PER,
    RateForm,
    RateRow,
    add_rate,
    change_rate,
    delete_rate,
    exchange_rate,
    exchange_rates,
)

__all__ = [
    "CURRENCIES",
    "MILL",
    "MOST",
    "PER",
    "Amount",
    "Converted",
    "CurrencyForm",
    "CurrencyRow",
    "RateForm",
    "RateRow",
    "Rates",
    "add_rate",
    "added",
    "change_currency",
    "change_rate",
    "currencies",
    "delete_rate",
    "exchange_rate",
    "exchange_rates",
    "in_base",
    "rates_of",
    "read_currency",
    "read_number",
    "smallest",
    "step_of",
    "to_step",
    "worth_together",
]
