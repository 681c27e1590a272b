"""Who only sent us there, or is met on the way, is not whom the note is about."""

import re

_SENT_US = re.compile(
    r"^[^，。]{0,8}(?:介绍|推荐|引荐|牵线)(?!了?(?:一下)?(?:产品|方案|我们))"
    r"|^[^.]{0,40}\b(?:introduced|referred|recommended|put in a (?:good )?word|put (?:me|us) in touch|(?:pointed|sent|steered|directed|referred) (?:me|us)|(?:passed|handed|put) (?:me|us) (?:on|over|onto|through|to)|told (?:me|us) to (?:call|try|talk|contact))",
)
_ON_THE_WAY = re.compile(
    r"(?:本来是?|原本是?|路上|顺路|顺便)[^，。]{0,8}$|\b(?:bumped into|ran into)\b[^.]{0,30}$"
)


def in_passing(text: str, start: int, end: int) -> bool:
    """Whether the name at this stretch is mentioned on the way to another."""
    return bool(_SENT_US.match(text[end:]) or _ON_THE_WAY.search(text[:start]))
