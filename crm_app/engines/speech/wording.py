"""What an engine is told beforehand, and what is struck out of its answer."""

import re
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

# Without it Whisper writes traditional characters and leaves the punctuation out.
CHINESE_PROMPT = "以下是普通话的句子，使用简体中文。"
MOST_NAMES = 40
# Half of the prompt's 224 tokens: the rest is for what was said before.
TOKENS = 120

_HAN = r"[\u3400-\u9fff]"
_ANY_HAN = re.compile(_HAN)
_WORD = re.compile(r"\w")
_HALF_WIDTH = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
# What Whisper writes over noise: lines of its prompt, and sign-offs of films and videos.
_PHANTOM = re.compile(
    r"以下是普通话的句子|使用简体中文|^(中文)?字幕|字幕(由|提供|製作|制作)|(点赞|訂閱|订阅).{0,6}(转发|打赏|訂閱|订阅)"
    r"|谢谢(观看|收看|大家收看)|^\W*(thanks?( you)?( (so|very) much)? for watching|"
    r"please subscribe|subtitles by|you)\W*$|amara\.org",
    re.IGNORECASE,
)


def hot_words(names: Sequence[str], language: str) -> str | None:
    """The names as one prompt, most important first, cut to what the prompt can hold.

    An English note gets the names in Latin letters alone: Chinese ones in its prompt take away its
    full stops, and with them the sentences that facts are found in. A full stop after the last name
    makes Whisper leave out the end of a note.
    """
    chosen, room = [], float(TOKENS)
    for name in dict.fromkeys(name.strip() for name in names):
        if not name or (language == "en" and _ANY_HAN.search(name)):
            continue
        room -= sum(1.6 if ord(letter) > 0x2E7F else 0.4 for letter in name) + 1
        if room < 0 or len(chosen) == MOST_NAMES:
            break
        chosen.append(name)
    if not chosen:
        return None
    return (", " if language == "en" else "、").join(chosen)


def wording(text: str, language: str) -> str:
    """One segment as it is shown: simplified characters, full-width marks; "" when nothing was said."""
    text = " ".join(text.split())
    if not _WORD.search(text) or _PHANTOM.search(text):
        return ""
    return _chinese(text) if language == "zh" else text


def _chinese(text: str) -> str:
    text = _simplify().convert(text)
    text = re.sub(rf"(?<={_HAN})\s*([,?!;:])\s*", lambda mark: _HALF_WIDTH[mark[1]], text)
    text = re.sub(rf"(?<={_HAN})\s*\.(?=\s|$)", "。", text)
    return re.sub(rf"(?<={_HAN}) (?={_HAN})", "，", text)


@cache
def _simplify() -> OpenCC:
    return OpenCC("t2s")
