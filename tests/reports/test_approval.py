"""An approval verifies only where author and approver both signed what the report shows."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.reports.builders import (
    AUTHOR,
    AUTHOR_SEED,
    a_decision,
    a_dossier,
    a_proposal,
    a_signed_decision,
    a_signer,
    a_text,
    an_approval,
    record_of,
    signature_over,
)

from landwaiter.reports.dossier.dossier import DecisionPart, ItemOutcome
from landwaiter.reports.proof.approval import ApprovalWorth, approval_of
from landwaiter.reports.proof.verify import verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx

LATER = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
UNSIGNED: dict[str, Any] = {"proposal_statement": "", "proposal_signature": "", "author_key": ""}


def worth(decision: DecisionPart | None) -> ApprovalWorth:
    return approval_of(a_dossier(decision=decision))


def test_two_people_who_signed_what_is_shown_verify() -> None:
    assert worth(a_decision()) is ApprovalWorth.VERIFIES


@pytest.mark.parametrize("decision", [None, a_decision(approval=None)])
def test_without_approval_there_is_none(decision: DecisionPart | None) -> None:
    assert worth(decision) is ApprovalWorth.NONE


@pytest.mark.parametrize(
    "changes",
    [
        {"text": a_text(reason="other")},
        {"approval": an_approval(text="Item 1: released.")},
        {"approval": an_approval(signature="00" * 64)},
        {"approval": an_approval(signature="zz")},
        {"approval": an_approval(statement="[" * 100_000)},
        {"approval": an_approval(said={"deed": "propose_decision"})},
        {"approval": an_approval(said={"reference": "PL1-2026-000001"})},
        {"approval": an_approval(said={"version": 1})},
        {"approval": an_approval(said={"decision": "decision-1"})},
        {"approval": an_approval(said={"case": "case-2"})},
        {"approval": an_approval(said={"role": "head"})},
        {"approval": an_approval(said={"at": "2026-04-14T08:00:00Z"})},
        {"approval": an_approval(said={"at": 5})},
        {"approval": an_approval(said={"of": "00" * 32})},
        {"approval": an_approval(said={"casebook": "00" * 32})},
        {"approval": an_approval(said={"by": None})},
        {"approval": an_approval(said={"by": "id of Marta Zielińska, analyst"})},
        {"approval": an_approval(said={"v": "1"})},
        {"approval": an_approval(role="analyst")},
        {"approval": an_approval(role="")},
    ],
)
def test_an_approval_whose_statement_does_not_fit_fails(changes: dict[str, Any]) -> None:
    assert worth(a_decision(**changes)) is ApprovalWorth.FAILS


@pytest.mark.parametrize(
    "changes",
    [
        UNSIGNED,
        {"proposal_signature": "00" * 64},
        {"proposal_signature": "zz"},
        {"author_key": a_signer(seed=9).public_key.hex()},
        a_proposal(deed="approve_decision"),
        a_proposal(reference="PL1-2026-000001"),
        a_proposal(version=1),
        a_proposal(author="Somebody else"),
        a_proposal(text="Item 1: released."),
        a_proposal(at="2026-04-13T14:21:00Z"),
        a_proposal(casebook="00" * 32),
        {"at": LATER},
    ],
)
def test_an_approval_of_what_its_author_did_not_sign_fails(changes: dict[str, Any]) -> None:
    assert worth(a_decision(**changes)) is ApprovalWorth.FAILS


def test_an_approval_that_names_its_own_author_fails() -> None:
    assert worth(a_decision(approval=an_approval(approver=AUTHOR))) is ApprovalWorth.FAILS


def test_an_approval_with_the_key_of_the_author_fails() -> None:
    assert worth(a_decision(approval=an_approval(seed=AUTHOR_SEED))) is ApprovalWorth.FAILS
    shouted = an_approval(seed=AUTHOR_SEED)
    shouted = replace(shouted, public_key=shouted.public_key.upper())
    assert worth(a_decision(approval=shouted)) is ApprovalWorth.FAILS


FIRST = a_decision().items[0]


@pytest.mark.parametrize(
    "shown",
    [
        {"outcome": "Released."},
        {"items": (replace(FIRST, outcome="released"),)},
        {"items": (replace(FIRST, item="Item 2"),)},
        {"items": (replace(FIRST, item="Item 1 of 1"),)},
        {"items": (replace(FIRST, basis="Art. 9"),)},
        {"items": (replace(FIRST, basis=""),)},
        {"items": (FIRST, FIRST)},
        {"items": ()},
        {"basis": "Art. 9"},
        {"reason": "Nothing was found."},
    ],
)
def test_a_decision_shown_otherwise_than_it_was_signed_fails(shown: dict[str, Any]) -> None:
    assert worth(a_decision(**shown)) is ApprovalWorth.FAILS


@pytest.mark.parametrize(
    "text",
    [
        "Item 1: release refused.",
        "[]",
        "[" * 100_000,
        a_text(author="Somebody else"),
        a_text(version=1),
        a_text(reference="PL1-2026-000001"),
        a_text(items=[1]),
        a_text(items={}),
        a_text(items=[[1, FIRST.outcome]]),
        a_text(items=[[1, FIRST.outcome, "Art. 9"]]),
    ],
)
def test_a_signed_text_that_is_not_of_this_decision_fails(text: str) -> None:
    assert worth(a_signed_decision(text)) is ApprovalWorth.FAILS


def test_outcomes_are_compared_as_they_are_worded() -> None:
    items = [[1, "hold-and-refer", "Art. 188"], [2, "no_licence", ""]]
    text = a_text(outcome="hold-and-refer", items=items)
    shown = (
        ItemOutcome("Item 1", "hold and refer", "Art. 188"),
        ItemOutcome("Item 2", "no licence"),
    )
    decision = a_signed_decision(text, outcome="hold and refer", items=shown)
    assert worth(decision) is ApprovalWorth.VERIFIES


def test_one_outcome_stands_for_items_that_all_have_it() -> None:
    basis = "Art. 188"
    items = [[no, "hold-and-refer", basis] for no in (1, 2)]
    text = a_text(outcome="hold-and-refer", items=items, basis=basis)
    decision = a_signed_decision(text, outcome="hold and refer", items=(), basis=basis)
    assert worth(decision) is ApprovalWorth.VERIFIES
    other = a_text(outcome="hold-and-refer", items=[*items[:1], [2, "hold-and-refer", "Art. 9"]])
    decision = a_signed_decision(other, outcome="hold and refer", items=())
    assert worth(decision) is ApprovalWorth.FAILS


def test_a_statement_with_another_field_still_verifies() -> None:
    proposal = a_proposal(role="analyst")
    decision = a_decision(**proposal, approval=an_approval(said={"of": record_of(proposal)}))
    assert decision.proposal_signature == signature_over(
        decision.proposal_statement, seed=AUTHOR_SEED
    )
    assert worth(decision) is ApprovalWorth.VERIFIES


BY_ONE = {"valid": False, "by_one": True, "why_not": "Done by one person."}


def decided_alone(**changes: Any) -> DecisionPart:
    """Proposed and decided by the same person."""
    alone = {"approver": AUTHOR, "seed": AUTHOR_SEED, **BY_ONE, **changes}
    return a_decision(approval=an_approval(**alone))


def test_one_person_who_decided_alone_and_says_so_is_told() -> None:
    assert (
        approval_of(a_dossier(decision=decided_alone(), founded_by_one=True))
        is ApprovalWorth.BY_ONE
    )


@pytest.mark.parametrize(
    ("changes", "founded_by_one"),
    [({}, False), ({"valid": True}, True), ({"by_one": False}, True), ({"said": {"of": ""}}, True)],
)
def test_one_person_is_no_second_where_the_report_says_otherwise(
    changes: dict[str, Any], *, founded_by_one: bool
) -> None:
    dossier = a_dossier(decision=decided_alone(**changes), founded_by_one=founded_by_one)
    assert approval_of(dossier) is ApprovalWorth.FAILS


def test_a_report_whose_approval_fails_is_not_consistent(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    dossier = a_dossier(decision=a_decision(**UNSIGNED))
    path.write_bytes(render_xlsx(dossier, signer=a_signer()))
    found = verify_reports([path], key_sheet=None)
    assert found.files[0].approval is ApprovalWorth.FAILS
    assert not found.passed
