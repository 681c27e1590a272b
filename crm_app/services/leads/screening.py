"""What has to be known before a lead becomes a deal: the questions and a lead's answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.leads import (
    Lead,
    LeadStatus,
    QuestionKind,
    ScreeningAnswer,
    ScreeningQuestion,
)
from crm_app.services.choices import Option
from crm_app.services.currencies import read_number
from crm_app.services.leads import rules
from crm_app.services.leads.rows import LeadForm, Question

_MOST = 1000
_YES_NO = {"yes": ("是", "Yes"), "no": ("否", "No")}


@command(Permission.LEAD_WRITE)
def answer_questions(
    work: Work,
    public_id: str,
    answers: Mapping[str, str],
    version: int | None = None,
    status: str = "",
) -> dict[str, str]:
    """Fill answers in (question's public id → value; "" takes one away); returns what stood there.

    A lead with a new answer is being screened, unless `status` says where it stands: the way back.
    """
    lead = work.find(Lead, public_id, version)
    rules.check_open(lead)
    before = put_answers(work, lead, answers)
    if status:
        rules.apply(lead, LeadForm(status=status))
    elif before and any(answers.values()):
        lead.status = LeadStatus.SCREENING
    return before


def put_answers(work: Work, lead: Lead, answers: Mapping[str, str]) -> dict[str, str]:
    """Inside a command: store answers; returns what changed, as it stood before."""
    known = {question.public_id: question for question in active_questions(work)}
    stored = {row.question_id: row for row in _answers(work, [lead.key])}
    before: dict[str, str] = {}
    for key, typed in answers.items():
        if key not in known:
            raise NotFound("leads.question_not_found")
        question = known[key]
        value = read_answer(question, typed)
        row = stored.get(question.id or 0)
        if value == (row.value if row else ""):
            continue
        before[key] = row.value if row else ""
        if row is not None and not value:
            work.session.delete(row)
            continue
        row = row or ScreeningAnswer(lead_id=lead.key, question_id=question.id or 0, value="")
        row.value, row.by_id, row.at = value, work.actor.user_id, work.now
        work.add(row)
    if before:
        lead.updated_at = work.now  # they are part of it: its version grows with them
        work.session.flush()
    return before


def read_answer(question: ScreeningQuestion, typed: str) -> str:
    """An answer as it is stored; refuses what does not fit the question."""
    text = " ".join(typed.split()) if question.kind is not QuestionKind.TEXT else typed.strip()
    if not text:
        return ""
    if len(text) > _MOST:
        raise Invalid("record.too_long", field=question.public_id, most=_MOST)
    if question.kind is QuestionKind.AMOUNT:
        return f"{read_number(text, question.public_id).normalize():f}"
    allowed = _YES_NO if question.kind is QuestionKind.YES_NO else _options(question)
    if question.kind is not QuestionKind.TEXT and text not in allowed:
        raise Invalid("leads.answer_unknown", field=question.public_id)
    return text


def check_screened(work: Work, lead: Lead) -> None:
    """Refuse (`leads.answers_missing`) while a required question is unanswered; lists them."""
    missing = open_questions(questions_of(work, [lead.key])[lead.key])
    if missing:
        raise Conflict(
            "leads.answers_missing",
            fields=[question.public_id for question in missing],
            zh="、".join(question.zh for question in missing),
            en="; ".join(question.en for question in missing),
        )


def open_questions(questions: Sequence[Question]) -> list[Question]:
    """Those that have to be answered and are not."""
    return [question for question in questions if question.is_required and not question.value]


def active_questions(work: Work) -> list[ScreeningQuestion]:
    """The questions that are asked, in order."""
    found = select(ScreeningQuestion).where(col(ScreeningQuestion.is_active))
    ordered = found.order_by(col(ScreeningQuestion.rank), col(ScreeningQuestion.id))
    return list(work.session.exec(ordered))


def questions_of(work: Work, lead_ids: Sequence[int]) -> dict[int, list[Question]]:
    """Lead id → the questions with its answers, in two reads."""
    asked = active_questions(work)
    values = {(row.lead_id, row.question_id): row.value for row in _answers(work, lead_ids)}
    return {
        lead_id: [_shown(one, values.get((lead_id, one.id or 0), "")) for one in asked]
        for lead_id in lead_ids
    }


def _answers(work: Work, lead_ids: Sequence[int]) -> list[ScreeningAnswer]:
    found = select(ScreeningAnswer).where(col(ScreeningAnswer.lead_id).in_(lead_ids))
    return list(work.session.exec(found))


def _shown(question: ScreeningQuestion, value: str) -> Question:
    options = _options(question)
    words: Any = {**_YES_NO, **options} if question.kind is not QuestionKind.TEXT else {}
    zh, en = words.get(value, (value, value))
    return Question(
        public_id=question.public_id,
        zh=question.text_zh,
        en=question.text_en,
        kind=question.kind.value,
        options=[Option(key, *names) for key, names in options.items()],
        is_required=question.is_required,
        value=value,
        shown_zh=zh,
        shown_en=en,
    )


def _options(question: ScreeningQuestion) -> dict[str, tuple[str, str]]:
    return {one["key"]: (one["zh"], one["en"]) for one in question.options}
