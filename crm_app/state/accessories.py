"""What else a customer may want."""

import reflex as rx

from crm_app.services import views
from crm_app.services.views import AccessoryHint
from crm_app.state.base import OneRecord, action


class Accessories(OneRecord, rx.State):
    """Beside the customer of the address."""

    hints: rx.Field[list[AccessoryHint]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """The hints for the customer of the address."""
        self.shown = str(getattr(self, "customer_id", ""))
        self.hints = await self._ask(views.accessory_hints, self.shown) or []
