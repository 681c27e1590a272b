"""Asking for what a colleague holds, and answering such requests."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.core.listing import ListQuery, Page
from crm_app.services import ownership
from crm_app.services.ownership import Asked, Holder, RequestRow
from crm_app.services.points import Point
from crm_app.services.references import NOBODY
from crm_app.state.base import OneRecord, Problem, Screen, action
from crm_app.state.lists import ListScreen
from crm_app.state.records import points_in

_START = datetime.fromtimestamp(0, UTC)
NO_HOLDER = Holder(*("", "", "", "", _START, None, ""), may_see=False, is_mine=False, in_pool=False)
_NONE = RequestRow(
    *("", 0, "share", "", NOBODY, NOBODY, NOBODY, "", "", "", "", "", None, _START, None),
    can_decide=False,
    is_mine=False,
)
COMPARED = ("mobile", "phone", "email", "wechat")


class AskScreen(Screen, mixin=True):
    """Mixed into the state of a form in which somebody may enter what a colleague holds."""

    holders: rx.Field[list[Holder]] = rx.field(default_factory=list)
    # The holder that is asked, while the sheet with the reason is open.
    asking: rx.Field[Holder] = rx.field(default_factory=lambda: NO_HOLDER)
    ask_problem: rx.Field[Problem] = rx.field(default_factory=Problem)
    _said: dict[str, str] = {}

    async def _look(self) -> None:
        """Whose is what stands in the form?"""
        self.holders = await self._held(self._said)

    async def _held(self, typed: dict[str, str]) -> list[Holder]:
        company, points = typed.get("company", ""), readable(typed)
        if not points and len(company.strip()) < 2:
            return []
        return await self._ask(ownership.who_holds, points, company) or []

    async def _look_after_refusal(self, typed: dict[str, str]) -> None:
        """What was refused is shown with the way to ask for it."""
        refused, self._said = self.problem, typed
        await self._look()
        self.problem = refused

    @action
    async def ask_for(self, record: str) -> None:
        """Open the sheet for one of the holders."""
        self.ask_problem = Problem()
        self.asking = next((one for one in self.holders if one.record == record), NO_HOLDER)

    @action
    async def stop_asking(self) -> None:
        """The sheet was closed."""
        self.asking, self.ask_problem = NO_HOLDER, Problem()

    @action
    async def send_request(self, form: dict[str, Any]) -> None:
        """Ask the holder, with a reason."""
        asked = Asked(
            wish=str(form.get("wish") or ""),
            kind=self.asking.kind,
            record=self.asking.record,
            reason=str(form.get("reason") or ""),
            points=tuple(readable(self._said)),
            company=self._said.get("company", ""),
        )
        kept = self.problem
        done, _ = await self._do(ownership.ask_for, asked)
        self.ask_problem, self.problem = self.problem, kept
        if done:
            self.asking = NO_HOLDER
            await self._tell("ownership.sent")
            await self._look()


class RequestList(ListScreen, rx.State):
    """The requests one made, and those one is asked."""

    rows: rx.Field[list[RequestRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[RequestRow] | None:
        return await self._ask(ownership.request_list, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a request changes."""
        await self._open()
        self._watch(RequestList.refresh, "ownership_request")

    @action
    async def refresh(self) -> None:
        """Somebody asked or answered."""
        await self._refresh()


class RequestScreen(OneRecord, rx.State):
    """One request and the answer to it."""

    row: rx.Field[RequestRow] = rx.field(default_factory=lambda: _NONE)
    missing: bool = False

    @action
    async def load(self) -> None:
        """The request of the address; again whenever it changes."""
        await self._read()
        self._watch(RequestScreen.refresh, f"ownership_request:{self._key()}")

    @action
    async def refresh(self) -> None:
        """It was answered or withdrawn."""
        kept = self.problem
        await self._read()
        self.problem = kept

    @action
    async def agree(self) -> None:
        """Yes."""
        await self._answer("ownership.agreed_note", agree=True)

    @action
    async def refuse(self, form: dict[str, Any]) -> None:
        """No."""
        words = str(form.get("answer") or "")
        await self._answer("ownership.refused_note", agree=False, words=words)

    @action
    async def withdraw(self) -> None:
        """Who asked takes it back."""
        done, _ = await self._do(ownership.withdraw, self._key())
        if done:
            await self._tell("ownership.withdrawn")
        await self.refresh()

    async def _answer(self, said: str, *, agree: bool, words: str = "") -> None:
        done, _ = await self._do(ownership.decide, self._key(), agree=agree, answer=words)
        if done:
            await self._tell(said)
        await self.refresh()

    def _key(self) -> str:
        return str(self.request_id)  # pyright: ignore[reportAttributeAccessIssue]

    async def _read(self) -> None:
        row = await self._ask(ownership.request_page, self._key())
        self.shown, self.missing, self.row = self._key(), row is None, row or _NONE
        if row is None:
            self.problem = Problem()  # the page says so itself


def unseen(found: list[Holder]) -> list[Holder]:
    """Those that a form does not show as possible duplicates: what one may not see."""
    return [holder for holder in found if not holder.may_see]


def compared(form: dict[str, Any], **others: str) -> dict[str, str]:
    """What of a form may be somebody's; `others` names fields that are called otherwise there."""
    names = {name: others.get(name, name) for name in (*COMPARED, "company")}
    return {name: str(form.get(field) or "")[:200] for name, field in names.items()}


def readable(typed: dict[str, str]) -> list[Point]:
    """The numbers and addresses of a form that are whole already, by kind or `kind.<which>`."""
    points: list[Point] = []
    for name, text in typed.items():
        kind = name.partition(".")[0]
        try:
            points += points_in({kind: text}, kind) if kind in COMPARED else []
        except AppError:
            continue  # half a number: nothing to compare yet
    return points
