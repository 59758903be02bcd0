"""Notices: each thing that waits is told once, leads to where it is done, and is gone then."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.services.act_examples import CONSULTED
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REF, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.evidence.deeds import AddFile, WipeEvidence
from landwaiter.domain.retention.privacy import BreachStep, PrivacyTopic
from landwaiter.domain.retention.privacy_deeds import AddToBreach, LogBreach, StatePrivacyTopic
from landwaiter.services.audit.anchoring import BACKUP_FOLDER
from landwaiter.services.casebook.kept_backups import keep_backup
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.office_settings import save_draft
from landwaiter.services.people.notices import NoticeRow, NoticeWay, notices
from landwaiter.services.people.today import today_view


def told(office: Office, who: str, way: NoticeWay) -> list[NoticeRow]:
    return [one for one in notices(office.session(who)) if one.way is way]


def test_a_clock_of_law_that_ran_out_leads_to_its_case(office: Office) -> None:
    office.act(ANALYST, "take")
    for step in CONSULTED:
        step(office)
    assert not [one for one in told(office, ANALYST, NoticeWay.CASE) if one.icon == "clock"]
    office.clock.move(days=40)
    (notice,) = [one for one in told(office, ANALYST, NoticeWay.CASE) if one.icon == "clock"]
    assert (notice.title, notice.reference) == (f"The clock of {REF} ran out", REF)
    assert "Art. 21(4)" in notice.text


def test_a_breach_waits_until_it_is_said_whether_the_authority_was_told(office: Office) -> None:
    known = datetime(2026, 3, 30, 8, 0)  # in the time of the office
    do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.HOURS, "72, Act of 2018, Art. 33"))
    do(
        office.session(HEAD),
        LogBreach(known, "a disk was left in a train", "about 12,000", "names"),
    )
    assert told(office, ANALYST, NoticeWay.PRIVACY) == []
    (notice,) = told(office, REVIEWER, NoticeWay.PRIVACY)
    assert ("Breach 1" in notice.title, notice.text) == (True, "not told yet, due 2026-04-02 08:00")
    office.clock.move(days=4)
    (notice,) = told(office, REVIEWER, NoticeWay.PRIVACY)
    assert notice.text.startswith("not told, 27 hours late")
    do(office.session(HEAD), AddToBreach(1, BreachStep.UNTOLD, known, "the disk is encrypted"))
    assert told(office, REVIEWER, NoticeWay.PRIVACY) == []


def test_hits_of_ones_queue_are_counted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(office, ANALYST, NoticeWay.HITS) == []
    view = replace(today_view(office.session(ANALYST)), hits_open=3)
    monkeypatch.setattr("landwaiter.services.people.notices.today_view", lambda _session: view)
    (notice,) = told(office, ANALYST, NoticeWay.HITS)
    assert notice.title == "3 hits to judge"


def test_a_deed_that_waits_is_told_to_who_may_second_it_until_they_do(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a bystander")
    run(office.session(ANALYST), AddFile(REF, tmp_path / "a.txt"))
    do(office.session(ANALYST), WipeEvidence(REF, 1, "it shows a bystander"))
    (notice,) = told(office, REVIEWER, NoticeWay.MOTIONS)
    assert notice.title == "1 deed waits for you to second"
    assert "a.txt" in notice.text
    assert told(office, ANALYST, NoticeWay.MOTIONS) == []


def test_a_form_that_was_begun_is_told_to_who_began_it(office: Office) -> None:
    session, case = office.session(ANALYST), office.case()
    save_draft(session, f"act/{case.id}/note/", "half a sentence")
    save_draft(session, "act/019d0000-0000-7000-8000-000000000000/note/", "of a case that is gone")
    (notice,) = [one for one in told(office, ANALYST, NoticeWay.CASE) if one.icon == "edit"]
    assert (notice.title, notice.reference) == (f"1 form begun on {REF}", REF)
    assert not [one for one in told(office, REVIEWER, NoticeWay.CASE) if one.icon == "edit"]
    save_draft(session, f"act/{case.id}/note/", "")
    assert not [one for one in told(office, ANALYST, NoticeWay.CASE) if one.icon == "edit"]


def test_a_backup_that_failed_or_is_old_leads_to_the_backup(office: Office, tmp_path: Path) -> None:
    assert [one.title for one in told(office, HEAD, NoticeWay.BACKUP)] == ["No backup yet"]
    folder = tmp_path / "drive"
    change_settings(office.session(ADMIN), {BACKUP_FOLDER: str(folder)})
    assert [one.title for one in told(office, HEAD, NoticeWay.BACKUP)] == ["Backup failed"]
    folder.mkdir()
    keep_backup(office.session(ANALYST))
    assert told(office, HEAD, NoticeWay.BACKUP) == []
    office.clock.move(days=8)
    assert [one.title for one in told(office, HEAD, NoticeWay.BACKUP)] == ["Backup 8 days old"]


def test_a_list_that_is_too_old_leads_to_the_reference_data(office: Office) -> None:
    assert told(office, ANALYST, NoticeWay.REFERENCE) == []
    change_settings(office.session(ADMIN), {"age_limit.watched": "1"})
    office.clock.move(days=200)
    (notice,) = told(office, ANALYST, NoticeWay.REFERENCE)
    assert notice.title == "1 list or pack is too old"
