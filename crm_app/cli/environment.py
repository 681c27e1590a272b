"""What Reflex is told before it is imported."""

import os
import sys
import sysconfig

from crm_app.config import ROOT
from crm_app.lib.memory import share_freed_memory


def prepare_environment() -> None:
    """Work from the project's folder, in production mode, without asking anybody outside."""
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    scripts = sysconfig.get_path("scripts")
    os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")
    os.environ.setdefault("REFLEX_USE_SYSTEM_BUN", "true")
    os.environ.setdefault("REFLEX_DIR", str(ROOT / ".reflex"))
    os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
    os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")
    os.environ["REFLEX_ENV_MODE"] = "prod"
    share_freed_memory()
