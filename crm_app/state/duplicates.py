"""The page of possible duplicates: a list on the desk, one pair after the other on the phone."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx

from crm_app.services import contacts, customers, duplicates
from crm_app.services.duplicates import Counts, MergeRow, PairRow, PairWhole
from crm_app.services.merging import RULES
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action

_FILTERS = ("kind", "status", "certainty", "owner")
_KINDS = ("contact", "customer")
BULKS = (99, 95, 90, 80)


class DuplicatesScreen(Screen, rx.State):
    """What waits, the pair in hand, and what was decided."""

    kind: rx.Field[str] = rx.field("contact")
    filters: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    rows: rx.Field[list[PairRow]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(default=0)
    counts: rx.Field[Counts] = rx.field(default_factory=Counts)
    merges: rx.Field[list[MergeRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)
    whole: rx.Field[PairWhole] = rx.field(default_factory=PairWhole)
    rule: rx.Field[str] = rx.field("kept")
    choices: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    place: rx.Field[int] = rx.field(default=0)
    searching: rx.Field[bool] = rx.field(default=False)
    # The bulk merge: what is to be looked at first, what was, and how many it would be.
    sample: rx.Field[list[PairRow]] = rx.field(default_factory=list)
    checked: rx.Field[list[str]] = rx.field(default_factory=list)
    bulk_count: rx.Field[int] = rx.field(default=0)
    bulk_percent: rx.Field[int] = rx.field(default=95)
    bulk_open: rx.Field[bool] = rx.field(default=False)

    @action
    async def load(self) -> None:
        """What the address asks for; again whenever a pair is decided or found."""
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query))
        self.filters = {name: asked[name][:40] for name in _FILTERS if asked.get(name)}
        self.kind = self.filters.get("kind", "contact")
        if self.kind not in _KINDS:
            self.kind = "contact"
        self.place, self.problem, self.whole = 0, Problem(), PairWhole()
        self.owners = await self._owners()
        await self._read()
        self._watch(DuplicatesScreen.refresh, "duplicate_pair")

    @action
    async def refresh(self) -> None:
        """Somebody decided a pair, or a search is over."""
        self.searching = False
        await self._read()

    @action
    async def narrow(self, name: str, value: str) -> Any:
        """Another filter: it stands in the address."""
        if name not in _FILTERS:
            return None
        asked = {key: one for key, one in {**self.filters, name: value[:40]}.items() if one}
        return rx.redirect(f"/duplicates?{urlencode(asked)}")

    @action
    async def open_pair(self, public_id: str) -> None:
        """Look at a pair of the list."""
        places = [at for at, row in enumerate(self.rows) if row.public_id == public_id]
        if places:
            self.place = places[0]
            await self._show()

    @action
    async def step(self, by: int) -> None:
        """The next pair, or the one before."""
        self.place = max(0, min(len(self.rows) - 1, self.place + (1 if by > 0 else -1)))
        await self._show()

    @action
    async def use_rule(self, rule: str) -> None:
        """Another rule of which values stay."""
        self.rule, self.choices = rule if rule in RULES else "kept", {}
        await self._show(anew=False)

    @action
    async def keep_side(self, side: str) -> None:
        """Which of the two records stays."""
        await self._show(anew=False, keep=side)

    @action
    async def pick(self, field: str, side: str) -> None:
        """One value by hand."""
        if side in {"a", "b"}:
            self.choices = {**self.choices, field[:60]: side}

    @action
    async def merge(self) -> None:
        """The two are one, with a way back."""
        pair = self.whole.row
        done, made = await self._do(
            duplicates.merge_pair, pair.public_id, self.whole.keep, self.choices, self.rule
        )
        if done and made is not None:
            undo = (duplicates.unmerge_bulk, pair.kind, [made])
            kept = pair.a if self.whole.keep == "a" else pair.b
            await self._offer_undo("duplicates.merged", *undo, name=kept.name)
            await self._next(pair.public_id)

    @action
    async def decide(self, status: str) -> None:
        """Not the same, later, or open again, with a way back."""
        pair = self.whole.row
        done, before = await self._do(duplicates.decide, pair.public_id, status)
        if done:
            undo = (duplicates.decide, pair.public_id, before)
            await self._offer_undo(f"duplicates.said.{status}", *undo)
            await self._next(pair.public_id)

    @action
    async def search(self) -> None:
        """Look through all records anew."""
        done, _ = await self._do(duplicates.ask_search)
        if done:
            self.searching = True
            await self._tell("duplicates.searching")

    @action
    async def undo_merge(self, public_id: str) -> None:
        """Take an older merge back."""
        part = contacts.unmerge_contact if self.kind == "contact" else customers.unmerge_customer
        done, kept = await self._do(part, public_id)
        if done:
            code = "duplicates.unmerged_but" if kept else "duplicates.unmerged"
            await self._tell(code, count=len(kept or []))
            await self._read()

    @action
    async def open_bulk(self) -> None:
        """Merge all that are almost sure: first a sample."""
        self.bulk_percent = 95
        await self._read_bulk()
        self.bulk_open = True

    @action
    async def bulk_from(self, percent: str) -> None:
        """Another threshold: another sample."""
        known = [one for one in BULKS if str(one) == percent]
        self.bulk_percent = known[0] if known else self.bulk_percent
        await self._read_bulk()

    async def _read_bulk(self) -> None:
        self.checked, self.problem = [], Problem()
        asked = (self.kind, self.bulk_percent)
        self.sample = await self._ask(duplicates.sample_of, *asked) or []
        count = await self._ask(duplicates.count_above, *asked) or 0
        self.bulk_count = min(count, duplicates.MOST_AT_ONCE)

    @action
    async def close_bulk(self) -> None:
        """Not now."""
        self.bulk_open = False

    @action
    async def check(self, public_id: str) -> None:
        """One of the sample is the same, or is not after all."""
        known = [one for one in self.checked if one != public_id]
        self.checked = known if public_id in self.checked else [*known, public_id[:40]][-20:]

    @action
    async def merge_bulk(self) -> None:
        """Merge them all, with one way back."""
        done, made = await self._do(
            duplicates.merge_above, self.kind, self.bulk_percent, self.checked
        )
        if done and made is not None:
            self.bulk_open = False
            undo = (duplicates.unmerge_bulk, self.kind, made)
            await self._offer_undo("duplicates.merged_many", *undo, count=len(made))
            await self._read()

    async def _owners(self) -> list[Reference]:
        of = contacts.contact_owners if self.kind == "contact" else customers.customer_owners
        return await self._ask(of) or []

    async def _read(self) -> None:
        status = self.filters.get("status", "open")
        self.counts = await self._ask(duplicates.counts) or Counts()
        self.merges, self.rows, self.total = [], [], 0
        if status == "merged":
            self.merges = await self._ask(duplicates.merges, self.kind) or []
        else:
            asked = (self.filters.get("owner", ""), self.filters.get("certainty", ""))
            page = await self._ask(duplicates.pairs, self.kind, status, *asked)
            self.rows, self.total = (page.rows, page.total) if page else ([], 0)
        in_hand = self.whole.row.public_id
        places = [at for at, row in enumerate(self.rows) if row.public_id == in_hand]
        # What somebody is in the middle of stays as he has it.
        self.place = places[0] if places else max(0, min(self.place, len(self.rows) - 1))
        await self._show(anew=not places)
        self.loaded = True

    async def _show(self, *, anew: bool = True, keep: str = "") -> None:
        """The pair in hand, whole."""
        if not self.rows:
            self.whole, self.choices = PairWhole(), {}
            return
        if anew:
            self.choices, self.rule = {}, "kept"
        side = keep or ("" if anew else self.whole.keep)
        public_id = self.rows[self.place].public_id
        found = await self._ask(duplicates.pair, public_id, side, self.rule)
        self.whole = found or PairWhole()

    async def _next(self, public_id: str) -> None:
        self.rows = [row for row in self.rows if row.public_id != public_id]
        self.total = max(0, self.total - 1)
        self.place = max(0, min(self.place, len(self.rows) - 1))
        await self._show()
