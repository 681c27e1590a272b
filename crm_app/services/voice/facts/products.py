"""What was talked about buying: products of the catalogue, else as they were called."""

import re

from crm_app.services.voice.facts.known import likeness
from crm_app.services.voice.facts.note import Fact
from crm_app.services.voice.facts.sentences import Stretch, sentence_at

_ZH = re.compile(
    r"(?P<name>[^\W\d_的了和对把给我他她们是在有做这那个套新想要看谈聊介绍演示采购]{2,7}(?:系统|平台|模块|软件|看板|终端|一体机|机器人|云盘|网关|服务器|套件))"
    r"(?!商|集成|运行|出|坏|崩)"
)
_EN = re.compile(
    r"\b(?:the|our|an?|their|with|for|of)\s+(?P<name>(?:[a-z][\w-]*\s+){1,2}(?:platform|module|system|software|suite|dashboard|package|terminals?|scanners?|sensors?|license[s]?|subscription))\b"
)
_PLAIN = re.compile(
    r"^(?:new|old|same|whole|current|existing|entire|other|full|first|annual|one|two|three|year|month|good|better|right|own|a|an|the|and|or|of|to|is|was|new|this|that|big|small|with|for)\b"
)


def products(
    text: str, language: str, known: tuple[str, ...], stretches: list[Stretch]
) -> tuple[Fact[str], ...]:
    """Products named in the text: those of the catalogue first."""
    found = [(name, *span, 0.9) for name in known if (span := _spoken(text, name))]
    for match in (_ZH if language == "zh" else _EN).finditer(text):
        name, start, end = match["name"], match.start("name"), match.end("name")
        if any(start < other[2] and other[1] < end for other in found) or _PLAIN.match(name):
            continue
        if name not in {other[0] for other in found}:
            found.append((name, start, end, 0.5))
    return tuple(
        sentence_at(stretches, start).fact(name, sure, (start, end))
        for name, start, end, sure in found
    )


def _spoken(text: str, name: str) -> tuple[int, int] | None:
    """Where a product is named, to the letter or as an engine may hear it."""
    place = text.lower().find(name.lower())
    if place >= 0:
        return place, place + len(name)
    if len(name) < 4:
        return None
    size = len(name)
    for start in range(max(0, len(text) - size + 1)):
        window = text[start : start + size]
        if window[0].isalnum() and window[-1].isalnum() and likeness(window, name) >= 0.93:
            return start, start + size
    return None
