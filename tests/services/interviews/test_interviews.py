"""Interviews on a case: who stated what, what it meets, what is asked next."""

from datetime import date
from typing import Any

import pytest
from tests.services.act_examples import ASSESS, PROPOSED
from tests.services.sample_office import ANALYST, REASON, REF, Office, two_items

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.interviews.interview import InterviewVerdict
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.interviews.answering import AnswerSource, answer_questions
from landwaiter.services.interviews.interviews import (
    ItemInterview,
    entries_of,
    interview_on,
    interviews_of,
)
from landwaiter.services.reports.dossier.interview_tables import interviews_table

AXES = "simultaneous_axes"
REPEATABILITY = "unidirectional_positioning_repeatability_um"
SHEET = AnswerSource("data_sheet", "data sheet, revision 3", date(2026, 3, 2))
MEETING = {AXES: 5, REPEATABILITY: "0.8 µm", "travel_mm": "600 mm"}


def answer(office: Office, field: str, value: Any, **more: Any) -> None:
    given = {"source": "data_sheet", "basis": "data sheet, revision 3", "item": 1, **more}
    office.act(ANALYST, "answer_question", field=field, value=value, **given)


def answers(office: Office, **values: Any) -> None:
    answer_questions(office.session(ANALYST), REF, 1, values, SHEET)


def held(office: Office, entry: str = "2B001") -> ItemInterview:
    return interview_on(office.session(ANALYST), REF, 1, entry)


def above_threshold(office: Office) -> Evaluation:
    return next(flag.evaluation for flag in office.case().flags if flag.rule == "RF-G08")


def test_an_answer_is_kept_as_stated_and_in_the_unit_of_the_entry(office: Office) -> None:
    answer(office, REPEATABILITY, "0.00004 in", date=date(2026, 3, 2))
    (kept,) = office.case().answers
    assert (kept.value, kept.given) == ("1.016", "0.00004 in")
    assert (kept.document, kept.source) == ("data sheet, revision 3", "data_sheet")
    assert (kept.date, kept.author) == (date(2026, 3, 2), ANALYST)


def test_a_bare_number_is_kept_with_the_unit_it_was_read_in(office: Office) -> None:
    answer(office, "travel_mm", 600)
    assert office.case().answers[0].given == "600 mm"


def test_answers_raise_the_flag_that_values_alone_raise(office: Office) -> None:
    assert above_threshold(office) is Evaluation.NOT_EVALUATED
    answers(office, **MEETING)
    assert above_threshold(office) is Evaluation.RAISED


def test_a_revoked_answer_no_longer_counts(office: Office) -> None:
    answers(office, **(MEETING | {AXES: 4}))
    assert above_threshold(office) is Evaluation.RAISED
    office.act(ANALYST, "revoke_answer", item=1, field="travel_mm", reason=REASON)
    assert above_threshold(office) is Evaluation.NOT_EVALUATED
    assert held(office).read.verdict is InterviewVerdict.CANNOT_TELL
    revoked = [one for one in office.case().answers if not one.stands]
    assert [(one.parameter, one.revoke_reason) for one in revoked] == [("travel_mm", REASON)]


def test_when_an_answer_is_revoked_the_one_before_it_counts_again(office: Office) -> None:
    answer(office, AXES, 5)
    answer(office, AXES, 3)
    office.act(ANALYST, "revoke_answer", item=1, field=AXES, reason=REASON)
    compared = [c for s in held(office).read.subentries for w in s.ways for c in w.comparisons]
    assert {c.value for c in compared if c.parameter == AXES} == {"5"}


def test_each_comparison_names_figure_edition_trust_and_who_stated_the_value(
    office: Office,
) -> None:
    answers(office, **MEETING)
    found = held(office)
    (met,) = (one for one in found.read.subentries if one.entry == "2B001.b.2.a")
    (compared,) = (c for c in met.ways[0].comparisons if c.parameter == REPEATABILITY)
    assert (compared.value, compared.operator, compared.threshold, compared.unit) == (
        "0.8 µm", "≤", "0.9", "µm",
    )  # fmt: skip
    assert (compared.path, compared.edition, compared.trust) == (
        "2B001.b.2.a", "2022/1", "transcribed",
    )  # fmt: skip
    assert (compared.source, compared.document, compared.stated_on, compared.author) == (
        "data_sheet", "data sheet, revision 3", date(2026, 3, 2), ANALYST,
    )  # fmt: skip


