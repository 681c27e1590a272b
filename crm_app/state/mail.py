"""The mail server and the outbox."""

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import mail
from crm_app.services.mail import MailRow, MailServer
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen


class MailList(ListScreen, rx.State):
    """What was sent, and what would have been."""

    rows: rx.Field[list[MailRow]] = rx.field(default_factory=list)
    server: rx.Field[MailServer] = rx.field(default_factory=MailServer)

    async def _read(self, asked: ListQuery) -> Page[MailRow] | None:
        return await self._ask(mail.outbox, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever mail is written or sent."""
        self.problem = Problem()
        self.server = await self._ask(mail.mail_server) or MailServer()
        await self._open()
        self._watch(MailList.refresh, "mail")

    @action
    async def refresh(self) -> None:
        """Mail was written or sent."""
        await self._refresh()

    @action
    async def send_again(self, public_id: str) -> None:
        """Try a mail that did not leave once more."""
        done, _ = await self._do(mail.send_again, public_id)
        if done:
            await self._tell("mail.again_asked")
            await self._refresh()
