"""Both languages side by side, so that a missing one is seen at once.

Every module of this package holds `TEXT = {"feature.key": ("中文", "English")}`. `{count} lead[|s]`
becomes "1 lead" and "2 leads".
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping

from crm_app import locales

TEXT: dict[str, tuple[str, str]] = {}
for _module in pkgutil.iter_modules(locales.__path__, "crm_app.locales."):
    if _module.name != __name__:
        TEXT.update(importlib.import_module(_module.name).TEXT)


def say(language: str, key: str, **params: object) -> str:
    """The sentence for `key` in a language (zh, en); an unknown key says itself."""
    pair = TEXT.get(key)
    if pair is None:
        return key
    sentence = pair[1 if language == "en" else 0]
    return _counted(sentence, params).format_map(_Known(params)) if params else sentence


# `{count} lead[|s]`: of the pair in brackets the first stands for one, by the placeholder before it.
_COUNTED = re.compile(r"\{(\w+)\}|\[([^|\]]*)\|([^\]]*)\]")


def _counted(sentence: str, params: Mapping[str, object]) -> str:
    last = ""

    def chosen(found: re.Match[str]) -> str:
        nonlocal last
        if found[1]:
            last = found[1]
            return found[0]
        return found[2] if str(params.get(last)) == "1" else found[3]

    return _COUNTED.sub(chosen, sentence)


class _Known(dict[str, object]):
    """Leaves a placeholder standing when its value is missing, rather than failing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
