"""In which language somebody is answered."""

from starlette.requests import HTTPConnection


def language_of(asked: HTTPConnection, unsaid: str = "zh") -> str:
    """zh or en: the choice made in this browser, else its first language.

    As assets/js/early.js finds it: whose language is neither reads English; `unsaid` where none is named.
    """
    chosen = asked.cookies.get("crm_lang", "")
    if chosen not in ("zh", "en"):
        chosen = asked.headers.get("accept-language", "").strip().lower() or unsaid
    return "zh" if chosen.startswith("zh") else "en"
