"""The list of screening questions, which an administrator edits."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.leads import QuestionKind, ScreeningQuestion
from crm_app.services.leads.rows import QuestionForm, QuestionRow
from crm_app.services.leads.screening import active_questions
from crm_app.services.locks import one_at_a_time

_MOST_OPTIONS = 20


@query(Permission.LEAD_READ)
def screening_questions(work: Work) -> list[QuestionRow]:
    """The questions that are asked, in order."""
    return [
        QuestionRow(
            public_id=one.public_id,
            version=one.version,
            text_zh=one.text_zh,
            text_en=one.text_en,
            kind=one.kind.value,
            options="\n".join(f"{o['zh']} | {o['en']}" for o in one.options),
            is_required=one.is_required,
            rank=one.rank,
        )
        for one in active_questions(work)
    ]


@command(Permission.SETTINGS)
def save_question(
    work: Work, form: QuestionForm, public_id: str = "", version: int | None = None
) -> str:
    """A new question at the end of the list, or the changed one; returns its public id.

    Options that stay keep their answers: they are known by their Chinese words.
    """
    if public_id:
        question = _find(work, public_id)
        if version is not None and question.version != version:
            raise Stale("record.stale")
        question.version += 1
    else:
        one_at_a_time(work, "screening")
        last = max((one.rank for one in active_questions(work)), default=0)
        question = ScreeningQuestion(text_zh="", text_en="", rank=last + 1)
    _apply(question, form)
    return work.add(question).public_id


@command(Permission.SETTINGS)
def remove_question(work: Work, public_id: str) -> None:
    """It is asked no more; what was answered is kept."""
    question = _find(work, public_id)
    question.is_active, question.version = False, question.version + 1


@command(Permission.SETTINGS)
def restore_question(work: Work, public_id: str) -> None:
    """It is asked again, at its old place."""
    question = _find(work, public_id, active=False)
    question.is_active, question.version = True, question.version + 1


@command(Permission.SETTINGS)
def move_question(work: Work, public_id: str, steps: int) -> None:
    """Up (-1) or down (1) in the list; at its end it stays where it is."""
    one_at_a_time(work, "screening")
    questions = active_questions(work)
    here = next((n for n, one in enumerate(questions) if one.public_id == public_id), None)
    if here is None:
        raise NotFound("leads.question_not_found")
    there = min(max(here + (1 if steps > 0 else -1), 0), len(questions) - 1)
    questions.insert(there, questions.pop(here))
    for rank, question in enumerate(questions, 1):
        question.rank = rank


def _find(work: Work, public_id: str, *, active: bool = True) -> ScreeningQuestion:
    found = select(ScreeningQuestion).where(col(ScreeningQuestion.public_id) == public_id)
    question = work.session.exec(found.with_for_update()).one_or_none()
    if question is None:
        raise NotFound("leads.question_not_found")
    if question.is_active is not active:
        raise Conflict("leads.question_removed" if active else "leads.question_active")
    return question


def _apply(question: ScreeningQuestion, form: QuestionForm) -> None:
    for field in ("text_zh", "text_en"):
        text = " ".join(getattr(form, field).split())
        if not text:
            raise Invalid("leads.question_text_missing", field=field)
        if len(text) > 200:
            raise Invalid("record.too_long", field=field, most=200)
        setattr(question, field, text)
    if form.kind not in set(QuestionKind):
        raise Invalid("leads.question_kind_unknown", field="kind")
    question.kind, question.is_required = QuestionKind(form.kind), form.is_required
    chosen = question.kind is QuestionKind.CHOICE
    question.options = read_options(form.options) if chosen else []


def read_options(typed: str) -> list[dict[str, Any]]:
    """One option a line, `中文 | English`; a line without a bar says the same in both."""
    options: dict[str, dict[str, str]] = {}
    for line in typed.splitlines():
        zh, _, en = (" ".join(part.split()) for part in line.partition("|"))
        if zh or en:
            zh = zh or en
            options[zh] = {"key": zh[:80], "zh": zh[:80], "en": (en or zh)[:80]}
    if not 2 <= len(options) <= _MOST_OPTIONS:
        raise Invalid("leads.options_missing", field="options", most=_MOST_OPTIONS)
    return list(options.values())
