"""Both OCR engines with their real weights keep one contract."""

import io
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.engines.ocr import Reading, TextReader, weights
from crm_app.lib.pictures import Picture, PictureError, open_picture
from crm_app.lib.scans import open_page

pytestmark = pytest.mark.engines
CARDS = Path(__file__).parents[1] / "data" / "cards"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module", params=["paddleocr", "rapidocr"])
def reader(request: pytest.FixtureRequest, models: Path) -> TextReader:
    return wiring.text_reader(request.param, models)


def text_of(reading: Reading) -> str:
    return " ".join(line.text for line in reading.lines).replace(" ", "").lower()


def picture(name: str, turn: int = 0) -> Picture:
    image = Image.open(CARDS / name).rotate(turn, expand=True)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=90)
    return open_picture(target.getvalue())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_card_is_read_however_it_lies(reader: TextReader, turn: int) -> None:
    opened = picture("contoso_chris.jpg", turn)
    reading = reader.read(opened)
    text = text_of(reading)
    for value in ("chrissmith", "seniorresearcher", "chris.smith@contoso.com", "(987)123-4567"):
        assert value in text
    assert reading.angle == (360 - turn) % 360
    height, width = opened.pixels.shape[:2]
    corners = [point for line in reading.lines for point in line.quad]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in corners)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_stay_on_the_words_they_belong_to(reader: TextReader, turn: int) -> None:
    """A line's corners, cut out of the turned picture, show the same place as in the upright one."""
    upright = centres(reader.read(picture("contoso_avery.jpg")))
    turned = centres(reader.read(picture("contoso_avery.jpg", turn)))
    height, width = picture("contoso_avery.jpg").pixels.shape[:2]
    for text in ("Avery Smith", "https://www.contoso.com/"):
        where = next(value for key, value in upright.items() if text in key)
        there = next(value for key, value in turned.items() if text in key)
        assert np.allclose(forth(where, turn, width, height), there, atol=25)


def centres(reading: Reading) -> dict[str, tuple[float, float]]:
    return {
        line.text: (sum(x for x, _ in line.quad) / 4, sum(y for _, y in line.quad) / 4)
        for line in reading.lines
    }


def forth(point: tuple[float, float], turn: int, width: int, height: int) -> tuple[float, float]:
    x, y = point
    return {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[turn]


def test_first_corner_is_where_reading_begins(reader: TextReader) -> None:
    reading = reader.read(picture("contoso_chris.jpg", 180))
    line = next(line for line in reading.lines if "Senior" in line.text)
    assert line.quad[0][0] > line.quad[1][0]  # upside down, text runs to the left


def test_blank_paper_has_no_lines(reader: TextReader) -> None:
    blank = Image.new("RGB", (1050, 600), "white")
    target = io.BytesIO()
    blank.save(target, "PNG")
    begun = time.perf_counter()
    assert reader.read(open_picture(target.getvalue())).lines == []
    assert time.perf_counter() - begun < 3


def test_smallest_and_longest_picture_are_answered_quickly(reader: TextReader) -> None:
    for size in ((64, 64), (1600, 200), (64, 512)):
        pixels = np.random.default_rng(3).integers(0, 255, (size[1], size[0], 3), np.uint8)
        begun = time.perf_counter()
        reader.read(Picture(pixels, *size, 1.0))
        assert time.perf_counter() - begun < 3


def test_bad_input_is_refused_before_any_engine() -> None:
    begun = time.perf_counter()
    for data in (b"", b"no picture", (CARDS / "contoso_chris.jpg").read_bytes()[:90_000]):
        with pytest.raises(PictureError):
            open_picture(data)
    assert time.perf_counter() - begun < 3


def test_heic_of_a_phone_opens() -> None:
    assert open_picture((CARDS / "card.heic").read_bytes()).pixels.shape[2] == 3


def test_weights_are_made_once_and_then_left_alone(tmp_path: Path) -> None:
    first = weights.prepare(tmp_path)
    stamps = [(place / "inference.onnx").stat().st_mtime_ns for place in first]
    begun = time.perf_counter()
    assert weights.prepare(tmp_path) == first
    assert time.perf_counter() - begun < 0.1
    assert [(place / "inference.onnx").stat().st_mtime_ns for place in first] == stamps
    assert weights.is_ready(tmp_path)
    assert {path.name for path in (tmp_path / "ocr").iterdir()} == set(weights.NETWORKS)


def test_half_made_weights_are_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "ocr" / weights.ORIENTATION
    place.mkdir(parents=True)
    (place / "inference.onnx").write_bytes(b"half")
    assert not weights.is_ready(tmp_path)
    weights.folder(weights.ORIENTATION, tmp_path)
    assert (place / "inference.onnx").stat().st_size > 1_000_000


def test_weights_with_another_sum_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = weights.NETWORKS[weights.DETECTION]
    altered = weights.Network(known.package, known.file, "0" * 64, known.settings)
    monkeypatch.setitem(weights.NETWORKS, weights.DETECTION, altered)
    with pytest.raises(EngineError, match=r"engine\.missing"):
        weights.folder(weights.DETECTION, tmp_path)
    assert not list((tmp_path / "ocr").glob("PP-*")) if (tmp_path / "ocr").exists() else True


def test_a_scanned_page_is_read_as_it_was_printed(reader: TextReader, tmp_path: Path) -> None:
    card = Image.open(CARDS / "contoso_chris.jpg").convert("RGB")
    paper = Image.new("RGB", (1240, 1754), "white")
    paper.paste(card.resize((900, 900 * card.height // card.width)), (170, 200))
    paper.save(tmp_path / "scan.pdf", resolution=150)
    text = text_of(reader.read(open_page(tmp_path / "scan.pdf", 0)))
    assert "chris.smith@contoso.com" in text
