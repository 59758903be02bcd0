"""The independent reader of audit lines: silent where all was right, and it names what was not."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import pytest
from tests.audit_oracle import Oracle, read
from tests.services.act_examples import (
    CLOSED_CASE,
    DECIDED,
    EXAMPLES,
    PROPOSED,
    countersigned_refusals,
)
from tests.services.cases.test_acts import WITHOUT_FILE, given_of
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office

from landwaiter.domain.audit.deeds import ErasePayload, ExportChain
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.services.deeds.engine import do


def oracle_of(office: Office) -> Oracle:
    return read(do(office.session(ANALYST), ExportChain()).outcome)


def done(office: Office, *steps: Any) -> Oracle:
    for step in steps:
        step(office)
    return oracle_of(office)


def test_a_case_is_followed_from_new_to_closed(office: Office) -> None:
    oracle = done(office, *CLOSED_CASE)
    assert oracle.violations == ()
    story = oracle.cases[REF]
    assert story.stages == ["new", "assessment", "decision_review", "decided", "executed", "closed"]
    (proposal,) = story.proposals
    assert (proposal.author, proposal.approver, proposal.end) == (ANALYST, REVIEWER, "")


def test_a_countersignature_is_told(office: Office) -> None:
    oracle = done(office, countersigned_refusals, *DECIDED)
    assert oracle.cases[REF].stage == "decision_review"
    office.act(HEAD, "countersign")
    oracle = oracle_of(office)
    assert oracle.violations == ()
    assert oracle.cases[REF].proposals[0].countersigner == HEAD
    assert oracle.cases[REF].stage == "decided"


def test_a_reopening_names_both_persons(office: Office) -> None:
    done(office, *DECIDED)
    office.act(ANALYST, "reopen", reason=REASON)
    office.act(REVIEWER, "second")
    oracle = oracle_of(office)
    assert oracle.violations == ()
    assert oracle.cases[REF].seconded == [("reopen", ANALYST, REVIEWER)]
    assert oracle.cases[REF].proposals[0].end == "reopened"


def test_an_erasure_by_two_persons_is_right(office: Office) -> None:
    office.act(ANALYST, "note", reason=REASON)
    seq = str(office.view().audit_seq)
    asked = do(office.session(HEAD), ErasePayload(int(seq), REASON))
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    assert oracle_of(office).violations == ()


@pytest.mark.parametrize("name", WITHOUT_FILE)
def test_every_act_that_is_allowed_is_right(office: Office, name: str) -> None:
    example = EXAMPLES[name]
    for step in example.before:
        step(office)
    office.act(example.who, name, **given_of(example, office))
    oracle = oracle_of(office)
    assert oracle.violations == ()
    assert oracle.cases[REF].stage == office.case().stage.value


def chain(*deeds: tuple[str, str, str, dict[str, Any]]) -> list[str]:
    """Lines of a chain in which somebody wrote what no program should have written."""
    lines, prev = [], "0" * 64
    for seq, (actor, deed, about, said) in enumerate((*PEOPLE, *deeds), start=1):
        entry = json.dumps(
            {"actor": actor, "deed": deed, "object": about, "prev": prev, "seq": str(seq)}
        )
        prev = hashlib.sha256(entry.encode()).hexdigest()
        lines.append(json.dumps({"entry": entry, "sha256": prev, "payload": json.dumps(said)}))
    return lines


def _user(name: str, *roles: str) -> tuple[str, str, str, dict[str, Any]]:
    founder = {"name": name, "roles": list(roles)}
    return "Adam", "casebook.founded", "statement/1", {"founders": [founder]}


PEOPLE = (_user("Ana", "analyst"), _user("Rev", "reviewer"), _user("Both", "analyst", "reviewer"))
CASE, TEXT = "case/c1", "a" * 64
OPENED = ("Ana", "case.opened", CASE, {"reference": "R"})
ASSESSED = ("Ana", "case.assess", CASE, {"stage": ["new", "assessment"]})


def proposed(by: str = "Ana", version: int = 1) -> tuple[str, str, str, dict[str, Any]]:
    said = {"decision": f"d{version}", "version": str(version), "text_sha256": TEXT}
    return by, "case.propose", CASE, {**said, "stage": ["assessment", "decision_review"]}


def approved(
    by: str = "Rev", *, decision: str = "d1", text: str = TEXT
) -> tuple[str, str, str, dict[str, Any]]:
    said = {"decision": decision, "text_sha256": text}
    return by, "case.approve", CASE, {**said, "stage": ["decision_review", "decided"]}


def moved(by: str = "Ana", deed: str = "reopen") -> tuple[str, str, str, dict[str, Any]]:
    return by, "motion.moved", f"{CASE}/motion/m1", {"deed": deed, "text_sha256": TEXT}


def seconded(by: str = "Rev", text: str = TEXT) -> tuple[str, str, str, dict[str, Any]]:
    return by, "motion.seconded", f"{CASE}/motion/m1", {"text_sha256": text}


def leap(deed: str, to: str) -> tuple[str, str, str, dict[str, Any]]:
    """From review to somewhere else, by a deed that does not lead there."""
    return "Rev", deed, CASE, {"stage": ["decision_review", to]}


REOPENED = ("Rev", "case.reopen", CASE, {"motion": "m1", "stage": ["decided", "reopened"]})
EXECUTED = ("Ana", "case.execute", CASE, {"stage": ["decided", "executed"]})
DECIDED_RIGHTLY = (OPENED, ASSESSED, proposed(), approved())

FORGED: dict[str, tuple[Sequence[Any], str]] = {
    "the author approves": (
        (OPENED, ASSESSED, proposed("Both"), approved("Both")),
        "the author approved the own proposal",
    ),
    "somebody without the role approves": (
        (OPENED, ASSESSED, proposed("Both"), approved("Ana")),
        "neither the role reviewer nor head",
    ),
    "another text is approved": (
        (OPENED, ASSESSED, proposed(), approved(text="b" * 64)),
        "another text was signed",
    ),
    "an approval is replayed onto another decision": (
        (OPENED, ASSESSED, proposed(), approved(decision="d7")),
        "another text was signed",
    ),
    "nothing was proposed": ((OPENED, ASSESSED, approved()), "no proposal stands"),
    "decided by another deed": (
        (OPENED, ASSESSED, proposed(), leap("case.note", "decided")),
        "only a signature decides",
    ),
    "executed before it is approved": (
        (OPENED, ASSESSED, proposed(), leap("case.execute", "executed")),
        "without an approval by another person",
    ),
    "executed by a leap": (
        (OPENED, ("Ana", "case.execute", CASE, {"stage": ["new", "executed"]})),
        "a case does not go from new to executed",
    ),
    "a stage that was changed without an entry": (
        (OPENED, EXECUTED),
        "it says the case was decided, and it was new",
    ),
    "a case born decided": (
        (("Ana", "case.opened", CASE, {"reference": "R", "stage": "decided"}),),
        "not born decided",
    ),
    "a case that nobody opened": ((ASSESSED,), "never opened"),
    "reopened by one person": (
        (*DECIDED_RIGHTLY, ("Rev", "case.reopen", CASE, {"stage": ["decided", "reopened"]})),
        "done by one person",
    ),
    "reopened on a motion that nobody moved": (
        (*DECIDED_RIGHTLY, REOPENED),
        "a motion that nobody moved",
    ),
    "reopened on a motion that nobody seconded": (
        (*DECIDED_RIGHTLY, moved(), REOPENED),
        "no other person seconded it",
    ),
    "the mover seconds": (
        (*DECIDED_RIGHTLY, moved(), seconded("Ana"), REOPENED),
        "its mover seconded it",
    ),
    "another text is seconded": (
        (*DECIDED_RIGHTLY, moved(), seconded(text="b" * 64), REOPENED),
        "another text was seconded",
    ),
    "a motion for something else": (
        (*DECIDED_RIGHTLY, moved(deed="release"), seconded(), REOPENED),
        "the motion was for release",
    ),
    "a motion carried out twice": (
        (*DECIDED_RIGHTLY, moved(), seconded(), REOPENED, REOPENED),
        "the motion had ended",
    ),
    "a role that waits for a second person": (
        (
            ("Adam", "user.added", "statement/2", {"name": "New", "roles": ["head"]}),
            OPENED, ASSESSED, proposed(), approved("New"),
        ),
        "neither the role reviewer nor head",
    ),
    "who asks for a role confirms it": (
        (
            ("Adam", "user.change_seconded", "statement/3",
             {"name": "New", "roles": ["head"], "moved_by": "Adam"}),
        ),
        "confirmed it",
    ),
    "an author returns the own proposal": (
        (OPENED, ASSESSED, proposed("Both"), ("Both", "case.return", CASE, {"decision": "d1"})),
        "the author returned the own proposal",
    ),
    "somebody else withdraws": (
        (OPENED, ASSESSED, proposed(), ("Rev", "case.withdraw", CASE, {"decision": "d1"})),
        "another than its author withdrew",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_each_breach_is_named(name: str) -> None:
    deeds, breach = FORGED[name]
    assert any(breach in violation for violation in read(chain(*deeds)).violations)


@pytest.mark.parametrize(
    "deeds",
    [
        DECIDED_RIGHTLY,
        (*DECIDED_RIGHTLY, EXECUTED),
        (*DECIDED_RIGHTLY, moved(), seconded(), REOPENED),
    ],
    ids=["decided", "executed", "reopened"],
)
def test_the_same_done_rightly_is_no_breach(deeds: Sequence[Any]) -> None:
    assert read(chain(*deeds)).violations == ()


def test_a_line_that_is_missing_is_a_breach() -> None:
    lines = chain(*DECIDED_RIGHTLY)
    assert any("does not follow" in what for what in read(lines[:2] + lines[3:]).violations)


def test_a_proposal_stands_until_it_ends(office: Office) -> None:
    oracle = done(office, *PROPOSED)
    assert oracle.cases[REF].standing is not None
    office.act(REVIEWER, "return", reason=REASON)
    assert oracle_of(office).cases[REF].standing is None
