"""Earlier similar cases: why they are similar, and how they ended."""

from typing import Any

from tests.services.act_examples import FINDING
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office, declared

from landwaiter.services.review.similar import SimilarCase, similar_cases

OTHER = "PL1-2026-000002"


def another(office: Office, **changes: Any) -> None:
    """A second case, of other parties and goods to another country unless said otherwise."""
    given = {
        "lrn": "LW-2",
        "exporter_name": "Huta Odra",
        "exporter_eori": "PL777100001900000",
        "declarant_eori": "PL777100001900000",
        "consignee_name": "Desert Pumps",
        "consignee_country": "EG",
        "country_destination": "EG",
        "country_routing": "PL|EG",
        "cn8": "84137030",
        "description": "pump",
        "docs": "",
    }
    result = office.take_in(declared(**{**given, **changes}))
    assert result.cases == (OTHER,), result.rejected


def found(office: Office) -> tuple[SimilarCase, ...]:
    return similar_cases(office.session(REVIEWER), REF)


def test_a_case_that_shares_nothing_is_not_similar(office: Office) -> None:
    another(office)
    assert found(office) == ()


def test_the_same_consignee_by_name_is_a_reason(office: Office) -> None:
    another(office, consignee_name="MORNING lathe Trading")
    (row,) = found(office)
    assert row.reference == OTHER
    assert row.reasons == ("Consignee Morning Lathe Trading: the same name, there consignee.",)


def test_the_same_heading_to_the_same_country_is_a_reason(office: Office) -> None:
    another(office, country_destination="CN", country_routing="PL|CN", cn8="84572000")
    (row,) = found(office)
    assert row.reasons == ("CN heading 8457 to China (CN).",)


def test_the_same_exporter_by_its_identifier_is_a_reason(office: Office) -> None:
    another(office, exporter_eori="PL526100001900000")
    (row,) = found(office)
    assert row.reasons[0].startswith("Exporter Obrabiarki Wisla: the same identifier")


def test_a_control_entry_judged_in_both_is_a_reason(office: Office) -> None:
    another(office)
    for reference in (REF, OTHER):
        office.act(ANALYST, "classify", reference=reference, **FINDING)
    (row,) = found(office)
    assert row.reasons == ("Control entry 2B001, there confirmed.",)


def test_the_same_entity_under_another_name_is_a_reason(office: Office) -> None:
    another(office)
    office.act(ANALYST, "link", party="consignee", basis=REASON)
    link = next(p.link for p in office.case().parties if p.link)
    office.act(ANALYST, "link", reference=OTHER, party="consignee", to=link.entity_id, basis=REASON)
    (row,) = found(office)
    assert row.reasons == ("Consignee Morning Lathe Trading: the same entity, there consignee.",)


def test_an_outcome_is_told_only_where_it_counts(office: Office) -> None:
    another(office, consignee_name="Morning Lathe Trading")
    assert found(office)[0].outcome == "Not decided yet: New."
    office.act(ANALYST, "assess", reference=OTHER)
    office.act(ANALYST, "propose", reference=OTHER, outcome="release", reason=REASON)
    assert found(office)[0].decided_at is None
    office.act(REVIEWER, "approve", reference=OTHER)
    row = found(office)[0]
    assert row.outcome == "Release, approved by Rev."
    assert row.decided_at is not None
    office.act(ANALYST, "note", reference=OTHER, reason=REASON)
    assert found(office)[0].decided_at is not None


def test_a_dismissed_case_says_so(office: Office) -> None:
    another(office, consignee_name="Morning Lathe Trading")
    office.act(ANALYST, "dismiss", reference=OTHER, reason=REASON)
    assert found(office)[0].outcome == "Dismissed, no decision."


def test_more_in_common_ranks_higher(office: Office) -> None:
    another(office, country_destination="CN", country_routing="PL|CN", cn8="84572000")
    office.take_in(
        declared(lrn="LW-3", exporter_name="Huta Odra", exporter_eori="PL777100001900000")
    )
    assert [row.reference for row in found(office)] == ["PL1-2026-000003", OTHER]
    assert similar_cases(office.session(HEAD), REF, limit=1)[0].reference == "PL1-2026-000003"
