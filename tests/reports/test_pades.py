"""The second signature of a PDF, with the office's certificate, and what a reader makes of it."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.reports.authority import BEGINS, ENDS, PASSWORD, an_authority
from tests.reports.builders import MADE_AT, a_rich_dossier, a_signer
from tests.reports.received import saved

from landwaiter.errors import Invalid, NotFound
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.certificate import (
    OfficeCertificate,
    open_certificate,
    read_authorities,
)
from landwaiter.reports.proof.pades import signed_pdf
from landwaiter.reports.proof.verify import CheckedFile, State, Verification, verify_reports


@cache
def office_certificate(authority: str = "Root of the ministry") -> OfficeCertificate:
    with TemporaryDirectory() as folder:
        return open_certificate(an_authority(authority).p12(Path(folder)), PASSWORD, at=MADE_AT)


def the_signer(certificate: OfficeCertificate) -> ReportSigner:
    plain = a_signer()
    return ReportSigner(plain.name, plain.public_key, plain.sign, certificate.fingerprint)


@cache
def bare() -> bytes:
    """The report that names the certificate, before it is signed with it."""
    return render_pdf(a_rich_dossier(), signer=the_signer(office_certificate()))


@cache
def signed() -> bytes:
    return signed_pdf(bare(), office_certificate(), at=MADE_AT)


def verification(folder: Path, data: bytes, *, authority: str | None = None) -> Verification:
    roots = [an_authority(authority).pem(folder)] if authority else []
    file = saved(folder, data, "report.pdf")
    return verify_reports([file], key_sheet=None, authorities=roots)


def checked(folder: Path, data: bytes) -> CheckedFile:
    return verification(folder, data).files[0]


def said(found: Verification) -> str:
    return "\n".join(found.sentences())


def test_the_report_stands_unchanged_before_its_signature() -> None:
    assert signed().startswith(bare())
    assert len(signed()) > len(bare())


def test_an_untouched_signed_report_is_unchanged_and_intact(tmp_path: Path) -> None:
    found = verification(tmp_path, signed(), authority="Root of the ministry")
    (file,) = found.files
    assert found.passed
    assert (file.state, file.changes) == (State.UNCHANGED, ())
    assert file.pades is not None
    assert (file.pades.intact, file.pades.whole, file.pades.trusted) == (True, True, True)
    assert file.pades.at == MADE_AT
    assert "its PAdES signature is intact and covers the whole file: CN=Customs office" in said(
        found
    )
    assert "nothing is fetched from a network" in said(found)


def test_without_an_authority_the_chain_is_said_to_be_unchecked(tmp_path: Path) -> None:
    found = verification(tmp_path, signed())
    assert found.passed
    assert "give the certificate of its authority with --ca" in said(found)


def test_another_authority_refutes_the_certificate(tmp_path: Path) -> None:
    found = verification(tmp_path, signed(), authority="Root of nobody")
    assert not found.passed
    assert "does not chain to the authority given" in said(found)


def test_the_page_hashes_hold_with_the_signature_field(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        assert "/AcroForm" in pdf.Root
        assert [float(edge) for edge in pdf.Root.AcroForm.Fields[0].Rect] == [0.0] * 4
    assert checked(tmp_path, signed()).changes == ()


def test_a_signature_that_was_taken_away_is_missed(tmp_path: Path) -> None:
    found = verification(tmp_path, bare())
    assert not found.passed
    assert "carries no such signature: it was taken away" in said(found)


def test_bytes_added_after_the_signature_are_found(tmp_path: Path) -> None:
    found = verification(tmp_path, signed() + b"\n% a remark\n")
    assert not found.passed


def test_an_update_after_the_signature_is_found(tmp_path: Path) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    writer.set_info(writer.add_object(_title("Another title")))
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # not annotated there
    found = verification(tmp_path, out.getvalue())
    assert not found.passed
    assert "something was added to the file after the PAdES signature" in said(found)


def _title(text: str) -> Any:
    from pyhanko.pdf_utils.generic import (  # noqa: PLC0415  # here alone
        DictionaryObject,
        TextStringObject,
        pdf_name,
    )

    return DictionaryObject(  # type: ignore[no-untyped-call]  # not annotated there
        {pdf_name("/Title"): TextStringObject(text)}
    )


def test_a_report_saved_again_by_another_program_has_lost_its_signature(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        pdf.save(out)
    file = checked(tmp_path, out.getvalue())
    assert file.changes == ()
    assert file.pades is not None
    assert not file.pades.sound
    assert not file.consistent


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.9])
def test_a_flipped_byte_is_found(tmp_path: Path, share: float) -> None:
    data = bytearray(signed())
    data[int(len(bare()) * share)] ^= 0x01
    try:
        assert not verification(tmp_path, bytes(data)).passed
    except Invalid:
        return  # no report any more, and said so


def test_a_flipped_byte_in_the_signature_itself_is_found(tmp_path: Path) -> None:
    """The signature's own bytes end the contents, before the zeros that fill the room."""
    data = bytearray(signed())
    begin = data.index(b"/Contents <", len(bare())) + len(b"/Contents <")
    place = begin + len(data[begin : data.index(b">", begin)].rstrip(b"0")) - 20
    data[place] = ord("0") if data[place] != ord("0") else ord("1")
    assert not verification(tmp_path, bytes(data)).passed


