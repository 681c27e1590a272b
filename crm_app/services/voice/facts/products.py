"""What was talked about buying: products of the catalogue, else as they were called."""

import re

from crm_app.services.voice.facts.known import likeness
from crm_app.services.voice.facts.lexicon import words
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
# A part of a product's name that is no word of every catalogue.
_LATIN_PART = re.compile(r"[A-Za-z\d]+(?:-[A-Za-z\d]+)*(?<=[A-Za-z\d]{3})")
_HAN_PART = re.compile(r"[\u4e00-\u9fff]{2,}")
_KIND = re.compile(
    r"(?:(?:管理|服务)?(?:系统|平台|模块|软件|套件|版本|版|终端|设备|方案|服务|课程|保险|一体机|机器人|机|套餐|包|仪|器))+$"
)
_GENERIC = frozenset(
    words(
        """
    pro plus max mini lite sensor scanner system software suite service plan edition platform
    module package annual standard premium basic enterprise professional business support care
    maintenance training cloud smart digital mobile machine printer terminal gateway server camera
    kit set the and for with new tea table chair desk office unit line tool board box license app
    年度 智能 静音 高级 标准 企业 专业 云端 移动 自动 数字 全自 半自 便携 工业 商用 办公 基础 旗舰
    实施 定制 咨询 安装 现场 上门 远程 技术 电动 无线 多功 高速 大型 小型 新型 全新 升级 系统 服务 产品
    """
    )
)


def products(
    text: str, language: str, known: tuple[str, ...], stretches: list[Stretch]
) -> tuple[Fact[str], ...]:
    """Products named in the text: those of the catalogue first."""
    found = [(name, *span, 0.9) for name in known if (span := _spoken(text, name, known))]
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


def _spoken(text: str, name: str, others: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a product is named: whole, as an engine may hear it, or by what is its own alone."""
    place = text.lower().find(name.lower())
    if place >= 0:
        return place, place + len(name)
    for part in _own_parts(name, others):
        bound = r"(?<![A-Za-z\d])", r"(?![A-Za-z\d])"
        spaced = re.escape(part).replace(r"\-", r"[- ]?")
        match = re.search(f"{bound[0]}{spaced}(?:s|es)?{bound[1]}", text, re.IGNORECASE)
        if match:
            return match.span()
    size = len(name)
    for start in range(max(0, len(text) - size + 1) if size >= 4 else 0):
        window = text[start : start + size]
        if window[0].isalnum() and window[-1].isalnum() and likeness(window, name) >= 0.93:
            return start, start + size
    return None


def _own_parts(name: str, others: tuple[str, ...]) -> list[str]:
    """HX-200, FlowGuard and 智巡 of HX-200 热封机, FlowGuard Sensor and 智巡巡检系统."""
    parts = [word for word in _LATIN_PART.findall(name) if word.lower() not in _GENERIC]
    for run in _HAN_PART.findall(name):
        core = run[2:] if len(run) > 3 and run[:2] in _GENERIC else run
        parts += [run, core, _KIND.sub("", core)]
        parts += [run[:2]] if len(run) > 3 and run[:2] not in _GENERIC else []
    parts = [part for part in parts if len(part) > 1 and part not in _GENERIC]
    parts = [part for part in parts if not _KIND.fullmatch(part)]
    rest = [other.lower() for other in others if other != name]
    return [part for part in dict.fromkeys(parts) if not any(part.lower() in one for one in rest)]
