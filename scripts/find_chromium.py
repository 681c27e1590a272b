"""Find a Chromium for the browser tests, or get one, and say plainly what was done.

Order: CRM_CHROMIUM, the system's own, `playwright install`, the system's package manager.
Prints the path; `--quiet` prints nothing else.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """A Chromium that is here already."""
    named = os.environ.get("CRM_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - heavy, rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def obtain() -> str | None:
    """Download or install one."""
    print("no Chromium found; trying `playwright install chromium` ...", flush=True)
    tried = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        capture_output=True,
        check=False,
    )
    if tried.returncode == 0 and (path := _playwrights()):
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("that did not work; installing Debian's chromium ...", flush=True)
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "chromium", "fonts-noto-cjk"],
        ):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return find()
    return None


if __name__ == "__main__":
    found = find() or obtain()
    if found is None:
        sys.exit("No Chromium: set CRM_CHROMIUM to one, or install the package `chromium`.")
    print(f"browser tests use {found}")
