"""The screens of captured cards: those that wait, and one becoming a contact."""

from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.services import cards
from crm_app.services.cards import POINTS, CardForm, CardPage, CardRow, DraftLine
from crm_app.services.contacts import PossibleDuplicate as Person
from crm_app.services.customers import PossibleDuplicate as Company
from crm_app.state.base import OneRecord, Problem, Screen, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import AskScreen, unseen

_COMPARED = ("name", "company", *POINTS)


class CardQueue(Screen, rx.State):
    """One's own cards that wait for confirmation."""

    rows: rx.Field[list[CardRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """The cards, and again whenever one changes."""
        await self._read()
        self._watch(CardQueue.load, "card")

    async def _read(self) -> None:
        self.rows = await self._ask(cards.cards) or []
        self.loaded = True

    @action
    async def discard(self, public_id: str) -> None:
        """Throw a card away, with a way back."""
        done, _ = await self._do(cards.discard_card, public_id)
        if done:
            await self._offer_undo("cards.discarded", cards.restore_card, public_id)
            await self._read()


class CardScreen(AskScreen, OneRecord, rx.State):
    """One card: its picture, what was read, and the form it becomes."""

    public_id: rx.Field[str] = rx.field("")
    status: rx.Field[str] = rx.field("")
    files: rx.Field[list[str]] = rx.field(default_factory=list)
    boxes: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    places: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    sizes: rx.Field[list[list[int]]] = rx.field(default_factory=list)
    is_blank: rx.Field[bool] = rx.field(default=False)
    contact_id: rx.Field[str] = rx.field("")
    trouble: rx.Field[Problem] = rx.field(default_factory=Problem)
    lines: rx.Field[list[DraftLine]] = rx.field(default_factory=list)
    doubtful: rx.Field[int] = rx.field(default=0)
    reading_number: rx.Field[str] = rx.field("")
    people: rx.Field[list[Person]] = rx.field(default_factory=list)
    companies: rx.Field[list[Company]] = rx.field(default_factory=list)
    person_id: rx.Field[str] = rx.field("")
    person_name: rx.Field[str] = rx.field("")
    company_id: rx.Field[str] = rx.field("")
    company_name: rx.Field[str] = rx.field("")
    is_new_company: rx.Field[bool] = rx.field(default=False)
    # Whether a customer is made of the company that stands in the form.
    makes_company: rx.Field[bool] = rx.field(default=False)
    waiting: rx.Field[int] = rx.field(default=0)
    # What was typed over the reading: a later reading (the other side) must not take it away.
    _typed: dict[str, str] = {}
    _more: list[DraftLine] = []
    _gone: list[str] = []
    _then: str = ""

    @action
    async def load(self) -> None:
        """The card of the address; another one's form is forgotten."""
        public_id = str(self.card_key)  # pyright: ignore[reportAttributeAccessIssue]
        if public_id != self.public_id:
            self.reset()
        await self._read(public_id)

    @action
    async def refresh(self) -> None:
        """Its reading came, or somebody changed it."""
        await self._read(self.public_id)

    async def _read(self, public_id: str) -> None:
        page = await self._ask(cards.card_page, public_id)
        self.shown = public_id
        if page is None:
            return
        self.public_id = public_id
        self._watch(CardScreen.refresh, f"card:{public_id}", f"job:{page.job_id}")
        self._show(page)
        mine = await self._ask(cards.cards) or []
        self.waiting = len([row for row in mine if row.public_id != public_id])
        await self._compare()

    def _show(self, page: CardPage) -> None:
        read = page.reading
        self.status, self.contact_id = page.status, page.contact_public_id
        self.files = [file for file in (page.front_id, page.back_id) if file]
        self.boxes, self.places = read.get("boxes") or {}, read.get("sides") or {}
        self.sizes = read.get("sizes") or []
        self.is_blank = page.status == "ready" and not read.get("text")
        failed = page.status == "failed"
        code = page.error.get("code") or "engine.failed"
        params = page.error.get("params") or {}
        self.trouble = Problem.of(AppError(code, **params)) if failed else Problem()
        # The fields are mounted anew with a new reading; until then they keep what is typed.
        self.reading_number = f"{page.job_id if page.status != 'waiting' else ''}{page.status}"
        self._lay_out(read)

    def _lay_out(self, read: dict[str, Any]) -> None:
        drafted = [line for line in cards.draft_of(read) if line.key not in self._gone]
        self.lines = [self._with_typed(line) for line in (*drafted, *self._more)]
        self.doubtful = len([line for line in self.lines if line.mark == "doubtful"])

    def _with_typed(self, line: DraftLine) -> DraftLine:
        if line.key not in self._typed:
            return line
        return DraftLine(line.key, line.kind, self._typed[line.key], "", line.region)

    @action
    async def note_line(self, key: str, value: str) -> None:
        """A field was left: remember what stands in it, and whom it may mean now."""
        line = next((one for one in self.lines if one.key == key), None)
        if line is None or line.value == value:
            return
        self._typed = {**self._typed, key: value[:400]}
        self.lines = [self._with_typed(one) for one in self.lines]
        self.doubtful = len([one for one in self.lines if one.mark == "doubtful"])
        if line.kind in _COMPARED:
            await self._compare()

    @action
    async def add_line(self, kind: str) -> None:
        """One more number, mail or the like."""
        if kind in POINTS and len(self._more) < 20:
            self._more = [*self._more, DraftLine(f"{kind}.more{len(self._more)}", kind, "")]
            self.lines = [*self.lines, self._more[-1]]

    @action
    async def drop_line(self, key: str) -> None:
        """A number that is none."""
        self._gone = [*self._gone, key]
        self._more = [line for line in self._more if line.key != key]
        self.lines = [line for line in self.lines if line.key != key]
        await self._compare()

    async def _compare(self) -> None:
        """Whom the card may mean; the company of the very same name is taken unless one objects."""
        if self.status == "confirmed":
            return
        name, company = self._value("name"), self._value("company")
        points = [(line.kind, line.value) for line in self.lines if line.kind in POINTS]
        found = await self._ask(cards.card_matches, name, company, points) or cards.Matches()
        self.people, self.companies = found.people, found.companies
        if self.company_id not in [row.public_id for row in found.companies]:
            self.company_id = self.company_name = ""
        if self.person_id not in [row.public_id for row in found.people]:
            self.person_id = self.person_name = ""
        same = [row for row in found.companies if "same_name" in row.reasons]
        if same and not self.company_id and not self.is_new_company:
            self.company_id, self.company_name = same[0].public_id, same[0].name
        self.makes_company = bool(company.strip()) and not self.company_id

    def _value(self, key: str) -> str:
        return next((line.value for line in self.lines if line.key == key), "")

    @action
    async def link_person(self, public_id: str, name: str) -> None:
        """It is this contact; an empty id: a new one after all."""
        self.person_id, self.person_name = public_id, name

    @action
    async def link_company(self, public_id: str, name: str) -> None:
        """It is this customer; an empty id: a new one after all."""
        self.company_id, self.company_name = public_id, name
        self.is_new_company = not public_id
        self.makes_company = not public_id and bool(self._value("company").strip())

    @action
    async def choose_next(self, where: str) -> None:
        """Which of the save buttons was pressed: it comes before the form itself."""
        self._then = where

    @action
    async def save(self, form: dict[str, Any]) -> Any:
        """Make the contact of what stands in the form."""
        filed, name = await self._confirm(form)
        if filed is None:
            await self._look_after_refusal(self._of_somebody(form))
            return None
        code = "cards.merged" if self.person_id else "cards.saved"
        await self._tell(code, name=self.person_name or name)
        return rx.redirect(await self._after(filed))

    async def _confirm(self, form: dict[str, Any]) -> tuple[cards.Filed | None, str]:
        typed = {line.key: str(form.get(line.key, line.value)) for line in self.lines}
        name = typed.get("name", "")
        confirmed = CardForm(
            name=name,
            **{
                key: typed.get(key, "")
                for key in ("title", "department", "company", "other_name", "other_company")
            },
            points=[(line.kind, typed[line.key]) for line in self.lines if line.kind in POINTS],
            as_typed=[typed[one.key] for one in self.lines if form.get(f"{one.key}_kept")],
            contact_id=self.person_id,
            customer_id=self.company_id,
            is_new_customer=self.is_new_company,
            contact_custom=custom_of(form, "contact."),
            customer_custom=custom_of(form, "customer."),
        )
        done, filed = await self._do(cards.confirm_card, self.public_id, confirmed)
        return (filed if done else None), name

    def _of_somebody(self, form: dict[str, Any]) -> dict[str, str]:
        """What of the form may be a colleague's; what it is added to is seen already."""
        said = {line.key: str(form.get(line.key, line.value))[:200] for line in self.lines}
        return said | ({"company": ""} if self.company_id else {})

    async def _look(self) -> None:
        self.holders = unseen(await self._held(self._said))

    async def _after(self, filed: cards.Filed) -> str:
        about = f"contact={filed.contact_id}&customer={filed.customer_id}"
        if self._then == "next":
            following = await self._ask(cards.next_card, self.public_id)
            return f"/cards/{following}" if following else "/cards"
        return {
            "voice": f"/voice?{about}",
            "task": f"/capture/task?{about}",
            "deal": f"/capture/deal?{about}",
        }.get(self._then, f"/contacts/{filed.contact_id}")

    @action
    async def discard(self) -> Any:
        """Throw the card away, with a way back."""
        done, _ = await self._do(cards.discard_card, self.public_id)
        if not done:
            return None
        await self._offer_undo("cards.discarded", cards.restore_card, self.public_id)
        return rx.redirect("/cards")

    @action
    async def read_again(self) -> None:
        """After a failure."""
        await self._do(cards.read_again, self.public_id)
