"""Names of people: honorifics split off, parts told apart, folded for matching, pinyin for sorting."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from crm_app.lib import honorifics, latin_names, surnames
from crm_app.lib.companies import company_key
from crm_app.lib.normal import Normal, has_han, plain, settled
from crm_app.lib.simplified import simplified

__all__ = [
    "PersonName",
    "called",
    "company_key",
    "has_han",
    "normal_person",
    "person_key",
    "person_pinyin",
    "pinyin",
    "read_person",
    "spoken_forms",
    "syllables",
]
_DOTS = re.compile(r"(?<=[\u3400-\u9fff])\s*[·•・‧∙.．]\s*(?=[\u3400-\u9fff])")
_LATIN_RUN = re.compile(r"[^\W\d_\u3400-\u9fff][^\u3400-\u9fff()]*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff·]+(?:\s+[\u3400-\u9fff·]+)*")
_BEFORE = "老小"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name apart from how one addresses him; `other` is the one in another script."""

    name: str
    honorific: str
    family: str
    given: str
    pinyin: str
    other: str = ""


def read_person(typed: str) -> PersonName:
    """Split what somebody typed: 张伟总 is 张伟 with the honorific 总; 张总 stays 张 with 总."""
    name = plain(typed)
    return _read_chinese(name) if has_han(name) else _read_latin(name)


def bare_name(han: str) -> tuple[str, bool]:
    """A name of Chinese characters alone without its form of address, and whether that stands for the
    given name: 张总. As `read_person`, but without the sounds, for which a lot has to be loaded."""
    honorific = honorifics.of_chinese(han)
    name = han.removesuffix(honorific) if honorific else han
    alone = surnames.surname_of(name) == name or (len(name) == 2 and name[0] in _BEFORE)
    return name, bool(honorific) and alone


def normal_person(typed: str) -> Normal | None:
    """The name that is compared and the one that is shown, without a form of address."""
    person = read_person(typed)
    return Normal(person_key(person.name), person.name) if person.name else None


def called(name: str, honorific: str) -> str:
    """A person with the form of address: 张伟总, Dr Avery Smith."""
    if not honorific or honorific >= "\u2e80":
        return name + honorific
    return f"{honorific} {name}"


def _read_latin(name: str) -> PersonName:
    honorific = ""
    found = honorifics.LATIN.match(name)
    if found and len(name) > found.end():
        honorific, name = honorifics.of_latin(found), name[found.end() :]
    name = settled(latin_names.mended, name)
    family, given = latin_names.parts(name)
    return PersonName(name, honorific, family, given, pinyin(name))


def _read_chinese(name: str) -> PersonName:
    title = honorifics.LATIN.match(name)
    before = ""
    if title and len(name) > title.end():
        before, name = honorifics.of_latin(title), name[title.end() :]
    name = _without_bracket(name)
    name = _DOTS.sub("·", name)
    latin, own = _both_scripts(name)
    if latin is not None:
        return _read_mixed(name, latin, own, before)
    compact = name.replace(" ", "")
    honorific = honorifics.of_chinese(compact)
    name = compact.removesuffix(honorific) if honorific else compact
    return _chinese(name, honorific or before)


def _without_bracket(name: str) -> str:
    """王芳（总监）, 李总（李强）, 郑律师（合伙人）: what a bracket says of the name before it."""
    found = re.fullmatch(r"([^()]*[\u3400-\u9fff])\s*\(([\u3400-\u9fff]+)\)", name)
    if found is None:
        return name
    head, inner = found.group(1).replace(" ", ""), found.group(2)
    if honorifics.is_one(inner):
        return head + inner
    honorific = honorifics.of_chinese(head)
    if not honorific:
        return name
    same = inner.startswith(head.removesuffix(honorific)) and len(inner) <= 4
    return inner + honorific if same else head


def _both_scripts(name: str) -> tuple[str | None, str]:
    """The Latin and the Chinese piece of a name that is one of each; no Latin one otherwise."""
    latin = [run.strip(" .,") for run in _LATIN_RUN.findall(name)]
    own = [run.replace(" ", "") for run in _HAN_RUN.findall(name)]
    if len(latin) == 1 and len(own) == 1 and latin[0] and not re.search(r"\d", name):
        return latin[0], own[0]
    return (None, "") if not re.search(r"[A-Za-z]", name) else ("", name)


def _read_mixed(name: str, latin: str, own: str, before: str) -> PersonName:
    if not latin:
        return PersonName(name, before, own[:1], own[1:], pinyin(name))
    honorific = honorifics.of_chinese(own)
    own = own.removesuffix(honorific) if honorific else own
    spelt = settled(latin_names.mended, latin)
    if own != surnames.surname_of(own):
        return _chinese(own, honorific or before, spelt)
    shown = f"{spelt} {own}" if name.find(latin) < name.find(own) else f"{own} {spelt}"
    return PersonName(shown, honorific or before, own, spelt, person_pinyin(shown))


def _chinese(name: str, honorific: str, other: str = "") -> PersonName:
    if "·" in name:
        return PersonName(name, honorific, "", name, pinyin(name), other)
    if len(name) == 2 and name[0] in _BEFORE:
        return PersonName(name, honorific, name[1], "", pinyin(name), other)
    family = surnames.surname_of(name)
    return PersonName(name, honorific, family, name[len(family) :], person_pinyin(name), other)


@lru_cache(maxsize=20_000)
def pinyin(text: str) -> str:
    """Latin letters for sorting and finding: 张伟 → zhang wei; other text in lower case."""
    if not has_han(text):
        return text.lower()
    return " ".join(syllables(text))


def person_pinyin(name: str) -> str:
    """As `pinyin`, of a person's name: surnames are read as surnames (单 shan, 仇 qiu)."""
    family = surnames.surname_of(name)
    reading = surnames.READINGS.get(family)
    if reading is None:
        return pinyin(name)
    return " ".join(part for part in (reading, pinyin(name[len(family) :])) if part)


@lru_cache(maxsize=20_000)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each character in lower case, ü as v; other text stays together."""
    # A second and 55 MB that a process need not pay before it meets a Chinese name.
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415

    return tuple([one for piece in seg(text) for one in _sounds(piece)])


@lru_cache(maxsize=20_000)
def _sounds(piece: str) -> tuple[str, ...]:
    """Of a word that stands in many texts, or of a character."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    if piece.isascii():
        return (piece.lower(),)
    return tuple([part.lower() for part in lazy_pinyin(piece)])


@lru_cache(maxsize=20_000)
def spoken_forms(text: str, *, person: bool = False) -> tuple[str, ...]:
    """What one may type on a Latin keyboard for a Chinese name: zhang wei, zhangwei, zw.

    A `person` is found by the reading of his surname and by the character's usual one.
    """
    if not has_han(text):
        return ()
    readings = dict.fromkeys([person_pinyin(text), pinyin(text)] if person else [pinyin(text)])
    return tuple(
        form
        for spoken in readings
        for form in (
            spoken,
            spoken.replace(" ", ""),
            "".join(word[0] for word in spoken.split()),
        )
    )


def person_key(name: str) -> str:
    """The form two spellings of one person share: simplified characters, and no honorific, degree,
    case, spaces or dots."""
    bare = latin_names.without_degrees(read_person(name).name)
    folded = simplified(unicodedata.normalize("NFKC", bare).lower())
    return re.sub(r"[\s.·•,'’-]", "", folded)
