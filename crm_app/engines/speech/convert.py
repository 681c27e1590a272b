"""CTranslate2's weights as openai-whisper's, without loss: the same half-precision numbers, renamed."""

import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tensors = dict[str, NDArray[Any]]
KINDS = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
HEAD_WIDTH = 64
AUDIO_POSITIONS, TEXT_POSITIONS = 1500, 448


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The shape of a Whisper model, under the names openai-whisper reads."""

    n_mels: int
    n_vocab: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int


class _Reader:
    """Little-endian values from the start of a file to its end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from("<" + kind, self.data, self.position)
        self.position += struct.calcsize("<" + kind)
        return value

    def word(self) -> str:
        length = self.number("H")
        value = self.data[self.position : self.position + length - 1].decode()  # ends in a NUL
        self.position += length
        return value

    def tensor(self) -> NDArray[Any]:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = np.dtype(KINDS[self.number("B")])
        size = self.number("I")
        values = np.frombuffer(self.data, kind, size // kind.itemsize, self.position)
        self.position += size
        return values.reshape(shape)


def read_tensors(file: Path) -> Tensors:
    """The tensors of a `model.bin`, aliases resolved. Raises ValueError when it ends elsewhere."""
    reader = _Reader(file.read_bytes())
    version = reader.number("I")
    reader.word()
    reader.number("I")
    tensors: Tensors = {}
    for _ in range(reader.number("I")):
        name = reader.word()
        tensors[name] = reader.tensor()
    for _ in range(reader.number("I") if version >= 3 else 0):
        alias = reader.word()
        tensors[alias] = tensors[reader.word()]
    if reader.position != len(reader.data):
        raise ValueError(f"{file.name}: {len(reader.data) - reader.position} bytes left over")
    return tensors


def whisper_state(tensors: Tensors) -> tuple[Dimensions, Tensors]:
    """Dimensions and state under openai-whisper's names."""
    state: Tensors = {}
    for layer in (1, 2):
        _linear(tensors, state, f"encoder/conv{layer}", f"encoder.conv{layer}")
    for side in ("encoder", "decoder"):
        name = f"{side}.positional_embedding"
        state[name] = tensors[f"{side}/position_encodings/encodings"]
        for layer in range(_layers(tensors, side)):
            _block(tensors, state, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")
    _norm(tensors, state, "encoder/layer_norm", "encoder.ln_post")
    _norm(tensors, state, "decoder/layer_norm", "decoder.ln")
    state["decoder.token_embedding.weight"] = tensors["decoder/embeddings/weight"]
    return _dimensions(tensors, state), state


def write_checkpoint(source: Path, target: Path) -> None:
    """`source` (model.bin) as `target` (.pt), whole or not at all."""
    import torch  # noqa: PLC0415 # pyright: ignore[reportMissingImports] - the extra `whisper` brings it

    dimensions, state = whisper_state(read_tensors(source))
    part = target.with_suffix(".part")
    content = {name: torch.from_numpy(np.array(values)) for name, values in state.items()}
    torch.save({"dims": asdict(dimensions), "model_state_dict": content}, part)
    part.replace(target)


def _dimensions(tensors: Tensors, state: Tensors) -> Dimensions:
    width = state["encoder.ln_post.weight"].shape[0]
    side = (width, width // HEAD_WIDTH)
    return Dimensions(
        state["encoder.conv1.weight"].shape[1],
        state["decoder.token_embedding.weight"].shape[0],
        AUDIO_POSITIONS,
        *side,
        _layers(tensors, "encoder"),
        TEXT_POSITIONS,
        *side,
        _layers(tensors, "decoder"),
    )


def _layers(tensors: Tensors, side: str) -> int:
    count = 0
    while f"{side}/layer_{count}/self_attention/linear_0/weight" in tensors:
        count += 1
    return count


def _block(tensors: Tensors, state: Tensors, source: str, target: str) -> None:
    _fused(tensors, state, f"{source}/self_attention/linear_0", f"{target}.attn", "query key value")
    _linear(tensors, state, f"{source}/self_attention/linear_1", f"{target}.attn.out")
    _norm(tensors, state, f"{source}/self_attention/layer_norm", f"{target}.attn_ln")
    if f"{source}/attention/linear_0/weight" in tensors:
        cross = f"{target}.cross_attn"
        _linear(tensors, state, f"{source}/attention/linear_0", f"{cross}.query")
        _fused(tensors, state, f"{source}/attention/linear_1", cross, "key value")
        _linear(tensors, state, f"{source}/attention/linear_2", f"{cross}.out")
        _norm(tensors, state, f"{source}/attention/layer_norm", f"{cross}_ln")
    _linear(tensors, state, f"{source}/ffn/linear_0", f"{target}.mlp.0")
    _linear(tensors, state, f"{source}/ffn/linear_1", f"{target}.mlp.2")
    _norm(tensors, state, f"{source}/ffn/layer_norm", f"{target}.mlp_ln")


def _fused(tensors: Tensors, state: Tensors, source: str, target: str, parts: str) -> None:
    """CTranslate2 stacks the projections of one attention; Whisper's keys have no bias."""
    names = parts.split()
    weights = np.split(tensors[f"{source}/weight"], len(names))
    biases = np.split(tensors[f"{source}/bias"], len(names))
    for name, weight, bias in zip(names, weights, biases, strict=True):
        state[f"{target}.{name}.weight"] = weight
        if name != "key":
            state[f"{target}.{name}.bias"] = bias
        elif bias.any():
            raise ValueError(f"{source}: a bias on the keys")


def _linear(tensors: Tensors, state: Tensors, source: str, target: str) -> None:
    state[f"{target}.weight"] = tensors[f"{source}/weight"]
    state[f"{target}.bias"] = tensors[f"{source}/bias"]


def _norm(tensors: Tensors, state: Tensors, source: str, target: str) -> None:
    state[f"{target}.weight"] = tensors[f"{source}/gamma"]
    state[f"{target}.bias"] = tensors[f"{source}/beta"]
