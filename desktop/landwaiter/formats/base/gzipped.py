"""A gzip file unpacked within limits."""

import zlib

from landwaiter.errors import Invalid
from landwaiter.i18n import _

BEGINNING = b"\x1f\x8b"
MOST = 256 << 20
MOST_RATIO = 200
"""Lists deflate to a fifth; more than this is a bomb."""


def unpacked(data: bytes, *, file: str) -> bytes:
    """The one file inside, or `data` itself where it is not packed.

    Raises Invalid for one that is damaged, cut off, packed twice or too large.
    """
    if not data.startswith(BEGINNING):
        return data
    most = min(MOST, max(1 << 20, MOST_RATIO * len(data)))
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(data, most)
    except zlib.error as error:
        raise Invalid(
            _("The packed file cannot be read: {reason}.").format(reason=error),
            file=file,
            remedy=_("Download it again, or unpack it yourself."),
        ) from None
    if unpacker.unconsumed_tail:
        raise Invalid(
            _("The packed file holds more than is read here."),
            file=file,
            remedy=_("Unpack it yourself and see what it is."),
        )
    if not unpacker.eof or unpacker.unused_data.strip(b"\x00") or content.startswith(BEGINNING):
        raise Invalid(
            _("The packed file is cut off, or holds more than one file."),
            file=file,
            remedy=_("Download it again, or unpack it yourself."),
        )
    return content
