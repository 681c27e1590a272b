"""Reading the words of files in the background."""

import time

from crm_app.engines.errors import EngineError
from crm_app.jobs import hosts
from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.lib.file_texts import text_of
from crm_app.lib.scans import scanned_pages
from crm_app.services import files

# What is scanned is read by the engine of the cards, page by page: a card never waits for a file.
MOST_PAGES, PAGE_SECONDS, FILE_SECONDS = 30, 30.0, 180.0


@job(files.JOB, queue="heavy", apart=True)
def read(run: Run) -> None:
    """One file: apart, since what reads it may be brought down by what somebody made of it."""
    public_id = str(run.payload.get("file", ""))
    path = files.begin_reading(SYSTEM, public_id)
    if path is not None and path.is_file():
        files.note_text(SYSTEM, public_id, text_of(path), scanned_pages(path, MOST_PAGES))


@job(files.PAGES_JOB, queue="heavy")
def read_pages(run: Run) -> None:
    """The scanned pages of a file, as many as there is time for."""
    public_id = str(run.payload.get("file", ""))
    path = files.begin_reading(SYSTEM, public_id)
    if path is None or not path.is_file() or hosts.ocr().status() == "missing":
        return
    lines: list[str] = []
    until = time.monotonic() + FILE_SECONDS
    for page in run.payload.get("pages", []):
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            lines += hosts.ocr().read_page(
                *(str(path), int(page)), cancelled=run.cancelled, timeout=min(left, PAGE_SECONDS)
            )
        except EngineError as error:  # a page that cannot be read: the others can
            if error.code == "engine.cancelled":
                raise
    files.note_scan(SYSTEM, public_id, "\n".join(lines))
