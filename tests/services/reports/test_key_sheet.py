"""The key sheet of an office holds its statements with their entries, and proves its reports."""

from pathlib import Path

import pytest
from tests.services.act_examples import PROPOSED
from tests.services.prepared import prepared
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    FIRST,
    HEAD,
    PASSWORD,
    REF,
    REVIEWER,
    Office,
)

from landwaiter.domain.people.deeds import (
    ChangePassword,
    DisableUser,
    ResetPassword,
    SecondChange,
    SetRoles,
)
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import NotAllowed
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.sections import read_me_table, signer_lines
from landwaiter.reports.proof import key_sheet
from landwaiter.reports.proof.key_sheet import KeySheet
from landwaiter.reports.proof.verify import Origin, Verification
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import freezing, reporting
from landwaiter.storage.audit.statements import read_registry

OWN = "an own sentence that is long"


def written(office: Office, folder: Path, *, name: str = "keys.json") -> KeySheet:
    path = folder / name
    reporting.write_key_sheet(office.session(HEAD), path)
    return key_sheet.read(path)


@prepared
def decided(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    office.act(REVIEWER, "approve")
    return office


def reported(office: Office, folder: Path) -> tuple[Path, ...]:
    pdf, xlsx = folder / "r.pdf", folder / "r.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, pdf=pdf, xlsx=xlsx))
    return pdf, xlsx


def judged(office: Office, files: tuple[Path, ...], *sheets: Path) -> Verification:
    return reporting.verify_reports(files, sheets, now=office.clock)


def test_the_sheet_says_what_the_casebook_itself_reads(office: Office, tmp_path: Path) -> None:
    do(office.session(ADMIN), SetRoles(REVIEWER, frozenset(["reviewer", "analyst"])))
    do(office.session(HEAD), SecondChange(REVIEWER))
    do(office.session(ADMIN), DisableUser(ANALYST))
    sheet = written(office, tmp_path)
    with office.session(HEAD).reading() as conn:
        assert sheet.registry == read_registry(conn)
    assert sheet.registry.casebook == office.session(HEAD).casebook.id
    assert len(sheet.registry.heads) == 4
    assert sheet.signer == HEAD


def test_it_counts_the_keys_that_count(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    assert reporting.write_key_sheet(office.session(HEAD), path) == 5
    do(office.session(ADMIN), DisableUser(REVIEWER))
    assert reporting.write_key_sheet(office.session(HEAD), path) == 4


def test_who_was_disabled_writes_none(office: Office, tmp_path: Path) -> None:
    session = office.session(REVIEWER)
    do(office.session(ADMIN), DisableUser(REVIEWER))
    with pytest.raises(NotAllowed):
        reporting.write_key_sheet(session, tmp_path / "keys.json")
    assert not (tmp_path / "keys.json").exists()


def test_a_decision_of_two_is_proven_by_the_sheet(decided: Office, tmp_path: Path) -> None:
    files = reported(decided, tmp_path)
    written(decided, tmp_path)
    found = judged(decided, files, tmp_path / "keys.json")
    assert found.origin is Origin.PROVEN, found.closing


def test_an_older_sheet_beside_a_newer_one_still_proves(decided: Office, tmp_path: Path) -> None:
    written(decided, tmp_path, name="1.json")
    files = reported(decided, tmp_path)
    decided.clock.move(days=1)
    do(decided.session(REVIEWER), ChangePassword(PASSWORD, OWN))
    written(decided, tmp_path, name="2.json")
    old, new = tmp_path / "1.json", tmp_path / "2.json"
    for sheets in ([old], [new], [old, new], [new, old]):
        found = judged(decided, files, *sheets)
        assert found.origin is Origin.PROVEN, found.closing
    assert any("of Rev, who signed the approval, was retired since." in s for s in found.sheets)
    assert "stands in the office’s earlier sheet" in "\n".join(found.sheets)


def test_files_made_again_after_a_new_password_are_proven(decided: Office, tmp_path: Path) -> None:
    """The dossier is of before; the key that signs the files now counts now."""
    reported(decided, tmp_path)
    do(decided.session(ANALYST), ChangePassword(PASSWORD, OWN))
    (row,) = reporting.reports_made(decided.session(ANALYST)).rows
    again = tmp_path / "again.pdf"
    reporting.render_again(decided.session(ANALYST), row.id, pdf=again, xlsx=None)
    written(decided, tmp_path)
    found = judged(decided, (again,), tmp_path / "keys.json")
    assert found.origin is Origin.PROVEN, found.closing


def test_a_key_that_waits_signs_no_report(office: Office, tmp_path: Path) -> None:
    do(office.session(ADMIN), ResetPassword(ANALYST, FIRST))
    office.sign_in_first(ANALYST)
    with pytest.raises(NotAllowed):
        run(
            office.another_session(ANALYST),
            ReportCase(CaseReport.CASE, REF, xlsx=tmp_path / "r.xlsx"),
        )
    assert reporting.reports_made(office.session(HEAD)).rows == ()


def frozen(office: Office) -> Dossier:
    return freezing.freeze(office.session(ANALYST), REF).report


def test_the_first_page_says_who_stands_for_whose_key(decided: Office) -> None:
    dossier = frozen(decided)
    assert signer_lines(dossier) == (
        "Ana, author; key of a founder",
        "Rev, approval; key of a founder",
    )
    rows = {str(row[0]): row[1] for row in read_me_table(dossier).rows}
    casebook = decided.session(ANALYST).casebook.id
    shown = " ".join(casebook[at : at + 4] for at in (0, 4, 8, 12))
    assert rows["Founding"] == shown
    assert rows["Signed by"] == "Rev, approval; key of a founder"


def test_a_colleague_of_later_is_shown_with_who_confirmed_the_key(
    office: Office, tmp_path: Path
) -> None:
    office.add("Nora", "reviewer")
    for step in PROPOSED:
        step(office)
    office.act("Nora", "approve")
    assert signer_lines(frozen(office))[1] == "Nora, approval; key confirmed by Adam and Hanna"
    files = reported(office, tmp_path)
    written(office, tmp_path)
    found = judged(office, files, tmp_path / "keys.json")
    assert found.origin is Origin.PROVEN, found.closing
