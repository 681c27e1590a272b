"""Install openai-whisper with a CPU build of torch: run with the environment's own Python."""

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TORCH, WHISPER = "2.13.0", "20250625"
# The builds without CUDA lie on an index of their own, which not every network lets through.
IMPATIENT = {"UV_HTTP_TIMEOUT": "5", "UV_HTTP_RETRIES": "0"}


def main() -> int:
    """Install what is missing; 0 when everything is there, 1 with a sentence when it is not."""
    if is_there("torch", TORCH) and is_there("openai-whisper", WHISPER):
        print(f"openai-whisper {WHISPER} with torch {TORCH} is installed.")
        return 0
    done = is_there("torch", TORCH) or install_torch()
    lock = ROOT / "requirements" / "whisper.lock"
    done = done and run(*uv(), "--no-deps", "--require-hashes", "-q", "-r", str(lock))
    # With its dependencies it would bring triton, a gigabyte that a CPU cannot use.
    done = done and run(*pip(), "--no-deps", f"openai-whisper=={WHISPER}")
    if not done:
        print("openai-whisper could not be installed; faster-whisper works without it.")
        return 1
    print(f"openai-whisper {WHISPER} with torch {TORCH} is installed.")
    return 0


def install_torch() -> bool:
    """The CPU build by uv where its index answers, else what the package registry has."""
    print("installing torch for the CPU: about 0.2 GB to download, 0.8 GB on disk")
    if "uv" in Path(uv()[0]).name and run(
        *uv(), "--torch-backend", "cpu", f"torch=={TORCH}", settings=IMPATIENT
    ):
        return True
    print(
        "installing torch from the package registry: 0.2 GB to download where it offers a CPU "
        "build, else up to 3 GB with CUDA libraries"
    )
    return run(*pip(), f"torch=={TORCH}")


def is_there(package: str, wanted: str) -> bool:
    """Whether a package is installed in that version (local parts such as +cpu aside)."""
    try:
        return version(package).partition("+")[0] == wanted
    except PackageNotFoundError:
        return False


def uv() -> tuple[str, ...]:
    """uv of this environment as an installer; pip understands the same options of the lock."""
    program = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if program is None:
        return pip()
    return (program, "pip", "install", "--python", sys.executable)


def pip() -> tuple[str, ...]:
    """pip of this environment as an installer."""
    if importlib.util.find_spec("pip") is None:
        subprocess.run([sys.executable, "-m", "ensurepip", "-q"], check=True)
    return (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")


def run(*command: str, settings: dict[str, str] | None = None) -> bool:
    """Run a command and show what it says; whether it succeeded."""
    env = {**os.environ, **(settings or {})}
    return subprocess.run(command, check=False, env=env).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
