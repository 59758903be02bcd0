"""Mail as Outlook saves it: head, text, attachments, mail in mail; and what is hostile."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.msg_files import (
    Msg,
    a_msg,
    attached,
    attached_mail,
    compound_file,
    person,
)

from landwaiter.formats.base.drawn_page import PictureRefusal
from landwaiter.formats.base.file_kinds import kind_of
from landwaiter.formats.base.mail import (
    MOST_MAILS,
    MOST_PART_BYTES,
    MOST_PARTS,
    ReadMail,
    read_mail,
)
from landwaiter.formats.base.mail_answer import MAIL_WORDS, draw_mail
from landwaiter.formats.base.outlook_mail import read_msg

HEADERS = (
    "Received: by a\r\nReceived: by b\r\nFrom: =?utf-8?q?Jan_Kowalski?= <jan@firma.example>\r\n"
    "To: office@customs.example\r\nSubject: =?utf-8?b?xbs=?=\r\nDate: Fri, 27 Mar 2026\r\n"
    "Message-ID: <9@firma.example>\r\n"
)


def read(msg: Msg) -> ReadMail:
    found = read_msg(msg.bytes())
    assert found is not None
    return found


def with_texts(msg: Msg, **texts: str) -> Msg:
    """The mail with properties named by their number in hexadecimal, such as `x1000`."""
    return replace(msg, texts={**msg.texts, **{int(n[1:], 16): t for n, t in texts.items()}})


def test_its_head_is_read_from_what_outlook_stored() -> None:
    head = read(a_msg()).head
    assert head.sender == "Jan Kowalski <jan@firma.example>"
    assert (head.to, head.copy_to) == ("Office <office@customs.example>", "b@x.example")
    assert (head.subject, head.date) == ("Papers", "Fri, 27 Mar 2026 08:14:00 +0000")
    assert (head.message_id, head.replies_to) == ("<7@firma.example>", ("<1@customs.example>",))
    assert head.notes == ()


def test_what_the_servers_wrote_goes_before_what_outlook_stored() -> None:
    head = read(with_texts(a_msg(), x007D=HEADERS)).head
    assert (head.subject, head.date, head.received) == ("Ż", "Fri, 27 Mar 2026", 2)
    assert (head.message_id, head.replies_to) == ("<9@firma.example>", ("<1@customs.example>",))
    assert head.notes == ()


def test_two_senders_are_told() -> None:
    head = read(with_texts(a_msg(), x007D=HEADERS, x5D01="president@state.example")).head
    assert head.sender == "Jan Kowalski <jan@firma.example>"
    assert head.notes == ("repeated",)


def test_on_whose_behalf_it_was_sent_is_its_sender() -> None:
    msg = with_texts(a_msg(), x0042="Director", x5D02="director@firma.example")
    assert read(msg).head.sender == "Director <director@firma.example>"


def test_an_address_inside_exchange_is_no_address() -> None:
    msg = with_texts(a_msg(), x5D01="", x0C1F="/O=FIRMA/CN=JAN")
    assert read(msg).head.sender == "Jan Kowalski"


def test_letters_of_a_code_page_are_read() -> None:
    msg = replace(with_texts(a_msg("Zażółć"), x1000="gęślą"), narrow="cp1250")
    found = read(replace(msg, numbers={0x3FFD: 1250}))
    assert (found.head.subject, found.text) == ("Zażółć", "gęślą")


def test_an_unknown_code_page_is_told() -> None:
    found = read(replace(a_msg("ä"), narrow="latin-1", numbers={0x3FFD: 4711}))
    assert (found.head.subject, found.head.notes) == ("ä", ("charset",))


def test_a_formatted_text_gives_its_words() -> None:
    html = "<p>Zażółć<script>steal()</script><img src='http://x.example/1'></p>".encode("cp1250")
    msg = replace(a_msg(text=""), binaries={0x1013: html})
    found = read(replace(msg, numbers={0x3FDE: 1250}))
    assert (found.text.strip(), found.head.notes) == ("Zażółć", ("from_html",))


def test_a_text_in_rtf_alone_is_told() -> None:
    found = read(replace(a_msg(text=""), binaries={0x1009: b"LZFu"}))
    assert (found.text, found.head.notes) == ("", ("rtf",))
    assert read(replace(a_msg(), binaries={0x1009: b"LZFu"})).head.notes == ()


def test_its_attachments_come_as_their_bytes() -> None:
    big = bytes(range(256)) * 40
    parts = read(
        a_msg("Papers", attached("../a.pdf", b"%PDF", "application/pdf"), attached("", big))
    ).parts
    assert [(one.name, one.media_type, one.content) for one in parts] == [
        ("a.pdf", "application/pdf", b"%PDF"),
        ("attachment-2.bin", "application/octet-stream", big),
    ]


def test_a_mail_within_is_made_of_head_and_text_and_has_its_own_attachments() -> None:
    inner = a_msg("Zapytanie ż", attached("invoice.pdf", b"%PDF"), text="line\r\nand line\r\n")
    found = read(a_msg("Forwarded", attached_mail(inner), attached("b.pdf", b"B")))
    nested, invoice, other = found.parts
    assert [(one.name, one.within) for one in found.parts] == [
        ("Zapytanie ż.eml", 0),
        ("invoice.pdf", 1),
        ("b.pdf", 0),
    ]
    assert (invoice.content, other.content) == (b"%PDF", b"B")
    assert nested.mail is not None
    assert nested.mail.notes == ("made",)
    again = read_mail(nested.content)
    assert kind_of(nested.content) == "mail"
    assert again.text.splitlines() == ["line", "and line"]
    assert again.head == replace(nested.mail, notes=())
    assert read(a_msg("Forwarded", attached_mail(inner))).parts[0] == nested


def test_mails_deeper_than_the_bound_stay_within() -> None:
    msg = a_msg("innermost")
    for level in range(MOST_MAILS + 2):
        msg = a_msg(f"level {level}", attached_mail(msg))
    parts = read(msg).parts
    assert len(parts) == MOST_MAILS - 1
    assert parts[-1].mail is not None
    assert "mails_too_deep" in parts[-1].mail.notes


@pytest.mark.parametrize(
    ("attachment", "note", "pieces"),
    [
        (Msg({0x3707: "far.docx"}, {0x3705: 7}), "external", 0),
        (Msg({0x3707: "chart"}, {0x3705: 6}, embedded=a_msg()), "object", 0),
        (Msg({0x3707: "mail"}, {0x3705: 5}), "cut", 0),
        (attached("winmail.dat", b"x"), "tnef", 1),
        (attached("message.rpmsg", b"x"), "encrypted", 1),
    ],
)
def test_what_is_not_opened_is_told(attachment: Msg, note: str, pieces: int) -> None:
    found = read(a_msg("Papers", attachment))
    assert found.head.notes == (note,)
    assert len(found.parts) == pieces


@pytest.mark.parametrize(
    ("message_class", "notes"),
    [
        ("IPM.Note.SMIME.MultipartSigned", ("signed",)),
        ("IPM.Note.SMIME", ("encrypted",)),
        ("IPM.Note", ()),
    ],
)
def test_what_protects_it_is_told(message_class: str, notes: tuple[str, ...]) -> None:
    assert read(with_texts(a_msg(), x001A=message_class)).head.notes == notes


def test_more_attachments_than_the_bound_stay_within() -> None:
    files = (attached(f"{no}.txt", b"x%d" % no) for no in range(MOST_PARTS + 5))
    found = read(a_msg("Many", *files))
    assert len(found.parts) == MOST_PARTS
    assert found.head.notes == ("too_many",)


def test_an_attachment_beyond_the_bound_of_bytes_stays_within(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("landwaiter.formats.base.outlook_mail.MOST_PART_BYTES", 5_000)
    found = read(a_msg("Big", attached("a", b"x" * 5_001), attached("b", b"y" * 5_000)))
    assert [one.name for one in found.parts] == ["b"]
    assert found.head.notes == ("too_large",)
    assert MOST_PART_BYTES > 5_000


def test_a_new_line_in_a_field_makes_no_other_field_of_a_mail_within() -> None:
    inner = a_msg("Papers\r\nFrom: president@state.example\u202e")
    nested = read(a_msg("Forwarded", attached_mail(inner))).parts[0]
    assert nested.mail is not None
    assert nested.mail.subject == "Papers From: president@state.example\ufffd"
    assert read_mail(nested.content).head.sender == "Jan Kowalski <jan@firma.example>"
    assert "control" in nested.mail.notes


def test_a_recipient_without_address_is_named() -> None:
    msg = replace(a_msg(), recipients=(person("Anna", ""), person("Bo", "bo@x.example")))
    assert read(msg).head.to == "Anna, Bo <bo@x.example>"


def test_an_older_office_file_is_no_mail() -> None:
    other = compound_file({"WordDocument": b"text" * 2_000})
    assert kind_of(other) == "compound"
    assert read_msg(other) is None
    assert not draw_mail(MAIL_WORDS, other).text


@given(st.data())
def test_a_damaged_file_gives_a_mail_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(a_msg("Papers", attached("a.pdf", b"%PDF" * 2_000)).bytes())
    for _change in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(8, len(whole)))])
    with suppress(PictureRefusal):
        found = read_msg(cut)
        assert found is None or len(found.parts) <= 1