def test_a_value_of_an_enrichment_counts_beside_answers(office: Office) -> None:
    values = {REPEATABILITY: "0.8", "travel_mm": 600}
    office.act(ANALYST, "enrich", field="params", item=1, value=values, source="contract")
    answer(office, AXES, 5)
    assert held(office).read.met[0] == "2B001.b.2.a"


def test_what_is_presumed_is_said(office: Office) -> None:
    answers(office, **MEETING)
    assert "what the machine does: milling" in held(office).presumption
    answer(office, "gears_only", "yes")
    assert held(office).read.verdict is not InterviewVerdict.MEETS


def test_figures_of_an_older_edition_than_the_one_in_force_are_warned_of(office: Office) -> None:
    assert "2025-11-15 is in force on 27 Mar 2026" in held(office).warning


def test_an_answer_on_a_proposed_case_voids_the_proposal(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    answer(office, AXES, 5)
    decision = office.case().decision
    assert decision is not None
    assert decision.state == "voided"


def test_all_answers_of_a_document_are_kept_or_none(office: Office) -> None:
    with pytest.raises(Invalid):
        answers(office, **{AXES: 5, "travel_mm": "600 kg"})
    assert office.case().answers == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"field": "travel_mm", "value": "1,000 mm"}, "travel_mm"),
        ({"field": "travel_mm", "value": "long"}, "travel_mm"),
        ({"field": "travel_mm", "value": "600", "source": "hearsay"}, "source"),
        ({"field": "machine_kind", "value": "sawing"}, "machine_kind"),
        ({"field": "gears_only", "value": "perhaps"}, "gears_only"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(
    office: Office, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        answer(office, **given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "given",
    [{"field": "colour"}, {"field": AXES, "item": 9}, {"field": AXES, "evidence": 4}],
)
def test_what_is_not_there_cannot_be_answered(office: Office, given: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        answer(office, **{"value": 5, **given})


def test_an_entry_without_figures_cannot_be_told(office: Office) -> None:
    found = held(office, "1A001")
    assert found.read.verdict is InterviewVerdict.CANNOT_TELL
    assert found.sentence == "Cannot tell: there are no figures of 1A001."


def test_candidates_of_the_item_come_first_among_the_entries(office: Office) -> None:
    entries = entries_of(office.session(ANALYST), REF, 1)
    assert entries[:2] == ("2B001", "2B201")
    assert "9A012" in entries


def test_interviews_that_have_begun_are_those_with_a_value(office: Office) -> None:
    session = office.session(ANALYST)
    with session.reading() as conn:
        packs = session.references.packs(conn, office.case().judged_as_of)
    assert interviews_of(office.case(), packs) == ()
    answer(office, "positioning_accuracy_um", 5)
    assert [one.read.entry for one in interviews_of(office.case(), packs)] == ["2B201"]


def test_answers_go_with_an_item_that_is_split_off(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    second = "PL1-2026-000002"
    ASSESS(office)
    answer_questions(office.session(ANALYST), second, 2, {AXES: 5}, SHEET)
    office.act(ANALYST, "split", reference=second, numbers=(2,), reason=REASON)
    (carried,) = office.case("PL1-2026-000003").answers
    assert (carried.item_no, carried.parameter, carried.value) == (2, AXES, "5")


def test_a_report_holds_each_value_against_the_figure_of_the_text(office: Office) -> None:
    assert interviews_table(office.view()) is None
    answers(office, **MEETING)
    table = interviews_table(office.view())
    assert table is not None
    rows = [row for row in table.rows if row[1] == "2B001.b.2.a" and "0.8" in str(row[3])]
    assert rows == [
        (
            "Item 1",
            "2B001.b.2.a",
            "meets",
            "unidirectional positioning repeatability per linear axis: 0.8 µm ≤ 0.9 µm where "
            "travel per linear axis < 1000 mm, holds.",
            "2B001.b.2.a, edition 2022/1, transcribed.",
            "Stated 0.8 µm. Data sheet: data sheet, revision 3, 2 Mar 2026, entered by Ana.",
        )
    ]
    first, *_others = table.notes
    assert first == "Item 1, 2B001: Meets 2B001.b.2.a, 2B001.b.1.a."
    (warned,) = (n for n in table.notes if n.startswith("Item 1, 2B001:") and "in force" in n)
    assert "2025-11-15 is in force" in warned
