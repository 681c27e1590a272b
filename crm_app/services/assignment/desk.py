"""The desk where leads of nobody are given out: rules and people read once, leads placed in turn."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.permissions import GRANTS, SELLERS, Permission
from crm_app.core.work import Work
from crm_app.models.assignment import AssignmentRule
from crm_app.models.leads import Lead
from crm_app.models.quotes import Product
from crm_app.models.users import Team, User
from crm_app.services import pools
from crm_app.services.assignment import rules
from crm_app.services.assignment.rules import Decision, Facts, Person, Rule
from crm_app.services.assignment.saying import Names, names_of, sentence, stood_in
from crm_app.services.away import away_now
from crm_app.services.custom_fields import sought_facts, sought_fields
from crm_app.services.notices import notify
from crm_app.services.ownership import hand_over


class Desk:
    """What is known when leads are given out, kept up to date while they are."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._stored = active_rules(work.session)
        self._reach = _reaches(work.session)
        self._users = _workers(work.session)
        self.people = {person.key: person for person in _people(work, self._users.values())}
        self._names: Names | None = None
        self._custom = sought_fields(work.session, "lead")

    def decide(self, facts: Facts) -> Decision:
        """What the rules say."""
        return rules.decide(facts, self.rules(), list(self.people.values()))

    def rules(self) -> list[Rule]:
        """The active rules in order, as the pure decision takes them."""
        return [
            Rule(
                key=row.id or 0,
                conditions={name: tuple(values) for name, values in row.conditions.items()},
                way=row.way,
                person=row.user_id,
                reach=self._reach.get(row.team_id or 0, frozenset()),
                seniors=row.seniors_only,
                in_hours=row.in_hours,
                last=row.last_user_id or 0,
                kinds={
                    name: self._custom[name].kind if name in self._custom else ""
                    for name in row.conditions
                    if name.startswith("custom.")
                },
            )
            for row in self._stored
        ]

    def place(self, lead: Lead, facts: Facts) -> bool:
        """Give a lead to whom the rules pick; False when it stays in the pool."""
        decision = self.decide(facts)
        rule = next((row for row in self._stored if row.id == decision.rule), None)
        if rule is None or decision.person is None:
            return False
        user = self._users[decision.person]
        self.give(lead, user, rule.name)
        rule.last_user_id = user.id
        lead.assignment = self._trace(rule, user, decision.steps[-1].why)
        return True

    def give(self, lead: Lead, user: User, why: str = "") -> None:
        """A lead of nobody is somebody's, who hears of it."""
        hand_over(self._work, lead, user, kind="assigned", text=why)
        person = self.people.get(user.id or 0)
        if person is not None:
            self.people[person.key] = replace(person, load=person.load + 1)
        link = f"/leads/{lead.public_id}"
        notify(self._work, [user.id], "assignment.notice", link, name=lead.name)

    def _trace(self, rule: AssignmentRule, user: User, why: str) -> dict[str, Any]:
        self._names = self._names or names_of(self._work.session)
        said = {language: sentence(language, rule, self._names) for language in ("zh", "en")}
        if why == "stood_in":
            said = {language: text + stood_in(language) for language, text in said.items()}
        at = self._work.now.isoformat()
        return {"rule": rule.public_id, "name": rule.name, "person": user.name, "at": at, **said}


def desk_of(work: Work) -> Desk:
    """Inside a command, before leads are locked: the desk, for one at a time."""
    pools.one_giver_at_a_time(work)
    return Desk(work)


def active_rules(session: Session) -> list[AssignmentRule]:
    """The rules that count, in order."""
    found = select(AssignmentRule).where(col(AssignmentRule.is_active))
    return list(session.exec(found.order_by(col(AssignmentRule.rank), col(AssignmentRule.id))))


def facts_of(session: Session, leads: Iterable[Lead]) -> dict[int, Facts]:
    """Inner id → what the rules look at."""
    rows = list(leads)
    wanted = {lead.product_id for lead in rows if lead.product_id is not None}
    found = select(Product.id, Product.public_id).where(col(Product.id).in_(wanted))
    products: dict[Any, str] = dict(session.exec(found).all()) if wanted else {}
    return {
        lead.key: Facts(
            region=lead.region,
            industry=lead.industry,
            size=lead.size,
            source=lead.source,
            campaign=lead.campaign,
            product=products.get(lead.product_id, ""),
            company=lead.company,
            title=lead.title,
            address=lead.address,
            note=lead.note,
            band=lead.band,
            custom=sought_facts(session, lead),
        )
        for lead in rows
    }


def may_get(user: User) -> bool:
    """Whether somebody can be given leads."""
    return user.is_active and Permission.LEAD_WRITE in GRANTS.get(user.role, frozenset())


def _workers(session: Session) -> dict[int, User]:
    users = session.exec(select(User).where(col(User.is_active)).order_by(col(User.id)))
    return {user.id or 0: user for user in users if may_get(user)}


def _people(work: Work, users: Iterable[User]) -> list[Person]:
    """Everybody as the decision sees him now: by his own clock, with what he holds."""
    session, setting = work.session, pools.setting_of(work.session)
    held, own = pools.loads(session), pools.quotas(session)
    away = away_now(session, work.now)
    return [
        Person(
            key=user.id or 0,
            team=user.team_id,
            sells=user.role in SELLERS,
            load=held.get(user.id or 0, 0),
            most=own.get(user.id or 0, setting.capacity),
            is_senior=user.is_senior,
            is_away=user.id in away,
            stand_in=away.get(user.id or 0),
            is_at_work=pools.is_at_work(setting, work.now, user.zone),
        )
        for user in users
    ]


def _reaches(session: Session) -> dict[int, frozenset[int]]:
    """Team → itself and all below it."""
    parents: dict[Any, Any] = dict(session.exec(select(Team.id, Team.parent_id)).all())
    found: dict[int, set[int]] = {key: {key} for key in parents}
    for key, above in parents.items():
        at, seen = above, {key}
        while at is not None and at not in seen:
            found[at].add(key)
            seen.add(at)
            at = parents.get(at)
    return {key: frozenset(below) for key, below in found.items()}
