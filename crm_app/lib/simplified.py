"""Traditional characters as simplified ones, one by one, so that lengths stay."""

from functools import cache

_FIRST, _END = 0x3400, 0xA000


def simplified(text: str) -> str:
    """張偉 as 张伟; what is no traditional character stays."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """All that differ. Made with the first Chinese text: 10 ms, and the converter itself goes."""
    import opencc  # noqa: PLC0415 - not before there is one

    han = [chr(code) for code in range(_FIRST, _END)]
    plain = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(char): simple for char, simple in zip(han, plain, strict=True) if char != simple}
