"""The matrix, the practice of the state and old contracts through the services."""

from dataclasses import replace
from datetime import date

import pytest
from tests.services.prepared import prepared
from tests.services.sample_office import ADMIN, ANALYST, HEAD, POLICY, REASON, REF, Office, declared
from tests.settings import change_settings

from landwaiter.domain.cases.four_eyes import PRACTICE_BY_TWO
from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.flags.deeds import SetPractice
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.flags.embargo.matrix import Standing, practice_key
from landwaiter.domain.flags.embargo.old_contracts import Support
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import embargo
from landwaiter.services.law import packs
from landwaiter.services.reports import freezing
from landwaiter.services.reports.office_statements import office_settings

MILITARY = practice_key("CN-1989", "CN", "military")
CLAIM = {"instrument": "CN-1989", "contract_date": "1985-06-30", "items": ["1"], "article": "own"}


@prepared
def informed(office: Office) -> Office:
    """The sample office with the matrix, which it was made without, its case judged by it."""
    named = ("embargo_matrix", "item_groups")
    packs.import_packs(office.session(ADMIN), tuple(read_pack(root() / "packs" / n) for n in named))
    office.act(ANALYST, "evaluate")
    return office


def test_the_matrix_of_a_day_is_narrowed_by_destination_and_group(informed: Office) -> None:
    session = informed.session(ANALYST)
    found = embargo.matrix_view(session, destination="HK", group="repression")
    assert {cell.instrument for cell in found.cells} == {"HK-2020"}
    early = embargo.matrix_view(session, destination="HK", on=date(2020, 7, 27))
    assert "HK-2020" not in {cell.instrument for cell in early.cells}


def test_an_unknown_group_is_refused_with_those_there_are(informed: Office) -> None:
    with pytest.raises(NotFound, match="group of goods") as refused:
        embargo.matrix_view(informed.session(ANALYST), group="toys")
    assert "military" in str(refused.value.remedy)


def test_a_practice_is_set_by_a_head_with_a_reason_and_has_a_history(informed: Office) -> None:
    head = informed.session(HEAD)
    assert do(head, SetPractice(key=MILITARY, value="prohibited", reason=REASON)).done
    informed.clock.move(minutes=1)
    do(head, SetPractice(key=MILITARY, value="", reason=REASON))
    newest, first = embargo.practice_history(head, MILITARY)
    assert (first.before, first.after, first.by, first.reason) == ("", "prohibited", HEAD, REASON)
    assert (newest.before, newest.after) == ("prohibited", "")


def test_who_is_neither_head_nor_administrator_sets_nothing(informed: Office) -> None:
    with pytest.raises(NotAllowed, match="role"):
        do(informed.session(ANALYST), SetPractice(key=MILITARY, value="prohibited", reason=REASON))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("contract_date", "2099-01-01"),
        ("practice.XX.CN.military", "prohibited"),
        (MILITARY, "maybe"),
        (POLICY, "2"),
    ],
)
def test_an_unknown_practice_or_answer_is_refused(informed: Office, key: str, value: str) -> None:
    with pytest.raises(Invalid):
        do(informed.session(HEAD), SetPractice(key=key, value=value, reason=REASON))


def test_where_the_office_wants_it_a_second_person_sets_the_practice(informed: Office) -> None:
    moved = do(informed.session(HEAD), SetPolicy(PRACTICE_BY_TWO, "true", REASON))
    do(informed.session(ADMIN), SecondOpenMotions((str(moved.motion_id),)))
    asked = do(informed.session(HEAD), SetPractice(key=POLICY, value="true", reason=REASON))
    assert asked.motion_id
    assert informed.view().policy == dict.fromkeys(informed.view().policy)
    with pytest.raises(NotAllowed, match="two persons"):
        change_settings(informed.session(HEAD), {POLICY: "true"})
    do(informed.session(ADMIN), SecondOpenMotions((asked.motion_id,)))
    assert True in informed.view().policy.values()


def test_the_case_says_what_speaks_of_its_items(informed: Office) -> None:
    first, second = informed.view().embargo
    assert (first.standing, second.standing) == (Standing.CASE_BY_CASE, Standing.UNSTATED)


def test_an_exemption_is_claimed_checked_and_printed(informed: Office) -> None:
    do(
        informed.session(ANALYST),
        embargo.exemption_claim(informed.session(ANALYST), REF, CLAIM, source="contract"),
    )
    (found,) = informed.view().exemptions
    assert found.verdict is Support.NOT_SUPPORTED
    outside = next(one for one in found.checks if one.answer is Support.NOT_SUPPORTED)
    assert "2" in outside.text
    dossier = freezing.freeze(informed.session(ANALYST), REF).report
    assert {"embargo", "exemptions"} <= {table.id for table in dossier.tables}
    for table in dossier.tables:
        if table.id in {"embargo", "exemptions"}:
            assert all(row[0] for row in table.rows), "a cell without words is printed not stated"


def test_the_newest_claim_on_an_instrument_counts(informed: Office) -> None:
    for day in ("1985-06-30", "1986-06-30"):
        do(
            informed.session(ANALYST),
            embargo.exemption_claim(
                informed.session(ANALYST), REF, {**CLAIM, "contract_date": day}, source="contract"
            ),
        )
    (found,) = informed.view().exemptions
    assert found.stated["contract_date"] == "1986-06-30"


