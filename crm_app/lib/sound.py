"""Recordings: any file a phone or browser makes becomes 16 kHz mono samples, without an ffmpeg program."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from crm_app.lib.unusable import Unusable

RATE = 16_000
SHORTEST = 0.3
# Only containers that hold their own samples: a playlist would make the decoder open other files.
CONTAINERS = (
    "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,wav,w64,mp3,ogg,flac,aac,amr,aiff,caf,asf,avi,mpegts,flv"
)
# Their header states the length; elsewhere it is an estimate that must not raise an alarm.
STATES_LENGTH = {"matroska", "mov", "flac"}
STREAMED_SIZES = {0, 0xFFFFFFFF}


class SoundError(Unusable):
    """A recording that cannot be used; `code` names the sentence in `locales/sound.py`."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples (float32, mono, 16 kHz, -1..1), their length, and whether the file was cut short."""

    samples: NDArray[np.float32]
    seconds: float
    incomplete: bool
    container: str


def read_sound(data: bytes, max_seconds: float = 600) -> Sound:
    """Decode a recording. Raises `SoundError`: empty, not audio, no track, too short or too long."""
    if not data:
        raise SoundError("sound.empty")
    with _open(data) as container:
        _track(container)
        stated = (container.duration or 0) / av.time_base
        _refuse_long(stated, max_seconds)
        _refuse_long(_last_timestamp(container, max_seconds), max_seconds)
    with _open(data) as container:
        kind = container.format.name.split(",")[0]
        samples, broken = _decode(container, max_seconds)
    seconds = len(samples) / RATE
    if seconds < SHORTEST:
        raise SoundError("sound.not_audio" if broken else "sound.too_short", least=SHORTEST)
    cut = kind in STATES_LENGTH and stated - seconds > max(0.5, 0.03 * stated)
    return Sound(samples, round(seconds, 3), cut or broken or _riff_cut(data), kind)


def read_sound_file(path: Path, max_seconds: float = 600) -> Sound:
    """Decode a recording on disk, as `read_sound`."""
    return read_sound(path.read_bytes(), max_seconds)


def _open(data: bytes) -> InputContainer:
    try:
        return av.open(io.BytesIO(data), mode="r", options={"format_whitelist": CONTAINERS})
    except (FFmpegError, ValueError, OSError) as error:
        raise SoundError("sound.not_audio") from error


def _track(container: InputContainer) -> AudioStream:
    if container.streams.audio:
        return container.streams.audio[0]
    raise SoundError("sound.no_audio_track" if container.streams.video else "sound.not_audio")


def _refuse_long(seconds: float, max_seconds: float) -> None:
    if seconds > max_seconds:
        raise SoundError("sound.too_long", minutes=round(max_seconds / 60))


def _last_timestamp(container: InputContainer, enough: float) -> float:
    """Seconds between first and last packet: browsers write no length, and decoding is the slow part."""
    track = _track(container)
    first, last = None, 0.0
    try:
        for packet in container.demux(track):
            if packet.pts is None or packet.time_base is None:
                continue
            moment = float(packet.pts * packet.time_base)
            first = moment if first is None else first
            last = max(last, moment - first)
            if last > enough:
                break
    except FFmpegError:
        return last  # a torn tail; decoding tells what is left
    return last


def _decode(container: InputContainer, max_seconds: float) -> tuple[NDArray[np.float32], bool]:
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
    pieces: list[NDArray[np.float32]] = []
    count, broken = 0, 0
    for frame in _frames(container):
        if frame is None:
            broken += 1
            continue
        for part in resampler.resample(frame):
            pieces.append(_plain(part))
            count += len(pieces[-1])
        _refuse_long(count / RATE, max_seconds)
    if pieces:
        pieces += [_plain(part) for part in resampler.resample(None)]
    if not pieces or broken > len(pieces):
        raise SoundError("sound.not_audio" if broken else "sound.too_short", least=SHORTEST)
    return np.clip(np.nan_to_num(np.concatenate(pieces)), -1.0, 1.0), broken > 0


def _plain(frame: AudioFrame) -> NDArray[np.float32]:
    return frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)


def _frames(container: InputContainer) -> Iterator[AudioFrame | None]:
    """Decoded frames; None for a packet that cannot be decoded."""
    try:
        for packet in container.demux(_track(container)):
            try:
                yield from packet.decode()
            except FFmpegError:
                yield None
    except FFmpegError:
        yield None


def _riff_cut(data: bytes) -> bool:
    """A wav whose head promises more bytes than came."""
    if data[:4] not in (b"RIFF", b"RF64"):
        return False
    promised = int.from_bytes(data[4:8], "little")
    return promised not in STREAMED_SIZES and promised + 8 > len(data) + 1
