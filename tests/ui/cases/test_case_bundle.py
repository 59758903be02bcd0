"""The bundle for a court, asked for in the window of a case."""

from pathlib import Path

from tests.ui.cases.test_case_days import REF, edge_of, open_case
from tests.ui.desk_office import Answers, Hands

from landwaiter.domain.cases.deeds_in_court import LeadByProsecutor
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.reporting import verify_reports


def test_a_bundle_is_made_as_a_folder_and_as_a_pdf(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = open_case(at_work)
    tab.act("bundle")
    assert "No decision and no prosecution" in at_work.room.desk.shell.notice.text
    assert edge_of(at_work) == "high"
    do(at_work.room.desk.known_session, LeadByProsecutor(REF, "regional prosecutor", "Ds 12/26"))
    tab.reload()
    at_work.settle()
    assert "bundle" in {found.key for found in tab.acts()}
    for form, name in (("folder", "bundle"), ("pdf", "bundle.pdf")):
        answers.answers = {"form": form, "to": "Regional Court"}
        answers.saved = [tmp_path / name]
        tab.act("bundle")
        at_work.settle()
        assert name in at_work.room.desk.shell.notice.text
        found = verify_reports([tmp_path / name])
        assert found.passed
        assert any("Redacted for court, Regional Court" in one for one in found.sentences())
    assert sorted(path.name for path in (tmp_path / "bundle").glob("*.py")) == [
        "verify_audit.py",
        "verify_report.py",
    ]


def test_nothing_is_made_where_nobody_names_a_place(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = open_case(at_work)
    do(at_work.room.desk.known_session, LeadByProsecutor(REF, "regional prosecutor", "Ds 12/26"))
    tab.reload()
    at_work.settle()
    before = set(tmp_path.iterdir())
    answers.answers = None
    tab.act("bundle")
    at_work.settle()
    assert set(tmp_path.iterdir()) == before
