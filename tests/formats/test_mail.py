"""Mail of others: heads in any encoding, mail in mail, what is attached; and what is hostile."""

import base64
import hashlib
import json
from email.message import EmailMessage

import pytest

from landwaiter.formats.base import mail
from landwaiter.formats.base.file_kinds import kind_of
from landwaiter.formats.base.html_words import words_of_html
from landwaiter.formats.base.mail import file_name, read_mail
from landwaiter.formats.base.mail_answer import MAIL_HEAD, MAIL_PARTS, MAIL_WORDS, draw_mail

HEAD = "From: Jan Kowalski <jan@firma.example>\r\nTo: office@customs.example\r\n"
MACROS = b"PK\x03\x04 word/vbaProject.bin Sub AutoOpen()"


def a_mail(fields: str = "", body: str = "Good morning.\r\n", head: str = HEAD) -> bytes:
    return f"{head}{fields}\r\n{body}".encode()


def with_attachments(*files: tuple[str, bytes], subject: str = "Papers") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jan Kowalski <jan@firma.example>"
    message["To"] = "office@customs.example"
    message["Date"] = "Fri, 27 Mar 2026 09:14:00 +0100"
    message["Subject"] = subject
    message.set_content("See what is attached.\n")
    for name, content in files:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message


def many_parts(count: int) -> bytes:
    part = "--x\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n"
    return a_mail("Content-Type: multipart/mixed; boundary=x\r\n", part * count + "--x--\r\n")


def in_levels(levels: int) -> bytes:
    opened = "".join(
        f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(levels)
    )
    inner = f"--b{levels}\r\nContent-Type: text/plain\r\n\r\ninnermost\r\n"
    return a_mail("Content-Type: multipart/mixed; boundary=b0\r\n", opened + inner)


def in_mails(mails: int) -> bytes:
    found = a_mail("Subject: innermost\r\n")
    for n in range(mails):
        fields = f"Subject: level {n}\r\nContent-Type: multipart/mixed; boundary=m{n}\r\n"
        begun = f"--m{n}\r\nContent-Type: message/rfc822\r\n\r\n"
        found = a_mail(fields, begun) + found + f"\r\n--m{n}--\r\n".encode()
    return found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Za=C5=BC=C3=B3=C5=82=C4=87?=", "Zażółć"),
        ("=?iso-8859-2?Q?Za=BF=F3=B3=E6?= =?iso-8859-2?Q?_g=EA=B6l=B1?=", "Zażółć gęślą"),
        ("=?windows-1250?B?v/Oz5g==?= and more", "żółć and more"),
        ("=?utf-8?b?w7Y=?=\r\n =?utf-8?b?w7Y=?=", "öö"),
        ("on two\r\n\tlines", "on two lines"),
        ("Prüfung as it stands", "Prüfung as it stands"),
    ],
)
def test_a_subject_is_decoded(written: str, read: str) -> None:
    assert read_mail(a_mail(f"Subject: {written}\r\n")).head.subject == read


@pytest.mark.parametrize("word", ["=?x-nowhere?q?=E4?=", "=?utf-8?q?=E4?=", "=?zlib?q?=E4?="])
def test_a_wrong_charset_is_told_and_its_letters_are_guessed(word: str) -> None:
    head = read_mail(a_mail(f"Subject: {word}\r\n")).head
    assert (head.subject, head.notes) == ("ä", ("charset",))


def test_wrong_base64_in_a_subject_leaves_it_as_it_stands() -> None:
    head = read_mail(a_mail("Subject: =?utf-8?b?abcde?=\r\n")).head
    assert head.subject == "=?utf-8?b?abcde?="
    assert head.notes == ("encoding",)


def test_a_new_line_within_a_field_makes_no_other_field() -> None:
    data = a_mail("Subject: =?utf-8?q?Papers=0D=0AFrom:_president@state.example=E2=80=AE?=\r\n")
    head = read_mail(data).head
    assert head.subject == "Papers From: president@state.example\ufffd"
    assert head.sender == "Jan Kowalski <jan@firma.example>"
    assert "control" in head.notes


def test_a_head_that_states_two_senders_says_so() -> None:
    head = read_mail(a_mail("From: other@firma.example\r\n")).head
    assert head.sender == "Jan Kowalski <jan@firma.example>"
    assert "repeated" in head.notes


def test_the_rest_of_the_head_is_kept_as_stated() -> None:
    fields = (
        "Received: by a\r\nReceived: by b;\r\n Fri\r\nDate: some day\r\nMessage-ID: <7@firma>\r\n"
        "References: <1@us> <2@us>\r\nIn-Reply-To: <2@us>\r\nCc: a@b, c@d\r\n"
    )
    head = read_mail(a_mail(fields)).head
    assert (head.received, head.date, head.message_id) == (2, "some day", "<7@firma>")
    assert (head.replies_to, head.copy_to) == (("<2@us>", "<1@us>"), "a@b, c@d")


