"""Reading the words of files in the background."""

from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.lib.file_texts import text_of
from crm_app.services import files


@job(files.JOB, queue="heavy", apart=True)
def read(run: Run) -> None:
    """One file: apart, since what reads it may be brought down by what somebody made of it."""
    public_id = str(run.payload.get("file", ""))
    path = files.begin_reading(SYSTEM, public_id)
    if path is not None and path.is_file():
        files.note_text(SYSTEM, public_id, text_of(path))
