"""Other people's mail as they sent it: head, plain text, and what is attached, within fixed bounds.

Meant for the process that may do nothing else (`services/preview_child`). Nothing is loaded that a
mail refers to, no link is followed, nothing in an attachment is run or opened. The parts are cut
out of the bytes themselves, so that a mail within a mail keeps the hash that it came with; heads
and parameters are read by the standard library.
"""

import binascii
import codecs
import email.header
import email.message
import email.parser
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from encodings.aliases import aliases

from landwaiter.domain.evidence.mail import MailHead
from landwaiter.formats.base.html_words import words_of_html

MOST_PARTS = 200
"""Attachments that become pieces of their own, those of nested mails with them."""
MOST_PART_BYTES = 40 << 20
"""Bytes of all of them."""
MOST_LEVELS = 30
"""How deep parts may lie within parts."""
MOST_MAILS = 5
"""How deep mails may lie within mails."""
MOST_SECTIONS = 5_000
"""Parts that are looked at, attachments or not."""
_MOST_HEAD = 256 << 10
_MOST_FIELD = 2_000
MOST_REFERENCES = 50
_MOST_TEXT = 100_000
_MOST_NAME = 120

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_LEADING_BLANK = re.compile(rb"[ \t]*\r?\n")
_LINE_END = re.compile(rb"[ \t]*\r?\n")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_FOLD = re.compile(r"\r?\n[ \t]*")
IDENTITY = re.compile(r"<[^<>\s]{1,250}>")
_NESTED = frozenset({"message/rfc822", "message/global", "message/news"})
_ONCE = ("from", "subject", "date", "message-id")
_CODECS = (
    "ascii",
    "utf_8",
    "utf_7",
    "utf_16",
    "utf_16_le",
    "utf_16_be",
    "latin_1",
    "iso8859_2",
    "iso8859_3",
    "iso8859_4",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_9",
    "iso8859_10",
    "iso8859_13",
    "iso8859_14",
    "iso8859_15",
    "iso8859_16",
    "cp437",
    "cp850",
    "cp852",
    "cp855",
    "cp866",
    "cp874",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "koi8_r",
    "koi8_u",
    "mac_roman",
    "gb2312",
    "gbk",
    "gb18030",
    "big5",
    "shift_jis",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "euc_kr",
    "cp949",
)
# All of it is loaded before the process may open no more files; no mail names another codec.
_CHARSETS: dict[str, str] = {name: codecs.lookup(name).name for name in _CODECS}
codecs.lookup("raw-unicode-escape")  # the library's own, for what stands between encoded words
_CHARSETS |= {alias: _CHARSETS[name] for alias, name in aliases.items() if name in _CHARSETS}


@dataclass(frozen=True, slots=True)
class MailPart:
    """Something attached to a mail, as bytes that nobody opened."""

    name: str
    media_type: str
    content: bytes = b""
    within: int = 0
    """Number of the nested mail that it is attached to, counted from 1; 0: the mail itself."""
    mail: MailHead | None = None
    """Of a nested mail: what it says of itself."""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail as it was sent."""

    head: MailHead
    text: str
    parts: tuple[MailPart, ...]


@dataclass(slots=True)
class MailBounds:
    """What is found while a mail and the mails within it are read; the bounds hold for all."""

    parts: list[MailPart] = field(default_factory=list)
    size: int = 0
    sections: int = 0

    def take(self, part: MailPart, notes: list[str]) -> int:
        """Its number, counted from 1; 0 where it stays within the mail alone."""
        if len(self.parts) >= MOST_PARTS:
            notes.append("too_many")
            return 0
        if self.size + len(part.content) > MOST_PART_BYTES:
            notes.append("too_large")
            return 0
        self.parts.append(part)
        self.size += len(part.content)
        return len(self.parts)


@dataclass(slots=True)
class MailBody:
    """What one mail shows of itself."""

    within: int
    mails: int
    notes: list[str]
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)


def read_mail(data: bytes) -> ReadMail:
    """Head, text and attachments of a mail, the bounds told in `head.notes`."""
    reading = MailBounds()
    head, text = _mail(data, reading, within=0, mails=1)
    return ReadMail(head, text, tuple(reading.parts))


def clean(text: str, most: int = _MOST_FIELD) -> str:
    """On one line, without what moves or hides letters."""
    shown = _UNSEEN.sub("\ufffd", _CONTROL.sub(" ", text))
    shown = shown.encode("utf-8", errors="replace").decode()
    return re.sub(r" +", " ", shown).strip()[:most]


def file_name(text: str, no: int, ending: str = ".bin") -> str:
    """A name without folders; one of our own where a mail gives none."""
    last = re.split(r"[\\/]", text)[-1]
    name = _NOT_IN_NAMES.sub("_", clean(last)).strip(" .")
    if len(name) > _MOST_NAME:
        stem, dot, end = name.rpartition(".")
        tail = dot + end if stem and len(end) <= 10 else ""
        name = name[: _MOST_NAME - len(tail)] + tail
    return name or f"attachment-{no}{ending}"


def _mail(data: bytes, reading: MailBounds, *, within: int, mails: int) -> tuple[MailHead, str]:
    fields, content, notes = split_mail(data)
    body = MailBody(within, mails, notes)
    _sections(fields, content, reading, body)
    head, text = head_of_fields(fields, notes), shown_text(body)
    return replace(head, notes=tuple(dict.fromkeys(notes))), text


def split_mail(data: bytes) -> tuple[email.message.Message, bytes, list[str]]:
    """The fields of a head and what follows it."""
    blank = _LEADING_BLANK.match(data)
    if blank:
        return email.message.Message(), data[blank.end() :], []
    end = _BLANK_LINE.search(data)
    raw = data[: end.start()] if end else data
    rest = data[end.end() :] if end else b""
    notes = ["long_head"] if len(raw) > _MOST_HEAD else []
    parser = email.parser.BytesHeaderParser()
    return parser.parsebytes(raw[:_MOST_HEAD] + b"\n\n"), rest, notes


def head_of_fields(fields: email.message.Message, notes: list[str]) -> MailHead:
    found: dict[str, list[str]] = {}
    for name, value in fields.raw_items():
        found.setdefault(name.lower(), []).append(str(value))
    if any(len(found.get(name, ())) > 1 for name in _ONCE):
        notes.append("repeated")

    def said(name: str) -> str:
        return _said(", ".join(found[name]) if name in {"to", "cc"} else found[name][0], notes)

    def shown(name: str) -> str:
        return said(name) if name in found else ""

    identities = [IDENTITY.findall(shown(name)) for name in ("in-reply-to", "references")]
    replies = dict.fromkeys(one for names in identities for one in names)
    return MailHead(
        sender=shown("from"),
        to=shown("to"),
        copy_to=shown("cc"),
        subject=shown("subject"),
        date=shown("date"),
        message_id=next(iter(IDENTITY.findall(shown("message-id"))), ""),
        replies_to=tuple(replies)[:MOST_REFERENCES],
        received=len(found.get("received", ())),
    )


def _said(raw: str, notes: list[str]) -> str:
    """A field as people read it: unfolded, its encoded words decoded, on one line."""
    text = _FOLD.sub(" ", _eight_bit(raw))[: 4 * _MOST_FIELD]
    try:
        pieces = email.header.decode_header(text)
    except (HeaderParseError, ValueError):
        notes.append("encoding")
        return clean(text)
    told = "".join(_piece(piece, charset, notes) for piece, charset in pieces)
    return one_line(told, notes)


def one_line(text: str, notes: list[str]) -> str:
    """A decoded field as `clean` gives it; signs that move or hide letters are told."""
    if _CONTROL.search(text) or _UNSEEN.search(text):
        notes.append("control")
    return clean(text)


def _piece(piece: str | bytes, charset: str | None, notes: list[str]) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:  # between encoded words the library gives the letters as Latin-1
        return piece.decode("raw-unicode-escape", errors="replace")
    return decoded_text(piece, charset, notes)


def _eight_bit(raw: str) -> str:
    """Letters beyond ASCII that stand in a head as they are: UTF-8, else Windows-1252."""
    data = raw.encode("utf-8", errors="surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def decoded_text(data: bytes, charset: str, notes: list[str]) -> str:
    """A text in the charset that it names; where it is another, UTF-8 or Windows-1252, told."""
    named = _CHARSETS.get(re.sub(r"[^a-z0-9.]+", "_", charset.strip().lower()))
    for codec in filter(None, (named, "utf-8")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != named:
            notes.append("charset")
        return text
    notes.append("charset")
    return data.decode("cp1252", errors="replace")


def _parameter(fields: email.message.Message, name: str, header: str, notes: list[str]) -> str:
    """A parameter of a field, in one piece or in several, in any charset (RFC 2231)."""
    value = fields.get_param(name, "", header=header)
    if isinstance(value, tuple):
        raw = value[2].encode("raw-unicode-escape", errors="replace")
        return decoded_text(raw, value[0] or "utf-8", notes)
    return _said(str(value or ""), notes)


def _sections(
    fields: email.message.Message, content: bytes, reading: MailBounds, body: MailBody
) -> None:
    """Every part of one mail, in the order of the mail, without recursion."""
    waiting = [(fields, content, 0)]
    while waiting:
        part, raw, level = waiting.pop()
        reading.sections += 1
        if reading.sections > MOST_SECTIONS:
            body.notes.append("too_many")
            return
        kind = part.get_content_type()
        body.notes.extend(_protection(part, kind))
        boundary = str(part.get_param("boundary", "") or "")
        if not (kind.startswith("multipart/") and boundary):
            _leaf(part, kind, raw, reading, body)
        elif level >= MOST_LEVELS:
            body.notes.append("too_deep")
        else:
            found = _between(raw, boundary, body.notes)
            room = MOST_SECTIONS - reading.sections
            inner = [(one, level + 1) for one, _at in zip(found, range(room + 1), strict=False)]
            for one, depth in reversed(inner):
                section, rest, _long = split_mail(one)
                waiting.append((section, rest, depth))


def _between(raw: bytes, boundary: str, notes: list[str]) -> Iterator[bytes]:
    sign = re.escape(boundary.encode("utf-8", errors="surrogateescape"))
    start: int | None = None
    for found in re.finditer(rb"(?:\A|\r?\n)--" + sign + rb"(--)?[ \t]*(?=\r?\n|\Z)", raw):
        if start is not None:
            yield raw[start : max(start, found.start())]
        if found[1]:
            return
        line = _LINE_END.match(raw, found.end())
        start = line.end() if line else found.end()
    notes.append("cut")
    if start is not None:
        yield raw[start:]


def _protection(part: email.message.Message, kind: str) -> Iterator[str]:
    if kind == "multipart/signed":
        yield "signed"
    if kind == "multipart/encrypted":
        yield "encrypted"
    if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        signed = "signed" in str(part.get_param("smime-type", "") or "")
        yield "sealed" if signed else "encrypted"


def _leaf(
    part: email.message.Message, kind: str, raw: bytes, reading: MailBounds, body: MailBody
) -> None:
    notes = body.notes
    content = _content(part, raw, notes)
    name = _parameter(part, "filename", "content-disposition", notes)
    name = name or _parameter(part, "name", "content-type", notes)
    if kind in _NESTED:
        _nested(name, kind, content, reading, body)
        return
    attached = str(part.get("content-disposition", "")).strip().lower().startswith("attachment")
    if kind in {"text/plain", "text/html"} and not attached and not name:
        charset = str(part.get_param("charset", "") or "utf-8")
        text = decoded_text(content, charset, notes)
        (body.plain if kind == "text/plain" else body.html).append(text)
        return
    notes.extend(told_of_file(name, kind))
    if kind == "message/external-body":
        notes.append("external")
    named = file_name(name, len(reading.parts) + 1)
    reading.take(MailPart(named, kind, content, body.within), notes)


def told_of_file(name: str, kind: str) -> Iterator[str]:
    """What an attached file says of itself that is told and not opened."""
    if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        yield "tnef"
    if name.lower().endswith(".rpmsg"):
        yield "encrypted"


def _nested(name: str, kind: str, content: bytes, reading: MailBounds, body: MailBody) -> None:
    """A mail within a mail: a piece as it stands, and what is attached to it beside it."""
    no = len(reading.parts) + 1
    named = file_name(name, no, ".eml")
    if not named.lower().endswith(".eml"):
        named += ".eml"
    taken = reading.take(MailPart(named, kind, content, body.within), body.notes)
    if not taken:
        return
    if body.mails >= MOST_MAILS:
        fields, _rest, notes = split_mail(content)
        head = replace(head_of_fields(fields, notes), notes=("mails_too_deep",))
        body.notes.append("mails_too_deep")
    else:
        head, _text_of_it = _mail(content, reading, within=taken, mails=body.mails + 1)
    if not name:
        named = file_name(head.subject and f"{head.subject}.eml", no, ".eml")
    reading.parts[taken - 1] = replace(reading.parts[taken - 1], name=named, mail=head)


def _content(part: email.message.Message, raw: bytes, notes: list[str]) -> bytes:
    """What a part holds; as it was sent, and told, where it is not encoded as it says."""
    how = str(part.get("content-transfer-encoding", "")).strip().lower()
    if how == "quoted-printable":
        return binascii.a2b_qp(raw)
    if how != "base64":
        if how.startswith(("x-uu", "uu", "x-mac-binhex")):
            notes.append("encoding")
        return raw
    letters = re.sub(rb"\s+", b"", raw)
    try:
        return binascii.a2b_base64(letters, strict_mode=True) if letters else b""
    except binascii.Error:
        notes.append("encoding")
        return raw


def shown_text(body: MailBody) -> str:
    """The plain text; of a mail that has only a formatted one, its words."""
    if body.plain:
        if body.html:
            body.notes.append("formatted_too")
        text = "\n".join(body.plain)
    else:
        text = "\n".join(words_of_html(one) for one in body.html)
        if body.html:
            body.notes.append("from_html")
    for sign, note in _PGP.items():
        if sign in text:
            body.notes.append(note)
    if len(text) > _MOST_TEXT:
        body.notes.append("long_text")
    lines = text[:_MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c if c in "\n\t" else " " if _CONTROL.match(c) else c for c in lines)
    return _UNSEEN.sub("\ufffd", kept).encode("utf-8", errors="replace").decode()


_PGP: Mapping[str, str] = {
    "-----BEGIN PGP MESSAGE-----": "encrypted",
    "-----BEGIN PGP SIGNED MESSAGE-----": "signed",
}
