"""Customers: who one does business with."""

from crm_app.services.customers import indexing
from crm_app.services.customers.commands import (
    change_customer,
    create_customer,
    delete_customer,
    find_or_make,
    restore_customer,
)
from crm_app.services.customers.duplicates import possible_duplicates
from crm_app.services.customers.exporting import export_customers
from crm_app.services.customers.merging import (
    merge_customers,
    preview_customers,
    unmerge_customer,
    unmerge_customers,
)
from crm_app.services.customers.people import main_people
from crm_app.services.customers.queries import (
    LISTING,
    customer_names,
    customer_owners,
    customer_page,
    customer_rows,
    customer_slice,
    customers,
)
from crm_app.services.customers.rows import (
    CustomerForm,
    CustomerName,
    CustomerPage,
    CustomerRow,
    PersonRow,
    PossibleDuplicate,
)

__all__ = [
    "LISTING",
    "CustomerForm",
    "CustomerName",
    "CustomerPage",
    "CustomerRow",
    "PersonRow",
    "PossibleDuplicate",
    "change_customer",
    "create_customer",
    "customer_names",
    "customer_owners",
    "customer_page",
    "customer_rows",
    "customer_slice",
    "customers",
    "delete_customer",
    "export_customers",
    "find_or_make",
    "indexing",
    "main_people",
    "merge_customers",
    "possible_duplicates",
    "preview_customers",
    "restore_customer",
    "unmerge_customer",
    "unmerge_customers",
]
