"""The lines of a vCard: unfolded, decoded, apart in name, parameters and value."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_NAME = re.compile(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z][\w-]*)\s*(?P<rest>[;:].*)", re.DOTALL
)
# Pictures, sounds, keys and designs: long, and nothing for a table.
_SKIPPED = re.compile(
    r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-OL-DESIGN|X-IMAGE\w*)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"^[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MOST = 20_000  # characters of one value


@dataclass(frozen=True, slots=True)
class Property:
    """One line: `types` in lower case (work, cell, pref), `value` decoded but with its escapes."""

    name: str
    value: str
    types: frozenset[str] = frozenset()
    group: str = ""
    parameters: dict[str, str] = field(default_factory=dict)

    def parts(self) -> list[str]:
        """The value in its parts, without escapes."""
        return [unescaped(part).strip() for part in _split(self.value, ";")]

    def text(self) -> str:
        """The value as one text, without escapes."""
        return unescaped(self.value).strip()


def logical_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines as they were before they were folded. Of what is skipped only the beginning stays."""
    line = ""
    is_soft = False
    for raw in lines:
        text = raw.rstrip("\r\n")
        is_short = len(line) < _MOST and not _SKIPPED.match(line)
        if is_soft:
            line = line[:-1] + text
        elif text[:1] in (" ", "\t"):
            line += text[1:] if is_short else ""
        else:
            yield line
            line = text[:200] if _SKIPPED.match(text) else text
        is_soft = is_short and text.endswith("=") and _QUOTED.match(line) is not None
    yield line


def read_line(line: str) -> Property | None:
    """A line in its parts; None for one that is none."""
    found = _NAME.match(line)
    if not found:
        return None
    head, value = _apart(found["rest"])
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for part in _split(head, ";"):
        name, sign, given = part.partition("=")
        name, given = name.strip().lower(), given.strip().strip('"')
        if not sign:
            types.add(name)
        elif name == "type":
            types |= {one.strip().strip('"').lower() for one in given.split(",")}
        else:
            parameters[name] = given
    encoding = parameters.get("encoding", "").lower() or next(iter(types & _ENCODINGS), "")
    value = _decoded(value, encoding, parameters.get("charset", ""))
    group = (found["group"] or "").lower()
    return Property(found["name"].upper(), value[:_MOST], frozenset(types), group, parameters)


def unescaped(text: str) -> str:
    """Without the backslashes of vCard."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _apart(rest: str) -> tuple[str, str]:
    """Parameters and value: the first colon that no quotation marks hold."""
    is_quoted = False
    for place, letter in enumerate(rest):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return rest[1:place], rest[place + 1 :]
    head, _, value = rest.partition(":")
    return head[1:], value


def _split(text: str, mark: str) -> list[str]:
    parts: list[str] = []
    start, skip = 0, False
    for place, letter in enumerate(text):
        if skip:
            skip = False
        elif letter == "\\":
            skip = True
        elif letter == mark:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _decoded(value: str, encoding: str, charset: str) -> str:
    if encoding in ("base64", "b"):
        return ""
    if encoding != "quoted-printable":
        return value.encode("utf-8", "replace").decode() if not value.isascii() else value
    raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    for name in (charset or "utf-8", "utf-8", "gb18030", "cp1252"):
        try:
            return raw.decode(name).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")
