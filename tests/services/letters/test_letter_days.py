"""Property: no letter asks for, promises or announces something on a day that is past."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from tests.services import sample_office as sample
from tests.services.act_examples import CONSULTED
from tests.services.letters.letter_office import (
    INTENDED,
    QUESTION,
    drafted,
    issued,
    text_of,
    with_evidence,
    with_texts,
)
from tests.services.sample_office import ANALYST, NOW, REASON, REF, Office

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import AHEAD, ASKED_BY, WRITTEN
from landwaiter.errors import Invalid, NotAllowed

ASKING = [kind for kind in LetterKind if AHEAD[kind]]
SAID = {
    "earlier.number": "PL1-000001/1",
    "decision.intended": "Release is refused.",
    "decision.grounds": "No authorisation was shown.",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One item is consulted on and held on another track too; a question is open, a hearing too.

    The letters of both are issued: some day they are served, or not.
    """
    office = sample.an_office(tmp_path_factory.mktemp("days"))
    with_texts(office)
    for step in CONSULTED:
        step(office)
    office.act(ANALYST, "open_track", track=TrackLetter.L, item=1, basis="UCC 188")
    office.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    folder = office.path.parent
    with_evidence(office, folder)
    issued(office, LetterKind.INFORMATION, folder / "asked.pdf")
    office.act(ANALYST, "hear", to="the exporter", reason="No licence.", law="customs")
    issued(office, LetterKind.HEARING, folder / "heard.pdf", say=INTENDED, exhibits=("E-01",))
    yield office
    office.close()


@effort(max_examples=25, deadline=None)
@given(
    kind=st.sampled_from(ASKING),
    later=st.integers(0, 120),
    said=st.none() | st.integers(-30, 200),
    rows=st.booleans(),
    served=st.none() | st.integers(0, 120),
)
def test_no_day_that_is_past_stands_under_an_ask(
    office: Office,
    kind: LetterKind,
    later: int,
    said: int | None,
    served: int | None,
    *,
    rows: bool,
) -> None:
    office.clock.at = NOW + timedelta(days=later)
    today = local_date(office.clock.at, "PL")
    if served is not None and served <= later:
        day = NOW.date() + timedelta(days=served)
        for letter in (1, 2):
            how = "by hand"
            office.act(ANALYST, "serve_letter", letter=letter, date=day, how=how, reason=REASON)
    wanted = {path: text for path, text in SAID.items() if path in WRITTEN[kind]}
    stated = sorted(AHEAD[kind].intersection(WRITTEN[kind]))
    given = None if said is None else NOW.date() + timedelta(days=said)
    if given is not None:
        wanted |= {path: given.isoformat() for path in stated}
    by = given if kind in ASKED_BY else None
    asks = [QUESTION] if rows and kind is LetterKind.INFORMATION else []
    try:
        say = [f"{a}={b}" for a, b in wanted.items()]
        draft = drafted(office, kind, say=say, rows=asks, by=by)
    except (Invalid, NotAllowed):
        return
    numbers = {one.path: one.text for one in draft.fields if one.path == "earlier.number"}
    assert set(numbers.values()) <= {SAID["earlier.number"], f"{REF}/1"}
    days = {one.path: one.day for one in draft.fields if one.path in AHEAD[kind]}
    assert all(day is not None and day >= today for day in days.values())
    if kind is LetterKind.HOLD and later > 30:
        assert "has until" not in text_of(draft)
