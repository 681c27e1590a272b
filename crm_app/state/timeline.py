"""The life of a customer, contact, deal or lead: what happened, and what is to be done next."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from crm_app.services import activities, mentions, tasks
from crm_app.services.activities import ActivityForm, Timeline, TimelineEntry, TimelineQuery
from crm_app.services.references import Reference
from crm_app.services.tasks import TaskForm, TaskRow
from crm_app.state.base import Problem, Screen, action

_NONE = TimelineEntry("", "note", datetime.fromtimestamp(0, UTC))
_PAGE = 30
# What a record's life is made of besides the record itself.
_AROUND = ("deal", "quote", "task")


class TimelineScreen(Screen, rx.State):
    """Beside the record of the address."""

    kind: str = ""
    subject: str = ""
    entries: rx.Field[list[TimelineEntry]] = rx.field(default_factory=list)
    has_more: bool = False
    # What it is narrowed to: one of `activities.GROUPS`, words that entries hold.
    group: str = ""
    words: str = ""
    # It does not begin with the newest: further back than what one page holds.
    is_further: bool = False
    # What the last time came to: this time begins there.
    last_outcome: str = ""
    steps: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    # Counts what was written down: the form is emptied when it grows.
    written: int = 0
    edited: rx.Field[TimelineEntry] = rx.field(default_factory=lambda: _NONE)
    # The refusal of the sheet, apart from that of the form behind it.
    edit_problem: rx.Field[Problem] = rx.field(default_factory=Problem)
    # Whom one can name in what one writes.
    colleagues: rx.Field[list[Reference]] = rx.field(default_factory=list)
    _begins: str = ""
    _next: str = ""

    @action
    async def load_customer(self) -> None:
        """The customer of the address."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    @action
    async def load_contact(self) -> None:
        """The contact of the address."""
        await self._open("contact", str(getattr(self, "contact_id", "")))

    @action
    async def load_deal(self) -> None:
        """The deal of the address."""
        await self._open("deal", str(getattr(self, "deal_id", "")))

    @action
    async def load_lead(self) -> None:
        """The lead of the address."""
        await self._open("lead", str(getattr(self, "lead_id", "")))

    async def _open(self, kind: str, subject: str) -> None:
        if (self.kind, self.subject) != (kind, subject):
            self.entries, self.steps, self.has_more = [], [], False
            self.edited, self.problem, self._begins = _NONE, Problem(), ""
            self.group = self.words = ""
            self.kind, self.subject = kind, subject
        await self._read()
        self.colleagues = await self._ask(mentions.colleagues, kind) or []
        around = _AROUND if kind != "deal" else ()
        self._watch(TimelineScreen.refresh, f"{kind}:{subject}", *around)

    @action
    async def refresh(self) -> None:
        """Something happened with the record."""
        await self._read()

    @action
    async def show_more(self) -> None:
        """Further back: added to what is there, or in its place once that is much."""
        if not self.has_more:
            return
        kept = self.entries if len(self.entries) < activities.MOST else []
        if not kept:
            self._begins, self.is_further = self._next, True
        await self._show(await self._stretch(self._next, _PAGE), kept)

    @action
    async def show_newest(self) -> None:
        """Back to where it begins."""
        self._begins = ""
        await self._read_entries()

    @action
    async def narrow(self, group: str) -> None:
        """Only one kind of entry, or all again."""
        self.group = group if group in activities.GROUPS else ""
        self.entries, self._begins = [], ""
        await self._read_entries()

    @action
    async def find(self, words: str) -> None:
        """Only what holds these words."""
        self.words = words.strip()[:100]
        self.entries, self._begins = [], ""
        await self._read_entries()

    @action
    async def write(self, form: dict[str, Any]) -> None:
        """Something happened, and perhaps something is to be done; with a way back."""
        title, due = str(form.get("step") or "").strip(), str(form.get("due") or "")
        step = TaskForm(title=title, due=due) if title or due else None
        about = [(self.kind, self.subject)]
        asked = {"people": self._mentioned(form), "is_question": bool(form.get("is_question"))}
        done, made = await self._do(mentions.write_down, _written(form), about, step, **asked)
        if done:
            self.written += 1
            await self._offer_undo("timeline.written", mentions.take_back, made)
            await self._read()

    @action
    async def edit(self, activity_id: str) -> None:
        """Open what one wrote."""
        self.edit_problem = Problem()
        self.edited = next((e for e in self.entries if e.activity_id == activity_id), _NONE)

    @action
    async def stop_editing(self) -> None:
        """Close it."""
        self.edited = _NONE

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """What was written is put right, unless it changed meanwhile."""
        before = self.edited
        changed = _written({**form, "at": "" if form.get("at") == before.local else form.get("at")})
        use_case = mentions.rewrite
        done, _ = await self._apart(use_case, before.activity_id, changed, before.version)
        if done:
            self.edited = _NONE
            back = ActivityForm(before.kind, before.text, before.outcome, before.at)
            await self._offer_undo("timeline.changed", use_case, before.activity_id, back)
            await self._read()

    @action
    async def delete(self, activity_id: str) -> None:
        """Into the recycle bin, with a way back."""
        done, _ = await self._do(mentions.erase, activity_id)
        if done:
            undo = (mentions.put_back, activity_id)
            await self._offer_undo("timeline.deleted", *undo)
            await self._read()

    @action
    async def finish(self, task_id: str, title: str) -> None:
        """A step is done, with a way back."""
        done, _ = await self._do(tasks.complete_task, task_id)
        if done:
            await self._offer_undo("tasks.done", tasks.reopen_task, task_id, title=title[:80])
            await self._read()

    def _mentioned(self, form: dict[str, Any]) -> list[str]:
        """Whom the form's choice names; the text is to say so too."""
        chosen = str(form.get("mention") or "")
        name = next((one.name for one in self.colleagues if one.public_id == chosen), "")
        if name and f"@{name}" not in str(form.get("text") or ""):
            form["text"] = f"@{name} {form.get('text') or ''}"
        return [chosen] if chosen else []

    async def _apart(self, use_case: Any, *args: Any) -> tuple[bool, Any]:
        """`_do`, with the refusal where the sheet shows it."""
        kept = self.problem
        done, result = await self._do(use_case, *args)
        self.edit_problem, self.problem = self.problem, kept
        return done, result

    async def _read_entries(self) -> None:
        """As many as are shown, of what is stored now."""
        size = max(_PAGE, min(len(self.entries), activities.MOST))
        self.is_further = self._begins != ""
        await self._show(await self._stretch(self._begins, size), [])

    async def _stretch(self, after: str, size: int) -> Timeline | None:
        asked = TimelineQuery(size, after, self.group, self.words)
        return await self._ask(activities.timeline, self.kind, self.subject, asked)

    async def _show(self, found: Timeline | None, kept: list[TimelineEntry]) -> None:
        self.entries = [*kept, *(found.entries if found else [])]
        self._next = found.next if found else ""
        self.has_more = self._next != ""

    async def _read(self) -> None:
        kept = self.problem
        await self._read_entries()
        if self.kind != "deal":
            self.steps = await self._ask(tasks.tasks_of, self.kind, self.subject) or []
        asked = activities.last_outcome
        self.last_outcome = await self._ask(asked, self.kind, self.subject) or ""
        # A page without the record says so itself, and not twice.
        self.problem = kept


def _written(form: dict[str, Any]) -> ActivityForm:
    return ActivityForm(
        kind=str(form.get("kind") or "") or None,
        text=str(form.get("text") or ""),
        outcome=str(form["outcome"]) if "outcome" in form else None,
        happened_at=str(form.get("at") or "") or None,
    )
