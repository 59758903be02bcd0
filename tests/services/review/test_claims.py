"""The evidence behind each claim: rows of the case that can be jumped to."""

import re

from tests.services.act_examples import FACT, FINDING
from tests.services.sample_office import ANALYST, Office, hit_of, write_csv

from landwaiter.domain.cases.remarks import checked_place
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.i18n import catalogue, form_of, message, speaking
from landwaiter.services.deeds.engine import run
from landwaiter.services.review.decision_claims import ClaimSource, DecisionClaim, claims_of


def by_kind(office: Office) -> dict[str, DecisionClaim]:
    return {claim.kind: claim for claim in claims_of(office.case())}


def test_findings_and_facts_name_the_evidence_they_cite(office: Office) -> None:
    office.act(ANALYST, "assess")
    path = write_csv(office.path.parent / "sheet.csv", [{"a": 1}])
    run(office.session(ANALYST), AddFile(office.case().reference, path))
    office.act(ANALYST, "classify", **{**FINDING, "reason": "the data sheet E-01 says so"})
    office.act(ANALYST, "enrich", **FACT)
    found = by_kind(office)
    assert ClaimSource("E-01", "evidence/E-01") in found["Classification"].sources
    assert found["Learned"].sources[0].place == "enrichment/end_use"


def test_evidence_that_the_case_does_not_have_is_no_source(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "classify", **{**FINDING, "reason": "the data sheet E-77 says so"})
    places = [source.place for source in by_kind(office)["Classification"].sources]
    assert places == ["classifications/1/2B001"]


def test_a_raised_flag_rests_on_itself_and_on_what_raised_it(office: Office) -> None:
    raised = [claim for claim in claims_of(office.case()) if claim.severity]
    assert raised
    for claim in raised:
        assert claim.sources[0] == ClaimSource(claim.kind, f"flags/{claim.kind}")


def test_only_a_hit_judged_the_same_is_a_claim(office: Office) -> None:
    hit = hit_of(office.case())
    assert f"hits/{hit.id}" not in places(office)
    office.act(ANALYST, "judge", hit=hit.id, outcome="same", reason="same address and director")
    assert f"hits/{hit.id}" in places(office)


def test_days_in_claims_are_those_of_who_reads_them_and_are_kept_without_a_language(
    office: Office,
) -> None:
    office.act(ANALYST, "enrich", **FACT)
    hit = hit_of(office.case())
    office.act(ANALYST, "judge", hit=hit.id, outcome="same", reason="same address and director")
    (judged,) = (one for one in claims_of(office.case()) if one.kind == "Listed")
    learned = by_kind(office)["Learned"].sources[0]
    for said in (judged.text, learned.label):
        assert re.search(r"\b[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}\b", said)
        assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said)
        kept = form_of(said)
        with speaking(catalogue("pl")):
            polish = message(kept)
        assert polish != said
        assert form_of(polish) == kept


def places(office: Office) -> set[str]:
    return {source.place for claim in claims_of(office.case()) for source in claim.sources}


def test_every_place_of_a_source_is_one_that_a_remark_can_name(office: Office) -> None:
    office.act(ANALYST, "enrich", **FACT)
    case = office.case()
    named = places(office) - {""}
    assert named
    for place in named:
        assert checked_place(case, place) == place
