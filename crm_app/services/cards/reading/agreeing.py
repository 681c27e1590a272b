"""Addresses for mail that agree with the name but for letters that look alike, or for a sign glued
before them: iporter, L. Porter; sjane.porter.
"""

import re
import unicodedata

from crm_app.lib.wording import words
from crm_app.services.cards.reading.finding import Found
from crm_app.services.cards.reading.layout import han
from crm_app.services.cards.reading.people import syllables
from crm_app.services.cards.reading.words_zh import surname_length

ROLES = words(
    "info sales office contact enquiries inquiries enquiry support service marketing admin"
)
# A picture of an envelope is read as a letter or two, a label as more.
_GLUED = re.compile(r"^(?:.{0,2}e-?mail.?|.{1,2})")
_WHOLE = frozenset(words("mail email"))
_ALIKE = str.maketrans("ij10q", "lllog")
# lei192 whose first figure was read as a letter.
_NUMBERED = re.compile(r"(?P<name>[a-z._-]{2,}?)(?P<number>[lio]\d+)")
_FIGURES = str.maketrans("lio", "110")


def agree_with_name(mails: list[Found], names: list[str]) -> None:
    """Put right what stands before the @ where a name on the card, or a common role, says how."""
    for mail in mails:
        local, at, domain = mail.value.partition("@")
        wanted = {form for name in names for form in _forms(name)} | set(ROLES)
        near = {form for form in wanted if _folded(form) == _folded(local)}
        near = near or _numbered(local, wanted, names)
        near = near or (set() if local in _WHOLE else _shorn(local, wanted))
        if local not in near and len(near) == 1:
            mail.value = f"{near.pop()}{at}{domain}"
            mail.sure = min(mail.sure, 0.75)


def _forms(name: str) -> set[str]:
    """How a name is written before an @: jane.porter, jporter, j.porter, janep, porterj."""
    if han(name) >= 2:
        size, sounds = surname_length(name) or 1, syllables(name)
        name = f"{''.join(sounds[:size])} {''.join(sounds[size:])}"
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    parts = [part for part in re.findall(r"[a-z]+", plain) if len(part) > 1]
    if len(parts) < 2:
        return set()
    first, last = parts[0], parts[-1]
    pairs = [(first, last), (first[0], last), (first, last[0])]
    pairs += [(last, first), (last, first[0]), (last[0], first)]
    return {joint.join(pair) for pair in pairs for joint in ("", ".", "_", "-")}


def _numbered(local: str, wanted: set[str], names: list[str]) -> set[str]:
    """A name with a number behind it, whose letters next to figures are figures: leil92 is lei192."""
    found = _NUMBERED.fullmatch(local)
    if not found or local.rstrip("0123456789") in wanted:
        return set()
    own = {part for name in names for part in re.findall("[a-z]+", name.lower())}
    known = found["name"] in wanted | own
    return {found["name"] + found["number"].translate(_FIGURES)} if known else set()


def _shorn(local: str, wanted: set[str]) -> set[str]:
    """What is left of `local` without the sign before it, where a whole name or a role is left."""
    glued = _GLUED.match(local)
    cuts = {local[1:], local[2:], local[glued.end() :] if glued else local}
    whole = {cut for cut in cuts if cut in wanted and len(cut) >= 9}
    return whole or {cut for cut in cuts if cut in _WHOLE.union(ROLES)}


def _folded(text: str) -> str:
    """Letters that OCR takes for one another made one."""
    return text.replace("rn", "m").translate(_ALIKE)
