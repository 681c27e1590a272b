"""Our own people in a note: they went along, they will deliver; the contact is another."""

from crm_app.services.voice.facts.company_mentions import Mention
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.mention_weights import GIVEN
from crm_app.services.voice.facts.person_mentions import person_mentions


def colleagues_said(text: str, names: KnownNames) -> list[Mention]:
    """Where one of us is called by the whole name or the given one."""
    ours = KnownNames(contacts=names.colleagues)
    return [one for one in person_mentions(text, ours) if one.weight >= GIVEN]


def not_ours(people: list[Mention], ours: list[Mention]) -> list[Mention]:
    """The known people whom the same words do not mean less surely than one of us."""
    return [
        one
        for one in people
        if not any(
            us.start < one.end and one.start < us.end and us.weight > one.weight for us in ours
        )
    ]
