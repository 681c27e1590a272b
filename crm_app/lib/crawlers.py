"""Programs that open addresses by themselves: search engines, previews of chats and mail."""

import re

_MARKS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|scan|monitor|curl|wget|python|java/|go-http|"
    r"okhttp|axios|node|facebookexternalhit|whatsapp/|telegram|skype|slack|discord|embed|lighthouse",
    re.IGNORECASE,
)


def is_program(agent: str) -> bool:
    """Whether a user agent says so, or says nothing."""
    return not agent or bool(_MARKS.search(agent))
