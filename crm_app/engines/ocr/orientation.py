"""Which way up a card lies, and reading it that way."""

import re
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from crm_app.engines.ocr import Point, Reading, TextLine
from crm_app.lib.pictures import Picture

Pixels = NDArray[np.uint8]
ANGLES = (0, 90, 180, 270)
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
SURE = 0.78
# Latin letters and digits are set lying; where they stand, the card lies on its side.
_ON_END = re.compile(r"[A-Za-z0-9@.]{4}")


class Orientation:
    """The classifier of page orientation: a likelihood for each of the four angles."""

    def __init__(self, folder: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(folder / "inference.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name

    def likelihoods(self, pixels: Pixels) -> NDArray[np.float32]:
        """How likely it is that the picture must be turned by 0, 90, 180, 270 to stand upright."""
        height, width = pixels.shape[:2]
        scale = 256 / min(height, width)
        size = (max(224, round(width * scale)), max(224, round(height * scale)))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        left, top = (size[0] - 224) // 2, (size[1] - 224) // 2
        crop = small[top : top + 224, left : left + 224].astype(np.float32) / 255
        batch = ((crop - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None].astype(np.float32)
        return np.asarray(self._session.run(None, {self._input: batch})[0])[0]


def read_upright(
    picture: Picture,
    recognise: Callable[[Pixels], list[TextLine]],
    orientation: Orientation,
) -> Reading:
    """Read at the likeliest angle; where the result looks wrong, try the others and keep the best.

    The classifier sees a whole page; a small card on a table can mislead it, but a wrong angle
    shows in the lines: they stand on end, or their text is unsure.
    """
    likely = orientation.likelihoods(picture.pixels)
    angles = sorted(ANGLES, key=lambda angle: -likely[angle // 90])
    best, best_worth = Reading([], 0), -1.0
    for tried, angle in enumerate(angles):
        lines = recognise(np.ascontiguousarray(np.rot90(picture.pixels, angle // 90)))
        worth, sound = judged(lines)
        if worth > best_worth:
            height, width = picture.pixels.shape[:2]
            best, best_worth = Reading(_turned_back(lines, angle, width, height), angle), worth
        if sound or (tried == 0 and not lines):
            break
    return best


def judged(lines: list[TextLine]) -> tuple[float, bool]:
    """The worth of a reading (sure letters in lying lines), and whether it can be trusted."""
    letters = sum(len(line.text) for line in lines)
    if not letters:
        return 0.0, False
    good = sum(len(line.text) * line.score for line in lines if _lies(line))
    return good, good / letters > SURE


def _lies(line: TextLine) -> bool:
    """Whether a line runs from left to right; short ones and Chinese columns may stand."""
    (x0, y0), (x1, y1), _, (x3, y3) = line.quad
    along = abs(x1 - x0) + abs(y1 - y0)
    across = abs(x3 - x0) + abs(y3 - y0)
    return across < 1.5 * along or len(line.text) < 3 or not _ON_END.search(line.text)


def _turned_back(lines: list[TextLine], angle: int, width: int, height: int) -> list[TextLine]:
    """Corners in the picture as handed in (`width`, `height`)."""

    def back(point: Point) -> Point:
        x, y = point
        if angle == 90:
            x, y = width - y, x
        elif angle == 180:
            x, y = width - x, height - y
        elif angle == 270:
            x, y = y, height - x
        return (float(min(max(x, 0), width)), float(min(max(y, 0), height)))

    def turned(line: TextLine) -> TextLine:
        first, second, third, fourth = (back(point) for point in line.quad)
        return TextLine(line.text, line.score, (first, second, third, fourth))

    return [turned(line) for line in lines]
