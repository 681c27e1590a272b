"""From record to record, in the order of the list that this tab came from."""

from dataclasses import replace
from urllib.parse import urlsplit

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import saved_views
from crm_app.services.saved_views import Neighbours, kinds
from crm_app.state.base import Problem, Screen, action


class ListPlace(Screen, rx.State):
    """What lists of this tab showed last, and the records beside the one that is open."""

    beside: rx.Field[Neighbours] = rx.field(default_factory=Neighbours)
    of_record: rx.Field[str] = rx.field("")
    # Addresses of the two: the browser goes there by itself, whatever the page is still loading.
    before: rx.Field[str] = rx.field("")
    after: rx.Field[str] = rx.field("")
    _asked: dict[str, ListQuery] = {}

    def _note(self, kind: str, asked: ListQuery) -> None:
        self._asked = {**self._asked, kind: asked}

    def _here(self) -> tuple[str, str]:
        """The kind and public id of the record that the address names."""
        path = urlsplit(str(self.router.url)).path.strip("/")
        folder, _, public_id = path.partition("/")
        kind = next((kind for kind, one in kinds().items() if one.path == f"/{folder}"), "")
        return kind, public_id

    @action
    async def look(self) -> None:
        """A record was opened: which come before and after it?"""
        kind, public_id = self._here()
        self.of_record, self.beside = public_id, Neighbours()
        self.before = self.after = ""
        asked = self._asked.get(kind)
        if asked is None or not public_id:
            return
        found = await self._ask(saved_views.neighbours, kind, asked, public_id)
        self.problem = Problem()
        if found is not None:
            self.beside, path = found, kinds()[kind].path
            self.before = f"{path}/{found.before}" if found.before else ""
            self.after = f"{path}/{found.after}" if found.after else ""
            self._note(kind, replace(asked, page=found.page))
