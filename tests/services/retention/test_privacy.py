"""Data protection: what the office states, what is counted, and the log of breaches."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, REVIEWER, Office
from tests.services.trade.test_erasing import a_store, erase

from landwaiter.domain.retention.privacy import (
    BreachStep,
    NoticeTo,
    PrivacyTopic,
    breach_clock,
    hours_in,
)
from landwaiter.domain.retention.privacy_deeds import (
    AddToBreach,
    LogBreach,
    RecordNotice,
    ReportPrivacy,
    StatePrivacyTopic,
)
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.retention.privacy import privacy_facts
from landwaiter.services.retention.privacy_notices import write_notice_file
from landwaiter.services.retention.privacy_words import telling
from landwaiter.services.warm.session import Session
from landwaiter.storage.reports import dossiers

TEXT = "We keep declarations for three years."
DAY = date(2026, 3, 1)
KNOWN = datetime(2026, 3, 30, 8, 0)  # in the time of the office
NOTICE = RecordNotice(
    NoticeTo.PUBLIC,
    "3",
    DAY,
    date(2026, 4, 1),
    "https://office.example/privacy",
    "Act of 2016, Art. 12",
    text=TEXT,
)
BREACH = LogBreach(KNOWN, "a backup disk was left in a train", "about 12,000", "names are known")


def test_nothing_is_preset_as_law(office: Office) -> None:
    found = privacy_facts(office.session(HEAD))
    assert found.stated == ()
    assert found.unstated == tuple(PrivacyTopic)
    assert (found.store.period, found.rules) == (None, ())


def test_the_newest_statement_counts(office: Office) -> None:
    for text in ("Customs supervision", "Customs supervision, Act of 2016"):
        do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.PURPOSE, text))
    (said,) = privacy_facts(office.session(HEAD)).stated
    assert said.said == "Customs supervision, Act of 2016"


def test_who_does_not_answer_for_it_does_not_read_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        privacy_facts(office.session(ANALYST))


def test_the_store_is_counted_by_year_and_by_party(office: Office) -> None:
    a_store(office, 12)
    found = privacy_facts(office.session(HEAD))
    assert found.store.years == {2024: 12, 2026: 3}
    assert found.parties == {2024: 14, 2026: 5}
    assert found.store.due == (2024,)
    erase(office, before=2025)
    found = privacy_facts(office.session(HEAD))
    assert (found.store.years, found.counts["trade_erased"]) == ({2026: 3}, 12)


def test_the_hours_are_what_the_office_states(office: Office) -> None:
    do(office.session(REVIEWER), BREACH)
    (before,) = privacy_facts(office.session(HEAD)).breaches
    assert before.clock.due is None
    with pytest.raises(Invalid, match="begins with"):
        do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.HOURS, "soon"))
    do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.HOURS, "72, Act of 2018, Art. 33"))
    (one,) = privacy_facts(office.session(HEAD)).breaches
    assert one.known.isoformat() == "2026-03-30T06:00:00+00:00"
    assert one.clock.due == one.known + timedelta(hours=72)


@pytest.mark.parametrize(
    ("told", "now", "late"),
    [(None, 71, False), (None, 73, True), (71, 100, False), (72, 100, False), (73, 100, True)],
)
def test_late_is_told_after_the_hours(told: int | None, now: int, *, late: bool) -> None:
    at = NOW + timedelta(hours=told) if told is not None else None
    clock = breach_clock(NOW, at, 72)
    assert clock.is_late(NOW + timedelta(hours=now)) is late


def test_who_need_not_be_told_is_told_late_by_nobody() -> None:
    clock = breach_clock(NOW, None, 72, NOW + timedelta(hours=100))
    assert not clock.is_late(NOW + timedelta(hours=200))
    both = breach_clock(NOW, NOW + timedelta(hours=80), 72, NOW + timedelta(hours=5))
    assert both.was_late
    assert both.late_by(NOW) == timedelta(hours=8)


def test_what_was_told_late_is_closed_once_it_is_said_why(office: Office) -> None:
    session = office.session(HEAD)
    do(session, StatePrivacyTopic(PrivacyTopic.HOURS, "72, Act of 2018, Art. 33"))
    do(session, BREACH)
    office.clock.move(days=6)
    session = office.session(HEAD)
    assert told_of(session).startswith("not told, ")
    add(session, BreachStep.AUTHORITY, 80, "by letter")
    assert "8 hours late, due 2026-04-02 08:00, no reason stated" in told_of(session)
    with pytest.raises(NotAllowed, match="nobody has said why") as refused:
        add(session, BreachStep.CLOSED, 81, "nothing more to do")
    assert "delay" in (refused.value.remedy or "")
    add(session, BreachStep.DELAY, 81, "the disk was missed on the third day")
    assert "8 hours late, due 2026-04-02 08:00, with the reason" in told_of(session)
    add(session, BreachStep.CLOSED, 82, "nothing more to do")
    assert privacy_facts(session).breaches[0].is_closed


def told_of(session: Session) -> str:
    (one,) = privacy_facts(session).breaches
    return ", ".join(map(str, telling(one, session.now(), session.casebook.member_state)))


def add(session: Session, step: BreachStep, hours: int, text: str) -> None:
    do(session, AddToBreach(1, step, KNOWN + timedelta(hours=hours), text))


@pytest.mark.parametrize(
    ("text", "hours"), [("72", 72), ("24, Act", 24), ("", None), ("soon", None), ("0 h", 0)]
)
def test_hours_begin_the_text(text: str, hours: int | None) -> None:
    assert hours_in(text) == hours


def test_what_is_added_to_a_breach_stays_until_it_is_closed(office: Office) -> None:
    do(office.session(REVIEWER), BREACH)
    at = KNOWN + timedelta(hours=1)
    do(office.session(HEAD), AddToBreach(1, BreachStep.AUTHORITY, at, "by letter"))
    do(office.session(HEAD), AddToBreach(1, BreachStep.CLOSED, at, "nothing more to do"))
    (one,) = privacy_facts(office.session(HEAD)).breaches
    assert [step.step for step in one.steps] == [BreachStep.AUTHORITY, BreachStep.CLOSED]
    assert one.clock.told == one.known + timedelta(hours=1)
    with pytest.raises(NotAllowed, match="closed"):
        do(office.session(HEAD), AddToBreach(1, BreachStep.MEASURE, at, "late thought"))


@pytest.mark.parametrize("step", [BreachStep.AUTHORITY, BreachStep.UNTOLD])
def test_a_breach_is_closed_once_it_is_said_whether_the_authority_was_told(
    office: Office, step: BreachStep
) -> None:
    session, at = office.session(HEAD), KNOWN + timedelta(hours=1)
    do(session, BREACH)
    for early in (BreachStep.PERSONS, BreachStep.MEASURE):
        do(session, AddToBreach(1, early, at, "done at once"))
    with pytest.raises(NotAllowed, match="whether the authority was told") as refused:
        do(session, AddToBreach(1, BreachStep.CLOSED, at, "nothing more to do"))
    assert "untold" in (refused.value.remedy or "")
    do(session, AddToBreach(1, step, at, "said as it is"))
    do(session, AddToBreach(1, BreachStep.CLOSED, at, "nothing more to do"))
    assert privacy_facts(session).breaches[0].is_closed


def test_a_closed_breach_is_opened_again_with_a_reason(office: Office) -> None:
    session, at = office.session(HEAD), KNOWN + timedelta(hours=1)
    do(session, BREACH)
    again = AddToBreach(1, BreachStep.REOPENED, at, "another disk was lost")
    with pytest.raises(NotAllowed, match="not closed"):
        do(session, again)
    do(session, AddToBreach(1, BreachStep.UNTOLD, at, "the disk is encrypted"))
    do(session, AddToBreach(1, BreachStep.CLOSED, at, "nothing more to do"))
    do(session, again)
    assert not privacy_facts(session).breaches[0].is_closed
    do(session, AddToBreach(1, BreachStep.AUTHORITY, at, "by letter"))
    do(session, AddToBreach(1, BreachStep.CLOSED, at, "nothing more to do"))
    (one,) = privacy_facts(session).breaches
    assert one.is_closed
    assert one.clock.told is not None


def test_a_step_lies_between_knowing_and_now(office: Office) -> None:
    do(office.session(REVIEWER), BREACH)
    for hours in (-1, 48):
        with pytest.raises(Invalid):
            do(
                office.session(HEAD),
                AddToBreach(1, BreachStep.MEASURE, KNOWN + timedelta(hours=hours), "locked"),
            )


def test_the_document_says_what_the_page_says(office: Office, tmp_path: Path) -> None:
    a_store(office, 5)
    do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.BASIS, "Act of 2016, Art. 4"))
    do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.HOURS, "72, Act of 2018, Art. 33"))
    do(office.session(REVIEWER), BREACH)
    office.clock.at = datetime(2026, 4, 3, 6, 0, tzinfo=UTC)
    run(office.session(REVIEWER), replace(NOTICE, to=NoticeTo.EXPORTER, whom="Tulip Chairs BV"))
    session = office.session(ADMIN)
    run(session, ReportPrivacy(tmp_path / "facts.pdf", tmp_path / "facts.xlsx"))
    with session.reading() as conn:
        newest = dossiers.dossiers(conn, before=None, limit=1)[0]
        dossier = Dossier.from_bytes(dossiers.dossier_body(conn, newest["id"]))
    said = {table.id: str(table.rows) for table in dossier.tables}
    assert "Act of 2016, Art. 4" in said["privacy_stated"]
    assert "Archive Act, Art. 6" in said["privacy_kept"]
    assert "about 12,000" in said["privacy_breaches"]
    assert "not told, 24 hours late" in said["privacy_breaches"]
    for part in ("Tulip Chairs BV", "2026-04-01", "https://office.example/privacy", TEXT):
        assert part in said["privacy_notices"]
    assert (tmp_path / "facts.pdf").stat().st_size > 1000


def test_a_notice_is_recorded_with_what_it_said(office: Office, tmp_path: Path) -> None:
    run(office.session(REVIEWER), NOTICE)
    file = tmp_path / "notice.txt"
    file.write_text(TEXT, encoding="utf-8")
    given = replace(
        NOTICE, to=NoticeTo.PERSON, whom="Jan Nowak", text="", file=file, where="letter"
    )
    assert run(office.session(HEAD), given) == 2
    newest, first = privacy_facts(office.session(ADMIN)).notices
    assert (first.no, first.to, first.said, first.file) == (1, NoticeTo.PUBLIC, TEXT, "")
    assert (newest.whom, newest.file, newest.since) == ("Jan Nowak", "notice.txt", NOTICE.since)
    write_notice_file(office.session(ADMIN), 2, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text(encoding="utf-8") == TEXT
    with pytest.raises(NotFound):
        write_notice_file(office.session(ADMIN), 1, tmp_path / "none.txt")
    with pytest.raises(NotAllowed):
        write_notice_file(office.session(ANALYST), 2, tmp_path / "none.txt")
    assert not verify_chain(office.session(ADMIN)).findings
    assert check(office.session(HEAD)).sound


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"text": ""}, "What the notice says"),
        ({"whom": "Jan Nowak"}, "nobody by name"),
        ({"to": NoticeTo.PERSON}, "To whom"),
        ({"to": NoticeTo.EXPORTER, "whom": " "}, "To whom"),
        ({"where": " "}, "Where"),
        ({"basis": ""}, "Legal basis"),
    ],
)
def test_a_notice_says_to_whom_and_what(
    office: Office, changes: dict[str, Any], missing: str
) -> None:
    with pytest.raises(Invalid, match=missing):
        run(office.session(HEAD), replace(NOTICE, **changes))
    assert privacy_facts(office.session(HEAD)).notices == ()


def test_an_analyst_records_no_notice(office: Office) -> None:
    with pytest.raises(NotAllowed):
        run(office.session(ANALYST), NOTICE)
