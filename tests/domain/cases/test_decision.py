"""What is approved: the text of a decision and the substance in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.domain.builders import NOON, a_case, a_finding, a_hit, a_request, a_version, learned
from tests.domain.builders import a_declaration as declaration

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.cases.case import (
    Candidate,
    Case,
    CaseRequest,
    Classification,
    ClassificationState,
    EntityLink,
    Evaluation,
    FlagResult,
    FlagReview,
    GoodsItem,
    GoodsStatus,
    Note,
    Severity,
    Track,
    TrackLetter,
)
from landwaiter.domain.cases.decision import (
    Proposal,
    candidates_left_open,
    changed_parts,
    current_classifications,
    decision_text,
    finding_on,
    substance,
    without_basis,
)
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.lists.listing import JudgementValue

CONFIRMED, REJECTED = ClassificationState.CONFIRMED, ClassificationState.REJECTED
LATER = NOON + timedelta(hours=1)
FLAG = FlagResult("RF-P01", Evaluation.RAISED, Severity.HIGH, "", "")


def whole() -> Case:
    """A case with one of everything a decision may rest on."""
    plain = a_case()
    return replace(
        plain,
        hits=(a_hit(plain.parties[1], "eu", "asset_freeze", judgement=JudgementValue.SAME),),
        flags=(FLAG,),
        enrichment=(learned("end_use", "teaching"),),
        classifications=(a_finding("2B001", CONFIRMED),),
        items=(GoodsItem(1, GoodsStatus.HELD, NOON),),
    )


def later(case: Case, **changes: object) -> Case:
    return replace(case, **changes)  # type: ignore[arg-type]  # fields of a case


def changes_of_substance(case: Case) -> dict[str, Case]:
    party, hit = case.parties[1], case.hits[0]
    link = EntityLink("l", "e", "Entity", "same EORI", "ana", NOON)
    unjudged = a_hit(party, "eu", "asset_freeze")
    return {
        "case": later(case, title="another title"),
        "project": later(case, project={"partner": "Harbour Institute"}),
        "candidates": later(
            case, candidates=(Candidate(1, "eu", "2B001", "t", "e", 700, (), (), "own"),)
        ),
        "declarations": later(case, versions=(*case.versions, a_version(declaration(), 2))),
        "requests": later(
            case, requests=(CaseRequest("r", "correction", "f", "0" * 64, "", NOON),)
        ),
        "parties": later(case, parties=(case.parties[0], replace(party, link=link))),
        "enrichment": later(case, enrichment=(*case.enrichment, learned("end_user", None))),
        "classifications": later(
            case, classifications=(*case.classifications, a_finding("2B001", REJECTED))
        ),
        "tracks": later(case, tracks=(Track("t", TrackLetter.S, "UCC 188", (1,), NOON, "ana"),)),
        "hits": later(case, hits=(replace(unjudged, id=hit.id),)),
        "flags": later(case, flags=(replace(FLAG, review=FlagReview.DISMISSED),)),
        "evidence": later(
            case,
            evidence=(Evidence("e", 1, "a.pdf", "0" * 64, 1, "application/pdf", "x", "ana", NOON),),
        ),
    }


@pytest.mark.parametrize("part", sorted(changes_of_substance(whole())))
def test_each_part_of_the_substance_is_in_the_text(part: str) -> None:
    case = whole()
    changed = changes_of_substance(case)[part]
    assert changed_parts(substance(case), substance(changed)) == (part,)
    proposal = Proposal(1, "refuse", {}, "", "a reason", "ana")
    assert canonical_bytes(decision_text(case, proposal)) != canonical_bytes(
        decision_text(changed, proposal)
    )


def test_every_part_of_the_substance_is_tried() -> None:
    assert changes_of_substance(whole()).keys() == substance(whole()).keys()


def test_goods_requests_and_notes_are_no_substance() -> None:
    case = whole()
    moved = later(
        case,
        items=(GoodsItem(1, GoodsStatus.RELEASED, NOON),),
        actions=(a_request(NOON.date()),),
        notes=(Note("n", "called", "ana", NOON),),
        assignee="ben",
        revision=9,
    )
    assert substance(moved) == substance(case)


@pytest.mark.parametrize(
    "changes", [{"outcome": "release"}, {"basis": "Art. 9"}, {"reason": "b"}, {"author": "ben"}]
)
def test_each_word_of_the_proposal_is_in_the_text(changes: dict[str, str]) -> None:
    case, proposal = whole(), Proposal(1, "refuse", {}, "", "a reason", "ana")
    other = replace(proposal, **changes)  # type: ignore[arg-type]  # fields of a proposal
    assert decision_text(case, proposal) != decision_text(case, other)


def test_items_have_the_outcome_of_the_case_unless_named() -> None:
    items = tuple(GoodsItem(no, GoodsStatus.HELD, NOON) for no in (1, 2))
    proposal = Proposal(1, "release", {2: "seize"}, "", "a reason", "ana")
    text = decision_text(later(whole(), items=items), proposal)
    assert text["items"] == [[1, "release", ""], [2, "seize", ""]]


def test_items_rest_on_the_basis_of_the_case_unless_they_name_their_own() -> None:
    items = tuple(GoodsItem(no, GoodsStatus.HELD, NOON) for no in (1, 2))
    proposal = Proposal(1, "seize", {}, "UCC Art. 198(1)", "a reason", "ana", bases={2: "Art. 9"})
    text = decision_text(later(whole(), items=items), proposal)
    assert text["items"] == [[1, "seize", "UCC Art. 198(1)"], [2, "seize", "Art. 9"]]


def test_an_outcome_that_keeps_goods_back_needs_a_basis_and_a_release_needs_none() -> None:
    items = tuple(GoodsItem(no, GoodsStatus.HELD, NOON) for no in (1, 2))
    case = later(whole(), items=items)
    bare = Proposal(1, "release", {2: "seize"}, " ", "a reason", "ana")
    assert without_basis(case, bare) == (2,)
    assert without_basis(case, replace(bare, bases={2: "UCC Art. 198(1)"})) == ()
    assert without_basis(later(whole(), items=()), replace(bare, outcome="refuse")) == (0,)


def test_the_newest_finding_per_item_list_and_code_counts() -> None:
    findings = (
        a_finding("2B001", CONFIRMED),
        a_finding("1C350", CONFIRMED),
        a_finding("2B001", REJECTED),
        a_finding("2B001", CONFIRMED, "national"),
    )
    current = current_classifications(later(whole(), classifications=findings))
    assert [(c.list, c.code, c.state) for c in current] == [
        ("eu", "1C350", CONFIRMED),
        ("eu", "2B001", REJECTED),
        ("national", "2B001", CONFIRMED),
    ]


def test_the_order_of_hits_does_not_matter() -> None:
    case = whole()
    second = a_hit(case.parties[0], "un", "asset_freeze")
    there, back = (*case.hits, second), (second, *case.hits)
    assert substance(later(case, hits=there)) == substance(later(case, hits=back))


MAY_BE = Candidate(1, "eu", "2B350", "t", "e", 700, (), (), "own", entries=("2B350.a", "2B350.e"))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ((), None),
        ((a_finding("2B350", REJECTED),), "2B350"),
        ((a_finding("2B350.a", CONFIRMED),), "2B350.a"),
        ((a_finding("2B350.a", REJECTED),), None),
        ((a_finding("2B352.a", CONFIRMED),), None),
        ((a_finding("2B350.a", CONFIRMED, "us"),), None),
        ((replace(a_finding("2B350.a", CONFIRMED), item_no=2),), None),
        ((a_finding("2B350", REJECTED), replace(a_finding("2B350.a", CONFIRMED), at=LATER)),
         "2B350.a"),
        ((replace(a_finding("2B350", REJECTED), at=LATER), a_finding("2B350.a", CONFIRMED)),
         "2B350"),
    ],
)  # fmt: skip
def test_a_candidate_is_answered_on_its_head_or_by_what_is_confirmed_under_it(
    found: tuple[Classification, ...], counts: str | None
) -> None:
    answer = finding_on(MAY_BE, found)
    assert (answer.code if answer else None) == counts
    assert candidates_left_open((MAY_BE,), found) == (() if counts else (MAY_BE,))


def test_the_paragraphs_of_a_candidate_are_approved_with_it() -> None:
    case = a_case()
    one, other = (
        replace(case, candidates=(replace(MAY_BE, entries=e),)) for e in ((), ("2B350.a",))
    )
    assert substance(one) != substance(other)
