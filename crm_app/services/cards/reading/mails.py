"""E-mail addresses, with what OCR commonly does to them undone."""

import re

from rapidfuzz.distance import Levenshtein

from crm_app.services.cards.reading.domains import TLD, tidy_domain
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import labels, take_label
from crm_app.services.cards.reading.layout import Line, is_under

# What stands before another @ is the next address, and http a site: neither is part of this one.
_NO_ACCOUNT = r"(?![\w.%+-]*\s?@|https?\b|www\b)"
MAIL = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._%+'-]*\s?@\s?[A-Za-z0-9][A-Za-z0-9-]*(?:\s?[.,]\s?{_NO_ACCOUNT}[A-Za-z0-9-]+)*(?:\s?[.,]\s?(?:{TLD})(?![A-Za-z0-9]))?",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:[MTFPA]|w)[.:]?\s?(?:[+(\d]|www)", re.IGNORECASE)
_GLUED = re.compile(r"^(?:e-?mail|mail|邮箱)[:.]?(?=.{3,}@)", re.IGNORECASE)
# A number and an address side by side, read without the icon between them.
_NUMBER_BEFORE = re.compile(r"\d(?<=\d{10})(?=[A-Za-z]{3,}[^@\s]*@)")
# An address in small letters with the next line of its row glued on: jane@osprey.com.hkKwun Tong
_WORD_GLUED = re.compile(r"(@[a-z\d.-]+\.(?:com|net|org|cn|hk|tw|sg|uk|de|in))(?=[A-Z][a-z]|\d{2})")
_TWO_GLUED = re.compile(r"@[\w-]+\.(?:com|net|org)(?=[a-z][\w.-]*@)")


def find_mails(lines: list[Line]) -> list[Found]:
    """Every e-mail address, taken from its lines."""
    found: list[Found] = []
    lettered = any(_LETTERED.match(line.text) for line in lines)
    for line in lines:
        if not line.taken:
            line.text = _TWO_GLUED.sub(r"\g<0> ", _WORD_GLUED.sub(r"\1 ", line.text))
        for match in MAIL.finditer(_apart_from_numbers(line.text)):
            whole = _completed(lines, line, match)
            value = tidy_mail(
                _unlettered(whole.value) if lettered and not match.start() else whole.value
            )
            if not _is_domain(value.partition("@")[2]):
                continue
            whole.value = value
            whole.take()
            take_label(line, match.start(), "email")
            found.append(whole)
    return _apart(found) or _without_at(lines)


def _apart_from_numbers(text: str) -> str:
    """The text with a space for the last digit of such a number; positions stay the same."""
    return re.sub(r"(?<=\w)w(?=ww\.)", " ", _NUMBER_BEFORE.sub(" ", text))


def _is_domain(text: str) -> bool:
    """Has a dot, and letters behind the last one: after `Wang @ 139…` comes a number."""
    return "." in text and text.rpartition(".")[2].isalpha()


def _unlettered(text: str) -> str:
    """On a card that labels by letters (m. t. e.), an e before the address is a label."""
    return re.sub(r"^(?:[eE][.:]\s?|E(?=[a-z]))(?=\S{2,}@)", "", text)


def _apart(found: list[Found]) -> list[Found]:
    """Two readings of one address, a letter apart, are one: the surer, or the one without a label."""
    kept: list[Found] = []
    for one in found:
        twin = next(
            (other for other in kept if Levenshtein.distance(one.value, other.value) <= 1), None
        )
        if twin is None:
            kept.append(one)
        elif one.value in ("e" + twin.value, "m" + twin.value):
            continue
        elif twin.value in ("e" + one.value, "m" + one.value) or one.score > twin.score:
            kept[kept.index(twin)] = one
    return kept


def tidy_mail(text: str) -> str:
    """Spaces gone, commas of the domain made dots, a lost dot before the ending put back."""
    text = _GLUED.sub("", re.sub(r"\s", "", text)).strip(".-'")
    local, _, domain = text.partition("@")
    return f"{local.strip('.')}@{tidy_domain(domain.replace(',', '.'))}".lower()


def _completed(lines: list[Line], line: Line, match: re.Match[str]) -> Found:
    """An address that breaks after the @ or within the domain goes on in the line below."""
    own = Piece(line, match.start(), match.end())
    text = match.group()
    cut = (
        not re.search(rf"[.,]\s?(?:{TLD})$", text, re.IGNORECASE)
        and match.end() >= len(line.text.rstrip(". ")) - 1
    )
    if cut:
        for other in lines:
            ending = re.match(
                rf"[A-Za-z0-9-]*\.?(?:[A-Za-z0-9-]+\.)*(?:{TLD})$", other.text, re.IGNORECASE
            )
            if ending and is_under(line, other) and not other.taken:
                joint = line.text[match.start() :] + other.text
                return Found(joint, [own, Piece(other, 0, len(other.text))], 0.75, {"joined"})
    dotless = re.match(r"\s(com|net|org)\b", line.text[match.end() :])
    if dotless and "." not in text.partition("@")[2]:
        end = match.end() + dotless.end()
        return Found(f"{text}.{dotless.group(1)}", [Piece(line, match.start(), end)], 0.7)
    known = re.search(rf"\.(?:{TLD})$", tidy_mail(text), re.IGNORECASE)
    return Found(text, [own], 0.95 if known else 0.6)


def _without_at(lines: list[Line]) -> list[Found]:
    """A labelled address whose @ was not seen: johnQexample.com, john©example.com."""
    found = []
    for line in lines:
        for label in labels(line.text):
            if label.kinds != {"email"}:
                continue
            tail = line.text[label.end :]
            match = re.match(
                rf"[\s:.]*([A-Za-z0-9._-]+)\s?[©®Q&]\s?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:{TLD}))\b",
                tail,
            )
            if match:
                one = Found(
                    tidy_mail(f"{match.group(1)}@{match.group(2)}"),
                    [Piece(line, label.end + match.start(1), label.end + match.end())],
                    0.4,
                )
                line.take(label.start, label.end + match.end())
                found.append(one)
    return found
