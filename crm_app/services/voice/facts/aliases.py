"""Long names as everybody calls them: 市特检院 is 市特种设备检验研究院."""

from collections.abc import Sequence
from dataclasses import replace

from crm_app.lib.names import has_han
from crm_app.services.voice.facts.known import without_form
from crm_app.services.voice.facts.party import Party

# Shorter names are not called by single letters of theirs.
LONG, LEAST = 6, 3


def aliased(firm: Party, known: Sequence[str]) -> Party:
    """The firm under the one known name that it abbreviates."""
    if not has_han(firm.name) or len(firm.name) < LEAST or firm.name in known:
        return firm
    meant = [name for name in known if _abbreviates(firm.name, without_form(name))]
    return replace(firm, name=meant[0]) if len(meant) == 1 else firm


def _abbreviates(short: str, name: str) -> bool:
    """Its letters stand in the name in their order, the first and the last where theirs are."""
    if len(name) < LONG or len(short) >= len(name):
        return False
    letters = iter(name)
    ends = (short[0], short[-1]) == (name[0], name[-1])
    return ends and all(letter in letters for letter in short)
