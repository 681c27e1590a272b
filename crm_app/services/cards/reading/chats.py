"""Chat accounts: WeChat and QQ."""

import re

from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import Label, labels
from crm_app.services.cards.reading.layout import Line

_HANDLE = re.compile(r"\s*[:.\-|]?\s*([A-Za-z0-9][A-Za-z0-9_+-]{4,24})")
_SAME_AS_MOBILE = re.compile(
    r"微信同号|微信同號|同微信|微信同步|微信同手机|手机同号|同号|同號|微信手机同号"
)


def find_chats(lines: list[Line], kind: str) -> list[Found]:
    """Accounts that a label announces (wechat, qq); a number may be both wechat and mobile."""
    found: list[Found] = []
    for line in lines:
        marks: list[tuple[int, Label | None]] = [
            (label.end, label) for label in labels(line.text) if label.kinds == {kind}
        ]
        if line.label == kind:
            marks.append((0, None))
        for end, label in marks:
            match = _HANDLE.match(line.rest, end)
            if match is None or _SAME_AS_MOBILE.match(line.text, label.start if label else 0):
                continue
            found.append(Found(match.group(1), [Piece(line, match.start(1), match.end(1))], 0.9))
            line.take(label.start if label else match.start(1), match.end())
    return found


def says_wechat_is_mobile(lines: list[Line]) -> Line | None:
    """The line that says that the mobile number is the WeChat account too."""
    for line in lines:
        match = _SAME_AS_MOBILE.search(line.text)
        if match:
            line.take(match.start(), match.end())
            return line
    return None
