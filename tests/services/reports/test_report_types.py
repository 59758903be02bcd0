"""Types of report on a case: what each says, and what it never makes up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.by_two import furnish
from tests.reports.test_pdf import text_of
from tests.services.act_examples import DECIDED, does
from tests.services.cases.test_kinds import opened
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
    two_items,
)

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.flags.deeds import SetPractice, SetThreshold, Switch, SwitchRule
from landwaiter.domain.flags.embargo.matrix import practice_key
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.registers.deeds import StateLoad
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import DiscloseReport, ReportCase
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.reports.dossier.dossier import Blank, Cell, CellMark, Dossier, Table, TableForm
from landwaiter.resources import root
from landwaiter.services.cases.kinds import record_form
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.dossier.types import REPORT_TYPES, report_type


def made(office: Office, name: str, reference: str = REF) -> Dossier:
    kind = report_type(name)
    return freezing.freeze(
        office.session(ANALYST), reference, compose=kind.compose, report_type=kind.name
    ).report


def table(dossier: Dossier, name: str) -> Table:
    return next(one for one in (*dossier.tables, *dossier.closing) if one.id == name)


def words(one: Table) -> str:
    cells = (cell for row in one.rows for cell in row)
    said = (cell.text if isinstance(cell, CellMark) else cell or "" for cell in cells)
    return "\n".join((one.subtitle, *said, *one.notes))


def shown(cell: Cell) -> str:
    return cell.text if isinstance(cell, CellMark) else cell or ""


def on_track(office: Office, reference: str = REF) -> None:
    """Item 1 is held by track L: there is something to refer."""
    office.act(
        ANALYST, "open_track", reference=reference, item=1, track=TrackLetter.L, basis="UCC 188"
    )


def counted(office: Office) -> None:
    """Item 1 is held and what was counted of it is entered: there is something to record."""
    office.act(ANALYST, "hold", item=1)
    office.act(ANALYST, "fill_record", field="quantity", item=1, value="1 crate")


def state_asked(office: Office) -> None:
    """Another Member State was asked and has not replied."""
    office.act(ANALYST, "consult", to="an authority", basis="Art. 14(1)", reason="Do you object?")


def authority_refused(office: Office) -> None:
    """The licensing authority acts on track A: there is a denial to notify."""
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "record_reply", outcome="acts", reason="Refused.")


def appealed(office: Office) -> None:
    """The exporter appeals the decision in time: there is a file to hand over."""
    for step in (*DECIDED, does("serve_decision", to="the exporter", number="RR 1")):
        step(office)
    office.act(ANALYST, "lodge_appeal", by="the exporter", number="A 1/26", reason="no listed item")


def numbered(office: Office) -> None:
    """The declaration has the number that the export system gave it."""
    if not office.case().versions[-1].declaration.mrn:
        office.take_in(*two_items(mrn="26PL302010E10009A0"))


def controlled(office: Office, **said: Any) -> None:
    """A control of item 1 is recorded: there is something to key in."""
    numbered(office)
    given = {"code": "Z9", "controlled": "2026-03-30T07:15", "by": "Sgt A. Nowak"}
    office.act(ANALYST, "record_control", **{**given, "found": "as declared", "item": 1, **said})


APART = ("aes-feedback", "consultation", "denial", "incident", "seizure")
"""Types of report that hold their own tables alone."""
OF_OTHER_KINDS = ("audit", "incident")
"""Types of report on a kind of case that the sample case is not of."""
READY: dict[str, Callable[[Office], None]] = {
    "aes-feedback": controlled,
    "referral": on_track,
    "consultation": state_asked,
    "appeal": appealed,
    "denial": authority_refused,
    "seizure": counted,
}
"""Kind of document → what makes it possible of the sample case."""


@pytest.mark.parametrize(
    "name", [one.name for one in REPORT_TYPES if one.name not in OF_OTHER_KINDS]
)
def test_every_type_is_kept_verifies_and_comes_out_in_both_files(
    office: Office, name: str, tmp_path: Path
) -> None:
    READY.get(name, bool)(office)
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    result = run(office.session(ANALYST), ReportCase(CaseReport(name), REF, pdf=pdf, xlsx=xlsx))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
    kept = reporting.reports_made(office.session(ANALYST)).rows[0]
    assert (kept.report_type, kept.sha256) == (name, result.dossier_sha256)


def test_a_type_that_is_not_there_or_does_not_fit_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="no such type"):
        made(office, "poem")
    with pytest.raises(NotAllowed, match="no post-clearance audit"):
        made(office, "audit")
    research = opened(office, CaseKind.RESEARCH)
    with pytest.raises(NotAllowed, match="no goods"):
        made(office, "seizure", research)


def test_nothing_is_kept_of_a_report_that_does_not_fit(office: Office) -> None:
    with pytest.raises(NotAllowed):
        made(office, "audit")
    assert reporting.reports_made(office.session(ANALYST)).rows == ()


def test_a_referral_asks_by_track_and_names_both_dates_of_the_clock(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "suspend", item=1, track=TrackLetter.A, basis="Art. 21(3)(a)", reason=REASON
    )
    office.act(ANALYST, "open_track", item=1, track=TrackLetter.L, basis="UCC 188")
    office.act(ANALYST, "consult", to="licensing authority", track=TrackLetter.A)
    question = words(table(made(office, "referral"), "question"))
    assert "Do you maintain the authorisation" in question
    assert "Are the goods of item 1 listed in Annex I" in question
    assert "14 Apr 2026; 13 May 2026 only if you ask for the extension" in question
    assert "no date in law" in question


def test_a_referral_tells_parameters_known_refused_and_never_asked(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST,
        "enrich",
        field="params",
        item=1,
        value={"axes": 5, "travel_mm": None},
        source="data_sheet",
    )
    on_track(office)
    said = words(table(made(office, "referral"), "parameters"))
    assert "axes\n5\nknown" in said
    assert "travel mm\n–\nasked for, not known" in said
    assert "missing, not asked for" in said


@pytest.mark.parametrize("name", ["case", "ministry"])
def test_the_way_of_the_goods_is_drawn_with_the_delivery_place_and_the_rules_that_used_it(
    office: Office, name: str, tmp_path: Path
) -> None:
    taken = office.take_in(
        declared(
            mrn="26PL302010E10009A0", country_routing="PL|RU|CN", delivery_place="Free zone, gate 7"
        )
    )
    office.act(ANALYST, "assess", reference=taken.cases[0])
    dossier = made(office, name, taken.cases[0])
    way = table(dossier, "way")
    assert way.form is TableForm.STRIP
    stops = {row[0]: row for row in way.rows}
    assert "Free zone, gate 7" in stops
    assert "RF-R03" in str(stops["Russia (RU)"][4])
    without = replace(
        dossier,
        tables=tuple(one for one in dossier.tables if one.id != "way"),
        closing=tuple(one for one in dossier.closing if one.id != "way"),
    )
    drawn, undrawn = text_of(dossier, tmp_path), text_of(without, tmp_path)
    assert drawn.count("Free zone, gate 7") == undrawn.count("Free zone, gate 7") + 1
    assert "Rules: RF-R03" in drawn


def test_the_reply_form_stands_on_a_page_of_its_own(office: Office) -> None:
    on_track(office)
    office.act(ANALYST, "open_track", item=1, track=TrackLetter.N, basis="the national act")
    dossier = made(office, "referral")
    forms = [one for one in dossier.closing if one.id.startswith("reply_form_")]
    asked = table(dossier, "question").rows
    assert [one.id for one in forms] == [f"reply_form_{row[0]}" for row in asked]
    for form, row in zip(forms, asked, strict=True):
        assert form.new_page
        assert form.title == f"Reply form, question {row[0]}"
        assert REF in form.subtitle
        assert form.rows[0][2] == row[1]
        assert ("", "Your reference number", Blank.LINE) in form.rows
    assert len(forms) == 2


def test_a_reply_form_offers_what_the_law_of_its_track_knows(office: Office) -> None:
    office.act(ANALYST, "assess")
    for track, basis in ((TrackLetter.A, "Art. 21(3)(a)"), (TrackLetter.N, "the national act")):
        office.act(ANALYST, "open_track", item=1, track=track, basis=basis)
    dossier = made(office, "referral")
    by_track = {
        str(row[2])[6]: [str(line[1]) for line in table(dossier, f"reply_form_{row[0]}").rows]
        for row in table(dossier, "question").rows
    }
    extension = "The reply is extended to 30 working days, exceptional circumstances. Reason:"
    assert extension in by_track["A"]
    assert extension not in by_track["N"]
    assert "The goods are listed. Entry, edition:" not in by_track["A"]


def test_a_record_leaves_blank_what_nobody_entered(office: Office) -> None:
    counted(office)
    office.act(ANALYST, "fill_record", field="officer", value="Sgt A. Nowak, 4411")
    office.act(ANALYST, "fill_record", field="serial", item=2, value="SN 17")
    dossier = made(office, "seizure")
    assert dossier.report_type == "Detention record"
    measure = {row[0]: row[1] for row in table(dossier, "record_measure").rows}
    assert measure["Officer, rank, service number"] == "Sgt A. Nowak, 4411"
    assert measure["Legal basis"] == ""


def test_the_record_of_a_seizure_is_called_so(office: Office) -> None:
    counted(office)
    office.act(ANALYST, "seize", item=1, track=TrackLetter.N, basis="the national act")
    assert made(office, "seizure").report_type == "Seizure record"


def test_the_newest_entry_of_a_record_counts_and_an_empty_one_takes_it_back(
    office: Office,
) -> None:
    counted(office)
    for value in ("yard A", "yard B", ""):
        office.act(ANALYST, "fill_record", field="place", value=value)
    measure = {row[0]: row[1] for row in table(made(office, "seizure"), "record_measure").rows}
    assert measure["Place"] == ""
    assert [entry.value for entry in office.case().record][1:] == ["yard A", "yard B", ""]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"field": "weather", "value": "rain"}, "field"),
        ({"field": "serial", "value": "SN 1"}, "item"),
        ({"field": "officer", "value": "Sgt", "item": 1}, "item"),
    ],
)
def test_an_entry_that_does_not_fit_the_record_is_refused(
    office: Office, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        office.act(ANALYST, "fill_record", **given)
    assert refused.value.field == field


def test_every_field_of_the_record_is_printed(office: Office) -> None:
    counted(office)
    dossier = made(office, "seizure")
    printed = "\n".join(
        words(one) + "\n".join(column.title for column in one.columns) for one in dossier.tables
    )
    assert [f.title for f in record_form().fields if f.title not in printed] == []


def test_the_ministry_reads_an_outcome_as_decided_only_once_it_is_approved(
    office: Office,
) -> None:
    office.act(ANALYST, "assess")
    assert "not decided" in words(table(made(office, "ministry"), "outcomes"))
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    proposed = words(table(made(office, "ministry"), "outcomes"))
    assert "release, proposed and not approved" in proposed
    office.act(REVIEWER, "approve")
    decided = words(table(made(office, "ministry"), "outcomes"))
    assert "not approved" not in decided


def test_the_ministry_is_told_the_regime_of_the_data_and_earlier_disclosures(
    office: Office, tmp_path: Path
) -> None:

    pdf = tmp_path / "first.pdf"
    session = office.session(ANALYST)
    run(session, ReportCase(CaseReport("case"), REF, pdf=pdf))
    do(session, DiscloseReport(REF, "Ministry", "Art. 23(5)", pdf))
    said = table(made(office, "ministry"), "disclosure")
    assert "Art. 23(5) and (7) Reg. (EU) 2021/821" in said.subtitle
    assert said.rows[0][:2] == ("Ministry", "Art. 23(5)")


def test_an_audit_compares_each_year_with_the_one_before(office: Office) -> None:
    dossier = made(office, "audit", opened(office, CaseKind.AUDIT))
    changes = [row[3] for row in table(dossier, "audit_years").rows]
    assert changes == ["first year stated", "1.2 times", "6.6 times"]
    assert "records of two exports are missing" in words(table(dossier, "audit_findings"))
    assert "no clause on re-export" in words(table(dossier, "audit_documents"))


def test_a_report_names_the_state_of_every_register_it_rests_on(office: Office) -> None:
    asked = do(
        office.session(ANALYST),
        StateLoad(
            register=RegisterKind.DENIALS,
            issuer="PL",
            as_of=date(2026, 3, 1),
            loaded=True,
            source="letter of the ministry",
            reason=REASON,
        ),
    )
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    before = made(office, "case")
    assert "Register: Denials, PL" not in words(table(before, "editions"))
    office.act(ANALYST, "evaluate")
    after = made(office, "case")
    assert "Register: Denials, PL" in words(table(after, "editions"))
    (said,) = (one for one in after.not_checked if "Register: Denials, PL" in one)
    assert said.startswith("Not official, but transcribed:")


@pytest.mark.parametrize("name", [one.name for one in REPORT_TYPES if one.name not in APART])
def test_every_report_tells_what_the_office_has_set_itself(office: Office, name: str) -> None:
    head = office.session(HEAD)
    furnish(
        office.session(ADMIN),
        [read_pack(root() / "packs" / one) for one in ("embargo_matrix", "item_groups")],
    )
    do(head, SetThreshold(rule="RF-P12", name="n", value="7", reason="the seventh neighbour"))
    do(head, SwitchRule(rule="RF-G07", switch=Switch.OFF, reason="too many in this port"))
    do(
        head,
        SetPractice(
            key=practice_key("CN-1989", "CN", "military"), value="prohibited", reason=REASON
        ),
    )
    reference = REF if name != "audit" else opened(office, CaseKind.AUDIT)
    office.act(ANALYST, "evaluate", reference=reference)
    READY.get(name, bool)(office)
    one = table(made(office, name, reference), "office_settings")
    said = {str(row[0]): tuple(map(shown, row[1:])) for row in one.rows}
    assert said["Threshold n of RF-P12"] == (
        "7",
        "5",
        f"{HEAD}, 30 Mar 2026: the seventh neighbour",
    )
    (off,) = (cells for what, cells in said.items() if what.startswith("RF-G07, "))
    assert off == ("off", "on", f"{HEAD}, 30 Mar 2026: too many in this port")
    declaration = [what for what in said if "European Council of 27 June 1989" in what]
    assert {said[what][0] for what in declaration} == {"prohibited", "not set"}
    assert said["China (CN) as arms embargo, Art. 4(1)(b) Reg. 2021/821"][0] == "not set"


def test_a_threshold_set_after_the_verdict_is_not_told_as_counted(office: Office) -> None:
    office.act(ANALYST, "assess")
    do(office.session(HEAD), SetThreshold(rule="RF-P12", name="n", value="7", reason=REASON))
    assert "Threshold n of RF-P12" not in words(table(made(office, "case"), "office_settings"))
    office.act(ANALYST, "evaluate")
    assert "Threshold n of RF-P12" in words(table(made(office, "case"), "office_settings"))


def test_a_referral_asks_its_question_in_the_first_lines_before_anything_was_sent(
    office: Office,
) -> None:
    on_track(office)
    answer = made(office, "referral").answer
    assert answer is not None
    assert answer.asked_of_you == "Answer the question below on the reply form; no date is set yet."
    office.act(ANALYST, "assess")
    office.act(ANALYST, "refer", to="licensing authority")
    answer = made(office, "referral").answer
    assert answer is not None
    assert answer.asked_of_you.startswith("Licensing authority, ")
    assert answer.asked_of_you.endswith(": answer the referral.")
    assert answer.goods_now.startswith("Item 1 not presented since ")


def test_goods_of_whose_place_nothing_is_known_take_no_table(office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    assert "places" not in {one.id for one in made(office, "case").tables}
