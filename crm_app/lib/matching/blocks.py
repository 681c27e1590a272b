"""Which pairs of many records are worth a comparison: those that share a key."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from crm_app.lib.matching.vocabulary import Prepared

_BASE = np.int64(1 << 24)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def candidate_pairs(p: Prepared) -> tuple[Any, Any]:
    """Row numbers of both sides, the smaller first, each pair once."""
    found = [_pairs(keys, rows, most) for keys, rows, most in _keys(p)]
    codes = np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)
    codes = codes[np.r_[True, codes[1:] != codes[:-1]]] if len(codes) else codes
    return (codes >> 32).astype(np.int32), (codes & 0xFFFFFFFF).astype(np.int32)


def _keys(p: Prepared) -> Iterator[tuple[Any, Any, int]]:
    """Keys, whose they are, and how many records may share one before it says nothing."""
    columns, rows = p.columns, np.arange(p.size, dtype=np.int64)
    families = [columns["family"][:, k] for k in range(columns["family"].shape[1])]
    givens = [columns["given"][:, k] for k in range(columns["given"].shape[1])]
    yield from _by_numbers(p, rows, families + givens)
    yield from _by_names(p, rows, families + givens)
    for name in ("birthday", "id_number", "wechat", "tax_id"):
        if name in columns:
            yield columns[name].astype(np.int64), rows, 20
    if "birthday" in columns:
        yield _turned_days(p), rows, 20
    if "street_number" in columns and "street" in columns:
        yield _both(columns["street_number"], columns["street"]), rows, 20
    if "core" in columns and not any(part.any() for part in families + givens):
        yield from _by_firms(p, rows)


def _by_names(p: Prepared, rows: Any, parts: list[Any]) -> Iterator[tuple[Any, Any, int]]:
    columns, joined = p.columns, p.columns["joined"]
    for k in range(joined.shape[1]):
        yield joined[:, k].astype(np.int64), rows, 12
        for other in ("core", "city", "birthday", "postcode", "suburb", "state"):
            if other in columns:
                yield _both(joined[:, k], columns[other]), rows, 30
    starts = _starts(p)
    whole = (starts[0] != 0) & (starts[1] != 0)
    yield np.where(whole, starts[0] ^ starts[1], starts[0]), rows, 8
    for start in starts if "core" in columns else ():
        yield _both(start, columns["core"]), rows, 30
    yield from _beside_names(p, rows, parts)


def _beside_names(p: Prepared, rows: Any, parts: list[Any]) -> Iterator[tuple[Any, Any, int]]:
    """A part of the name with the firm, the place or the day."""
    columns = p.columns
    for other in ("core", "postcode", "suburb", "street", "domains", "birthday"):
        if other in columns:
            column = columns[other] if columns[other].ndim == 1 else columns[other][:, 0]
            for part in parts:
                yield _both(part, column), rows, 8 if other == "domains" else 30


def _by_firms(p: Prepared, rows: Any) -> Iterator[tuple[Any, Any, int]]:
    """Where there are firms alone: by name, by how it begins, by site."""
    columns, texts = p.columns, p.words["core"].texts
    starts = np.array([_hashed(text[: 8 if text.isascii() else 3]) for text in texts], np.int64)
    yield columns["core"].astype(np.int64), rows, 60
    yield columns["firm_sound"].astype(np.int64), rows, 30
    yield starts[columns["core"]], rows, 30
    for k in range(columns["domains"].shape[1]):
        yield columns["domains"][:, k].astype(np.int64), rows, 20


def _by_numbers(p: Prepared, rows: Any, parts: list[Any]) -> Iterator[tuple[Any, Any, int]]:
    phones, texts = p.columns["phones"], p.words["phones"].texts
    heads = np.array([_hashed(text[:-3]) for text in texts], np.int64)
    tails = np.array([_hashed(text[-6:] + "t") for text in texts], np.int64)
    for k in range(phones.shape[1]):
        if not phones[:, k].any():
            break
        yield phones[:, k], rows, 30
        for part in parts[:: len(parts) // 2]:
            for keys in (phones, heads[phones], tails[phones]):
                yield _both(part, keys[:, k]), rows, 30
    if phones[:, 1].any():  # the second number of the one is the first of the other
        yield phones.ravel(order="F"), np.tile(rows, phones.shape[1]), 30
    for name in ("mails", "locals"):
        column = p.columns[name]
        keys = np.where(p.columns["roles"], 0, column)
        if keys.any():
            yield keys.ravel(order="F").astype(np.int64), np.tile(rows, column.shape[1]), 12
        yield _both(parts[0], column[:, 0]), rows, 30


def _both(one: Any, other: Any) -> Any:
    """A key of two codes; none where one is missing."""
    keys = one.astype(np.int64) * _BASE + other
    return np.where((one == 0) | (other == 0), 0, keys)


def _starts(p: Prepared) -> tuple[Any, Any]:
    """Three letters of each part of the first name."""
    short = np.array([_hashed(text[:3]) for text in p.latin.texts], np.int64)
    return short[p.columns["family"][:, 0]], short[p.columns["given"][:, 0]]


def _turned_days(p: Prepared) -> Any:
    """Day and month in either order."""
    texts = p.words["birthday"].texts
    keys = [_hashed(t[:4] + "".join(sorted((t[4:6], t[6:])))) if t else 0 for t in texts]
    return np.array(keys, np.int64)[p.columns["birthday"]]


def _hashed(text: str) -> int:
    return hash(text) if text else 0


def _pairs(keys: Any, rows: Any, most: int) -> Any:
    """Pairs of rows with one key, as one number each; keys that more than `most` share are left out."""
    there = keys != 0
    keys, rows = keys[there], rows[there]
    if not len(keys):
        return np.zeros(0, np.int64)
    # Key and row in one number: sorting these is several times faster than finding an order. Of the key
    # its upper bits are left, well mixed: that two become one is rare and costs a comparison.
    width = int(rows.max()).bit_length()
    packed = np.sort((keys.astype(np.uint64) * _MIX >> width << width) | rows.astype(np.uint64))
    keys = packed >> width
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[starts, len(keys)])
    good = np.repeat((sizes > 1) & (sizes <= most), sizes)
    keys, packed = keys[good], packed[good]
    rows = (packed & np.uint64((1 << width) - 1)).astype(np.int64)
    found = []
    for step in range(1, most):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        # Of one key the rows rise.
        low, high = rows[:-step][same], rows[step:][same]
        found.append(((low << 32) | high)[low != high])
    return np.concatenate(found) if found else np.zeros(0, np.int64)