@pytest.mark.parametrize(
    ("field", "value"), [("contract_date", "summer 1985"), ("instrument", "REG-1-1900")]
)
def test_a_claim_that_makes_no_sense_is_refused_with_its_field(
    informed: Office, field: str, value: str
) -> None:
    with pytest.raises((Invalid, NotFound)) as refused:
        do(
            informed.session(ANALYST),
            embargo.exemption_claim(
                informed.session(ANALYST), REF, {**CLAIM, field: value}, source="contract"
            ),
        )
    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.remedy


def test_a_claim_does_not_bear_itself_out(informed: Office) -> None:
    session = informed.session(ANALYST)
    do(session, embargo.exemption_claim(session, REF, CLAIM, source="exporter_answer"))
    (claim,) = informed.view().exemptions
    answers = {check.name: check.answer for check in claim.checks}
    assert answers["Date as on the contract"] is Support.CANNOT_TELL


def to_myanmar(office: Office) -> str:
    """The reference of a machining centre to Myanmar."""
    goods = declared(lrn="LW-9", country_destination="MM", country_routing="PL|MM")
    assert office.take_in(goods).created == 1
    return "PL1-2026-000002"


def judged(**changes: object) -> embargo.JudgedCondition:
    said = embargo.JudgedCondition("REG-401-2013", "end_use=military", holds=False, reason=REASON)
    return replace(said, **changes)  # type: ignore[arg-type]  # its fields


def test_an_answer_settles_the_row_of_its_case_and_stays_on_file(informed: Office) -> None:
    reference = to_myanmar(informed)

    def standing() -> Standing:
        (found,) = informed.view(reference).embargo
        return next(c.standing for c in found.cells if c.instrument == "REG-401-2013")

    assert standing() is Standing.PROHIBITED_IF
    session = informed.session(ANALYST)
    do(session, embargo.condition_answer(session, reference, judged(), source="contract"))
    assert standing() is Standing.PERMITTED_BY_ACT
    do(
        session,
        embargo.condition_answer(session, reference, judged(holds=True), source="contract", item=1),
    )
    assert standing() is Standing.PROHIBITED
    kept = [one for one in informed.case(reference).enrichment if one.field == JUDGED]
    assert [(one.value["holds"], one.item_no) for one in kept] == [(False, None), (True, 1)]


def test_what_no_row_on_the_case_depends_on_is_not_answered(informed: Office) -> None:
    session, reference = informed.session(ANALYST), to_myanmar(informed)
    with pytest.raises(NotFound, match="depends on this") as refused:
        do(
            session,
            embargo.condition_answer(
                session, reference, judged(condition="recipient=designated"), source="contract"
            ),
        )
    assert "REG-401-2013 end_use=military" in str(refused.value.remedy)


@pytest.mark.parametrize(
    "value",
    [
        "no",
        {"condition": "end_use=military", "holds": "no", "reason": REASON},
        {"condition": "end_use=military", "holds": False, "reason": "short"},
        {"holds": False, "reason": REASON},
    ],
)
def test_an_answer_without_yes_or_no_or_its_reason_is_refused(
    informed: Office, value: object
) -> None:
    with pytest.raises(Invalid, match="yes or no, and a reason"):
        informed.act(ANALYST, "enrich", field=JUDGED, value=value, source="contract")


def test_the_exemptions_of_an_instrument_can_be_claimed_each_by_itself(informed: Office) -> None:
    found = {one.instrument: one.exemptions for one in embargo.claimable(informed.session(ANALYST))}
    assert len(found["DEC-2013-184"]) == 2
    assert found["CN-1989"] == ()


def test_a_practice_that_is_set_counts_in_the_rules_and_is_no_threshold(informed: Office) -> None:
    informed.act(ANALYST, "classify", item=1, code="ML4", list="cml", outcome="confirmed",
                 reason=REASON)  # fmt: skip
    assert "RF-R10" not in {flag.rule for flag in informed.view().raised}
    do(informed.session(HEAD), SetPractice(key=MILITARY, value="prohibited", reason=REASON))
    informed.act(ANALYST, "evaluate")
    (flag,) = (one for one in informed.view().raised if one.rule == "RF-R10")
    assert "Prohibited by Declaration of the European Council of 27 June 1989" in flag.explanation
    titles = [one.what for one in office_settings(informed.session(ANALYST), informed.view())]
    assert any("Common Military List to China (CN)" in title for title in titles)
    assert not any(title.startswith("Threshold") for title in titles)


def test_a_report_prints_what_the_matrix_says_and_the_tracks_that_nobody_opened(
    informed: Office,
) -> None:
    reference = to_myanmar(informed)
    informed.act(ANALYST, "hold", reference=reference, item=1, reason=REASON)
    made = freezing.freeze(informed.session(ANALYST), reference).report
    tables = {one.id: one for one in (*made.tables, *made.closing)}
    said = " ".join(str(cell) for row in tables["embargo"].rows for cell in row)
    assert "prohibited if for a military use or a military end user, should it be 2B001" in said
    assert "Exempted: contracts before 27 April 2018, Art. 3a(5); Art. 4(1)." in said
    assert "(EU; transcribed)" in said
    assert ".. " not in said
    notes = " ".join(tables["tracks"].notes)
    assert "Myanmar (Burma) (MM): arms embargo by law, so Art. 4(1)(b) applies." in notes
    (proposed,) = informed.view(reference).track_proposals
    assert f"Proposed, not opened: Track L, {proposed.basis}, for item 1" in notes
