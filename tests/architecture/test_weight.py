"""What a process has in memory before anybody asked for it."""

import subprocess
import sys

import pytest

from crm_app.config import ROOT

DECODERS = ("av", "PIL", "numpy", "pi_heif")
HEAVY = {
    "crm_app.cli.main, crm_app.cli.serve": (*DECODERS, "sqlalchemy", "reflex", "alembic"),
    "crm_app.cli.setting, crm_app.jobs.worker": (*DECODERS, "reflex", "alembic"),
    "crm_app.crm_app": (*DECODERS, "dbos"),
}


@pytest.mark.parametrize("loaded", HEAVY)
def test_what_is_heavy_waits_until_it_is_needed(loaded, tmp_path):
    script = (
        f"import sys, {loaded}\n"
        "from crm_app.lib.discover import import_all\n"
        "if 'crm_app.services' in sys.modules: import_all(sys.modules['crm_app.services'])\n"
        f"print([name for name in {HEAVY[loaded]} if name in sys.modules])"
    )
    environment = {"CRM_DATA": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().splitlines()[-1] == "[]"
