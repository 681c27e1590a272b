"""Telling people: a notice in their inbox, written with the change it is about."""

from collections.abc import Iterable

from crm_app.core.work import Work
from crm_app.models.messages import Notice


def notify(
    work: Work, user_ids: Iterable[int | None], kind: str, link: str = "", **params: object
) -> None:
    """Leave each of these users one notice: the text `kind` filled with `params`, leading to `link`.

    A name that has two languages is passed as {"zh": …, "en": …}. The actor himself is not told.
    """
    wanted = {user_id for user_id in user_ids if user_id is not None} - {work.actor.user_id}
    for user_id in sorted(wanted):
        work.session.add(Notice(user_id=user_id, code=kind, params=params, link=link, at=work.now))