def test_a_signature_with_another_certificate_than_the_report_names_is_found(
    tmp_path: Path,
) -> None:
    forged = signed_pdf(bare(), office_certificate("Root of nobody"), at=MADE_AT)
    found = verification(tmp_path, forged, authority="Root of nobody")
    assert not found.passed
    assert "the report names another certificate" in said(found)


def test_a_changed_page_signed_by_the_office_itself_is_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bare())) as pdf:
        content = pdf.pages[0].Contents
        stream = content[0] if isinstance(content, pikepdf.Array) else content
        stream.write(stream.read_bytes() + b"\nq Q\n")
        pdf.save(out)
    forged = signed_pdf(out.getvalue(), office_certificate(), at=MADE_AT)
    file = checked(tmp_path, forged)
    assert file.state is State.CHANGED
    assert "page 1" in {change.place for change in file.changes}


def test_a_visible_field_is_a_change(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        pdf.Root.AcroForm.Fields[0].Rect = pikepdf.Array([0, 0, 300, 300])
        pdf.save(out)
    assert "form and its fields" in {
        change.place for change in checked(tmp_path, out.getvalue()).changes
    }


def test_a_signature_somebody_added_to_a_plain_report_is_told(tmp_path: Path) -> None:
    plain = render_pdf(a_rich_dossier(), signer=a_signer())
    found = verification(tmp_path, signed_pdf(plain, office_certificate(), at=MADE_AT))
    assert not found.passed
    assert "somebody added this signature" in said(found)


def test_an_rsa_certificate_signs_too(tmp_path: Path) -> None:
    issued = an_authority().issue(key=rsa.generate_private_key(65537, 2048))
    path = an_authority().p12(tmp_path, issued)
    certificate = open_certificate(path, PASSWORD, at=MADE_AT)
    plain = render_pdf(a_rich_dossier(), signer=the_signer(certificate))
    assert verification(tmp_path, signed_pdf(plain, certificate, at=MADE_AT)).passed


def test_a_wrong_password_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="its password is wrong"):
        open_certificate(an_authority().p12(tmp_path), "guessed", at=MADE_AT)


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.p12"
    path.write_bytes(b"not a certificate")
    with pytest.raises(Invalid, match="PKCS#12"):
        open_certificate(path, PASSWORD, at=MADE_AT)
    with pytest.raises(NotFound):
        open_certificate(tmp_path / "missing.p12", PASSWORD, at=MADE_AT)


@pytest.mark.parametrize("at", [BEGINS - timedelta(days=1), ENDS + timedelta(days=1)])
def test_a_certificate_does_not_sign_outside_its_time(tmp_path: Path, at: datetime) -> None:
    with pytest.raises(Invalid, match="valid from 1 Jan 2026 to 1 Jan 2099"):
        open_certificate(an_authority().p12(tmp_path), PASSWORD, at=at)


def test_a_certificate_for_other_uses_does_not_sign(tmp_path: Path) -> None:
    path = an_authority().p12(tmp_path, an_authority().issue(signs=False))
    with pytest.raises(Invalid, match="key usage"):
        open_certificate(path, PASSWORD, at=MADE_AT)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (rsa.generate_private_key(65537, 1024), "only 1,024 bits"),  # noqa: S505  # to be refused
        (ed25519.Ed25519PrivateKey.generate(), "RSA or elliptic-curve"),
    ],
)
def test_a_weak_or_unusual_key_is_refused(tmp_path: Path, key: Any, words: str) -> None:
    path = an_authority().p12(tmp_path, an_authority().issue(key=key))
    with pytest.raises(Invalid, match=words):
        open_certificate(path, PASSWORD, at=MADE_AT)


def test_a_certificate_that_was_not_valid_when_the_report_was_made_is_not_trusted(
    tmp_path: Path,
) -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    issued = an_authority().issue(begins=later)
    certificate = open_certificate(an_authority().p12(tmp_path, issued), PASSWORD, at=later)
    plain = render_pdf(a_rich_dossier(), signer=the_signer(certificate))
    found = verification(
        tmp_path, signed_pdf(plain, certificate, at=later), authority="Root of the ministry"
    )
    assert not found.passed
    assert "valid from 1 Jan 2027" in said(found)


def test_authorities_are_read_from_pem_and_der(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    root = an_authority().certificate
    binary = tmp_path / "root.cer"
    binary.write_bytes(root.public_bytes(Encoding.DER))
    assert read_authorities((an_authority().pem(tmp_path), binary)) == (root, root)
    binary.write_bytes(b"nothing")
    with pytest.raises(Invalid, match="no certificate in PEM or DER"):
        read_authorities((binary,))
