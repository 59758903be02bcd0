"""A bundle and its annex, signed with the office's certificate besides."""

from collections.abc import Iterator
from pathlib import Path

import page as validation
import pdfua
import pikepdf
import pytest
from tests.reports.authority import PASSWORD, an_authority
from tests.reports.paper.marks_check import faults
from tests.services.reports.bundle.court_bundle import bundled, decide, said_alone, sheet_of
from tests.services.reports.bundle.court_order import ordered
from tests.services.sample_office import ANALYST, Office, an_office

from landwaiter.errors import Invalid
from landwaiter.services.reports import reporting


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Path]]:
    place = tmp_path_factory.mktemp("signed")
    office = an_office(place)
    decide(office)
    ordered(office)
    bundled(
        office,
        folder=place / "bundle",
        pdf=place / "bundle.pdf",
        order=1,
        annex=place / "annex.pdf",
        certificate=an_authority().p12(place),
        password=PASSWORD,
    )
    sheet_of(office, place)
    an_authority().pem(place)
    yield office, place
    office.close()


FILES = ("bundle.pdf", "bundle/bundle.pdf", "annex.pdf")


@pytest.mark.parametrize("name", FILES)
def test_each_pdf_is_signed_to_its_end(signed: tuple[Office, Path], name: str) -> None:
    _office, place = signed
    authority = an_authority().pem(place)
    found = reporting.verify_reports([place / name], place / "keys.json", authorities=[authority])
    assert (found.passed, found.proven) == (True, True), found.sentences()
    (file,) = found.files
    assert file.pades is not None
    assert (file.pades.whole, file.pades.alone, file.pades.trusted) == (True, True, True)
    code, said = said_alone(place / name, "--keys", place / "keys.json")
    assert (code, "PAdES" in said) == (0, True), said


def test_the_folder_and_its_annex_are_proven(signed: tuple[Office, Path]) -> None:
    _office, place = signed
    found = reporting.verify_reports(
        [place / "bundle"], place / "keys.json", passages=place / "annex.pdf"
    )
    assert (found.passed, found.proven) == (True, True), found.sentences()
    code, said = said_alone(
        place / "bundle", "--keys", place / "keys.json", "--passages", place / "annex.pdf"
    )
    assert code == 0, said


@pytest.mark.parametrize("name", FILES)
def test_what_is_added_behind_the_signature_shows(
    signed: tuple[Office, Path], tmp_path: Path, name: str
) -> None:
    _office, place = signed
    other = tmp_path / "other.pdf"
    other.write_bytes((place / name).read_bytes() + b"\n% seen\n")
    assert not reporting.verify_reports([other]).passed


def test_a_wrong_password_leaves_nothing(signed: tuple[Office, Path], tmp_path: Path) -> None:
    office, _place = signed
    before = len(reporting.reports_made(office.session(ANALYST)).rows)
    with pytest.raises(Invalid, match="its password is wrong"):
        bundled(
            office,
            pdf=tmp_path / "b.pdf",
            certificate=an_authority().p12(tmp_path),
            password="guessed",
        )
    assert not (tmp_path / "b.pdf").exists()
    assert len(reporting.reports_made(office.session(ANALYST)).rows) == before


LENGTH = "PDFA3A-STREAM-LENGTH-001"


def ends_in_return(file: str) -> bool:
    """Such a stream the checker takes for shorter than it is, and one in 256 is such."""
    with pikepdf.open(file) as pdf:
        streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
        return any(one.read_raw_bytes().endswith(b"\r") for one in streams)


@pytest.mark.parametrize("name", FILES)
def test_each_can_be_archived_and_read_aloud(signed: tuple[Office, Path], name: str) -> None:
    """PDF/A-3a and PDF/UA-1, with exhibits attached and signed."""
    _office, place = signed
    file = str(place / name)
    for profile in ("3a", "ua1"):
        found = [one.rule_id for one in validation.validate_pdf(file, profile=profile).failures]
        assert [one for one in found if not (one == LENGTH and ends_in_return(file))] == []
    assert [one.message for one in pdfua.validate(file).findings] == []
    with pikepdf.open(file) as pdf:
        assert list(faults(pdf)) == []
