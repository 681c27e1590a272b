"""RapidOCR on ONNX Runtime: the same networks as PaddleOCR with a smaller footprint."""

from pathlib import Path
from typing import Any

from rapidocr import RapidOCR

from crm_app.engines.ocr import Reading, TextLine, weights
from crm_app.engines.ocr.orientation import Orientation, Pixels, read_upright
from crm_app.lib.pictures import Picture

# A second thread saves a quarter of the wait and costs a third more work.
THREADS = 1


class RapidReader:
    """Reads with `rapidocr`."""

    name = "rapidocr"

    def __init__(self, models: Path) -> None:
        self._orientation = Orientation(weights.folder(weights.ORIENTATION, models), THREADS)
        params: dict[str, Any] = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            "Det.model_path": str(weights.folder(weights.DETECTION, models) / "inference.onnx"),
            "Rec.model_path": str(weights.folder(weights.RECOGNITION, models) / "inference.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            # One line at a time: a batch is padded to its longest line, in time and in memory.
            "Rec.rec_batch_num": 1,
        }
        self._engine = RapidOCR(params=params)

    def read(self, picture: Picture) -> Reading:
        """Every line of text in the picture; none is an empty list."""
        return read_upright(picture, self._recognise, self._orientation)

    def _recognise(self, pixels: Pixels) -> list[TextLine]:
        # The networks were trained on blue-green-red.
        output: Any = self._engine(pixels[:, :, ::-1].copy(), use_cls=False)
        if output.txts is None or output.boxes is None:
            return []
        return [
            TextLine(text, float(score), tuple((float(x), float(y)) for x, y in box))  # pyright: ignore[reportArgumentType]
            for text, score, box in zip(output.txts, output.scores, output.boxes, strict=True)
            if text.strip()
        ]