def test_names_in_any_charset_and_in_pieces_are_read() -> None:
    body = (
        "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
        " filename*0*=iso-8859-2''za%B6wiad;\r\n filename*1*=czenie.pdf\r\n\r\nA\r\n"
        '--x\r\nContent-Type: application/pdf; name="=?utf-8?q?=C5=BB.pdf?="\r\n\r\nB\r\n--x--\r\n'
    )
    found = read_mail(a_mail("Content-Type: multipart/mixed; boundary=x\r\n", body)).parts
    assert [part.name for part in found] == ["zaświadczenie.pdf", "Ż.pdf"]
    assert [part.content for part in found] == [b"A", b"B"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\a.exe", "a.exe"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("gpj.\u202efdp", "gpj.\ufffdfdp"),
        ("..", "attachment-3.bin"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere(given: str, kept: str) -> None:
    assert file_name(given, 3) == kept


def test_macros_are_kept_as_bytes() -> None:
    (part,) = read_mail(with_attachments(("order.docm", MACROS)).as_bytes()).parts
    assert (part.name, part.content) == ("order.docm", MACROS)


def test_a_mail_within_a_mail_keeps_its_bytes_and_has_its_own_attachments() -> None:
    inner = with_attachments(("invoice.pdf", b"%PDF inner"), subject="The invoice").as_bytes()
    body = b"--o\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--o--\r\n"
    outer = a_mail("Content-Type: multipart/mixed; boundary=o\r\n", "") + body
    nested, invoice = read_mail(outer).parts
    assert hashlib.sha256(nested.content).digest() == hashlib.sha256(inner).digest()
    assert (nested.name, nested.within) == ("The invoice.eml", 0)
    assert nested.mail is not None
    assert nested.mail.subject == "The invoice"
    assert (invoice.name, invoice.content, invoice.within) == ("invoice.pdf", b"%PDF inner", 1)


def test_ten_thousand_attachments_end_at_the_bound() -> None:
    found = read_mail(many_parts(10_000))
    assert len(found.parts) == mail.MOST_PARTS
    assert "too_many" in found.head.notes


def test_parts_that_lie_too_deep_stay_within() -> None:
    found = read_mail(in_levels(60))
    assert found.text == ""
    assert "too_deep" in found.head.notes
    assert read_mail(in_levels(5)).text.strip() == "innermost"


def test_mails_that_lie_too_deep_stay_within() -> None:
    found = read_mail(in_mails(60))
    assert len(found.parts) == mail.MOST_MAILS
    assert "mails_too_deep" in found.parts[-1].mail.notes  # type: ignore[union-attr]
    assert "mails_too_deep" in found.parts[-2].mail.notes  # type: ignore[union-attr]


def test_attachments_beyond_the_bound_of_bytes_stay_within(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MOST_PART_BYTES", 100)
    files = with_attachments(("a", b"a" * 60), ("b", b"b" * 60), ("c", b"c" * 40))
    found = read_mail(files.as_bytes())
    assert [part.name for part in found.parts] == ["a", "c"]
    assert "too_large" in found.head.notes


def test_wrong_base64_is_kept_as_it_was_sent() -> None:
    body = (
        "--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "JVBERi0x!\r\n--x--\r\n"
    )
    found = read_mail(a_mail("Content-Type: multipart/mixed; boundary=x\r\n", body))
    assert found.parts[0].content == b"JVBERi0x!"
    assert found.head.notes == ("encoding",)


def test_the_words_of_a_formatted_text_are_shown_and_nothing_else() -> None:
    html = (
        "<html><head><style>p{}</style><script>steal()</script></head><body><p>Dear&nbsp;all,</p>"
        '<p>see <a href="http://x.example">here</a><img src="http://x.example/1.png"></p>'
    )
    found = read_mail(a_mail("Content-Type: text/html\r\n", html))
    assert found.text.split() == ["Dear", "all,", "see", "here"]
    assert found.head.notes == ("from_html",)
    assert "steal" not in words_of_html("<script>steal()<b></b></script>words")


@pytest.mark.parametrize(
    ("fields", "body", "note"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat\r\n", "x", "tnef"),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", "x", "encrypted"),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n", "x", "sealed"),
        ("Content-Type: multipart/signed; boundary=x\r\n", "--x\r\n\r\na\r\n--x--", "signed"),
        ("", "-----BEGIN PGP MESSAGE-----\r\n", "encrypted"),
        ("Content-Type: multipart/mixed; boundary=x\r\n", "--x\r\n\r\nno end", "cut"),
        ("Content-Type: message/external-body; access-type=URL\r\n", "x", "external"),
    ],
)
def test_what_is_not_opened_or_checked_is_told(fields: str, body: str, note: str) -> None:
    assert read_mail(a_mail(fields, body)).head.notes == (note,)


def test_the_answer_carries_the_bytes_after_one_line() -> None:
    data = with_attachments(("a.bin", b"\x00\n\xff"), ("b.bin", b"")).as_bytes()
    line, _newline, contents = draw_mail(MAIL_PARTS, data).pixels.partition(b"\n")
    assert [part["size"] for part in json.loads(line)["parts"]] == [3, 0]
    assert contents == b"\x00\n\xff"
    assert draw_mail(MAIL_HEAD, data).pixels.endswith(b"\n")
    assert "See what is attached." in draw_mail(MAIL_WORDS, data).text


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (a_mail("Subject: s\r\nDate: d\r\n"), "mail"),
        (b"Received: from x\r\n by y\r\nMIME-Version: 1.0\r\nFrom: a@b\r\n\r\n", "mail"),
        (b"From:\r\n =?utf-8?q?=C5=BBar?= <a@b>\r\nTo: c@d\r\nDate: d\r\n\r\n", "mail"),
        (b"From jan Fri Mar 27\n" + a_mail("Message-ID: <1@x>\r\n"), "mail"),
        (b"To: the file\nFrom: Ana\n\nThe exporter called.", "text"),
        (b"Goods: pumps\nDate: 27 March\nFrom: Ana\nTo: x\n", "text"),
        (base64.b64encode(b"no mail at all"), "text"),
    ],
)
def test_a_mail_is_known_by_its_head(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind
