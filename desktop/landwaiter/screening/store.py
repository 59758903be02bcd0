"""The arrays of an index in a folder, and back: mapped into memory, each block verified.

`arrays.bin` holds the arrays one after another; `head.json` says where each lies and the hash of
each block. Whoever opens the folder knows the hash of the head from elsewhere.
"""

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from landwaiter.screening.arrays import ARRAYS, Arrays, Ints
from landwaiter.whole_file import new_file

FORMAT = 4
"""Changes with anything that changes the arrays or what they mean."""
ARRAYS_FILE, HEAD_FILE = "arrays.bin", "head.json"
_BLOCK = 8 << 20
_ALIGNED = 64
_READERS = 4
"""Blocks hashed at once; hashing lets other threads run."""


class Unusable(Exception):
    """What lies in the folder is missing, cut, changed or of another version."""


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    size: int
    kind: str


def save(arrays: Arrays, folder: Path, made_of: Mapping[str, str]) -> str:
    """Write both files durably into an empty folder; the SHA-256 of the head.

    `made_of` says of what the index was made. Equal arrays give equal bytes. OSError where the
    disk is full.
    """
    places = dict(_places(arrays))
    with new_file(folder / ARRAYS_FILE) as file:
        blocks = _written(file, arrays, places)
    head = {
        "format": FORMAT,
        "made_of": dict(made_of),
        "schemas": arrays.schemas,
        "size": file_size(places),
        "blocks": blocks,
        "arrays": {name: [one.offset, one.size, one.kind] for name, one in places.items()},
    }
    data = json.dumps(head, sort_keys=True).encode()
    with new_file(folder / HEAD_FILE) as file:
        file.write(data)
        _sync(file)
    return sha256(data).hexdigest()


def load(folder: Path, *, sha256_of_head: str) -> Arrays:
    """The arrays, read only and mapped; Unusable unless every byte is as it was written."""
    head = _head(folder, sha256_of_head)
    try:
        _verify(folder / ARRAYS_FILE, head)
        with (folder / ARRAYS_FILE).open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if head["size"] else b""
    except OSError as error:
        raise Unusable(str(error)) from error
    found: dict[str, Any] = {
        name: np.frombuffer(mapped, kind, count=size, offset=offset)
        for name, (offset, size, kind) in head["arrays"].items()
    }
    if set(found) != set(ARRAYS):
        raise Unusable("other arrays than this version has")
    return Arrays(schemas=tuple(head["schemas"]), **found)


def looks_whole(folder: Path, *, sha256_of_head: str) -> bool:
    """True where the head is the one that was written and nothing is cut; quick, reads no array."""
    try:
        head = _head(folder, sha256_of_head)
        return bool((folder / ARRAYS_FILE).stat().st_size == head["size"])
    except (OSError, Unusable):
        return False


def _head(folder: Path, expected: str) -> dict[str, Any]:
    try:
        data = (folder / HEAD_FILE).read_bytes()
    except OSError as error:
        raise Unusable(str(error)) from error
    if sha256(data).hexdigest() != expected:
        raise Unusable("the head is not the one that was written")
    head: dict[str, Any] = json.loads(data)
    if head["format"] != FORMAT:
        raise Unusable("another format")
    return head


def _verify(path: Path, head: dict[str, Any]) -> None:
    if path.stat().st_size != head["size"]:
        raise Unusable("the file is cut")
    # Read in passing, so that what is verified does not stay in this process's memory.
    with ThreadPoolExecutor(_READERS) as pool:
        found = list(pool.map(partial(_hash_of_block, path), range(len(head["blocks"]))))
    if found != head["blocks"]:
        raise Unusable("the file is not the one that was written")


def _hash_of_block(path: Path, number: int) -> str:
    with path.open("rb", buffering=0) as file:
        file.seek(number * _BLOCK)
        return _hashed(file.read(_BLOCK))


def _hashed(block: bytes) -> str:
    return sha256(block).hexdigest()


def _places(arrays: Arrays) -> Iterator[tuple[str, _Place]]:
    offset = 0
    for name in ARRAYS:
        array: Ints = getattr(arrays, name)
        yield name, _Place(offset, len(array), array.dtype.newbyteorder("<").str)
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED


def file_size(places: Mapping[str, _Place]) -> int:
    """Bytes of all arrays, each filled up to where the next one begins."""
    last = places[ARRAYS[-1]]
    size = last.size * np.dtype(last.kind).itemsize
    return last.offset + -(-size // _ALIGNED) * _ALIGNED


def _written(file: BinaryIO, arrays: Arrays, places: Mapping[str, _Place]) -> list[str]:
    """The hash of each block of what is written."""
    blocks: list[str] = []
    pending = bytearray()
    for piece in _pieces(arrays, places):
        file.write(piece)
        pending += piece
        while len(pending) >= _BLOCK:
            blocks.append(_hashed(bytes(pending[:_BLOCK])))
            del pending[:_BLOCK]
    if pending:
        blocks.append(_hashed(bytes(pending)))
    _sync(file)
    return blocks


def _pieces(arrays: Arrays, places: Mapping[str, _Place]) -> Iterator[bytes]:
    for name, place in places.items():
        array = np.ascontiguousarray(getattr(arrays, name)).astype(place.kind, copy=False)
        data = array.view(np.uint8)
        for at in range(0, len(data), _BLOCK):
            yield data[at : at + _BLOCK].tobytes()
        yield bytes(-len(data) % _ALIGNED)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
