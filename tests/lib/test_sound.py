"""Recordings of every kind, whole, cut short, too long, and things that are none."""

import io
import os
import tempfile
import time
from pathlib import Path

import av
import numpy as np
import pytest

from crm_app.lib.sound import RATE, SoundError, read_sound, read_sound_file

DATA = Path(__file__).parents[1] / "data" / "speech"


def recording(
    container: str, codec: str, seconds: float, *, rate: int = 48_000, options: dict | None = None
) -> bytes:
    """A hum of some seconds in a container."""
    # A file, since an index at the front (faststart) makes the writer read what it wrote.
    target = Path(tempfile.mkstemp()[1])
    with av.open(str(target), "w", format=container, options=options or {}) as output:
        stream = output.add_stream(codec, rate=rate, layout="mono")
        for _ in range(max(1, int(seconds))):
            count = int(min(1.0, seconds) * rate)
            hum = (3000 * np.sin(np.arange(count) * 2 * np.pi * 220 / rate)).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(hum[None, :], format="s16", layout="mono")
            frame.sample_rate = rate
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    data = target.read_bytes()
    target.unlink()
    return data


def two_hours() -> bytes:
    """One minute, muxed over and over as a browser would: no length in the head."""
    target = io.BytesIO()
    with (
        av.open(io.BytesIO(recording("webm", "libopus", 60)), "r") as source,
        av.open(target, "w", format="webm", options={"live": "1"}) as output,
    ):
        track = source.streams.audio[0]
        stream = output.add_stream_from_template(track)
        packets = [(bytes(p), p.pts, p.duration) for p in source.demux(track) if p.pts is not None]
        for minute in range(120):
            for data, moment, duration in packets:
                packet = av.Packet(data)
                packet.stream, packet.time_base = stream, track.time_base
                packet.pts = packet.dts = moment + minute * 60_000
                packet.duration = duration
                output.mux(packet)
    return target.getvalue()


def refusal(data: bytes, max_seconds: float = 600) -> str:
    with pytest.raises(SoundError) as refused:
        read_sound(data, max_seconds)
    return refused.value.code


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("wav", "pcm_s16le"),
        ("webm", "libopus"),
        ("mp4", "aac"),
        ("ogg", "libopus"),
        ("mp3", "mp3"),
        ("flac", "flac"),
        ("adts", "aac"),
        ("caf", "pcm_s16le"),
    ],
)
def test_common_kinds_become_mono_at_16_khz(container: str, codec: str) -> None:
    sound = read_sound(recording(container, codec, 3))
    assert sound.samples.dtype == np.float32
    assert sound.samples.ndim == 1
    assert sound.seconds == pytest.approx(3, abs=0.15)
    assert len(sound.samples) == pytest.approx(sound.seconds * RATE, abs=RATE * 0.001)
    assert 0.05 < np.abs(sound.samples).max() <= 1
    assert not sound.incomplete


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    named_wrongly = tmp_path / "note.wav"
    named_wrongly.write_bytes((DATA / "zh_contract.webm").read_bytes())
    assert read_sound_file(named_wrongly).container == "matroska"


def test_a_live_recording_without_a_length_in_its_head_is_whole() -> None:
    live = recording("webm", "libopus", 4, options={"live": "1"})
    with av.open(io.BytesIO(live), "r") as container:
        assert not container.duration
    sound = read_sound(live)
    assert sound.seconds == pytest.approx(4, abs=0.1)
    assert not sound.incomplete


def test_empty_is_refused() -> None:
    assert refusal(b"") == "sound.empty"


@pytest.mark.parametrize(
    "data",
    [b"hello, this is a letter. " * 400, os.urandom(200_000), b"\x89PNG\r\n\x1a\n" + bytes(5000)],
    ids=["text", "random", "picture"],
)
def test_other_files_are_not_audio(data: bytes) -> None:
    assert refusal(data) == "sound.not_audio"


def test_a_playlist_opens_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "other.wav"
    secret.write_bytes(recording("wav", "pcm_s16le", 2))
    for playlist in (
        f"#EXTM3U\n#EXTINF:2,\n{secret}\n",
        f"ffconcat version 1.0\nfile '{secret}'\n",
    ):
        assert refusal(playlist.encode()) == "sound.not_audio"


def test_a_film_without_sound_is_told_apart() -> None:
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            black = np.zeros((64, 64, 3), np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(black, format="rgb24")))
        output.mux(stream.encode(None))
    assert refusal(target.getvalue()) == "sound.no_audio_track"


def test_a_moment_is_too_short() -> None:
    assert refusal(recording("wav", "pcm_s16le", 0.05)) == "sound.too_short"


def test_too_long_is_refused_by_its_head() -> None:
    assert refusal(recording("wav", "pcm_s16le", 12, rate=8000), 10) == "sound.too_long"


def test_two_hours_without_a_length_are_refused_in_time() -> None:
    live = two_hours()
    began = time.perf_counter()
    assert refusal(live) == "sound.too_long"
    assert time.perf_counter() - began < 3


def test_a_head_that_lies_does_not_help() -> None:
    """The packets say less than is decoded: the samples themselves are counted."""
    aac = recording("adts", "aac", 20)
    assert refusal(aac, 10) == "sound.too_long"


@pytest.mark.parametrize(
    ("container", "codec", "options"),
    [
        ("webm", "libopus", None),
        ("wav", "pcm_s16le", None),
        ("flac", "flac", None),
        ("mp4", "aac", {"movflags": "faststart"}),
    ],
)
def test_what_arrived_of_a_torn_recording_is_kept(
    container: str, codec: str, options: dict | None
) -> None:
    whole = recording(container, codec, 8, options=options)
    sound = read_sound(whole[: len(whole) // 2])
    assert 2 < sound.seconds < 6
    assert sound.incomplete


def test_a_torn_file_without_its_index_is_refused() -> None:
    m4a = (DATA / "en_proposal.m4a").read_bytes()
    assert refusal(m4a[: len(m4a) // 2]) == "sound.not_audio"
