"""`report case --certificate` and `verify --ca --keys`, with a certificate authority of tests."""

from pathlib import Path

import pytest
from tests.cli.terminal import Desk, typed
from tests.reports.authority import PASSWORD, an_authority

CASE = "PL1-2026-000001"
SECRET = {"LANDWAITER_CERTIFICATE_PASSWORD": PASSWORD}


@pytest.fixture
def report(desk: Desk, tmp_path: Path) -> Path:
    """The report of the case, signed with the office's certificate."""
    made = desk.types(*_options(tmp_path), environment=SECRET)
    assert made.code == 0, made.err
    return tmp_path / "case.pdf"


def _options(folder: Path) -> tuple[object, ...]:
    certificate = an_authority().p12(folder)
    return "report", "case", CASE, "--pdf", folder / "case.pdf", "--certificate", certificate


def test_the_signed_report_verifies_with_its_authority(report: Path, tmp_path: Path) -> None:
    found = typed("verify", report, "--ca", an_authority().pem(tmp_path))
    assert found.code == 3, found.err
    assert "its PAdES signature is intact and covers the whole file" in found.out
    assert "nothing is fetched from a network" in found.out


def test_another_authority_is_a_fault(report: Path, tmp_path: Path) -> None:
    other = an_authority("Root of nobody").pem(tmp_path, "other.pem")
    found = typed("verify", report, "--ca", other)
    assert found.code == 1
    assert "does not chain to the authority given" in found.out


def test_what_is_added_afterwards_is_a_fault(report: Path) -> None:
    report.write_bytes(report.read_bytes() + b"\n% seen\n")
    assert typed("verify", report).code == 1


def test_the_password_comes_from_a_file_too(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    made = desk.types(*_options(tmp_path), "--certificate-password-file", secret)
    assert made.code == 0, made.err


def test_a_wrong_password_freezes_nothing_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    made = desk.types(*_options(tmp_path), environment={**SECRET, next(iter(SECRET)): "guessed"})
    assert made.code == 1
    assert "its password is wrong" in made.err
    assert not (tmp_path / "case.pdf").exists()
    again = desk.types(*_options(tmp_path), environment=SECRET)
    assert "PL1-2026-000001-D1" in again.out


def test_a_certificate_without_a_pdf_is_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    options = ("report", "case", CASE, "--xlsx", tmp_path / "c.xlsx", "--certificate", "o.p12")
    assert desk.types(*options).code == 2
