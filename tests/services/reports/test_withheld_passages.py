"""What is disclosed later is provably what was withheld."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, REASON, REF, Office

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports.reporting import ReportResult, verify_reports
from landwaiter.services.reports.withheld_passages import withheld_passages


def made(office: Office, folder: Path, name: str = "r") -> ReportResult:
    said = ReportCase(
        CaseReport.CASE,
        REF,
        folder / f"{name}.pdf",
        folder / f"{name}.xlsx",
        reader=Profile.PARTY,
        to="Gamma Logistics",
    )
    result: ReportResult = run(office.session(ANALYST), said)
    return result


def written(folder: Path, passages: list[dict[str, Any]]) -> Path:
    path = folder / "passages.json"
    path.write_text(json.dumps({"passages": passages}), encoding="utf-8")
    return path


def told_by_expert(*files: Path, passages: Path) -> tuple[int, list[str]]:
    """What the verifier of one file says, which shares no code with the program."""
    script = Path(__file__).parents[3] / "docs" / "verify_report.py"
    done = subprocess.run(
        [sys.executable, "-I", script, *files, "--passages", passages],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def about_passages(sentences: Iterable[str]) -> list[str]:
    return sorted(said for said in sentences if "the passage at" in said)


def test_each_passage_is_the_one_that_was_withheld(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "note", reason=REASON)
    result = made(office, tmp_path)
    found = withheld_passages(office.session(ANALYST), result.dossier)
    assert result.redaction is not None
    assert [one.commitment for one in found] == [o.commitment for o in result.redaction.withheld]
    assert any(REASON in json.dumps(one.passage) for one in found)
    newest = audit_page(office.session(ANALYST)).rows[0]
    assert newest.text == f"What a report withholds was read: {result.dossier}"
    path = written(tmp_path, [one.to_plain() for one in found])
    checked = verify_reports([tmp_path / "r.pdf", tmp_path / "r.xlsx"], passages=path)
    assert checked.passed
    assert len(checked.passages) == 2 * len(found)
    code, told = told_by_expert(tmp_path / "r.pdf", tmp_path / "r.xlsx", passages=path)
    assert code == 3
    assert about_passages(told) == about_passages(checked.sentences())
    assert len(about_passages(told)) == 2 * len(found)
    assert f"r.pdf: the passage at {found[0].place} is what was withheld there." in (
        checked.sentences()
    )


@pytest.mark.parametrize(
    "change",
    [{"passage": "another"}, {"place": "parties/9/name"}, {"class": "O"}, {"salt": "00" * 32}],
)
def test_another_passage_place_class_or_salt_is_not(
    office: Office, tmp_path: Path, change: dict[str, str]
) -> None:
    result = made(office, tmp_path)
    (one, *_others) = withheld_passages(office.session(ANALYST), result.dossier)
    path = written(tmp_path, [one.to_plain() | change])
    checked = verify_reports([tmp_path / "r.pdf"], passages=path)
    assert not checked.passed
    assert [held.is_withheld for held in checked.passages] == [False]
    code, told = told_by_expert(tmp_path / "r.pdf", passages=path)
    assert code == 1
    assert about_passages(told) == about_passages(checked.sentences())


def test_a_passage_of_another_report_is_not_held_by_this_one(
    office: Office, tmp_path: Path
) -> None:
    first, second = made(office, tmp_path), made(office, tmp_path, "s")
    assert first.dossier != second.dossier
    (one, *_others) = withheld_passages(office.session(ANALYST), second.dossier)
    path = written(tmp_path, [one.to_plain()])
    assert not verify_reports([tmp_path / "r.pdf"], passages=path).passed
    assert verify_reports([tmp_path / "s.pdf"], passages=path).passed


def test_what_is_no_passage_is_refused_by_its_row(office: Office, tmp_path: Path) -> None:
    made(office, tmp_path)
    path = written(tmp_path, [{"place": "facts/1/value"}])
    with pytest.raises(Invalid, match="no passage") as refused:
        verify_reports([tmp_path / "r.pdf"], passages=path)
    assert refused.value.row == 1
    code, told = told_by_expert(tmp_path / "r.pdf", passages=path)
    assert (code, told[0].startswith("CANNOT BE VERIFIED: passages.json: ")) == (2, True)
    path.write_text("no", encoding="utf-8")
    with pytest.raises(Invalid, match="not readable JSON"):
        verify_reports([tmp_path / "r.pdf"], passages=path)
    assert told_by_expert(tmp_path / "r.pdf", passages=path)[0] == 2


def test_of_a_report_for_the_office_itself_nothing_is_withheld(
    office: Office, tmp_path: Path
) -> None:
    said = ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "w.xlsx")
    whole: ReportResult = run(office.session(ANALYST), said)
    with pytest.raises(NotFound, match="Nothing is withheld"):
        withheld_passages(office.session(ANALYST), whole.dossier)
    with pytest.raises(NotFound, match="Nothing is withheld"):
        withheld_passages(office.session(ANALYST), made(office, tmp_path).dossier, place="x/1/y")
