"""The record that the address names, known in the browser before the server has heard of it."""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

_HERE: rx.Var[str] = rx.Var(
    _js_expr="crm_here",
    _var_type=str,
    _var_data=VarData(
        imports={"$/public/js/here.js": [ImportVar(tag="useHere")]},
        hooks={"const crm_here = useHere();": None},
    ),
).to(str)


def of_address(
    shown: Any, body: rx.Component, meanwhile: rx.Component | None = None
) -> rx.Component:
    """What stands on a record's page, once what was read (`shown`) is of the record in the address."""
    return rx.cond(shown == _HERE, body, meanwhile or rx.fragment())
