"""Where a search hit leads: some kinds have no page of their own and open the record they are about."""

import reflex as rx

from crm_app.components.shell import screen
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.open import Opening


@screen("/open/[kind]/[record]", "shell.loading", on_load=Opening.go)
def opening() -> rx.Component:
    """Only seen for a moment."""
    return skeleton_rows()
