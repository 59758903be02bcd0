"""Claims on a chart: listed, by path, by unconfirmed identity, each for itself."""

from dataclasses import replace
from datetime import date

from tests.domain.builders import a_case, a_hit

from landwaiter.domain.chart.chart_claims import Claims, claims_of_hits, kinds_on, tag_of
from landwaiter.domain.chart.chart_parts import ClaimKind, NodeClaim
from landwaiter.domain.entities.ownership.graph import graph_on
from landwaiter.domain.entities.ownership.stated import (
    ASSESSED,
    LISTED,
    UNCONFIRMED,
    Holder,
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
)
from landwaiter.domain.lists.listing import JudgementValue

OWNER, MIDDLE, FIRM = (Holder(name, name) for name in ("Owner", "Middle", "Firm"))
CHAIN = (
    HoldingStatement("1", "Owner", "Middle", percent="60"),
    HoldingStatement("2", "Middle", "Firm", percent="51"),
)


def a_mark(
    holder: str, claim: str, *, list_id: str = "watched", kind: str = "export_list"
) -> HolderMark:
    return HolderMark(holder, claim, list_id, kind, "2026-01", "L1", holder)


def claims(*marks: HolderMark, stated: tuple[HoldingStatement, ...] = CHAIN) -> Claims:
    known = OwnershipStatements((OWNER, MIDDLE, FIRM), stated, marks)
    return Claims(graph_on(known, date(2026, 3, 30)), marks)


def told(found: tuple[NodeClaim, ...]) -> list[tuple[ClaimKind, str]]:
    return [(one.kind, one.text) for one in found]


def test_whoever_a_listed_holder_stands_above_is_not_listed_but_by_path() -> None:
    made = claims(a_mark("Owner", LISTED))
    assert told(made.own("Owner")) == [(ClaimKind.LISTED, "Listed in watched")]
    assert told(made.own("Firm")) == []
    says = "By path: 30.6 % at least of Owner, who is listed in watched"
    assert told(made.by_path("Firm")) == [(ClaimKind.BY_PATH, says)]
    assert made.by_path("Owner") == ()


def test_a_doubtful_identity_makes_no_claim_by_path_wherever_it_lies() -> None:
    at_top = claims(a_mark("Owner", UNCONFIRMED))
    says = "Unconfirmed identity: Owner above it is perhaps listed in watched"
    assert told(at_top.by_path("Firm")) == [(ClaimKind.UNCONFIRMED, says)]
    doubtful = (replace(CHAIN[0], is_certain=False), CHAIN[1])
    between = claims(a_mark("Owner", LISTED), stated=doubtful)
    says = "Unconfirmed identity: Owner above it by its name alone is listed in watched"
    assert told(between.by_path("Firm")) == [(ClaimKind.UNCONFIRMED, says)]


def test_a_share_that_is_not_stated_is_said_to_be_so() -> None:
    made = claims(a_mark("Owner", LISTED), stated=(replace(CHAIN[0], percent=""), CHAIN[1]))
    (claim,) = made.by_path("Firm")
    assert claim.kind is ClaimKind.BY_PATH
    assert claim.text.endswith("share not stated")


def test_control_that_is_no_share_is_said_to_be_control() -> None:
    control = HoldingStatement("3", "Owner", "Middle", kind="directs")
    made = claims(a_mark("Owner", LISTED), stated=(control, CHAIN[1]))
    (claim,) = made.by_path("Firm")
    assert claim.kind is ClaimKind.BY_PATH
    assert claim.text.endswith("by control, not by shares")


def test_an_assessment_is_no_listing_and_leads_to_no_path() -> None:
    made = claims(a_mark("Owner", ASSESSED, list_id="aspi", kind="institutions"))
    assert told(made.own("Owner")) == [(ClaimKind.ASSESSED, "Assessed in aspi")]
    assert made.by_path("Firm") == ()


def test_the_claims_of_one_firm_stand_beside_each_other() -> None:
    made = claims(
        a_mark("Owner", LISTED), a_mark("Firm", LISTED), a_mark("Firm", UNCONFIRMED, list_id="b")
    )
    every = (*made.own("Firm"), *made.by_path("Firm"))
    kinds = [kind for kind, _claims in kinds_on(every)]
    assert kinds == [ClaimKind.LISTED, ClaimKind.BY_PATH, ClaimKind.UNCONFIRMED]


def test_what_is_settled_of_a_listing_is_not_doubtful_too() -> None:
    made = claims(a_mark("Firm", UNCONFIRMED), a_mark("Firm", LISTED))
    assert [one.kind for one in made.own("Firm")] == [ClaimKind.LISTED]


def test_a_confidential_list_is_not_named() -> None:
    made = claims(replace(a_mark("Owner", LISTED), confidential=True))
    (own,), (above,) = made.own("Owner"), made.by_path("Firm")
    assert "watched" not in own.text + above.text


def test_a_hit_that_was_judged_different_claims_nothing() -> None:
    party = a_case().parties[1]
    kinds = {
        value: [
            claim.kind
            for claim in claims_of_hits([a_hit(party, "watched", "export_list", judgement=value)])
        ]
        for value in (None, JudgementValue.SAME, JudgementValue.DIFFERENT)
    }
    assert kinds == {
        None: [ClaimKind.UNCONFIRMED],
        JudgementValue.SAME: [ClaimKind.LISTED],
        JudgementValue.DIFFERENT: [],
    }


def test_a_tag_says_the_only_claim_whole_and_counts_several() -> None:
    one = NodeClaim(ClaimKind.LISTED, "Listed in a")
    other = NodeClaim(ClaimKind.LISTED, "Listed in b")
    assert tag_of(ClaimKind.LISTED, (one,)) == "Listed in a"
    assert tag_of(ClaimKind.LISTED, (one, other)) == "Listed, 2 times"
