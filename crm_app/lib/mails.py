"""Mail domains."""

import re

_PUBLIC = re.compile(
    r"(qq|163|126|139|189|sina|sohu|foxmail|aliyun|yeah|gmail|googlemail|outlook|hotmail|live|msn"
    r"|yahoo|icloud|me|proton|protonmail|gmx|web|aol|mail)\.[a-z.]{2,6}"
)


def is_public(domain: str) -> bool:
    """Whether everybody can have an address there, so that it says nothing about the company."""
    return _PUBLIC.fullmatch(domain) is not None
