"""Why a row has its verdict, in words."""

import re

from crm_app.locales.catalog import TEXT, say
from crm_app.services.imports.rows import NoteShown, Reason

_MOST_NAMED = 6
_AND = {"zh": "、", "en": ", "}


def sentence(one: Reason, language: str) -> str:
    """A reason as one reads it; what a record is known by has a name of its own."""
    params = dict(one.params)
    known_by = f"imports.field.{params.get('by', '')}"
    if known_by in TEXT:
        params["by"] = say(language, known_by)
    why = [say(language, f"duplicate.reason.{code}") for code in params.pop("why", ())]
    told = say(language, one.code, **params)
    return (
        say(language, "imports.told_why", told=told, why=_AND[language].join(why)) if why else told
    )


def note_sentence(one: NoteShown, language: str) -> str:
    """What was noted of a file, with the rows that it is about."""
    told = say(language, one.code, **one.params)
    if not one.rows:
        return told
    named = _AND[language].join(map(str, one.rows[:_MOST_NAMED]))
    more = "…" if len(one.rows) > _MOST_NAMED else ""
    code = "imports.note_of_row" if len(one.rows) == 1 else "imports.note_of_rows"
    return say(language, code, rows=named + more, told=told)


def title_of(code: str, language: str) -> str:
    """What a group of rows with one reason is called: its sentence, without what differs."""
    if f"{code}.title" in TEXT:
        return say(language, f"{code}.title")
    sentence_ = say(language, code)
    return re.sub(r"[“\"]?\{\w+\}[”\"]?\s?", "… ", sentence_).strip(" ：:")
