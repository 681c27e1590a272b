"""Which of two ways of showing the same fits the screen: known in the browser, drawn once."""

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

_WIDE = "(min-width: 1024px)"  # Tailwind's `lg`
IS_DESK: rx.Var[bool] = rx.Var(
    _js_expr="crm_desk",
    _var_type=bool,
    _var_data=VarData(
        imports={"$/public/js/size.js": [ImportVar(tag="useMedia")]},
        hooks={f'const crm_desk = useMedia("{_WIDE}");': None},
    ),
).to(bool)
