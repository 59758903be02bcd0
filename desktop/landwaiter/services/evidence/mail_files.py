"""Mail among the evidence: read by the process that may do nothing else, and held against bounds.

What that process says is taken as text, names and bytes alone. A mail that cannot be read stays a
piece as any other file does, and it is told that nothing was taken out of it.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.evidence.mail import MailHead
from landwaiter.errors import Unavailable
from landwaiter.formats.base.file_kinds import HEAD, kind_of
from landwaiter.formats.base.mail import clean, file_name
from landwaiter.formats.base.mail_answer import MAIL_PARTS
from landwaiter.i18n import _
from landwaiter.services.base.decoding import WHY, Tell, decoded
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.records import from_plain

LARGEST_MAIL = 64 << 20
"""Bytes of a mail that is read."""
_MOST_TEXT = 200_000
MAILS = frozenset({"mail", "compound"})
"""Kinds of files that may be mails; the second may be something else."""
UNREAD, TOO_LARGE = "unread", "mail_too_large"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A part of a mail; its bytes where they were asked for."""

    name: str
    media_type: str
    size: int
    content: bytes
    within: int
    """Number of the nested mail it is attached to, counted from 1; 0: the mail itself."""
    mail: MailHead | None


@dataclass(frozen=True, slots=True)
class MailContent:
    """What a mail holds."""

    head: MailHead
    text: str = ""
    parts: tuple[AttachedFile, ...] = ()


def mail_in_vault(
    session: Session, sha256: str, size: int, tell: Tell = lambda: None, *, name: str = ""
) -> MailContent | None:
    """A mail with its parts; None for a file that is none.

    A file is known by how it begins. How a `.msg` begins, other files do as well: of one that
    cannot be read the file's `name` says that a mail was meant.
    """
    vault = session.casebook.vault
    kept = vault.name_of(sha256)
    with closing(vault.chunks(kept)) as chunks:
        kind = kind_of(next(chunks, b"")[:HEAD])
    if kind not in MAILS:
        return None
    is_told = kind == "mail" or name.lower().endswith(".msg")
    if size > LARGEST_MAIL:
        return MailContent(MailHead(notes=(TOO_LARGE,))) if is_told else None
    try:
        answer = decoded({"kind": MAIL_PARTS}, vault.chunks(kept), tell)
        return parsed(answer.body, with_parts=True) if answer.body else None
    except Unavailable:
        return MailContent(MailHead(notes=(UNREAD,))) if is_told else None


def parsed(body: bytes, *, with_parts: bool) -> MailContent:
    """The answer held against what it may be: the process may have been taken over."""
    line, _newline, contents = body.partition(b"\n")
    try:
        said = json.loads(line)
        parts = tuple(_parts(said["parts"], contents, with_parts=with_parts))
        return MailContent(head_of(said["head"]), str(said["text"])[:_MOST_TEXT], parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unavailable(_(WHY["damaged"])) from None


def head_of(said: Mapping[str, Any]) -> MailHead:
    """A head whose every text stands on one line; ValueError for what is none."""
    head: MailHead = from_plain(said, MailHead)
    return MailHead(
        **{
            name: clean(value) if isinstance(value, str) else value
            for name, value in said.items()
            if name in _TEXTS
        },
        replies_to=tuple(clean(one) for one in head.replies_to),
        received=head.received,
        notes=head.notes,
    )


_TEXTS = frozenset({"sender", "to", "copy_to", "subject", "date", "message_id"})


def _parts(said: Any, contents: bytes, *, with_parts: bool) -> Iterator[AttachedFile]:
    at = 0
    for no, one in enumerate(said, 1):
        size, within, mail = int(one["size"]), int(one["within"]), one["mail"]
        content = contents[at : at + size] if with_parts else b""
        if size < 0 or not 0 <= within < no or (with_parts and len(content) != size):
            raise ValueError("not what was announced")
        at += size
        media_type = clean(str(one["media_type"]), 100)
        yield AttachedFile(
            file_name(str(one["name"]), no),
            media_type or "application/octet-stream",
            size,
            content,
            within,
            None if mail is None else head_of(mail),
        )
    if with_parts and at != len(contents):
        raise ValueError("more than was announced")
