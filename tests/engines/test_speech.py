"""One contract for every speech engine, with real weights; silence and noise give no text."""

from pathlib import Path

import numpy as np
import pytest

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.engines.errors import EngineError
from crm_app.engines.speech import Segment, Transcriber, Transcript, join_text
from crm_app.engines.speech.convert import read_tensors, whisper_state
from crm_app.engines.speech.gate import voiced
from crm_app.engines.speech.wording import TOKENS, hot_words, wording
from crm_app.lib.sound import RATE, Sound, read_sound_file
from tests.quality.score_speech import chinese_characters, english_words, error_rate

DATA = Path(__file__).parents[1] / "data" / "speech"
JFK = "And so my fellow Americans ask not what your country can do for you ask what you can do for your country"
CONTRACT = "刚和北京蓝海物流的李经理通完电话，他对我们的仓储管理模块很满意，合同金额三十二万八千元。约好十二月五号上门签合同。"
BUDGET = (
    "Doctor Patel at Riverside Medical said the project is delayed until January. The budget of one point "
    "two million dollars is unchanged. I should email the technical specification by the end of the month."
)


def noises(seconds: int = 6) -> dict[str, np.ndarray]:
    """Signals without a voice in them."""
    chance = np.random.default_rng(7)
    t = np.arange(seconds * RATE) / RATE
    white = chance.standard_normal(len(t))
    spectrum = np.fft.rfft(white)
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), len(t))
    brown = np.fft.irfft(spectrum / np.arange(1, len(spectrum) + 1), len(t))
    clicks = (chance.random(len(t)) > 0.9995) * chance.standard_normal(len(t))
    return {
        "silence": np.zeros(len(t)),
        "dither": white * 3e-5,
        "white": white * 0.1,
        "pink": pink / np.abs(pink).max() * 0.5,
        "wind": brown / np.abs(brown).max() * (0.4 + 0.6 * np.abs(np.sin(2 * t))),
        "hum": sum(np.sin(2 * np.pi * 50 * k * t) / k for k in range(1, 8)) * 0.2,
        "clicks": clicks,
        "beeps": 0.3 * np.sin(2 * np.pi * 1000 * t) * ((t % 1) < 0.2),
        "chord": sum(np.sin(2 * np.pi * f * t) for f in (262, 330, 392)) * 0.15,
    }


@pytest.fixture(scope="module", params=["faster-whisper", "whisper"])
def engine(request: pytest.FixtureRequest) -> Transcriber:
    if request.param == "whisper":
        pytest.importorskip("whisper")
    wiring.fetch("base", settings().models, print)
    return wiring.transcriber(request.param, "base", settings().models)


def ignore(_: float) -> None: ...


@pytest.mark.engines
class TestEveryEngine:
    def test_english(self, engine: Transcriber) -> None:
        heard = engine.transcribe(read_sound_file(DATA / "en_jfk.ogg"), "en", (), ignore)
        assert error_rate([(english_words(JFK), english_words(heard.text))]) <= 5
        assert heard.language == "en"

    def test_chinese_comes_simplified_and_hot_words_help(self, engine: Transcriber) -> None:
        names = ["北京蓝海物流", "李经理", "华东科技", "天成建设"]
        heard = engine.transcribe(read_sound_file(DATA / "zh_contract.webm"), "zh", names, ignore)
        assert error_rate([(chinese_characters(CONTRACT), chinese_characters(heard.text))]) <= 12
        assert "蓝海物流" in heard.text
        assert "華" not in heard.text

    def test_the_language_is_found_and_progress_reaches_one(self, engine: Transcriber) -> None:
        seen: list[float] = []
        heard = engine.transcribe(read_sound_file(DATA / "en_budget.webm"), None, (), seen.append)
        assert heard.language == "en"
        assert error_rate([(english_words(BUDGET), english_words(heard.text))]) <= 5
        assert seen == sorted(seen)
        assert seen[-1] == 1
        starts = [segment.start for segment in heard.segments]
        assert starts == sorted(starts)
        assert heard.segments[-1].end <= 15.5

    def test_names_leave_the_sentences_of_an_english_note(self, engine: Transcriber) -> None:
        names = ["北京蓝海物流", "李经理", "Acme Corporation", "Sarah Johnson"]
        heard = engine.transcribe(read_sound_file(DATA / "en_proposal.m4a"), "en", names, ignore)
        assert heard.text.count(".") >= 2
        assert "Acme Corporation" in heard.text
        assert "next Wednesday" in heard.text

    def test_chinese_is_told_from_english(self, engine: Transcriber) -> None:
        heard = engine.transcribe(read_sound_file(DATA / "zh_contract.webm"), None, (), ignore)
        assert heard.language == "zh"

    def test_silence_and_noise_say_nothing(self, engine: Transcriber) -> None:
        said = {
            (name, language): engine.transcribe(
                Sound(samples.astype(np.float32), 6.0, incomplete=False, container="wav"),
                language,
                ("华东科技",),
                ignore,
            ).text
            for name, samples in noises().items()
            for language in ("zh", "en")
        }
        assert {key: text for key, text in said.items() if text} == {}


