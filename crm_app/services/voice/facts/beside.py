"""Whether somebody is named as a firm's own: 中原三院检验科马主任, Ruth from Lumen and Oak."""

import re

from crm_app.services.voice.facts.note import Span

_ZH = re.compile(r"(公司|集团)?(的|那边的?|这边的?)?[^，。！？]{0,8}")
_FIRM_LAST = re.compile(
    r",? ?(?:(?:who is|who works|the|their|\w+) ){0,3}(?:from|at|of|over at|with|for)(?: the)? "
)
# Its owner is another: they met there, or it is spoken of with somebody.
_FIRM_FIRST = re.compile(r"['’]s (?:[\w ]{0,30})|[,:]? (?:and )?")


def stands_beside(text: str, firm: Span, person: Span) -> bool:
    """Whether the words between a firm and a person make the person the firm's own."""
    between = text[firm[1] : person[0]] if firm[1] <= person[0] else None
    after = text[person[1] : firm[0]] if person[1] <= firm[0] else None
    if between is not None:
        han = re.search(r"[\u4e00-\u9fff]", text[firm[0] : firm[1]])
        return bool(
            between == ""
            or (_ZH.fullmatch(between) and between if han else _FIRM_FIRST.fullmatch(between))
        )
    return after is not None and _FIRM_LAST.fullmatch(after) is not None
