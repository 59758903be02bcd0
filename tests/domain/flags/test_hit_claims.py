"""No flag asserts what nobody judged: a hit is no listing, a candidate is no listed item."""

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.domain.builders import a_hit, a_party
from tests.domain.flags.example import Example
from tests.domain.flags.goods_and_paper_examples import BUYER
from tests.domain.flags.test_examples import EXAMPLES

from landwaiter.domain.cases.case import ClassificationState, Evaluation
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.hit_claims import claim_of
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.view import judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import Hit, JudgementValue

SAME = JudgementValue.SAME
OF_A_LISTING = re.compile(
    r"\bstands? on (?!file)|\bis (?:on|in) (?:the |a )?(?:list|watch)|\bis (?:a )?listed\b"
    r"|\bis sanctioned\b|\bis an assessed\b|\bis judged the same\b",
    re.IGNORECASE,
)
"""Words that say who a party is: only of a hit that a person judged the same."""
OF_AN_ENTRY = re.compile(
    r"\bis controlled\b|\bis a firearm\b|\bfalls under\b|\bis dual.use\b|\bis military\b"
    r"|\bconfirmed (?:as|under)\b",
    re.IGNORECASE,
)
"""Words that say what goods are: only of an entry that a person confirmed."""


def raised_on(facts: Facts) -> dict[str, str]:
    return {
        flag.rule: flag.explanation
        for flag in evaluate(facts)
        if flag.evaluation is Evaluation.RAISED
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} {e.says}")
def test_no_flag_says_of_a_party_what_nobody_judged(example: Example) -> None:
    said = raised_on(example.facts)
    if any(judged(hit) is SAME for hit in example.facts.case.hits):
        return
    assert {rule: text for rule, text in said.items() if OF_A_LISTING.search(text)} == {}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} {e.says}")
def test_no_flag_says_of_goods_what_nobody_confirmed(example: Example) -> None:
    said = raised_on(example.facts)
    found = example.facts.case.classifications
    if any(one.state is ClassificationState.CONFIRMED for one in found):
        return
    known = {rule: text for rule, text in said.items() if not text.count("not confirmed")}
    assert {rule: text for rule, text in known.items() if OF_AN_ENTRY.search(text)} == {}


def hit(judgement: JudgementValue | None = None, **equal: Any) -> Hit:
    return a_hit(BUYER, "watched", "export_list", judgement=judgement, **equal)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (hit(SAME), "stands on watched, edition test, as"),
        (hit(SAME), "(judged the same by analyst, 27 Mar 2026)."),
        (hit(identifier_equal=True), "has the identifier of an entry of watched"),
        (hit(identifier_equal=True), "; not judged yet."),
        (
            hit(name_equal=True, country_equal=True),
            "has the name and country of an entry of watched",
        ),
        (hit(name_equal=True, country_equal=True), "; nobody has judged it."),
        (hit(name_equal=True), "has the name of an entry of watched"),
        (hit(), "resembles an entry of watched"),
    ],
)
def test_a_claim_says_no_more_than_its_ground(found: Hit, said: str) -> None:
    text = claim_of(BUYER, found)
    assert said in text
    assert text.startswith(f"The consignee {BUYER.name} ")


def test_an_assessment_is_no_listing() -> None:
    found = a_hit(BUYER, "prc_entities", "institutions", programme="pla-academy", judgement=SAME)
    assert claim_of(BUYER, found).endswith(
        "which prc_entities assesses as an academy of the armed forces (no listing)."
    )


def test_a_confidential_list_is_named_by_no_claim() -> None:
    found = replace(hit(SAME), confidential=True)
    assert not {"watched", "test"} & set(claim_of(BUYER, found).replace(",", " ").split())
    assert "an entry in confidence" in claim_of(BUYER, found)


@pytest.mark.parametrize(
    ("kind", "judgement", "identifier_equal", "claim"),
    [
        ("asset_freeze", None, True, "unconfirmed_identity"),
        ("asset_freeze", JudgementValue.DIFFERENT, True, "unconfirmed_identity"),
        ("asset_freeze", JudgementValue.SAME, False, "listed"),
        ("institutions", JudgementValue.SAME, True, "assessment"),
    ],
)
def test_listed_is_who_was_judged_to_be(
    kind: str, judgement: JudgementValue | None, identifier_equal: bool, claim: str
) -> None:
    party = a_party(Role.CONSIGNEE, "Aurora", "BR")
    hit = a_hit(party, "eu_fsf", kind, judgement=judgement, identifier_equal=identifier_equal)
    assert hit.claim == claim
