"""Whatever customs tell: no clock of Art. 21(4), no hold, no decision and no goods change by it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.length import LONGER
from tests.services.act_examples import (
    APPROVE,
    ASSESS,
    CONSULTED,
    DECIDED,
    HELD,
    ON_TRACK_A,
    PROPOSE,
    UNHEARD,
    does,
)
from tests.services.intake.message_files import INVENTED, TRANSIT_MRN, on_declaration
from tests.services.sample_office import ANALYST, REF, REVIEWER, Office, an_office
from tests.taking_in import taken_in

from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.intake.customs_messages import (
    CUSTOMS_MESSAGES,
    MessageEffect,
    MessageSystem,
)
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.base.customs_words import customs_cautions
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.people.notices import notices

pytestmark = pytest.mark.thorough

DECLARING = frozenset(
    {MessageEffect.DECLARATION, MessageEffect.AMENDMENT, MessageEffect.INVALIDATION}
)
TELLING = (
    *(one.code for one in CUSTOMS_MESSAGES.values() if one.effect not in DECLARING),
    *INVENTED,
)
ASKING = ("CC013C", "CC014C", "CC513C", "CC514C")
GIVEN = on_declaration("CC528C", TRANSIT_MRN, lrn="LW-1")
"""The sample came without an MRN."""


@dataclass(frozen=True)
class Settled:
    """What no message may change."""

    clocks: tuple[Any, ...]
    tracks: tuple[Any, ...]
    goods: tuple[Any, ...]
    actions: tuple[Any, ...]


def settled(office: Office) -> Settled:
    view = office.view()
    case = view.case
    return Settled(
        view.clocks,
        case.tracks,
        tuple((item.no, item.status, item.since) for item in case.items),
        case.actions,
    )


def decided(office: Office) -> tuple[Any, ...]:
    view = office.view(who=REVIEWER)
    return view.case.decision, view.case.stage, view.approved_valid, view.why_not_valid


def takes(office: Office, *messages: str) -> IntakeResult:
    path = office.path.parent / "messages.xml"
    path.write_text(f"<all>{''.join(messages)}</all>", encoding="utf-8")
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,)))
    return result


@pytest.fixture
def held(office: Office) -> Office:
    """Goods suspended on track A, the authority consulted: the clock of Art. 21(4) runs."""
    takes(office, GIVEN)
    for step in (ASSESS, *CONSULTED):
        step(office)
    assert "art_21_4" in {one.kind for one in office.view().clocks}
    return office


@pytest.mark.parametrize("code", [*TELLING, *ASKING])
def test_no_message_touches_clocks_tracks_or_goods(held: Office, code: str) -> None:
    before = settled(held)
    result = takes(held, on_declaration(code, TRANSIT_MRN, lrn=_lrn(code)))
    assert (result.updated, result.rejected, result.waiting) == (1, (), 0)
    assert settled(held) == before


def _lrn(code: str) -> str:
    return "LW-1" if code in ("CC028C", "CC029C", "CC170C", "CC013C") else ""


@pytest.mark.parametrize("code", TELLING)
def test_no_word_of_customs_opens_a_clock_on_goods_in_hand(office: Office, code: str) -> None:
    takes(office, GIVEN)
    HELD(office)
    before = settled(office)
    takes(office, on_declaration(code, TRANSIT_MRN, lrn=_lrn(code)))
    assert settled(office) == before


@pytest.mark.parametrize(
    "steps", [(ASSESS, UNHEARD, PROPOSE), DECIDED], ids=["proposed", "approved"]
)
def test_no_word_of_customs_changes_a_decision(
    office: Office, steps: tuple[Callable[[Office], None], ...]
) -> None:
    takes(office, GIVEN)
    for step in steps:
        step(office)
    before, was = decided(office), settled(office)
    result = takes(office, *(on_declaration(code, TRANSIT_MRN, lrn=_lrn(code)) for code in TELLING))
    assert result.updated == len(TELLING)
    assert decided(office) == before
    assert settled(office) == was


def test_a_proposal_can_be_approved_after_customs_told_something(office: Office) -> None:
    takes(office, GIVEN)
    for step in DECIDED[:-1]:
        step(office)
    takes(office, on_declaration("CC551C", TRANSIT_MRN))
    APPROVE(office)
    assert office.view().approved_valid


def test_a_release_of_goods_that_are_held_is_told(office: Office) -> None:
    takes(office, GIVEN)
    release = on_declaration("CC529C", TRANSIT_MRN)
    assert takes(office, release.replace("2026-03-29", "2026-03-28")).warnings == ()
    HELD(office)
    (said,) = takes(office, release).warnings
    assert said == f"{REF}: released by customs (CC529C) while goods are held here."


@pytest.mark.parametrize(
    ("code", "contradicts"),
    [
        ("CC529C", True),
        ("CC029C", True),
        ("CC525C", True),
        ("CC590C", True),
        ("CC599C", True),
        ("CC045C", True),
        ("CC551C", False),
        ("CC522C", False),
        ("CC560C", False),
        ("CC999C", False),
    ],
)
def test_what_customs_let_go_while_it_is_held_stays_in_sight(
    office: Office, code: str, *, contradicts: bool
) -> None:
    takes(office, GIVEN)
    message = on_declaration(code, TRANSIT_MRN, lrn=_lrn(code))
    assert in_sight(office) == (False, False, False)
    takes(office, message)
    assert in_sight(office) == (False, False, False), "nothing is held yet"
    HELD(office)
    assert in_sight(office) == (contradicts,) * 3
    later = message.replace("2026-03-2", "2026-05-2")
    (warned,) = takes(office, later).warnings or ("",)
    assert (f"{REF}: " in warned) is contradicts
    does("seize", item=1)(office)
    assert in_sight(office) == (contradicts,) * 3


def in_sight(office: Office) -> tuple[bool, bool, bool]:
    """On the case, in its text on the command line, and at the bell."""
    view = office.view()
    rows = notices(office.session(ANALYST))
    return (
        bool(customs_cautions(view.case)),
        "let go by customs" in "\n".join(map(str, case_lines(view))),
        any("let go by customs" in str(one.title) for one in rows),
    )


def test_a_number_without_established_meaning_is_told(office: Office) -> None:
    takes(office, GIVEN)
    for mrn in (TRANSIT_MRN, "26PL302010E10001A8"):
        (said,) = takes(office, on_declaration("CC584C", mrn)).warnings
        assert said.startswith("CC584C: what this message means is not established.")


NUMBERS = st.integers(0, 999).map(lambda number: f"CC{number:03}C")


@settings(
    max_examples=12 * LONGER,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(codes=st.lists(NUMBERS, min_size=1, max_size=8, unique=True))
def test_no_number_at_all_does(tmp_path_factory: pytest.TempPathFactory, codes: list[str]) -> None:
    office = an_office(tmp_path_factory.mktemp("office"))
    try:
        takes(office, GIVEN)
        ASSESS(office)
        ON_TRACK_A(office)
        before, stage = settled(office), office.case().stage
        kept = [code for code in codes if code not in (*ASKING, "CC015C", "CC515C")]
        if kept:
            takes(office, *(on_declaration(code, TRANSIT_MRN, lrn=_lrn(code)) for code in kept))
        assert settled(office) == before
        assert office.case().stage is stage
    finally:
        office.close()


def test_the_table_covers_both_systems() -> None:
    found = {one.system for one in CUSTOMS_MESSAGES.values()}
    assert found == set(MessageSystem)
    assert all(Path(code).name == code for code in TELLING)
