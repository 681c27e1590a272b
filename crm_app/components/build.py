"""What is done to the built front end: design tokens, one build for every origin, no eval."""

import hashlib
import re
from pathlib import Path
from typing import Any

import reflex as rx
from reflex_base.plugins import Plugin

from crm_app.components.paint import PaintEnglish, PaintFirst

_TOKENS = [
    "bg",
    "panel",
    "raised",
    "line",
    "line-strong",
    "ink",
    "soft",
    "faint",
    "accent",
    "accent-ink",
    "accent-soft",
    "good",
    "good-soft",
    "warn",
    "warn-soft",
    "bad",
    "bad-soft",
    "focus",
]

TAILWIND = {
    "theme": {
        "extend": {
            "colors": {token: f"var(--{token})" for token in _TOKENS},
            "fontFamily": {"sans": ["var(--font)"]},
        }
    }
}


class RuntimeOrigin(Plugin):
    """Reflex bakes its address into one small chunk: make it follow the page's own origin."""

    def post_build(self, *, static_dir: Path, **_: Any) -> None:
        """Rewrite the built chunk before it is compressed."""
        environment = list((static_dir / "assets").glob("reflex-env-*.js"))
        if len(environment) != 1:
            raise RuntimeError(f"expected one reflex-env chunk, found {environment}")
        source, count = re.subn(
            r"""[`"'](https?|wss?)://[^/`"']+(/[^`"']*)[`"']""",
            lambda m: f"{'crmSocket' if m[1].startswith('ws') else 'crmOrigin'}+`{m[2]}`",
            environment[0].read_text(),
        )
        if count < 4:
            raise RuntimeError("reflex-env changed: check RuntimeOrigin")
        environment[0].write_text(
            'const crmOrigin=globalThis.location?.origin??"http://localhost",'
            f'crmSocket=crmOrigin.replace(/^http/,"ws");{source}'
        )
        self._keep_port(static_dir / "assets")

    def _keep_port(self, assets: Path) -> None:
        # Under https Reflex drops the port when the host is localhost.
        done = 0
        for script in assets.glob("*.js"):
            text = script.read_text()
            fixed, count = re.subn(
                r"""(\.protocol=[`"']https:[`"']\),\w+)\.port=(``|""|'')""",
                r"\1.port=location.port",
                text,
            )
            if count:
                script.write_text(fixed)
                done += count
        if done != 1:
            raise RuntimeError(f"getBackendURL changed ({done}): check RuntimeOrigin")


class NoEval(Plugin):
    """Strings that the server sends for the page to run are refused instead of eval'd (CSP)."""

    def pre_compile(self, **_: Any) -> None:
        """Patch the client's source before it is bundled."""
        _patch_client(
            r'event\.name == "_call_script"\s*\?\s*eval\(event\.payload\.javascript_code\)'
            r"\s*:\s*eval\(event\.payload\.function\)\(\);",
            "console.error('refused: script sent by the server', event.name);",
        )


class AddressBar(Plugin):
    """A list that shows other rows says so in the address bar (state/lists.py, `written`). The
    framework's redirect would go there: a navigation, and the page's load once more. What draws
    itself from the address, as the board does, hears of it (`puer:address`).
    """

    def pre_compile(self, **_: Any) -> None:
        """Patch the client's source before it is bundled."""
        _patch_client(
            r'(?<=  // Handle special events\n)(?=  if \(event\.name == "_redirect"\) \{)',
            '  if (event.name == "_address") {\n'
            '    window.history.replaceState(window.history.state, "", event.payload.path);\n'
            '    window.dispatchEvent(new Event("puer:address"));\n'
            "    return;\n  }\n",
        )


def _patch_client(pattern: str, by: str) -> None:
    """Replace the only place of the framework's client that is like this; done already is fine."""
    from reflex.utils.prerequisites import get_web_dir  # noqa: PLC0415 - builds only

    path = get_web_dir() / "utils" / "state.js"
    source = path.read_text()
    if by in source:
        return
    patched, count = re.subn(pattern, lambda _: by, source)
    if count != 1:
        raise RuntimeError(f"state.js changed ({count}): check what is patched to {by!r}")
    path.write_text(patched)


class StampWorker(Plugin):
    """A new build is a new version of the service worker, or nobody would be told of it."""

    def post_build(self, *, static_dir: Path, **_: Any) -> None:
        """Put a digest of everything built into the worker's version."""
        digest = hashlib.sha256()
        for path in sorted(static_dir.rglob("*")):
            if path.is_file() and path.suffix in (".js", ".css", ".html"):
                digest.update(path.name.encode() + path.read_bytes())
        worker = static_dir / "sw.js"
        source = worker.read_text()
        worker.write_text(source.replace("puer-shell-1", f"puer-{digest.hexdigest()[:12]}"))


BUILD_PLUGINS: list[Any] = [
    rx.plugins.TailwindV4Plugin(config=TAILWIND),  # pyright: ignore[reportArgumentType]
    RuntimeOrigin(),
    NoEval(),
    AddressBar(),
    PaintEnglish(),
    PaintFirst(),
    StampWorker(),
]
