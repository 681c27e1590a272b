"""PaddleOCR on ONNX Runtime, with weights already on this machine: it never looks at a hub."""

import importlib.metadata
import logging
import os
from pathlib import Path
from typing import Any

from crm_app.engines.ocr import Reading, TextLine, weights
from crm_app.engines.ocr.orientation import Orientation, Pixels, read_upright
from crm_app.lib.pictures import Picture

# A second thread saves a quarter of the wait and costs a third more work.
THREADS = 1
_HEADLESS = "opencv-contrib-python-headless"


class PaddleReader:
    """Reads with `paddleocr`."""

    name = "paddleocr"

    def __init__(self, models: Path) -> None:
        self._orientation = Orientation(weights.folder(weights.ORIENTATION, models), THREADS)
        self._engine = _paddle(
            text_detection_model_name=weights.DETECTION,
            text_detection_model_dir=str(weights.folder(weights.DETECTION, models)),
            text_recognition_model_name=weights.RECOGNITION,
            text_recognition_model_dir=str(weights.folder(weights.RECOGNITION, models)),
            # The orientation network is asked by `read_upright`, which can also overrule it.
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": THREADS, "enable_cpu_mem_arena": False},
            device="cpu",
            text_det_limit_side_len=960,
            text_det_limit_type="max",
            # One line at a time: a batch is padded to its longest line, in time and in memory.
            text_recognition_batch_size=1,
        )

    def read(self, picture: Picture) -> Reading:
        """Every line of text in the picture; none is an empty list."""
        return read_upright(picture, self._recognise, self._orientation)

    def _recognise(self, pixels: Pixels) -> list[TextLine]:
        # The networks were trained on blue-green-red.
        result = self._engine.predict(pixels[:, :, ::-1].copy())[0]
        return [
            TextLine(text, float(score), tuple((float(x), float(y)) for x, y in quad))  # pyright: ignore[reportArgumentType]
            for text, score, quad in zip(
                result["rec_texts"], result["rec_scores"], result["rec_polys"], strict=True
            )
            if text.strip()
        ]


def _paddle(**settings: Any) -> Any:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    asked = importlib.metadata.version

    def version(name: str) -> str:
        """Paddlex asks for the desktop build of OpenCV by name; the headless one is the same code."""
        return asked(_HEADLESS if name == "opencv-contrib-python" else name)

    importlib.metadata.version = version
    try:
        from paddleocr import PaddleOCR  # noqa: PLC0415 - two seconds that only this engine pays

        engine = PaddleOCR(**settings)
    finally:
        importlib.metadata.version = asked
    for name in ("ppocr", "paddlex", "paddleocr"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return engine
