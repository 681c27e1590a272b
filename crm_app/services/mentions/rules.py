"""Pure decisions about mentions."""

from collections.abc import Iterable, Sequence

from crm_app.models.users import User

_SIGNS = str.maketrans({"＠": "@"})


def named_in(text: str, people: Iterable[User]) -> tuple[list[User], list[str]]:
    """Who is named with an @ in a text; and the names that more than one person has.

    The longest names first: “@王小明” does not name 王小 besides.
    """
    folded = text.translate(_SIGNS).casefold()
    by_name: dict[str, list[User]] = {}
    for user in people:
        if user.name.strip():
            by_name.setdefault(user.name.strip().casefold(), []).append(user)
    found: list[User] = []
    unclear: list[str] = []
    for name in sorted(by_name, key=len, reverse=True):
        sign = f"@{name}"
        if sign not in folded:
            continue
        folded = folded.replace(sign, " ")
        if len(by_name[name]) == 1:
            found += by_name[name]
        else:
            unclear.append(by_name[name][0].name)
    return found, unclear


def excerpt(text: str, most: int = 80) -> str:
    """The beginning of a text, for a notice."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def without(people: Sequence[User], user_id: int | None) -> list[User]:
    """Each once, without oneself."""
    return list({user.id: user for user in people if user.id != user_id}.values())
