"""Pure: rows that somebody typed to try something out, and numbers that nobody has."""

import re
from typing import Any

_NAMES = re.compile(
    r"(测试.{0,6}|.{0,4}测试|test|test[ _-]?\w{0,8}|testing|tester|asdf\w*|qwer\w*|qwe|aaa+|xxx+|"
    r"abc|123+|111+|demo|foo|bar|foobar|sample|示例|样例|无名|n/?a|null|none|-+|\?+|\.+)",
    re.IGNORECASE,
)
_MAILS = re.compile(r"(test|asdf|aaa+|a|abc|xxx+|123+)@(test|a|aa+|abc|xxx+|asdf|123)\.\w+")
_RUNS = ("0123456789", "9876543210")
_CHECKED = ("name", "company", "customer", "name_zh", "code", "text")


def junk_in(read: dict[str, Any]) -> tuple[str, str]:
    """The field that gives a row away, and what stands there; two empty texts for an honest row."""
    for field in _CHECKED:
        value = read.get(field)
        if value and _NAMES.fullmatch(value):
            return field, value
    for field in ("mobile", "phone"):
        for _, value, shown in read.get(field, ()):
            if is_made_up(value):
                return field, shown
    for _, value, shown in read.get("email", ()):
        if _MAILS.fullmatch(value):
            return "email", shown
    return "", ""


def is_made_up(number: str) -> bool:
    """One digit throughout, or a staircase, is nobody's number."""
    digits = re.sub(r"\D", "", number.removeprefix("+86"))
    if len(digits) < 6:
        return False
    return len(set(digits[-8:])) == 1 or any(digits[-8:] in run for run in _RUNS)
