"""How a page is first painted: in the language of who reads it, before its scripts are there."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

_ENGLISH = "index.en.html"  # served by api/headers.py


class PaintEnglish(Plugin):
    """Pages are painted in Chinese by the framework; beside each lies the same one in English."""

    def post_build(self, *, static_dir: Path, **_: Any) -> None:
        """Render every page a second time by the server's build, which the bundler leaves there."""
        from reflex.utils import path_ops, prerequisites  # noqa: PLC0415 - builds only

        web = prerequisites.get_web_dir().resolve()
        script = Path(__file__).with_name("english.mjs")
        shutil.copy(script, web)  # what it imports is found from there
        runtime = path_ops.get_node_path() or path_ops.get_bun_path()
        command = [str(runtime), script.name, str(static_dir.resolve()), _ENGLISH]
        subprocess.run(command, cwd=web, check=True)  # noqa: S603 - our own words
        # The framework lays a copy beside each folder for other servers: ours never opens it, and
        # packing it takes as long as packing the English one.
        for page in static_dir.glob("*/**/index.html"):
            page.parent.with_suffix(".html").unlink(missing_ok=True)


class PaintFirst(Plugin):
    """A page is painted from its own HTML and style; its scripts wait their turn on a slow line."""

    def post_build(self, *, static_dir: Path, **_: Any) -> None:
        """Give the scripts that every page asks for in advance a low priority."""
        done = 0
        for page in static_dir.rglob("*.html"):
            source, count = re.subn(
                '<link rel="modulepreload" ',
                '<link rel="modulepreload" fetchpriority="low" ',
                page.read_text("utf-8"),
            )
            if count:
                page.write_text(source, "utf-8")
                done += 1
        if not done:
            raise RuntimeError("no page asks for its scripts in advance: check PaintFirst")
