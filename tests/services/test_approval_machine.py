"""Whatever happens in whatever order: a request ends once, nobody decides his own, nobody twice."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from crm_app.core.errors import Conflict
from crm_app.models.approvals import SeatState
from crm_app.services.approvals import machine
from crm_app.services.approvals.machine import Person
from crm_app.services.approvals.steps import GIVEN, Needed, Slot, Step, are_covered
from crm_app.services.approvals.worse import is_other, worse_of

# The asker and owner is 1; the others by role.
ASKER = 1
ROLES = {2: "manager", 3: "manager", 4: "director", 5: "finance", 6: "admin", 7: "rep"}
SLOTS = st.one_of(
    st.sampled_from(["manager", "director", "finance"]).map(lambda role: Slot("role", role)),
    st.sampled_from([2, 3, 4, 5]).map(lambda key: Slot("user", user_id=key)),
)
STEPS = st.builds(
    Step,
    slots=st.lists(SLOTS, min_size=1, max_size=3).map(tuple),
    mode=st.sampled_from(["any", "all"]),
    hours=st.sampled_from([0, 2, 24]),
)
PEOPLE = st.sampled_from([ASKER, *ROLES])


class Requests(RuleBasedStateMachine):
    """One request; `outcome` is what ended it."""

    @initialize(steps=st.lists(STEPS, min_size=1, max_size=4))
    def ask(self, steps):
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.needed = Needed(tuple(steps))
        self.seats = machine.seats_for(self.needed)
        self.outcomes: list[str] = []
        self.deputies: set[tuple[int, int]] = set()  # (who decides, for whom)
        self.words: list[tuple[int, int, int | None]] = []
        machine.advance(self.seats, self.now)

    def _word(self, who):
        """What the service asks: never one's own, never for who asked."""
        if who == ASKER or ROLES[who] == "rep":
            return None
        others = [
            Person(one, ROLES[one])
            for deputy, one in sorted(self.deputies)
            if deputy == who and one != ASKER
        ]
        return machine.find_word(self.seats, Person(who, ROLES[who]), others)

    def _open(self):
        return not self.outcomes

    @precondition(lambda self: self._open())
    @rule(who=PEOPLE, says=st.sampled_from([*["approve"] * 4, "refuse", "return"]))
    def decide(self, who, says):
        word = self._word(who)
        if word is None:
            return
        state = {"approve": "APPROVED", "refuse": "REFUSED", "return": "RETURNED"}[says]
        machine.speak(word, SeatState[state], who, "", self.now)
        self.words.append((word.seat.rank, who, word.for_id))
        if says != "approve":
            machine.close(self.seats)
            self.outcomes.append(says)
        elif machine.advance(self.seats, self.now) is None:
            self.outcomes.append("approved")

    @precondition(lambda self: self._open())
    @rule()
    def withdraw(self):
        machine.close(self.seats)
        self.outcomes.append("withdrawn")

    @precondition(lambda self: self._open())
    @rule()
    def change(self):
        machine.close(self.seats)
        self.outcomes.append("outdated")

    @rule(deputy=st.sampled_from([2, 3, 4, 5, 6]), absent=st.sampled_from([ASKER, 2, 3, 4, 5]))
    def delegate(self, deputy, absent):
        if deputy != absent:
            self.deputies ^= {(deputy, absent)}

    @rule(hours=st.integers(1, 30))
    def escalate(self, hours):
        self.now += timedelta(hours=hours)
        for seat in self.seats:
            if seat.state == SeatState.PENDING and seat.due_at and seat.due_at <= self.now:
                machine.raise_seat(seat, ROLES.get(seat.user_id or 0, ""), self.now)
                assert seat.due_at is None or seat.due_at > self.now

    @precondition(lambda self: self._open())
    @rule(who=PEOPLE, more=st.sampled_from([2, 3, 4, 5]), before=st.booleans())
    def add_signer(self, who, more, before):
        word = self._word(who)
        if word is None or more == who:
            return
        try:
            seat = machine.join(self.seats, word.seat, more, who, before=before)
        except Conflict:
            assert len(self.seats) >= machine.MOST_SEATS
            return
        assert seat.rank not in {one.rank for one in self.seats}  # a step of his own
        self.seats.append(seat)
        # What was said moves with its step.
        self.words = [(rank + (rank >= seat.rank), by, for_id) for rank, by, for_id in self.words]
        assert machine.advance(self.seats, self.now) is not None

    @rule(who=PEOPLE)
    def late_word(self, who):
        """After the end nobody is asked."""
        if self.outcomes:
            assert self._word(who) is None

    @invariant()
    def ends_once(self):
        if not hasattr(self, "outcomes"):
            return
        assert len(self.outcomes) <= 1
        pending = {seat.rank for seat in self.seats if seat.state == SeatState.PENDING}
        if not self.outcomes:
            assert len(pending) == 1  # one step at a time, and never none
            (here,) = pending
            later = [seat.state for seat in self.seats if seat.rank > here]
            assert SeatState.PENDING.value not in later
        else:
            assert not pending
            assert not [seat for seat in self.seats if seat.state == SeatState.WAITING]

    @invariant()
    def approved_by_all_that_is_needed(self):
        if getattr(self, "outcomes", None) == ["approved"]:
            given_seats = [seat for seat in self.seats if seat.state in GIVEN]
            assert are_covered(self.needed, given_seats)

    @invariant()
    def nobody_speaks_for_himself_or_twice(self):
        for rank in {rank for rank, _, _ in getattr(self, "words", ())}:
            spoke = [{by, for_id} - {None} for at, by, for_id in self.words if at == rank]
            assert ASKER not in set().union(*spoke)
            assert sum(map(len, spoke)) == len(set().union(*spoke))


Requests.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestRequests = Requests.TestCase

FIGURE = st.decimals(0, 100, places=2)
TRIGGERS = ["discount", "margin", "amount", "tier", "category"]


@given(FIGURE, FIGURE, FIGURE, FIGURE)
def test_what_did_not_become_worse_is_not_asked_again(discount, margin, size, more):
    before = {"discount": str(discount), "margin": str(margin), "size": str(size), "tier": "A"}
    assert worse_of(TRIGGERS, before, before) == []
    assert worse_of(TRIGGERS, before, before | {"discount": str(discount - more)}) == []
    worse = before | {"discount": str(discount + more + Decimal("0.01"))}
    assert worse_of(TRIGGERS, before, worse) == ["discount"]
    assert worse_of(TRIGGERS, before, before | {"margin": str(margin - more - 1)}) == ["margin"]
    assert worse_of(TRIGGERS, before, before | {"size": str(size + more + 1)}) == ["amount"]
    assert worse_of(TRIGGERS, before, before | {"size": str(size - more - 1)}) == ["discount"]
    assert worse_of(TRIGGERS, before, before | {"tier": "B"}) == ["tier"]


def test_more_groups_are_worse_fewer_are_not():
    before = {"category": ["1", "2"], "items": ["a", "b"], "customer": 1}
    assert worse_of(["category"], before, before | {"category": ["1"]}) == []
    assert worse_of(["category"], before, before | {"category": ["1", "3"]}) == ["category"]
    assert not is_other(before, before | {"items": ["a"]})
    assert is_other(before, before | {"items": ["a", "c"]})
    assert is_other(before, before | {"customer": 2})
