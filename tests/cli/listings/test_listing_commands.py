"""`listing …` on the command line: from a draft to two persons, and back with a reason."""

from typing import Any

import pytest
from tests.cli.terminal import REVIEWER, Desk
from tests.services.sample_office import REASON

FIRM = "Grey Heron"
WHY = ("--reason", REASON)
WHOLE = (
    *("--sentence", "It sold machine tools.", "--certainty", "reported", "--source", "a report"),
    *("--read-on", "2026-03-02", "--published", "2026-01", "--sha256", "0F" * 32, "--grade", "b2"),
)


def proposed(desk: Desk) -> str:
    desk.gets("entity", "add", FIRM, "--kind", "organisation", "--source", "register")
    desk.gets(
        *("entity", "state", FIRM, "identifier", "HR-4711", "--field", "kind=REGISTRATION"),
        *("--source", "register", "--grade", "A1"),
    )
    under = ("--act", "an act", "--criterion", "Art. 2(1)", "--annex", "Annex IV")
    return str(desk.gets("listing", "propose", FIRM, *under)["proposal"])


def submitted(desk: Desk) -> str:
    proposed(desk)
    desk.gets("listing", "reason", FIRM, "--releasable", *WHOLE)
    desk.gets("listing", "searched", FIRM, "--where", "registers of two states")
    return str(desk.gets("listing", "submit", FIRM, *WHY)["motion"])


def shown(desk: Desk, name: str = FIRM) -> dict[str, Any]:
    found: dict[str, Any] = desk.gets("listing", "show", name)
    return found


def test_a_proposal_is_approved_by_another_and_printed(desk: Desk) -> None:
    motion = submitted(desk)
    told = desk.types("listing", "show", FIRM).out
    assert f"motions second {motion}" in told
    assert "R1  It sold machine tools. (reported)" in told
    assert "a report; read on 2 Mar 2026, published Jan 2026; B2; SHA-256 0f0f" in told
    assert "releasable" in told
    assert "REGISTRATION HR-4711 (A1)" in told
    desk.colleague(REVIEWER).gets("motions", "second", motion)
    data = shown(desk)
    assert (data["state"], data["approver"]) == ("approved", REVIEWER)
    assert data["reasons"][0]["grade"] == "B2"
    assert desk.gets("listing", "list") == []
    (row,) = desk.gets("listing", "list", "--all")
    assert (row["name"], row["under"], row["reasons"]) == (FIRM, "an act, Annex IV: Art. 2(1)", 1)
    (on_entity,) = desk.gets("entity", "show", FIRM)["proposals"]
    assert (on_entity["state"], on_entity["rows"], on_entity["releasable"]) == ("approved", 2, 1)


def test_what_is_missing_is_named_with_its_sentence(desk: Desk) -> None:
    proposed(desk)
    desk.gets("listing", "reason", FIRM, "--not-releasable", "--sentence", "It sold machine tools.")
    seen = desk.types("listing", "submit", FIRM, *WHY, "--json")
    assert (seen.code, seen.data["error"]["field"]) == (1, "proposal")
    said = seen.data["error"]["message"]
    assert "R1 “It sold machine tools.” lacks an open source and a day" in said
    assert "Nobody says what speaks against it" in said


def test_a_declined_motion_returns_it_with_the_reason(desk: Desk) -> None:
    motion = submitted(desk)
    desk.colleague(REVIEWER).gets(
        "motions", "decline", motion, "--reason", "one source is too little"
    )
    data = shown(desk)
    assert (data["state"], data["why"]) == ("returned", "one source is too little")
    row = desk.gets("listing", "reason", FIRM, "--releasable", *WHOLE, "--instead", "R1")
    assert row["row"] == "R1"
    assert (
        "Status: returned to its author: one source is too little"
        in desk.types("listing", "show", FIRM).out
    )


def test_rows_are_dropped_and_a_proposal_withdrawn(desk: Desk) -> None:
    proposal = proposed(desk)
    against = ("--not-releasable", "--sentence", "It stopped.", "--source", "a letter")
    assert desk.gets("listing", "counter", FIRM, *against)["row"] == "C1"
    desk.gets("listing", "drop", FIRM, "c1", *WHY)
    assert shown(desk)["dropped"][0]["reason"] == REASON
    desk.gets("listing", "withdraw", FIRM, *WHY)
    assert shown(desk, proposal)["state"] == "withdrawn"


def test_acts_that_packs_name_are_printed_and_any_other_may_be_typed(desk: Desk) -> None:
    assert isinstance(desk.gets("listing", "acts"), list)


@pytest.mark.parametrize("row", ["R9", "X1", "1"])
def test_a_row_that_is_none_is_refused(desk: Desk, row: str) -> None:
    proposed(desk)
    seen = desk.types("listing", "drop", FIRM, row, *WHY, "--json")
    assert (seen.code, seen.data["error"]["field"]) == (1, "row")
