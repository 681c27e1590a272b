"""Money of contracts and orders: what is due when, what came in, and that all of it adds up."""

from crm_app.services.payments.bearers import (
    Bearer,
    amount_of,
    bearer_of,
    bearers_of,
    check_live,
    find_bearer,
    invoiced_of,
    link_to,
    of_bearer,
    received_of,
    refresh_sums,
)
from crm_app.services.payments.commands import (
    record_payment,
    restore_payment,
    set_plan,
    void_payment,
)
from crm_app.services.payments.queries import (
    instalment_owners,
    instalment_slice,
    instalments,
    money_of,
    owed,
    payment,
    payment_slice,
)
from crm_app.services.payments.rows import (
    InstalmentForm,
    InstalmentRow,
    MoneyPage,
    Owed,
    PaymentForm,
    PaymentRow,
    Warned,
)
from crm_app.services.payments.settling import instalments_of

__all__ = [
    "Bearer",
    "InstalmentForm",
    "InstalmentRow",
    "MoneyPage",
    "Owed",
    "PaymentForm",
    "PaymentRow",
    "Warned",
    "amount_of",
    "bearer_of",
    "bearers_of",
    "check_live",
    "find_bearer",
    "instalment_owners",
    "instalment_slice",
    "instalments",
    "instalments_of",
    "invoiced_of",
    "link_to",
    "money_of",
    "of_bearer",
    "owed",
    "payment",
    "payment_slice",
    "received_of",
    "record_payment",
    "refresh_sums",
    "restore_payment",
    "set_plan",
    "void_payment",
]
