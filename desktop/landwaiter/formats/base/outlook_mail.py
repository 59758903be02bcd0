"""Mail as Outlook saves it (`.msg`, [MS-OXMSG]): head, text, what is attached, within bounds.

Meant for the process that may do nothing else (`services/preview_child`). The compound file is read
by olefile; which of its streams is what stands here. Nothing is loaded that a mail refers to, and
nothing in an attachment is run or opened.
"""

import email.utils
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import olefile

from landwaiter.domain.evidence.mail import MailHead
from landwaiter.formats.base.drawn_page import PictureRefusal
from landwaiter.formats.base.mail import (
    IDENTITY,
    MOST_MAILS,
    MOST_PART_BYTES,
    MOST_REFERENCES,
    MOST_SECTIONS,
    MailBody,
    MailBounds,
    MailPart,
    ReadMail,
    decoded_text,
    file_name,
    head_of_fields,
    one_line,
    shown_text,
    split_mail,
    told_of_file,
)

_PROPERTIES = "__properties_version1.0"
_ATTACHED, _RECIPIENT = "__attach_version1.0_", "__recip_version1.0_"
_HEADS = MappingProxyType({"mail": 32, "nested": 24, "other": 8})
"""Bytes before the first entry of a stream of properties, by whose properties they are."""
_ENTRY = struct.Struct("<HHI8s")
_MOST_STRING = 4 << 20
"""Bytes of one stream that is read as a text."""
_WIDE, _NARROW, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"

# Properties of [MS-OXPROPS], by their numbers.
_CLASS, _SUBJECT, _BODY, _RTF, _HTML = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013
_HEADERS, _MESSAGE_ID, _REFERENCES, _ANSWERS = 0x007D, 0x1035, 0x1039, 0x1042
_SENT_AT, _CODE_PAGE, _HTML_CODE_PAGE = 0x0039, 0x3FFD, 0x3FDE
_SENDERS = ((0x0042, (0x5D02, 0x0065)), (0x0C1A, (0x5D01, 0x0C1F)))
"""Name and addresses: on whose behalf, else who sent it."""
_RECIPIENT_TYPE, _NAME, _ADDRESSES = 0x0C15, 0x3001, (0x39FE, 0x3003)
_TO, _COPY_TO = 1, 2
_SHOWN_TO, _SHOWN_COPY_TO = 0x0E04, 0x0E03
_METHOD, _CONTENT, _FILE_NAMES, _MEDIA_TYPE = 0x3705, 0x3701, (0x3707, 0x3704, _NAME), 0x370E
_BY_REFERENCE, _AS_MAIL, _AS_OBJECT = frozenset({2, 3, 4, 7}), 5, 6

