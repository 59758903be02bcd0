"""A mail becomes evidence: whole, with its attachments as pieces, its sender never proven."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.formats.msg_files import a_msg, attached, attached_mail, compound_file
from tests.formats.test_mail import MACROS, many_parts, with_attachments
from tests.services.sample_office import ANALYST, NOW, REF, Office

from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence
from landwaiter.errors import Unavailable
from landwaiter.formats.base import mail
from landwaiter.services.deeds.engine import run
from landwaiter.services.evidence import mail_files
from landwaiter.services.evidence.evidence_words import custody_lines, source_of, told_evidence
from landwaiter.services.evidence.mail_files import parsed
from landwaiter.services.evidence.mail_words import NOTES
from landwaiter.services.evidence.previews import preview

SENDER = "Jan Kowalski <jan@firma.example>"
Letter = Callable[[bytes], Path]


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    def write(content: bytes) -> Path:
        path = tmp_path / "letter.eml"
        path.write_bytes(content)
        return path

    return write


def test_its_attachments_are_pieces_of_their_own(office: Office, letter: Letter) -> None:
    inner = with_attachments(("invoice.pdf", b"%PDF inner"), subject="The invoice").as_bytes()
    body = b"--o\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--o--\r\n"
    fields = f"From: {SENDER}\r\nDate: 27 Mar\r\nMIME-Version: 1.0\r\n"
    head = f"{fields}Content-Type: multipart/mixed; boundary=o\r\n\r\n".encode()
    run(office.session(ANALYST), AddFile(REF, letter(head + body), place="Medyka"))
    pieces = office.case().evidence
    assert [(one.no, one.name, one.attached_to) for one in pieces] == [
        (1, "letter.eml", None),
        (1001, "The invoice.eml", 1),
        (1002, "invoice.pdf", 1001),
    ]
    assert [one.label for one in pieces] == ["E-01", "E-01.1", "E-01.2"]
    assert {event.place for piece in pieces for event in piece.custody} == {"Medyka"}
    assert pieces[1].mail is not None
    assert pieces[1].mail.subject == "The invoice"


def test_a_mail_of_outlook_is_read_as_any_other(office: Office, tmp_path: Path) -> None:
    inner = a_msg("The invoice", attached("invoice.pdf", b"%PDF inner"), text="Zażółć.")
    path = tmp_path / "letter.msg"
    path.write_bytes(a_msg("Papers", attached_mail(inner), attached("a.docm", MACROS)).bytes())
    run(office.session(ANALYST), AddFile(REF, path))
    pieces = office.case().evidence
    assert [(one.name, one.attached_to) for one in pieces] == [
        ("letter.msg", None),
        ("The invoice.eml", 1),
        ("invoice.pdf", 1001),
        ("a.docm", 1),
    ]
    assert {(one.received_from, one.stated_sender) for one in pieces} == {(SENDER, True)}
    shown = preview(office.session(ANALYST), REF, 1)
    assert f"From (as stated, not proven): {SENDER}" in shown.text
    assert "See it." in shown.text
    inner_shown = preview(office.session(ANALYST), REF, 1001)
    assert "Zażółć." in inner_shown.text
    assert "made of its head and text" in " ".join(told_evidence(pieces[1], state="PL"))


def test_another_compound_file_is_no_mail(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(compound_file({"WordDocument": b"text" * 2_000}))
    entered = run(office.session(ANALYST), AddFile(REF, path))
    assert entered.mail is None
    with pytest.raises(Unavailable, match="no preview of this kind"):
        preview(office.session(ANALYST), REF, 1)


@pytest.mark.parametrize(("name", "is_told"), [("letter.msg", True), ("old.doc", False)])
def test_a_damaged_mail_of_outlook_is_told_by_its_name(
    office: Office, tmp_path: Path, name: str, is_told: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(a_msg().bytes()[:600])
    entered = run(office.session(ANALYST), AddFile(REF, path))
    assert (entered.mail is not None and entered.mail.notes == ("unread",)) is is_told


def test_what_comes_after_a_mail_has_the_next_whole_number(
    office: Office, letter: Letter, tmp_path: Path
) -> None:
    run(office.session(ANALYST), AddFile(REF, letter(with_attachments(("a", b"%PDF")).as_bytes())))
    (tmp_path / "b.txt").write_bytes(b"later")
    entered = run(office.session(ANALYST), AddFile(REF, tmp_path / "b.txt"))
    assert entered.no == 2
    assert [one.label for one in office.case().evidence] == ["E-01", "E-01.1", "E-02"]


def test_macros_are_kept_and_given_out_as_they_came(
    office: Office, letter: Letter, tmp_path: Path
) -> None:
    mail = with_attachments(("order.docm", MACROS)).as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail)))
    out = tmp_path / "out.docm"
    run(office.session(ANALYST), ExportEvidence(REF, 1001, out))
    assert out.read_bytes() == MACROS


@pytest.mark.parametrize("given", ["", ANALYST, ANALYST.upper()])
def test_it_is_from_its_sender_as_stated_and_never_from_the_officer(
    office: Office, letter: Letter, given: str
) -> None:
    mail = with_attachments(("a.pdf", b"%PDF")).as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail), received_from=given))
    for piece in office.case().evidence:
        assert (piece.received_from, piece.stated_sender) == (SENDER, True)
        assert source_of(piece) == f"{SENDER} (as stated, not proven)"
        assert f"received from {SENDER} (as stated, not proven)" in " ".join(
            custody_lines(piece, state="PL")
        )


def test_who_handed_it_over_may_be_named_instead(office: Office, letter: Letter) -> None:
    mail = with_attachments().as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail), received_from="the declarant"))
    (piece,) = office.case().evidence
    assert source_of(piece) == "the declarant"
    assert "Sender as stated, not proven: " + SENDER in told_evidence(piece, state="PL")[0]


def test_the_day_it_states_stands_beside_when_it_was_taken_in(
    office: Office, letter: Letter
) -> None:
    run(office.session(ANALYST), AddFile(REF, letter(with_attachments().as_bytes())))
    (piece,) = office.case().evidence
    assert piece.mail is not None
    assert piece.mail.date == "Fri, 27 Mar 2026 09:14:00 +0100"
    assert piece.custody[0].at == NOW


def test_a_source_in_confidence_is_named_by_no_report(office: Office, letter: Letter) -> None:
    mail = with_attachments(("a.pdf", b"%PDF")).as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail), in_confidence=True))
    for piece in office.case().evidence:
        told = (source_of(piece), *custody_lines(piece, state="PL", for_report=True))
        assert "Kowalski" not in " ".join(told)


def test_the_same_attachment_is_kept_once(office: Office, letter: Letter) -> None:
    mail = with_attachments(("a.pdf", b"%PDF"), ("b.pdf", b"%PDF")).as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail)))
    assert [one.name for one in office.case().evidence] == ["letter.eml", "a.pdf"]


def test_more_attachments_than_the_bound_stay_within_it(office: Office, letter: Letter) -> None:
    mail = many_parts(300).replace(b"\r\nTo:", b"\r\nDate: today\r\nTo:", 1)
    entered = run(office.session(ANALYST), AddFile(REF, letter(mail)))
    assert entered.mail is not None
    assert "too_many" in entered.mail.notes
    assert any("more than 200 attachments" in said for said in entered.sentences())


def test_its_preview_is_head_text_and_names(office: Office, letter: Letter) -> None:
    mail = with_attachments(("order.docm", MACROS), subject="=?utf-8?q?=C5=BB?=")
    run(office.session(ANALYST), AddFile(REF, letter(mail.as_bytes())))
    shown = preview(office.session(ANALYST), REF, 1)
    assert f"From (as stated, not proven): {SENDER}" in shown.text
    assert "Subject: Ż" in shown.text
    assert "See what is attached." in shown.text
    assert f"order.docm (application/octet-stream, {len(MACROS)} bytes)" in shown.text


WORDS = {
    "utf-7": "Zażółć",
    "iso-2022-jp": "日本",
    "shift_jis": "日本",
    "euc-kr": "한국",
    "gb18030": "中国",
    "koi8-r": "Груз",
    "windows-1250": "Zażółć",
}


@pytest.mark.parametrize("charset", WORDS)
def test_the_process_that_may_open_nothing_knows_the_encodings(
    office: Office, letter: Letter, charset: str
) -> None:
    word = WORDS[charset]
    raw = word.encode(charset)
    encoded = base64.b64encode(raw).decode()
    percent = "".join(f"%{byte:02X}" for byte in raw)
    head = (
        f"From: =?{charset}?b?{encoded}?= <a@b.example>\r\nDate: today\r\nSubject: ä and "
        f"=?unknown?q?=E4?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.b64encode(f'<p>{word}'.encode(charset)).decode()}\r\n--x\r\n"
        f"Content-Disposition: attachment; filename*={charset}''{percent}.pdf\r\n\r\n%PDF\r\n--x--"
    )
    run(office.session(ANALYST), AddFile(REF, letter(head.encode())))
    mail, attached = office.case().evidence
    assert mail.mail is not None
    assert mail.mail.sender == f"{word} <a@b.example>"
    assert mail.mail.subject == "ä and ä"
    assert attached.name == f"{word}.pdf"
    assert word in preview(office.session(ANALYST), REF, 1).text.splitlines()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]\n",
        b'{"head": {}, "text": "", "parts": [{"name": "a", "media_type": "b", "size": 4, '
        b'"within": 0, "mail": null}]}\nabc',
        b'{"head": {}, "text": "", "parts": []}\nabc',
        b'{"head": {"received": "many"}, "text": "", "parts": []}\n',
    ],
)
def test_an_answer_that_no_mail_gives_is_refused(answer: bytes) -> None:
    with pytest.raises(Unavailable):
        parsed(answer, with_parts=True)


def test_a_mail_that_ends_the_process_is_kept_whole_and_told(
    office: Office, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_asked: object) -> None:
        raise Unavailable("it was ended by its limits")

    monkeypatch.setattr(mail_files, "decoded", ended)
    mail = with_attachments(("a.pdf", b"%PDF")).as_bytes()
    run(office.session(ANALYST), AddFile(REF, letter(mail)))
    (piece,) = office.case().evidence
    assert (piece.size, piece.received_from, piece.stated_sender) == (len(mail), "?", True)
    assert any("could not be read as a mail" in said for said in told_evidence(piece, state="PL"))


def test_a_mail_beyond_the_bound_is_kept_whole_and_told(
    office: Office, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_files, "LARGEST_MAIL", 100)
    run(office.session(ANALYST), AddFile(REF, letter(with_attachments().as_bytes())))
    (piece,) = office.case().evidence
    assert any("larger than 64 MiB" in said for said in told_evidence(piece, state="PL"))


def test_every_note_of_the_reader_has_its_words() -> None:
    source = Path(mail.__file__).read_text(encoding="utf-8")
    noted = set(re.findall(r'notes\.append\("(\w+)"\)|yield "(\w+)"|notes=\("(\w+)",\)', source))
    found = {word for words in noted for word in words if word}
    assert {"too_many", "signed", "mails_too_deep"} <= found
    assert found <= set(NOTES)
