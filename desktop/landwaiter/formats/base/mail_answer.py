"""What the process that reads mails answers: a line of JSON, then bytes, whatever their form."""

import json
from dataclasses import asdict

from landwaiter.formats.base.drawn_page import DrawnPage
from landwaiter.formats.base.file_kinds import COMPOUND
from landwaiter.formats.base.mail import ReadMail, read_mail
from landwaiter.formats.base.outlook_mail import read_msg

MAIL_HEAD, MAIL_PARTS, MAIL_WORDS = "mail_head", "mail_parts", "mail_words"
"""What the process is asked for: head, text and list of parts; the same with their bytes; words."""


def draw_mail(kind: str, data: bytes) -> DrawnPage:
    """The answer of the process; an empty one for a compound file that is no mail."""
    mail = read_msg(data) if data.startswith(COMPOUND) else read_mail(data)
    if mail is None:
        return DrawnPage()
    return _words(mail) if kind == MAIL_WORDS else _line(mail, with_bytes=kind == MAIL_PARTS)


def _words(mail: ReadMail) -> DrawnPage:
    head = mail.head
    names = (part.name for part in mail.parts)
    said = (head.sender, head.to, head.copy_to, head.subject, head.date, mail.text, *names)
    return DrawnPage(text="\n".join(said))


def _line(mail: ReadMail, *, with_bytes: bool) -> DrawnPage:
    line = {
        "head": asdict(mail.head),
        "text": mail.text,
        "parts": [
            {
                "name": part.name,
                "media_type": part.media_type,
                "size": len(part.content),
                "within": part.within,
                "mail": asdict(part.mail) if part.mail else None,
            }
            for part in mail.parts
        ],
    }
    contents = (part.content for part in mail.parts) if with_bytes else ()
    return DrawnPage(pixels=b"".join((json.dumps(line).encode(), b"\n", *contents)))
