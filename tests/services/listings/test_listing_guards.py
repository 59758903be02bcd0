"""What plain SQL can do about proposals for a listing: nothing that two persons did not want.

Each attack is refused, and succeeds on a copy whose guard was taken away: the guard is what stops
it. What got past all guards is found by the check of the casebook.
"""

import json

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.listings.test_listings import (
    FIRM,
    approved,
    complete,
    fact_of,
    shown,
    submit,
    submitted,
    whole,
)
from tests.services.retention.test_removal_guards import attempt, unguarded
from tests.services.sample_office import ANALYST, EVERYTHING, HEAD, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import StateFact
from landwaiter.domain.listings.listing_proposal import ListingState
from landwaiter.errors import Fault
from landwaiter.services.casebook import rows_by_two
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.motions import motion_view

REFUSED = (DBAPIError, Fault)


def inserted(table: str, **values: object) -> str:
    cells = ", ".join("NULL" if v is None else f"'{v}'" for v in values.values())
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({cells})"  # noqa: S608


def a_part(proposal: str, **changed: object) -> str:
    values: dict[str, object] = {
        "id": "f" * 36,
        "proposal_id": proposal,
        "no": 9,
        "kind": "reason",
        "sentence": "It is owned by the state.",
        "statement_id": None,
        "certainty": "established",
        "source": "a paper",
        "read_on": "2026-03-02",
        "published": None,
        "evidence": "",
        "sha256": "0f" * 32,
        "grade": "A1",
        "releasable": 1,
        "author": ANALYST,
        "at": "2026-03-30T09:00:00Z",
        **changed,
    }
    return inserted("listing_part", **values)


def seconded_by(office: Office, motion: str, person: str) -> str:
    """The row of a second person, with a text that fits and no signature."""
    said = motion_view(office.session(ANALYST), motion)
    statement = json.dumps({"deed": "second", "motion": motion, "motion_sha256": said.text_sha256})
    own = office.session(person).casebook.user.id
    return (
        "INSERT INTO motion_second SELECT "  # noqa: S608
        f"'{'e' * 36}', id, '{person}', '{own}', 'head', key, CAST('{statement}' AS BLOB), "
        f"signature, at FROM motion WHERE id = '{motion}'"
    )


def refused_but_for(office: Office, guard: str, *statements: str) -> None:
    with pytest.raises(REFUSED):
        attempt(office, *statements)
    unguarded(office, guard)
    attempt(office, *statements)


@pytest.mark.parametrize("state", [submitted, approved])
def test_no_row_comes_once_it_is_submitted(office: Office, state: object) -> None:
    made = state(office)  # type: ignore[operator]  # one of the two
    proposal = made if isinstance(made, str) else made[0]
    refused_but_for(office, "listing_part_only_while_draft", a_part(proposal))


def test_a_row_that_came_past_the_guard_is_found_by_the_check(office: Office) -> None:
    proposal = approved(office)
    session = office.session(ANALYST)
    with session.reading() as conn:
        assert list(rows_by_two.by_one(session.casebook, conn)) == []
    refused_but_for(office, "listing_part_only_while_draft", a_part(proposal))
    with session.reading() as conn:
        (damage,) = rows_by_two.by_one(session.casebook, conn)
    assert damage.message == "Its rows are not those that two persons signed."
    assert len(shown(office).content.reasons) == 1


def test_rows_are_neither_changed_nor_removed(office: Office) -> None:
    approved(office)
    changing = "UPDATE listing_part SET sentence = 'It is owned by the state.'"
    refused_but_for(office, "listing_part_no_update", changing)
    refused_but_for(office, "listing_part_no_delete", "DELETE FROM listing_part")


def test_an_alleged_statement_is_quoted_by_no_row(office: Office) -> None:
    proposal = complete(office)
    alleged = Certainty.ALLEGED
    do(office.session(ANALYST), StateFact(FIRM, "remark", "a rival", "it lies", certainty=alleged))
    quoted = fact_of(office, "remark")
    with pytest.raises(REFUSED):
        attempt(office, a_part(proposal, certainty="alleged"))
    refused_but_for(office, "listing_part_no_surer", a_part(proposal, statement_id=quoted))


def test_nobody_approves_without_a_second_person(office: Office) -> None:
    proposal, motion = submitted(office)
    digest = shown(office).digest
    approving = inserted(
        "listing_approval",
        proposal_id=proposal,
        motion_id=motion,
        sha256=digest,
        author=HEAD,
        at="2026-03-30T09:00:00Z",
    )
    refused_but_for(office, "listing_approval_is_seconded", approving)
    assert shown(office).state is ListingState.SUBMITTED
    session = office.session(ANALYST)
    with session.reading() as conn:
        (damage,) = rows_by_two.by_one(session.casebook, conn)
    assert damage.message == "It stands as approved, and no second person wanted that."


def test_an_author_is_kept_from_seconding_by_two_guards_and_by_the_reading(office: Office) -> None:
    proposal = complete(office)
    do(office.session(EVERYTHING), whole(proposal, "It is owned by the state."))
    motion = submit(office, proposal)
    digest = shown(office).digest
    seconding = seconded_by(office, motion, EVERYTHING)
    refused_but_for(office, "second_is_not_barred", seconding)
    approving = inserted(
        "listing_approval",
        proposal_id=proposal,
        motion_id=motion,
        sha256=digest,
        author=EVERYTHING,
        at="2026-03-30T09:00:00Z",
    )
    refused_but_for(office, "listing_approval_is_anothers", approving)
    found = motion_view(office.session(ANALYST), motion)
    assert not found.valid
    assert shown(office).state is ListingState.SUBMITTED
