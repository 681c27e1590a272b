"""Why a row has its verdict, in words."""

import re

from crm_app.locales.catalog import TEXT, say
from crm_app.services.imports.rows import Reason


def sentence(one: Reason, language: str) -> str:
    """A reason as one reads it; what a record is known by has a name of its own."""
    params = dict(one.params)
    known_by = f"imports.field.{params.get('by', '')}"
    if known_by in TEXT:
        params["by"] = say(language, known_by)
    return say(language, one.code, **params)


def title_of(code: str, language: str) -> str:
    """What a group of rows with one reason is called: its sentence, without what differs."""
    sentence_ = say(language, code)
    return re.sub(r"[“\"]?\{\w+\}[”\"]?\s?", "… ", sentence_).strip(" ：:")
