"""Plain SQL cannot have a judgement count for a pair it was not made on, nor one person for two."""

from typing import Any

import pytest
from sqlalchemy import select
from tests.services.prepared import prepared
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
    two_items,
)

from landwaiter.errors import NotAllowed
from landwaiter.storage.schema import hits as t

OTHER = "PL1-2026-000002"


def judges(office: Office, outcome: str = "same") -> None:
    office.act(REVIEWER, "judge", hit=hit_of(office.case()).id, outcome=outcome, reason=REASON)
    if outcome == "different":
        office.act(HEAD, "second")


def row_of(office: Office) -> dict[str, Any]:
    """The judgement on the first case, as it stands in the casebook."""
    with office.session(ANALYST).reading() as conn:
        query = select(t.judgement).where(t.judgement.c.hit_id == hit_of(office.case()).id)
        return dict(conn.execute(query).mappings().one())


def as_taken_over(office: Office, **changed: Any) -> dict[str, Any]:
    """The row that taking it over on the other case would write."""
    row = row_of(office)
    return {
        **row,
        "id": "0" * 36,
        "hit_id": hit_of(office.case(OTHER)).id,
        "origin_id": row["id"],
        "origin_reference": REF,
        "origin_author": row["author"],
        "origin_at": row["at"],
        **changed,
    }


def insert(office: Office, row: dict[str, Any]) -> None:
    with office.session(ANALYST).writing("attack") as work:
        work.quiet()
        work.conn.execute(t.judgement.insert().values(row))


@prepared
def two_cases(office: Office) -> Office:
    """Two hits of one pair, the second waits."""
    office.take_in(*two_items(lrn="LW-2"))
    judges(office)
    return office


def test_the_row_itself_would_be_taken(two_cases: Office) -> None:
    insert(two_cases, as_taken_over(two_cases))
    judgement = hit_of(two_cases.case(OTHER)).judgement
    assert judgement is not None
    assert judgement.origin is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "unsure"},
        {"reason": "another reason of mine"},
        {"author": ANALYST},
        {"origin_author": ANALYST},
        {"origin_at": "2020-01-01T00:00:00Z"},
        {"party_sha256": "0" * 64},
        {"listing_sha256": "0" * 64},
        {"origin_id": "f" * 36},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_is_taken_over_is_exactly_what_was_judged(
    two_cases: Office, changed: dict[str, Any]
) -> None:
    with pytest.raises(NotAllowed, match="as it stands elsewhere"):
        insert(two_cases, as_taken_over(two_cases, **changed))


@pytest.mark.parametrize("column", ["party_sha256", "listing_sha256", "origin_id"])
def test_what_a_judgement_rests_on_is_never_changed(two_cases: Office, column: str) -> None:
    with pytest.raises(NotAllowed, match="never changed"):
        update(two_cases, column)


def update(office: Office, column: str) -> None:
    with office.session(ANALYST).writing("attack") as work:
        work.quiet()
        work.conn.exec_driver_sql(f"UPDATE judgement SET {column} = 'x'")  # noqa: S608


def test_a_revoked_judgement_is_taken_over_by_nobody(two_cases: Office) -> None:
    row = as_taken_over(two_cases)
    two_cases.act(REVIEWER, "revoke_judgement", hit=hit_of(two_cases.case()).id, reason=REASON)
    with pytest.raises(NotAllowed, match="as it stands elsewhere"):
        insert(two_cases, row)


def test_a_near_hit_is_put_aside_with_the_motion_of_its_origin_alone(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    judges(office, "different")
    with pytest.raises(NotAllowed):
        insert(office, as_taken_over(office, motion_id=None))
    insert(office, as_taken_over(office))
    judgement = hit_of(office.case(OTHER)).judgement
    assert judgement is not None
    assert (judgement.seconder, judgement.unsound) == (HEAD, "")


def test_the_motion_of_a_pair_carries_no_judgement_on_another(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2", consignee_country="HK"))
    judges(office, "different")
    row = as_taken_over(office)
    for without in ({}, {"origin_id": None}):
        with pytest.raises(NotAllowed):
            insert(office, {**row, "party_sha256": "1" * 64, **without})
