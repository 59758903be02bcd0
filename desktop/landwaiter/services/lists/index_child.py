"""The process that takes the names of listings apart for an index: bodies in, parts out.

It knows no casebook and no key. Both pipes carry frames: eight bytes that say how long, then a
JSON array of listings, or a part in MessagePack. It ends when its input does.
"""

import sys
from typing import IO

import msgspec

from landwaiter.screening.languages.romanise import rough_sound, sound
from landwaiter.screening.part import IndexPart, NameReader, decoded

_LENGTH = 8


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Answer each frame of standard input until it ends; the exit code."""
    given, answers = source or sys.stdin.buffer, sink or sys.stdout.buffer
    reader = NameReader()
    while (frame := read_frame(given)) is not None:
        write_frame(answers, msgspec.msgpack.encode(reader.read(decoded(frame))))
        # The reader remembers words itself; what each sounds like is not asked again.
        rough_sound.cache_clear()
        sound.cache_clear()
    return 0


def part_of(frame: bytes) -> IndexPart:
    """The part in an answer."""
    return msgspec.msgpack.decode(frame, type=IndexPart)


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None where the other side has ended, also in its midst."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def write_frame(pipe: IO[bytes], frame: bytes) -> None:
    """Send a frame; OSError where nobody reads any more."""
    pipe.write(len(frame).to_bytes(_LENGTH, "big"))
    pipe.write(frame)
    pipe.flush()
