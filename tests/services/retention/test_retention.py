"""Periods, holds, the review before removal, and what a removal leaves."""

import json
from datetime import date
from typing import Any

import pytest
from tests.services.removing import due_case, move_removal, removed, set_period
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.retention.deeds import EndProceedings, LiftHold, PlaceHold, StateRegime
from landwaiter.domain.retention.retention_periods import (
    Purpose,
    Regime,
    RetentionStanding,
    StartEvent,
)
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.retention import retention_periods
from landwaiter.services.table import sessions
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.sqlite.engine import connect

NAMES = (b"Morning Lathe", b"Obrabiarki", b"machining centre")


def standing(office: Office, reference: str = REF) -> RetentionStanding:
    return retention_periods.case_retention(office.session(HEAD), reference).row.standing


def test_without_a_rule_of_the_office_nothing_falls_due(office: Office) -> None:
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    office.clock.move(days=365 * 60)
    assert standing(office) is RetentionStanding.NO_RULE


def test_a_period_needs_the_provision_it_follows(office: Office) -> None:
    with pytest.raises(Invalid, match="Source"):
        set_period(office, source=" ")


@pytest.mark.parametrize("years", [0, -1, 101])
def test_a_period_has_years_within_reason(office: Office, years: int) -> None:
    with pytest.raises(Invalid, match="1 to 100"):
        set_period(office, years=years)


