"""What a source says with a reservation is kept no surer than it said it."""

from collections.abc import Callable
from datetime import date

import pytest

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.checked_statements import (
    checked_fact,
    checked_link,
    checked_statement,
)
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.incidents.incident import AttributionGrade, checked_attribution
from landwaiter.errors import Invalid

ESTABLISHED, ASSESSED, REPORTED, ALLEGED = tuple(Certainty)
COURT = AttributionGrade.CONFIRMED_BY_COURT
OFFICIAL = AttributionGrade.OFFICIALLY_ATTRIBUTED
LIKELY = AttributionGrade.ASSESSED_LIKELY
CLAIMED = AttributionGrade.ALLEGED
DENIED = AttributionGrade.DENIED


def carried(certainty: Certainty, wording: str = "") -> TypedStatement:
    return TypedStatement(
        "a source",
        "B2",
        since="2026-02-01",
        certainty=certainty,
        wording=wording,
        read_on=date(2026, 3, 2),
    )


def attributed(grade: AttributionGrade, wording: str, certainty: Certainty) -> None:
    value = {"by": "somebody", "wording": wording, "attribution": grade.value}
    checked_attribution(value, carried(certainty), certainty)


def linked(kind: str, wording: str, certainty: Certainty) -> None:
    checked_link(kind, carried(certainty, wording))


def related(wording: str, certainty: Certainty) -> None:
    checked_statement("relation", {}, carried(certainty, wording))


def channelled(wording: str, certainty: Certainty) -> None:
    value = {"acquirer": "one", "channel": "hacking"}
    checked_fact("channel", value, carried(certainty, wording))


PASS: tuple[Callable[[], None], ...] = (
    lambda: attributed(LIKELY, "in our assessment most likely caused by the anchor", ASSESSED),
    lambda: attributed(CLAIMED, "unconfirmed reports speak of sabotage by agents of X", ALLEGED),
    lambda: attributed(OFFICIAL, "we attribute the intrusion to unit Y", ASSESSED),
    lambda: attributed(COURT, "the court finds the theft proved", ESTABLISHED),
    lambda: attributed(DENIED, "we had nothing to do with the alleged attack", REPORTED),
    lambda: linked("copied_from", "a copy of the type M, in our assessment", ASSESSED),
    lambda: linked("copied_from", "unconfirmed reports", ALLEGED),
    lambda: linked("licensed_from", "licence of 1988 for the type L", ESTABLISHED),
    lambda: linked("owns", "nach unbestätigten Berichten", ESTABLISHED),
    lambda: related("incomplete data", REPORTED),
)
"""What an officer may enter so: RULES 3, and the words of certainty there."""
REFUSED: tuple[tuple[Callable[[], None], str], ...] = (
    (lambda: attributed(COURT, "in our assessment most likely the ship", ASSESSED), "attribution"),
    (lambda: attributed(OFFICIAL, "most likely caused by the anchor", ASSESSED), "attribution"),
    (lambda: attributed(LIKELY, "unconfirmed reports speak of sabotage", ASSESSED), "attribution"),
    (lambda: attributed(LIKELY, "reportedly ordered by a secret service", ASSESSED), "attribution"),
    (lambda: attributed(OFFICIAL, "unit Y is believed to have done it", ASSESSED), "attribution"),
    (lambda: attributed(OFFICIAL, "agents of X are said to have done it", ASSESSED), "attribution"),
    (lambda: linked("copied_from", "a copy, in our assessment", ESTABLISHED), "certainty"),
    (lambda: linked("copied_from", "unconfirmed reports", ASSESSED), "certainty"),
    (lambda: channelled("allegedly by hacking", REPORTED), "certainty"),
    (lambda: related("practically allies, the ministry assesses", ESTABLISHED), "certainty"),
)
"""What would be surer than it was said, and the field that says so."""


@pytest.mark.parametrize("enter", PASS, ids=range(len(PASS)))
def test_what_is_no_surer_than_it_was_said_is_kept(enter: Callable[[], None]) -> None:
    enter()


@pytest.mark.parametrize(("enter", "field"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_surer_than_its_wording_is_refused(enter: Callable[[], None], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        enter()
    assert caught.value.field == field
    assert caught.value.remedy
