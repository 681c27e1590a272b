"""Fields that an administrator defines, on customers, contacts, leads, deals, quotes, products."""

from crm_app.lib.formulas import FUNCTIONS
from crm_app.services.custom_fields.audited import Audited, audited
from crm_app.services.custom_fields.commands import (
    change_field,
    create_field,
    move_field,
    restore_field,
    retire_field,
)
from crm_app.services.custom_fields.conditions import (
    ConditionField,
    Rows,
    condition_facts,
    condition_field,
    condition_fields,
    read_fact,
    read_limit,
)
from crm_app.services.custom_fields.filling import (
    asked_values,
    asking_for,
    check_values,
    new_values,
    put_values,
)
from crm_app.services.custom_fields.gates import (
    CUSTOMER,
    gate_fields,
    gate_options,
    lacking,
    lacking_inputs,
    lacking_options,
)
from crm_app.services.custom_fields.listing import CustomColumns
from crm_app.services.custom_fields.queries import (
    custom_fields,
    form_fields,
    is_used,
    list_fields,
    readable_fields,
)
from crm_app.services.custom_fields.reckoning import JOB, go_on_reckoning, reckon_by_day
from crm_app.services.custom_fields.records import (
    cells_of,
    open_words,
    plain_values,
    read_typed,
    search_words,
    values_of,
    writable_fields,
)
from crm_app.services.custom_fields.rights import FieldRight, field_rights
from crm_app.services.custom_fields.rows import FieldForm, FieldRow, FieldValue, FileShown, Shown
from crm_app.services.custom_fields.rules import READS, WORSE
from crm_app.services.custom_fields.sought import (
    meets,
    read_sought,
    sample_facts,
    sought_facts,
    sought_fields,
)

__all__ = [
    "CUSTOMER",
    "FUNCTIONS",
    "JOB",
    "READS",
    "WORSE",
    "Audited",
    "ConditionField",
    "CustomColumns",
    "FieldForm",
    "FieldRight",
    "FieldRow",
    "FieldValue",
    "FileShown",
    "Rows",
    "Shown",
    "asked_values",
    "asking_for",
    "audited",
    "cells_of",
    "change_field",
    "check_values",
    "condition_facts",
    "condition_field",
    "condition_fields",
    "create_field",
    "custom_fields",
    "field_rights",
    "form_fields",
    "gate_fields",
    "gate_options",
    "go_on_reckoning",
    "is_used",
    "lacking",
    "lacking_inputs",
    "lacking_options",
    "list_fields",
    "meets",
    "move_field",
    "new_values",
    "open_words",
    "plain_values",
    "put_values",
    "read_fact",
    "read_limit",
    "read_sought",
    "read_typed",
    "readable_fields",
    "reckon_by_day",
    "restore_field",
    "retire_field",
    "sample_facts",
    "search_words",
    "sought_facts",
    "sought_fields",
    "values_of",
    "writable_fields",
]
