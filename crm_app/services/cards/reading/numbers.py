"""Runs of digits on a card, cut into numbers: extensions, alternatives, two numbers in a row."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

RUN = re.compile(
    r"(?<![\d@/A-Za-z-])(?<!\d\.)(?:(?<![A-Z])[A-Za-z])?(?P<run>[+(]{0,3}\s?\d[\d\s().\-/]*\d)(?![\w]*@)"
)
EXTENSION = re.compile(
    r"[\s,;(]*(?:转|轉|内线|內線|分\s*机|分\s*機|ext(?:ension|n)?\.?|x|extn?\.?\s*no\.?|#|\*)\s*[:.]?\s*(?P<ext>\d{1,6})(?!\d)\)?",
    re.IGNORECASE,
)
_WHOLE_AND_SLASH = re.compile(r"(\d[\d\s().-]+)/(?=\s?[+(]?\d[\d\s-]{5,}\d)")
_MORE = re.compile(
    r"\s*(?:/|、|,|;|或|&|\bor\b)\s*(?P<more>[+(]?\d[\d\s().-]*\d|\d)(?!\d)", re.IGNORECASE
)
_HYPHEN_EXTENSION = re.compile(
    r"^(?P<main>[+(]?(?:\d{2,3}[\s)-]*)?0?\d{2,3}[\s)-]+\d{4}[\s-]?\d{3,4}|[+(]?\d{3,4}[)-]\d{7,8}|\+?86[ -]?\d{10,11})-(?P<ext>\d{1,5})$"
)
_LOCAL_EXTENSION = re.compile(r"(?P<main>[2-8]\d{7})-(?P<ext>\d{3})")
# Two local numbers of one length, only a dot between them: 393713.393956.
_TWINS = re.compile(r"(?<![\d+).-])(?:(\d{6})\s?[.,]\s?(\d{6})|(\d{7,8})\s?[.]\s?(\d{7,8}))(?!\d)")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_NEW = re.compile(r"\s*(?:[+(]|0\d{2,3}-|1[3-9]\d{9}|400)")


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as printed, the extension, where it stands."""

    typed: str
    extension: str
    start: int
    end: int

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.typed)


def numbers(text: str) -> Iterator[Number]:
    """Every number of at least five digits in a line."""
    text = re.sub(r"(?<=:)-(?=\d)", " ", text)  # Mob:-98…
    text = _TWINS.sub(lambda match: re.sub(r"[.,]", "、", match.group()), text)
    text = _WHOLE_AND_SLASH.sub(_listed, text)
    position = 0
    while match := RUN.search(text, position):
        run = _to_slash(match.group("run"))
        position = match.start("run") + len(run)
        for start, end in _parts(run, match.start("run")):
            yield from _with_tail(text, start, end)
            position = max(position, end)


def _listed(match: re.Match[str]) -> str:
    """A slash between two whole numbers is a comma; the short ends of others keep theirs."""
    chained = match.start() and match.string[match.start() - 1] == "/"
    whole = chained or len(_digits(match.group(1))) >= 7
    return f"{match.group(1)}、" if whole else match.group()


def _to_slash(run: str) -> str:
    """Up to the slash that divides two numbers; Germans set one behind the area code."""
    for match in re.finditer("/", run):
        before = _digits(run[: match.start()])
        if len(before) - 2 * run.startswith(("+", "00")) >= 7:
            return run[: match.start()].rstrip()
    return run


def _parts(run: str, offset: int) -> list[tuple[int, int]]:
    """One number, or several that only a gap divides: 13900000000 021-55550000."""
    if re.fullmatch(r"(?:[2-9]\d{7}){2}", run):
        return [(offset, offset + 8), (offset + 8, offset + 16)]  # the sign between them is lost
    whole = (cut := _HYPHEN_EXTENSION.match(run)) and 10 <= len(_digits(cut.group("main"))) <= 13
    if whole or (len(re.sub(r"\D", "", run)) <= 13 and run.count("+") < 2):
        return [(offset, offset + len(run))]
    gaps = [match.start() for match in re.finditer(r"(?<=\d)\s+(?=[+(]|\d{2,})", run)]
    parts: list[tuple[int, int]] = []
    begin = 0
    for cut, following in itertools.pairwise([*gaps, len(run)]):
        taken, rest = _digits(run[begin:cut]), _digits(run[cut:])
        full = _MOBILE.fullmatch(taken) or len(taken + _digits(run[cut:following])) > 13
        if len(taken) >= 7 and len(rest) >= 7 and (full or _NEW.match(run[cut:])):
            parts.append((offset + begin, offset + cut))
            begin = cut
    return [*parts, (offset + begin, offset + len(run))]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _with_tail(text: str, start: int, end: int) -> Iterator[Number]:
    """A number with its extension, then the alternatives after a slash."""
    typed = re.sub(r"(?<=\d{4})\s?\(\d?$", "", text[start:end].strip(" -.~*"))  # (O), (6 lines)
    main, extension = _hyphenated(typed)
    tail = EXTENSION.match(text, end)
    if tail:
        extension, end = tail.group("ext"), tail.end()
    first = Number(main, extension, start, end)
    if len(first.digits) < 5:
        return
    yield first
    while more := _MORE.match(text, end):
        other = more.group("more")
        count = len(re.sub(r"\D", "", other))
        if count > 4 or other.startswith(("+", "(")):
            return  # a number of its own: the next run finds it
        yield from _alternative(first, other, more.start("more"), more.end())
        end = more.end()


def _hyphenated(typed: str) -> tuple[str, str]:
    match = _HYPHEN_EXTENSION.match(typed)
    if (local := _LOCAL_EXTENSION.fullmatch(typed)) is not None:
        return local.group("main"), local.group("ext")
    if match and len(re.sub(r"\D", "", typed)) >= 11:
        return match.group("main"), match.group("ext")
    return typed, ""


def _alternative(first: Number, other: str, start: int, end: int) -> Iterator[Number]:
    """5550 1286/2104: the other number differs in its last digits; /12 after an extension, too."""
    digits = re.sub(r"\D", "", other)
    if first.extension:
        yield Number(first.typed, digits, start, end)
        return
    if len(digits) == len(re.sub(r"\D", "", other)) and 0 < len(digits) < 7:
        kept = first.typed
        for _ in digits:
            kept = re.sub(r"\d(?=\D*$)", "", kept, count=1).rstrip(" -.")
        yield Number(f"{kept}{digits}", "", start, end)
