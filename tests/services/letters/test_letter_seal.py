"""The seal of a letter that is issued with the office's certificate; the place before its date."""

import io
from pathlib import Path

import pikepdf
import pytest
from tests.reports.authority import PASSWORD, an_authority
from tests.services.act_examples import ON_TRACK_L
from tests.services.letters.letter_office import drafted, issued, with_texts
from tests.services.sample_office import ADMIN, NOW, Office
from tests.settings import change_settings

from landwaiter.canonical import sha256_hex
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import Invalid
from landwaiter.reports.paper.pdf_field import SIGNATURE_FIELD
from landwaiter.reports.proof.certificate import open_certificate, read_authorities
from landwaiter.reports.proof.pades_check import pades_of
from landwaiter.services.letters.letter_output import letter_sheet

HOLD = LetterKind.HOLD


@pytest.fixture
def held(office: Office) -> Office:
    with_texts(office)
    ON_TRACK_L(office)
    return office


def test_the_seal_covers_the_file_that_is_kept(held: Office, tmp_path: Path) -> None:
    authority, pdf = an_authority(), tmp_path / "hold.pdf"
    certificate = authority.p12(tmp_path)
    letter = issued(held, HOLD, pdf, certificate=certificate, password=PASSWORD)
    data = pdf.read_bytes()
    assert sha256_hex(data) == letter.pdf_sha256 == held.case().evidence[0].sha256
    named = open_certificate(certificate, PASSWORD, at=NOW).fingerprint
    roots = read_authorities((authority.pem(tmp_path),))
    found = pades_of(data, named=named, roots=roots, at=NOW)
    assert found.sound
    assert (found.present, found.trusted) == (True, True)
    changed = data.replace(b"/Tabs /S", b"/Tabs /R", 1) if b"/Tabs /S" in data else data + b" "
    assert not pades_of(changed, named=named, roots=roots, at=NOW).sound
    with pikepdf.open(io.BytesIO(data)) as pages:
        (field,) = pages.Root.AcroForm.Fields
        assert (str(field.T), str(field.TU)) == (SIGNATURE_FIELD, "Signature of the office")


def test_without_a_certificate_it_has_no_field(held: Office, tmp_path: Path) -> None:
    issued(held, HOLD, tmp_path / "hold.pdf")
    with pikepdf.open(tmp_path / "hold.pdf") as pages:
        assert "/AcroForm" not in pages.Root


def test_a_wrong_password_issues_nothing(held: Office, tmp_path: Path) -> None:
    certificate = an_authority().p12(tmp_path)
    with pytest.raises(Invalid, match="password is wrong"):
        issued(held, HOLD, tmp_path / "hold.pdf", certificate=certificate, password="guessed")
    assert held.case().letters == ()
    assert not (tmp_path / "hold.pdf").exists()


def test_a_polish_letter_says_the_place_before_its_date(held: Office) -> None:
    assert letter_sheet(drafted(held, HOLD)).dated.replace("\u00a0", " ") == "30 March 2026"
    change_settings(held.session(ADMIN), {"office.place": "Gdynia"})
    assert letter_sheet(drafted(held, HOLD)).dated.replace("\u00a0", " ") == "Gdynia, 30 March 2026"
