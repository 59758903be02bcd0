"""Proposals for a listing: what a row must have, what counts, what is signed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import End
from landwaiter.domain.listings.deeds import why_fixed
from landwaiter.domain.listings.listing_proposal import (
    LETTERS,
    OPEN_STATES,
    ListingPart,
    ListingPartKind,
    ListingState,
    TypedPart,
    checked_part,
    content_part,
    counting,
    lacking,
    part_label,
    why_not_complete,
)
from landwaiter.errors import Invalid

NOON = datetime(2026, 3, 30, 9, tzinfo=UTC)
TODAY = NOON.date()
REASON, COUNTER, SEARCHED = ListingPartKind
WHOLE = ListingPart(
    id="p1",
    proposal_id="l1",
    no=1,
    kind=REASON,
    sentence="It sold machine tools.",
    certainty=Certainty.REPORTED,
    source="a report",
    read_on="2026-03-02",
    sha256="0f" * 32,
    grade="B2",
    releasable=True,
    author="Ana",
    at=NOON,
)
GAPS = {
    "source": ("", "an open source"),
    "read_on": (None, "a day: read on, or published"),
    "sha256": ("", "the hash of its evidence"),
    "grade": ("", "a grade"),
    "certainty": (None, "how sure it is"),
}
"""Field → what it is without, and how that is called."""


def part(kind: ListingPartKind, no: int, *, over: bool = False) -> ListingPart:
    end = End("it is about another firm", "Ana", NOON) if over else None
    row = replace(WHOLE, id=f"{no:03}", no=no, kind=kind, end=end)
    return row if kind is not SEARCHED else replace(row, certainty=None, source="")


@given(st.sets(st.sampled_from(sorted(GAPS))))
def test_a_reason_lacks_exactly_what_it_has_not_got(gaps: set[str]) -> None:
    row = replace(WHOLE, **{name: GAPS[name][0] for name in gaps})  # type: ignore[arg-type]  # by name
    assert set(lacking(row)) == {GAPS[name][1] for name in gaps}
    said = list(why_not_complete((row, part(SEARCHED, 1))))
    assert bool(said) == bool(gaps)
    assert all("R1 “It sold machine tools.”" in one for one in said)


def test_a_day_of_publication_is_a_day() -> None:
    assert lacking(replace(WHOLE, read_on=None, published="2026-01")) == ()


def test_counter_evidence_needs_its_source_alone() -> None:
    bare = replace(WHOLE, kind=COUNTER, certainty=None, read_on=None, sha256="", grade="")
    assert lacking(bare) == ()
    assert lacking(replace(bare, source="")) == ("an open source",)


PARTS = st.lists(
    st.tuples(st.sampled_from([COUNTER, SEARCHED]), st.booleans()), min_size=1, max_size=6
)


@given(PARTS)
def test_nothing_known_counts_only_while_nothing_speaks_against_it(
    said: list[tuple[ListingPartKind, bool]],
) -> None:
    rows = [part(kind, no, over=over) for no, (kind, over) in enumerate(said, start=1)]
    searched, counter = counting(rows, SEARCHED), counting(rows, COUNTER)
    assert not (searched and counter)
    against = [row.no for row in rows if row.kind is COUNTER]
    assert all(row.no > max(against, default=0) for row in searched)


@pytest.mark.parametrize("kind", ListingPartKind)
@pytest.mark.parametrize("no", [1, 12])
def test_a_label_names_kind_and_number(kind: ListingPartKind, no: int) -> None:
    label = part(kind, no).label
    assert label == f"{LETTERS[kind]}{no}"
    assert part_label(f" {label.lower()} ") == (kind, no)


@pytest.mark.parametrize("text", ["", "R", "R0", "X1", "1", "R1 C1"])
def test_what_names_no_row_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="names no row"):
        part_label(text)


def test_what_is_alleged_is_refused_though_a_deed_would_let_it_through() -> None:
    with pytest.raises(Invalid, match="alleged enters no proposal"):
        checked_part(REASON, TypedPart("It lies.", Certainty.ALLEGED), TODAY)


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)))
def test_no_day_to_come_is_taken(day: date) -> None:
    said = TypedPart("It trades.", read_on=day)
    if day <= TODAY:
        assert checked_part(REASON, said, TODAY).read_on == day
    else:
        with pytest.raises(Invalid, match="still to come"):
            checked_part(REASON, said, TODAY)


def test_a_sentence_is_told_with_its_certainty_and_a_quotation_as_one() -> None:
    assert content_part(WHOLE).said == "It sold machine tools. (reported)"
    quoting = replace(WHOLE, statement_id="s1", certainty=Certainty.ASSESSED)
    assert content_part(quoting).said == "“It sold machine tools.” (assessed)"
    unsaid = replace(WHOLE, certainty=None)
    assert content_part(unsaid).said == "It sold machine tools. (not said how sure)"


def test_rows_change_while_it_is_open_alone() -> None:
    assert {state for state in ListingState if not why_fixed(state)} == OPEN_STATES
