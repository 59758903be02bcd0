"""The hash of a PDF object: of what it says, not of how it is stored (`pdf_seal`)."""

import hashlib
import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import pikepdf

from landwaiter.errors import Invalid
from landwaiter.i18n import _

_MOST_STREAM = 128 * 1024 * 1024
_DEPTH = 40
# How a stream is stored is not what it says.
_STORAGE = frozenset({"/Length", "/DL"})
_PACKING = frozenset({"/Filter", "/DecodeParms"})
_AROUND = frozenset({"/Parent", "/P"})
_CIRCLE: Final = hashlib.sha256(b"circle").hexdigest()
_LINKS: Final = frozenset({"/Parent", "/Prev", "/Next", "/First", "/Last"})
_MOST_BOOKMARKS: Final = 100_000


def stream_bytes(stream: Any) -> bytes:
    """What a stream unpacks to, within limits; of other packings than ours the packed bytes."""
    raw = bytes(stream.read_raw_bytes())
    if "/Filter" not in stream or not _is_flate(stream):
        return raw
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, _MOST_STREAM)
    if unpacker.unconsumed_tail:
        raise Invalid(_("A part of the PDF unpacks to more than 128 MiB."))
    return data


def _is_flate(stream: Any) -> bool:
    """Whether it is packed with Flate alone, or not at all."""
    packing = stream.get("/Filter", pikepdf.Name.FlateDecode)
    return bool(packing == pikepdf.Name.FlateDecode) and "/DecodeParms" not in stream


class PdfDigest:
    """SHA-256 of PDF objects by what they say, each shared object hashed once."""

    def __init__(self, *, pages_by_place: bool = False) -> None:
        """With `pages_by_place` a page is known by its place in the structure alone."""
        self._known: dict[tuple[int, int], str] = {}
        self._pages_by_place = pages_by_place

    def of_entries(self, entries: Any, names: Iterable[str]) -> str:
        """A dictionary of some of its entries."""
        return hash_of(b"<" + self._named(entries, names))

    def of_bookmarks(self, root: Any) -> str:
        """All bookmarks, each with its depth."""
        found, count = hashlib.sha256(), 0
        waiting = [] if root is None else [(0, root)]
        while waiting:
            depth, item = waiting.pop()
            names = set(item.keys()) - _LINKS
            found.update(f"{depth} {self.of_entries(item, names)}".encode())
            count += 1
            if count > _MOST_BOOKMARKS:
                raise Invalid(_("The PDF is nested too deeply."))
            if depth and "/Next" in item:
                waiting.append((depth, item["/Next"]))
            if "/First" in item:
                waiting.append((depth + 1, item["/First"]))
        return found.hexdigest()

    def of_page(self, page: Any) -> str:
        """The page without its parent, its resources and what they share."""
        return hash_of(b"<" + self._entries(page, 0, frozenset({"/Parent", "/Resources"})))

    def of(self, value: Any, depth: int = 0) -> str:
        if depth > _DEPTH:
            raise Invalid(_("The PDF is nested too deeply."))
        place = getattr(value, "objgen", (0, 0)) if isinstance(value, pikepdf.Object) else (0, 0)
        if place == (0, 0):
            return hash_of(self._said(value, depth))
        if place not in self._known:
            self._known[place] = _CIRCLE
            self._known[place] = hash_of(self._said(value, depth))
        return self._known[place]

    def _said(self, value: Any, depth: int) -> bytes:
        if isinstance(value, pikepdf.Array):
            return b"[" + "".join(self.of(item, depth + 1) for item in value).encode()
        if isinstance(value, pikepdf.Stream):
            stored = _STORAGE | _PACKING if _is_flate(value) else _STORAGE
            entries = self._entries(value.stream_dict, depth, stored)
            return b"{" + entries + hash_of(stream_bytes(value)).encode()
        if isinstance(value, pikepdf.Dictionary):
            if self._pages_by_place and value.get("/Type") == "/Page":
                return f"page{value.get('/StructParents', '')}".encode()
            return b"<" + self._entries(value, depth, _AROUND)
        return said_by(value)

    def _entries(self, entries: Any, depth: int, skipped: frozenset[str]) -> bytes:
        return self._named(entries, set(entries.keys()) - skipped, depth)

    def _named(self, entries: Any, names: Iterable[str], depth: int = 0) -> bytes:
        """Hashes of one length, so that no name can say what another entry says."""
        return "".join(
            hash_of(key.encode()) + self.of(entries[key], depth + 1) for key in sorted(names)
        ).encode()


def said_by(value: Any) -> bytes:
    """What an object says that has no parts."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | Decimal):
        return b"#" + _number(value).encode()
    if isinstance(value, pikepdf.Name):
        return str(value).encode()
    if isinstance(value, pikepdf.String):
        return b"(" + bytes(value)
    raise TypeError(type(value).__name__)  # nothing else stands outside of page contents


def _number(value: int | Decimal) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
