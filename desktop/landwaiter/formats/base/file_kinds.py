"""What a file is by how it begins; what it is called says nothing."""

HEAD = 4096
"""Bytes of the beginning that are looked at."""
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\xff\xfe", "text"),
    (b"\xfe\xff", "text"),
)
_PRINTED = (
    frozenset(b"\a\b\t\n\f\r\x1b") | frozenset(range(0x20, 0x7F)) | frozenset(range(0x80, 0x100))
)


def kind_of(head: bytes) -> str:
    """`image`, `pdf` or `text`, from the first bytes of a file; empty for anything else."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return "text" if head and _PRINTED.issuperset(head[:HEAD]) else ""
