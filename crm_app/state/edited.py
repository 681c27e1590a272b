"""Mixed into settings-like screens: a list with a form for each row, and an empty one."""

from typing import Any

import reflex as rx

from crm_app.state.base import Screen, action


class EditedList(Screen, mixin=True):
    """All rows of something, and which of their forms was sent last."""

    # Which form the last refusal belongs to; "new" for the empty one.
    at: str = ""
    saved: rx.Field[int] = rx.field(0)

    @action
    async def refresh(self) -> None:
        """Something was changed elsewhere."""
        await self._read()

    async def _read(self) -> None:
        raise NotImplementedError

    async def _stored(self, done: bool, code: str, **params: Any) -> None:
        """What was sent is stored: say so, close its form and read anew."""
        if done:
            self.saved += 1
            await self._tell(code, **params)
            await self._read()