def test_an_analyst_sets_no_period(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_period(office, who=ANALYST)


def test_a_case_that_is_not_closed_has_not_begun_its_period(office: Office) -> None:
    set_period(office)
    assert standing(office) is RetentionStanding.NOT_STARTED


def test_a_closed_case_waits_for_the_end_of_its_period_and_is_then_due(office: Office) -> None:
    set_period(office, years=5)
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    (row,) = (
        r for r in retention_periods.review_page(office.session(HEAD)).rows if r.reference == REF
    )
    assert (row.standing, row.due) == (RetentionStanding.RUNNING, date(2031, 3, 31))
    office.clock.move(days=366 + 365 * 4)
    assert standing(office) is RetentionStanding.RUNNING
    office.clock.move(days=1)
    assert standing(office) is RetentionStanding.DUE


def test_a_criminal_case_waits_for_the_end_of_the_proceedings(office: Office) -> None:
    head = office.session(HEAD)
    set_period(office, purpose=Purpose.CRIMINAL, start=StartEvent.PROCEEDINGS_ENDED, years=1)
    do(head, StateRegime(REF, Purpose.CRIMINAL, Regime.LAW_ENFORCEMENT, "seizure, track N"))
    office.act(ANALYST, "dismiss", reason="taken over by the prosecutor")
    office.clock.move(days=2000)
    assert standing(office) is RetentionStanding.NOT_STARTED
    do(head, EndProceedings(REF, date(2028, 5, 2), "judgment of 2 May 2028"))
    assert standing(office) is RetentionStanding.DUE


def test_the_law_enforcement_regime_is_for_criminal_cases_only(office: Office) -> None:
    with pytest.raises(Invalid, match="criminal tracks only"):
        do(
            office.session(HEAD),
            StateRegime(REF, Purpose.ADMINISTRATIVE, Regime.LAW_ENFORCEMENT, "by mistake"),
        )


def test_a_legal_hold_suspends_the_removal_until_it_is_lifted(office: Office) -> None:
    due_case(office)
    head = office.session(HEAD)
    do(head, PlaceHold(REF, "Order II K 7/31", "evidence in a civil case"))
    assert standing(office) is RetentionStanding.ON_HOLD
    with pytest.raises(NotAllowed, match="legal hold"):
        move_removal(office)
    do(head, LiftHold(REF, "the order was set aside"))
    assert standing(office) is RetentionStanding.DUE
    (hold,) = retention_periods.case_retention(head, REF).holds
    assert (hold.act, hold.end_reason, hold.ended_by) == (
        "Order II K 7/31",
        "the order was set aside",
        HEAD,
    )


def test_only_a_head_places_and_lifts_a_hold(office: Office) -> None:
    with pytest.raises(NotAllowed):
        do(office.session(REVIEWER), PlaceHold(REF, "Order", "evidence in a civil case"))
    do(office.session(HEAD), PlaceHold(REF, "Order", "evidence in a civil case"))
    with pytest.raises(NotAllowed):
        do(office.session(REVIEWER), LiftHold(REF, "no longer needed"))


def test_a_hold_that_is_not_in_force_is_not_lifted(office: Office) -> None:
    with pytest.raises(NotAllowed, match="No legal hold"):
        do(office.session(HEAD), LiftHold(REF, "no longer needed"))


def test_a_case_that_is_not_due_is_not_removed(office: Office) -> None:
    set_period(office)
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    with pytest.raises(NotAllowed, match="not due"):
        move_removal(office)


def test_a_removed_case_leaves_a_tombstone_and_the_chain_still_verifies(office: Office) -> None:
    due_case(office)
    removed(office)
    report = casebooks.check(office.session(HEAD))
    assert report.sound, report.findings
    assert report.audit.erased > 0
    (stone,) = retention_periods.tombstones_page(office.session(HEAD)).rows
    assert (stone.reference, stone.author, stone.seconder) == (REF, HEAD, REVIEWER)
    assert stone.ended == "2026-03-30"
    assert len(stone.sha256) == 64
    assert stone.rows > 5
    assert standing(office) is RetentionStanding.REMOVED


def test_nothing_of_the_substance_of_a_removed_case_is_left(office: Office) -> None:
    due_case(office)
    office.act(ANALYST, "note", reason="the Morning Lathe people called again")
    removed(office)
    said = dumped(office)
    assert not [name for name in NAMES if name in said]


def test_the_removed_case_is_still_in_the_list_with_its_identity_alone(office: Office) -> None:
    due_case(office)
    removed(office)
    case = office.case()
    assert (case.reference, case.stage, case.title) == (REF, "dismissed", "")
    left = (*case.versions, *case.parties, *case.hits, *case.flags, *case.notes)
    assert left == ()


def test_a_file_that_another_case_came_from_stays(office: Office) -> None:
    office.take_in(declared(lrn="A-1"), declared(lrn="A-2"))
    due_case(office, "PL1-2026-000002")
    before = len(office.session(HEAD).casebook.vault.names())
    removed(office, "PL1-2026-000002")
    assert len(office.session(HEAD).casebook.vault.names()) == before
    assert casebooks.check(office.session(HEAD)).sound


def test_a_file_of_the_removed_case_alone_goes_from_the_vault(office: Office) -> None:
    due_case(office)
    removed(office)
    assert office.session(HEAD).casebook.vault.names() == ()


def test_a_removed_case_takes_no_further_act(office: Office) -> None:
    due_case(office)
    removed(office)
    with pytest.raises(NotAllowed, match="removed"):
        office.act(ANALYST, "note", reason="one more thought about it")


def test_a_backup_of_a_casebook_with_a_removed_case_is_restored_whole(office: Office) -> None:
    due_case(office)
    removed(office)
    folder = office.path.parent
    run(office.session(HEAD), BackUp(folder / "b.backup"))
    casebooks.forget_here(office.session(HEAD))  # as on another machine
    casebooks.restore(folder / "b.backup", folder / "again", user=ADMIN, password=PASSWORD)
    session = sessions.open_casebook(folder / "again", user=HEAD, password=PASSWORD)
    with session.casebook:
        assert casebooks.check(session).sound
        assert [stone.reference for stone in retention_periods.tombstones_page(session).rows] == [
            REF
        ]


def test_the_period_of_an_entity_runs_from_the_end_of_its_last_case(office: Office) -> None:
    party = next(p for p in office.case().parties if p.name.startswith("Morning"))
    if party.link is None:
        office.act(ANALYST, "link", party=party.id, basis="the same address")
    set_period(office, purpose=Purpose.ENTITY, start=StartEvent.LAST_CASE_ENDED, years=2)
    rows = [
        r
        for r in retention_periods.review_page(office.session(HEAD)).rows
        if r.purpose is Purpose.ENTITY
    ]
    assert {row.standing for row in rows} == {RetentionStanding.NOT_STARTED}
    office.act(ANALYST, "dismiss", reason="declared twice by mistake")
    rows = [
        r
        for r in retention_periods.review_page(office.session(HEAD)).rows
        if r.purpose is Purpose.ENTITY
    ]
    assert {(row.standing, row.due) for row in rows} == {
        (RetentionStanding.RUNNING, date(2028, 3, 31))
    }


def dumped(office: Office) -> bytes:
    """Every value of every table but lists, packs and entities."""
    session = office.session(HEAD)
    found: list[Any] = []
    with session.reading() as conn:
        names = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            if name not in {"listing_body", "list_edition", "pack_edition", "entity"}:
                rows = conn.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
                found += [tuple(row) for row in rows]
    return json.dumps(found, default=lambda v: v.decode(errors="replace")).encode()


def test_loading_a_removed_case_needs_no_special_care(office: Office) -> None:
    due_case(office)
    removed(office)
    session = office.session(HEAD)
    with session.reading() as conn:
        case = load_case(conn, office.case().id, session.registry(conn))
    assert case.reference == REF


def test_the_signed_decision_stays_where_the_office_keeps_it(office: Office) -> None:
    set_period(office, keeps_decision=True)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason="civil use, checked with the maker")
    office.act(REVIEWER, "approve")
    office.act(ANALYST, "execute")
    office.act(ANALYST, "close")
    office.clock.move(days=6 * 366)
    before = office.case().decisions
    removed(office)
    case = office.case()
    assert case.decisions == before
    assert case.decision is not None
    assert case.decision.approval is not None
    assert case.decision.approval.valid
    assert case.parties == ()
    report = casebooks.check(office.session(HEAD))
    assert report.sound, report.findings


def test_what_was_removed_is_not_left_in_pages_that_are_free(office: Office) -> None:
    due_case(office)
    office.act(ANALYST, "note", reason="Featherstonehaugh " * 2000)
    removed(office)
    casebook = office.session(HEAD).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    (erasing,) = connection.execute("PRAGMA secure_delete").fetchone()
    connection.close()
    assert erasing == 1
    log = casebook.database.with_name("casebook.db-wal")
    assert not log.exists() or log.stat().st_size < 200_000