_CODE_PAGES: Mapping[int, str] = {
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    936: "gbk",
    949: "cp949",
    950: "big5",
    10000: "mac-roman",
    50220: "iso2022-jp",
    51932: "euc-jp",
    51949: "euc-kr",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
    **{28590 + part: f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    28591: "latin-1",
}
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error)
"""What olefile raises for a file that is none, or is made to confuse."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read_msg(data: bytes) -> ReadMail | None:
    """Head, text and attachments of a `.msg`; None for another compound file.

    PictureRefusal for one that is damaged.
    """
    try:
        with olefile.OleFileIO(data) as file:
            root = _Storage(file, ())
            if _PROPERTIES not in root.names:
                return None
            bounds = MailBounds()
            head, text = _message(root, bounds, within=0, mails=1)
            return ReadMail(head, text, tuple(bounds.parts))
    except (*_BROKEN, RecursionError):
        raise PictureRefusal("damaged") from None


class _Storage:
    """One storage of a compound file: a mail, an attachment, a recipient; with its properties."""

    def __init__(
        self, file: olefile.OleFileIO, path: tuple[str, ...], known: frozenset[str] = frozenset()
    ) -> None:
        self._file, self._path = file, path
        depth = len(path)
        own = (
            one
            for one in file.listdir(streams=True, storages=True)
            if len(one) == depth + 1 and tuple(one[:depth]) == path
        )
        self.names = frozenset(one[depth] for one in own)
        self.notes: list[str] = []

    def within(self, name: str) -> "_Storage":
        return _Storage(self._file, (*self._path, name))

    def begins(self, beginning: str) -> list[str]:
        """Names of what lies in it and begins so, in their order."""
        return sorted(name for name in self.names if name.startswith(beginning))

    def stream(self, name: str, most: int) -> bytes:
        """The bytes of a stream, `most` of them; empty for none. Told where some are missing."""
        if name not in self.names:
            return b""
        path = [*self._path, name]
        size = self._file.get_size(path)
        content: bytes = self._file.openstream(path).read(most)
        if len(content) < min(size, most):
            self.notes.append("cut")
        return content

    def size(self, name: str) -> int:
        return int(self._file.get_size([*self._path, name])) if name in self.names else 0

    def numbers(self, head: int) -> dict[int, int]:
        """The properties of fixed length, by their number."""
        raw = self.stream(_PROPERTIES, _MOST_STRING)[head:]
        whole = len(raw) - len(raw) % _ENTRY.size
        entries = _ENTRY.iter_unpack(raw[:whole])
        return {number: int.from_bytes(value, "little") for _kind, number, _flags, value in entries}

    def text(self, number: int, charset: str) -> str:
        """A property that is a text, as it is stored; empty for none."""
        if wide := self.stream(f"__substg1.0_{number:04X}{_WIDE}", _MOST_STRING):
            return wide.decode("utf-16-le", errors="replace").rstrip("\0")
        narrow = self.stream(f"__substg1.0_{number:04X}{_NARROW}", _MOST_STRING)
        return decoded_text(narrow, charset, self.notes).rstrip("\0") if narrow else ""

    def line(self, number: int, charset: str) -> str:
        """A property that is a text, on one line."""
        return one_line(self.text(number, charset), self.notes)


def _message(
    mail: _Storage, bounds: MailBounds, *, within: int, mails: int
) -> tuple[MailHead, str]:
    numbers = mail.numbers(_HEADS["nested" if mails > 1 else "mail"])
    charset = _charset(numbers.get(_CODE_PAGE, 0))
    body = MailBody(within, mails, mail.notes)
    mail.notes.extend(_protection(mail.text(_CLASS, charset)))
    head = _head(mail, numbers, charset)
    text = _words(mail, body, charset, _charset(numbers.get(_HTML_CODE_PAGE, 0)))
    for name in mail.begins(_ATTACHED):
        bounds.sections += 1
        if bounds.sections > MOST_SECTIONS:
            mail.notes.append("too_many")
            break
        _attachment(mail.within(name), charset, bounds, body)
    return replace(head, notes=tuple(dict.fromkeys(mail.notes))), text


def _charset(code_page: int) -> str:
    """The charset of a code page of Windows; what is unknown is found to be so when it is used."""
    return _CODE_PAGES.get(code_page, f"cp{code_page & 0xFFFFFFFF}" if code_page else "utf-8")


def _protection(message_class: str) -> Iterator[str]:
    kind = message_class.casefold()
    if kind.startswith("ipm.note.smime"):
        yield "signed" if "multipartsigned" in kind else "encrypted"


def _head(mail: _Storage, numbers: Mapping[int, int], charset: str) -> MailHead:
    """As the servers wrote it where it is kept; what is missing there, as Outlook stored it."""
    stored = _stored_head(mail, numbers, charset)
    fields = mail.text(_HEADERS, charset)
    if not fields.strip():
        return stored
    found, _rest, notes = split_mail(fields.encode("utf-8", errors="replace"))
    mail.notes.extend(notes)
    sent = head_of_fields(found, mail.notes)
    if sent.sender and stored.sender and _address(sent.sender) != _address(stored.sender):
        mail.notes.append("repeated")
    given = {name: getattr(sent, name) or getattr(stored, name) for name in _SAID}
    return MailHead(**given, received=sent.received)


_SAID = ("sender", "to", "copy_to", "subject", "date", "message_id", "replies_to")


def _address(said: str) -> str:
    return email.utils.parseaddr(said)[1].casefold()


def _stored_head(mail: _Storage, numbers: Mapping[int, int], charset: str) -> MailHead:
    senders = (_person(mail, name, addresses, charset) for name, addresses in _SENDERS)
    to, copy_to = _recipients(mail, charset)
    replies = [
        one
        for number in (_ANSWERS, _REFERENCES)
        for one in IDENTITY.findall(mail.text(number, charset))
    ]
    return MailHead(
        sender=next(filter(None, senders), ""),
        to=to or mail.line(_SHOWN_TO, charset),
        copy_to=copy_to or mail.line(_SHOWN_COPY_TO, charset),
        subject=mail.line(_SUBJECT, charset),
        date=_stated_time(numbers.get(_SENT_AT, 0)),
        message_id=next(iter(IDENTITY.findall(mail.text(_MESSAGE_ID, charset))), ""),
        replies_to=tuple(dict.fromkeys(replies))[:MOST_REFERENCES],
    )


def _person(owner: _Storage, name: int, addresses: tuple[int, ...], charset: str) -> str:
    """“Jan Kowalski <jan@firma.example>”, or what of it is stored."""
    said = owner.line(name, charset)
    address = next((a for a in (owner.line(one, charset) for one in addresses) if "@" in a), "")
    if not address or address == said:
        return said
    return f"{said} <{address}>" if said else address


def _recipients(mail: _Storage, charset: str) -> tuple[str, str]:
    found: dict[int, list[str]] = {_TO: [], _COPY_TO: []}
    for name in mail.begins(_RECIPIENT)[:MOST_SECTIONS]:
        recipient = mail.within(name)
        kind = recipient.numbers(_HEADS["other"]).get(_RECIPIENT_TYPE, _TO)
        if kind in found:
            found[kind].append(_person(recipient, _NAME, _ADDRESSES, charset))
        mail.notes.extend(recipient.notes)
    to, copy_to = (", ".join(filter(None, found[kind])) for kind in (_TO, _COPY_TO))
    return one_line(to, mail.notes), one_line(copy_to, mail.notes)


def _stated_time(ticks: int) -> str:
    """A time of Windows (100 ns since 1601) as heads write it; empty for none."""
    if not ticks:
        return ""
    try:
        return email.utils.format_datetime(_EPOCH + timedelta(microseconds=ticks // 10))
    except OverflowError:
        return ""


def _words(mail: _Storage, body: MailBody, charset: str, html_charset: str) -> str:
    if plain := mail.text(_BODY, charset):
        body.plain.append(plain)
    raw = mail.stream(f"__substg1.0_{_HTML:04X}{_BINARY}", _MOST_STRING)
    html = decoded_text(raw, html_charset, mail.notes) if raw else mail.text(_HTML, charset)
    if html:
        body.html.append(html)
    is_formatted = f"__substg1.0_{_RTF:04X}{_BINARY}" in mail.names
    if is_formatted and not plain and not html:
        mail.notes.append("rtf")
    return shown_text(body)


def _attachment(attached: _Storage, charset: str, bounds: MailBounds, body: MailBody) -> None:
    method = attached.numbers(_HEADS["other"]).get(_METHOD, 1)
    name = next(filter(None, (attached.line(one, charset) for one in _FILE_NAMES)), "")
    body.notes.extend(attached.notes)
    if method in _BY_REFERENCE:
        body.notes.append("external")
    elif method == _AS_OBJECT:
        body.notes.append("object")
    elif method == _AS_MAIL:
        _nested(attached, name, bounds, body)
    else:
        stream = f"__substg1.0_{_CONTENT:04X}{_BINARY}"
        if attached.size(stream) > MOST_PART_BYTES:
            body.notes.append("too_large")
            return
        attached.notes.clear()
        content = attached.stream(stream, MOST_PART_BYTES)
        kind = attached.line(_MEDIA_TYPE, charset) or "application/octet-stream"
        body.notes.extend((*attached.notes, *told_of_file(name, kind)))
        named = file_name(name, len(bounds.parts) + 1)
        bounds.take(MailPart(named, kind, content, body.within), body.notes)


def _nested(attached: _Storage, name: str, bounds: MailBounds, body: MailBody) -> None:
    """A mail within a mail. It has no bytes of its own: its piece is made of head and text."""
    inner = f"__substg1.0_{_CONTENT:04X}{_STORAGE}"
    if inner not in attached.names:
        body.notes.append("cut")
        return
    if body.mails >= MOST_MAILS:
        body.notes.append("mails_too_deep")
        return
    no = len(bounds.parts) + 1
    taken = bounds.take(MailPart("", "message/global", b"", body.within), body.notes)
    if not taken:
        return
    head, text = _message(attached.within(inner), bounds, within=taken, mails=body.mails + 1)
    head = replace(head, notes=(*head.notes, "made"))
    named = file_name(f"{head.subject or name}.eml" if head.subject or name else "", no, ".eml")
    content = _as_mail(head, text)
    bounds.size += len(content)
    bounds.parts[taken - 1] = replace(
        bounds.parts[taken - 1], name=named, content=content, mail=head
    )


def _as_mail(head: MailHead, text: str) -> bytes:
    """Head and text as a mail is sent (RFC 6532); the same for the same mail."""
    fields = {
        "From": head.sender,
        "To": head.to,
        "Cc": head.copy_to,
        "Subject": head.subject,
        "Date": head.date,
        "Message-ID": head.message_id,
        "References": " ".join(head.replies_to),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\r\n".join((*lines, "", *text.split("\n"))).encode("utf-8", errors="replace")
