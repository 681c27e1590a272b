"""A page description and its data become a PDF, in a process of its own.

The process ends with its paper: fonts and pages leave no memory behind, and nobody waits for it
but who asked. The font is Noto Sans CJK (SIL OFL), of which only the letters used are embedded.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECONDS = 60
_AT_ONCE = threading.BoundedSemaphore(2)


class TypesettingError(Exception):
    """The paper could not be made; says why for the log."""


def typeset(template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """The PDF of a Typst template that reads `data.json` and the pictures beside it.

    What people wrote comes in as data only: it is never read as markup.
    """
    with tempfile.TemporaryDirectory(prefix="crm-paper-") as name:
        folder = Path(name)
        (folder / "main.typ").write_text(template, "utf-8")
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        for picture, content in pictures.items():
            (folder / picture).write_bytes(content)
        with _AT_ONCE:
            _run(folder)
        return (folder / "main.pdf").read_bytes()


def _run(folder: Path) -> None:
    command = [sys.executable, "-m", "crm_app.lib.typesetting", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(f"no paper within {SECONDS} s") from error
    if done.returncode:
        raise TypesettingError(done.stderr.decode(errors="replace")[-2000:])


def _compile(folder: Path) -> None:
    import manimgx_fonts_cjk  # noqa: PLC0415 - in the child only
    import typst  # noqa: PLC0415

    typst.compile(
        folder / "main.typ",
        output=folder / "main.pdf",
        root=folder,
        font_paths=[Path(manimgx_fonts_cjk.__file__).parent],
        ignore_system_fonts=True,
    )


if __name__ == "__main__":
    _compile(Path(sys.argv[1]))
