"""What a file is by how it begins; what it is called says nothing."""

import re

HEAD = 4096
"""Bytes of the beginning that are looked at."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: mail of Outlook (`.msg`), older office files and others."""
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (COMPOUND, "compound"),
    (b"\xff\xfe", "text"),
    (b"\xfe\xff", "text"),
)
_FIELD = re.compile(rb"([!-9;-~]{1,60}):(?:[ \t]|\r?\n|\Z)")
"""What it says may begin on the next line: a long sender is folded so."""
_OF_MAIL = frozenset(
    b"arc-authentication-results arc-message-signature arc-seal authentication-results cc "
    b"content-type date delivered-to dkim-signature from in-reply-to message-id mime-version "
    b"received received-spf references reply-to return-path sender subject to x-received".split()
)
_PROOF_OF_MAIL = frozenset({b"date", b"message-id", b"mime-version", b"received"})
_PRINTED = (
    frozenset(b"\a\b\t\n\f\r\x1b") | frozenset(range(0x20, 0x7F)) | frozenset(range(0x80, 0x100))
)


def kind_of(head: bytes) -> str:
    """`image`, `pdf`, `mail`, `compound` or `text`, by the first bytes; empty for anything else."""
    if _is_mail(head):
        return "mail"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return "text" if head and _PRINTED.issuperset(head[:HEAD]) else ""


def _is_mail(head: bytes) -> bool:
    """It begins with the head of a mail, as it is sent and as programs save it."""
    begins = head[:HEAD]
    if begins.startswith(b"From ") or begins.startswith(b">From "):
        begins = begins.partition(b"\n")[2]
    first = _FIELD.match(begins)
    if not first:
        return False
    fields = re.split(rb"\r?\n\r?\n", begins, maxsplit=1)[0]
    found = [_FIELD.match(line) for line in fields.splitlines()]
    names = {one[1].lower() for one in found if one} & _OF_MAIL
    is_first = first[1].lower() in _OF_MAIL or first[1].lower().startswith(b"x-")
    return is_first and len(names) >= 3 and bool(names & _PROOF_OF_MAIL)
