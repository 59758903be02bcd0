"""Before anything is typed: the cases of the person, the newest first, and what waits for them."""

from tests.services.sample_office import (
    ANALYST,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.services.people.at_hand import at_hand

OTHER = "PL1-2026-000002"


def kinds(office: Office, who: str) -> list[tuple[str, str]]:
    return [(row.kind, row.key) for row in at_hand(office.session(who))]


def test_who_did_nothing_and_has_nothing_is_shown_nothing(office: Office) -> None:
    assert kinds(office, REVIEWER) == []


def test_the_cases_of_the_person_come_newest_first_and_no_case_twice(office: Office) -> None:
    office.take_in(declared(lrn="LW-2"))
    office.act(ANALYST, "take")
    office.act(ANALYST, "note", reference=OTHER, reason="looked at")
    found = kinds(office, ANALYST)
    assert found[:2] == [("case", OTHER), ("case", REF)]
    assert len(found) == len(set(found))
    assert ("hits", "") in found, "the case that is mine has a hit"


def test_a_review_waits_for_who_may_approve(office: Office) -> None:
    office.act(ANALYST, "assess")
    for hit in office.case().hits:
        office.act(ANALYST, "judge", hit=hit.id, outcome="same", reason=REASON)
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    assert ("review", REF) in kinds(office, REVIEWER)
    assert ("review", REF) not in kinds(office, ANALYST)
