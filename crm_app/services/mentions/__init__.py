"""Mentions: a colleague is named in a note, is told, and sees the record; or is asked for help."""

from crm_app.services.mentions.commands import (
    answer,
    close_question,
    reopen_question,
    rewrite,
    write_down,
)
from crm_app.services.mentions.queries import colleagues, open_questions, questions_of
from crm_app.services.mentions.rows import QuestionRow
from crm_app.services.mentions.withdrawing import erase, put_back, take_back

__all__ = [
    "QuestionRow",
    "answer",
    "close_question",
    "colleagues",
    "erase",
    "open_questions",
    "put_back",
    "questions_of",
    "reopen_question",
    "rewrite",
    "take_back",
    "write_down",
]
