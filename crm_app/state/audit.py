"""The audit chain and the security log."""

from dataclasses import dataclass

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.locales.catalog import say
from crm_app.services import accounts, audit, checks
from crm_app.services.accounts import UserRow
from crm_app.services.audit import AuditRow, EventRow
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of everything found; empty before the first."""

    zh: str = ""
    en: str = ""
    at: str = ""
    is_good: bool = False


class AuditList(ListScreen, rx.State):
    """Who changed what."""

    rows: rx.Field[list[AuditRow]] = rx.field(default_factory=list)
    people: rx.Field[list[UserRow]] = rx.field(default_factory=list)
    verdict: rx.Field[Verdict] = rx.field(default_factory=Verdict)

    async def _read(self, asked: ListQuery) -> Page[AuditRow] | None:
        return await self._ask(audit.entries, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for."""
        self.problem, self.verdict = Problem(), Verdict()
        self.people = await self._ask(accounts.users) or []
        await self._open()

    @action
    async def verify(self) -> None:
        """Check the chain from its first entry on, and all that must hold beside it."""
        done, fault = await self._do(checks.first_fault)
        if not done:
            self.verdict = Verdict()
        elif fault is None:
            self.verdict = Verdict(say("zh", "verify.good"), say("en", "verify.good"), "", True)
        else:
            zh, en = (say(language, fault.code, **fault.params) for language in ("zh", "en"))
            self.verdict = Verdict(zh, en, fault.at)


class SecurityList(ListScreen, rx.State):
    """What was refused, or with `view=sign-ins` in the address, who signed in."""

    rows: rx.Field[list[EventRow]] = rx.field(default_factory=list)
    people: rx.Field[list[UserRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[EventRow] | None:
        kept = {name: value for name, value in asked.filters.items() if name != "view"}
        use_case = audit.sign_ins if asked.filters.get("view") == "sign-ins" else audit.events
        return await self._ask(use_case, ListQuery(asked.words, kept, page=asked.page))

    @action
    async def load(self) -> None:
        """The page the address asks for."""
        self.problem = Problem()
        if self._actor().can(Permission.USER_ADMIN):
            self.people = await self._ask(accounts.users) or []
        await self._open()
