"""What an earlier version wrote is opened, whole and still approved in this one."""

import tarfile
from pathlib import Path

import pytest

from landwaiter.domain.case import Stage
from landwaiter.reports.verify import verify_reports
from landwaiter.services.casebooks import check, open_casebook
from landwaiter.services.cases import case_view
from landwaiter.services.validity import why_not_valid

FROZEN = Path(__file__).parent / "frozen"
PASSWORD = "frozen casebook words"  # of a casebook made for these tests


@pytest.fixture(params=sorted(folder.name for folder in FROZEN.iterdir() if folder.is_dir()))
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with tarfile.open(FROZEN / request.param / "casebook.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "casebook"


def test_a_casebook_of_an_earlier_version_is_whole_and_its_decision_still_approved(
    frozen: Path,
) -> None:
    session = open_casebook(frozen, user="anna", password=PASSWORD)
    report = check(session)
    case = case_view(session, "PL1-2026-000003").case
    session.casebook.close()
    assert report.sound, report.findings
    assert case.stage is Stage.DECIDED
    assert why_not_valid(case) == ""


@pytest.mark.parametrize("folder", sorted(f for f in FROZEN.iterdir() if f.is_dir()), ids=str)
def test_a_report_of_an_earlier_version_verifies(folder: Path) -> None:
    verification = verify_reports((folder / "case.pdf", folder / "case.xlsx"), key_sheet=None)
    assert verification.passed, verification.sentences()
    assert verification.same_dossier