@pytest.mark.engines
def test_a_whisper_is_lifted_to_be_heard() -> None:
    sound = read_sound_file(DATA / "en_jfk.ogg")
    quiet = Sound(sound.samples * 0.01, sound.seconds, incomplete=False, container="ogg")
    assert voiced(quiet) is not None


@pytest.mark.engines
def test_conversion_is_without_loss() -> None:
    wiring.fetch("base", settings().models, print)
    tensors = read_tensors(settings().models / "whisper" / "base" / "model.bin")
    dimensions, state = whisper_state(tensors)
    assert sum(values.size for values in state.values()) == 72_593_920
    assert (dimensions.n_mels, dimensions.n_vocab, dimensions.n_text_layer) == (80, 51865, 6)
    assert {str(values.dtype) for values in state.values()} == {"float16"}


def test_missing_weights_are_said_not_fetched(tmp_path: Path) -> None:
    for name in ("faster-whisper", "whisper"):
        if name == "whisper":
            pytest.importorskip("whisper")
        with pytest.raises(EngineError) as missing:
            wiring.transcriber(name, "base", tmp_path)
        assert missing.value.code == "engine.missing"


def test_an_unknown_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as unknown:
        wiring.fetch("huge", tmp_path, print)
    assert unknown.value.code == "models.unknown"


def test_a_torn_file_is_no_set_of_tensors(tmp_path: Path) -> None:
    torn = tmp_path / "model.bin"
    torn.write_bytes(bytes(64))
    with pytest.raises(ValueError, match="left over"):
        read_tensors(torn)


@pytest.mark.parametrize(
    ("said", "language", "shown"),
    [
        (" 我們, 明天見 ", "zh", "我们，明天见"),
        ("以下是普通话的句子。", "zh", ""),
        ("。。。。", "zh", ""),
        (" Thanks for watching!", "en", ""),
        ("  You ", "en", ""),
        (" Thank you for the quote. ", "en", "Thank you for the quote."),
    ],
)
def test_wording(said: str, language: str, shown: str) -> None:
    assert wording(said, language) == shown


def test_hot_words_fit_the_prompt() -> None:
    names = [f"第{number}家有限公司" for number in range(200)]
    prompt = hot_words(names, "zh")
    assert prompt is not None
    assert prompt.startswith("第0家有限公司、第1家")
    assert len(prompt) < TOKENS
    assert hot_words(["", " "], "zh") is None
    assert hot_words(["", "华东科技"], "en") is None


def test_an_english_note_hears_no_chinese_names() -> None:
    names = ["Acme Corporation", "华东科技", "Sarah Johnson"]
    assert hot_words(names, "en") == "Acme Corporation, Sarah Johnson"
    assert hot_words(names, "zh") == "Acme Corporation、华东科技、Sarah Johnson"


def test_a_transcript_survives_the_process_border() -> None:
    heard = Transcript("zh", (Segment(0, 1.5, "你好"), Segment(2, 3, "再见。")), "base")
    assert Transcript.from_dict(heard.as_dict()) == heard
    assert heard.text == "你好，再见。"
    assert join_text(["One.", "Two."], "en") == "One. Two."
