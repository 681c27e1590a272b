"""Settings: what scores rest on, and how good they are."""

import reflex as rx

from crm_app.components.scoring import model_cards, train_button
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.scoring import ScoringScreen


@screen(
    "/settings/scoring",
    "scoring.settings",
    on_load=ScoringScreen.load,
    settings=MenuEntry(
        *("/settings/scoring", "scoring.settings", "graduation-cap", 53, Permission.SETTINGS),
        hint="scoring.settings_hint",
    ),
    only=Permission.SETTINGS,
)
def lead_scoring() -> rx.Component:
    """A card for each thing that is learnt."""
    return rx.el.div(
        settings_head("scoring.settings", "scoring.settings_hint", train_button()),
        model_cards(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1100px]",
    )
