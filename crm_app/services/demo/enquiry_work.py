"""What happened with the leads of the demo: talks, answers, next steps, a colleague's request."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import select

from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.leads import Lead, LeadStatus, QuestionKind, ScreeningAnswer, ScreeningQuestion
from crm_app.models.ownership import OwnershipRequest, RecordEvent, Share, Wish
from crm_app.models.users import User
from crm_app.services.activities import CONTACT_KINDS
from crm_app.services.demo import words
from crm_app.services.demo.bulk import between, store


def talk(work: Work, chance: Random, leads: Sequence[Lead]) -> list[Activity]:
    """Calls and notes with those that were worked on; they set the last contact."""
    about: list[Lead] = []
    made: list[Activity] = []
    for lead in leads:
        if lead.status is LeadStatus.NEW or lead.owner_id is None:
            continue
        for _ in range(chance.choice((1, 1, 2, 3))):
            kind, zh, en = chance.choice(words.TALK)
            last = lead.converted_at or work.now - timedelta(hours=2)
            at = between(chance, lead.created_at, last)
            text = en if lead.name.isascii() else zh
            made.append(_activity(lead, ActivityKind(kind), text, at))
            about.append(lead)
            if made[-1].kind in CONTACT_KINDS:
                lead.last_touch_at = max(lead.last_touch_at or at, at)
    store(work, made)
    links = [("lead", lead.key, row.key) for lead, row in zip(about, made, strict=True)]
    store(
        work,
        [
            ActivityLink(activity_id=row, record_kind=kind, record_id=key)
            for kind, key, row in links
        ],
    )
    work.session.bulk_save_objects(list(leads))
    return made


def _activity(lead: Lead, kind: ActivityKind, text: str, at: datetime) -> Activity:
    return Activity(
        kind=kind,
        text=text,
        happened_at=at,
        author_id=lead.owner_id or 0,
        owner_id=lead.owner_id or 0,
        team_id=lead.team_id or 0,
        created_by=lead.owner_id,
        created_at=at,
        updated_at=at,
        is_demo=True,
    )


def answer(work: Work, chance: Random, leads: Sequence[Lead]) -> None:
    """What the screening questions were answered with, by those who came so far."""
    questions = list(work.session.exec(select(ScreeningQuestion)))
    rows: list[ScreeningAnswer] = []
    for lead in leads:
        whole = lead.status is LeadStatus.CONVERTED
        if not whole and lead.status is not LeadStatus.SCREENING:
            continue
        for question in questions:
            if question.is_required and (whole or chance.random() < 0.6):
                value = _value(chance, question)
                rows.append(
                    ScreeningAnswer(
                        lead_id=lead.key,
                        question_id=question.id or 0,
                        value=value,
                        by_id=lead.owner_id,
                        at=lead.updated_at,
                    )
                )
    store(work, rows)


def _value(chance: Random, question: ScreeningQuestion) -> str:
    if question.kind is QuestionKind.YES_NO:
        return "yes"
    if question.kind is QuestionKind.CHOICE:
        return chance.choice(question.options)["key"]
    return str(chance.choice((20, 50, 80, 120, 300)) * 1000)


def events(lead: Lead) -> list[RecordEvent]:
    """What is noted of how a lead ended."""
    place: dict[str, Any] = {"record_kind": "lead", "record_id": lead.key}
    if lead.status is LeadStatus.CONVERTED:
        at, text = lead.converted_at or lead.updated_at, lead.company
        return [RecordEvent(**place, kind="converted", at=at, by_id=lead.owner_id, text=text)]
    if lead.status is LeadStatus.DISCARDED:
        return [RecordEvent(**place, kind="discarded", at=lead.updated_at, by_id=lead.owner_id)]
    return []


def plan(work: Work, chance: Random, leads: Sequence[Lead]) -> list[Task]:
    """Next steps of those that are worked on."""
    busy = [one for one in leads if one.status in (LeadStatus.CONTACTED, LeadStatus.SCREENING)]
    return store(
        work,
        [
            Task(
                title=chance.choice(words.STEPS)[lead.name.isascii()],
                due_at=work.now + timedelta(days=chance.choice((-3, -1, 0, 1, 2, 5, 9))),
                lead_id=lead.id,
                owner_id=lead.owner_id or 0,
                team_id=lead.team_id or 0,
                created_by=lead.owner_id,
                created_at=lead.updated_at,
                updated_at=lead.updated_at,
                is_demo=True,
            )
            for lead in busy
            if chance.random() < 0.6
        ],
    )


def ask(work: Work, sellers: Sequence[User], leads: Sequence[Lead]) -> list[OwnershipRequest]:
    """A colleague asks the first seller for one of his leads."""
    mine = [
        lead for lead in leads if lead.owner_id == sellers[0].id and lead.status is LeadStatus.NEW
    ]
    if not mine or len(sellers) < 2:
        return []
    asker = sellers[-1]
    requests = store(
        work,
        [
            OwnershipRequest(
                wish=Wish.TRANSFER,
                record_kind="lead",
                record_id=mine[0].key,
                because="company",
                reason="他们的总部是我的老客户，采购点名让我对接",
                owner_id=mine[0].owner_id or 0,
                team_id=mine[0].team_id or 0,
                created_by=asker.id,
                created_at=work.now - timedelta(hours=5),
                updated_at=work.now - timedelta(hours=5),
                is_demo=True,
            )
        ],
    )
    key = requests[0].key
    store(work, [Share(record_kind="ownership_request", record_id=key, user_id=asker.id or 0)])
    return requests
