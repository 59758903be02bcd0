"""The consultation of another Member State, and the draft of a denial notification."""

from pathlib import Path

import pytest
from tests.reports.builders import a_rich_dossier
from tests.reports.test_pdf import text_of
from tests.services.act_examples import CONSULTED
from tests.services.registers.test_registers import DENIAL, DENIALS, keep, load
from tests.services.reports.kinds.test_paper_kinds import refused, why_not
from tests.services.reports.test_report_types import made, shown, table, words
from tests.services.sample_office import ANALYST, CONSIGNEE, Office

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import catalogue, speaking
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.dossier.reply_form import reply_form
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.paper_readers import ReportReader

ASKED = "Do you object to this export?"


def consult(office: Office, basis: str = "Art. 14(1)") -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "consult", to="the authority of DE", basis=basis, reason=ASKED)


def for_state(office: Office) -> Dossier:
    kind = report_type("consultation")
    return freezing.freeze(
        office.session(ANALYST),
        office.case().reference,
        compose=kind.compose,
        report_type=kind.name,
        reader=ReportReader(Profile.PARTNER_STATE),
    ).report


# consultation


def test_a_state_is_asked_while_its_period_runs_and_it_has_not_replied(office: Office) -> None:
    assert "No consultation of another Member State" in refused(office, "consultation")
    consult(office)
    assert why_not(office, "consultation") == ""
    office.act(ANALYST, "record_answer", action="consultation", reason="No objection.")
    assert "The consulted state replied on 30 Mar 2026" in refused(office, "consultation")


def test_a_state_is_not_asked_once_its_period_ended(office: Office) -> None:
    consult(office)
    office.clock.move(days=30)
    said = refused(office, "consultation")
    assert "ended on 14 Apr 2026" in said
    assert "too late" in said


def test_a_consultation_of_the_licensing_authority_is_none_of_a_state(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    assert "No consultation of another Member State" in refused(office, "consultation")


def test_a_consultation_names_the_day_and_both_readings_of_the_extension(office: Office) -> None:
    consult(office)
    asked = table(made(office, "consultation"), "asked_state")
    (row,) = asked.rows
    assert shown(row[1]) == ASKED
    assert row[2] == "Art. 14(1) Reg. (EU) 2021/821"
    assert row[4] == "due 14 Apr 2026, 10 working days, calendar PL"
    (note,) = asked.notes
    assert note == (
        "Art. 14(1) can be read in two ways; extended: 13 May 2026 if 30 working days in all, "
        "27 May 2026 if 30 more."
    )


def test_the_reply_form_offers_what_the_article_allows(office: Office) -> None:
    consult(office)
    said = words(table(made(office, "consultation"), "reply_form_1"))
    assert "There is no objection." in said
    assert "The denial stands" not in said


def test_a_consultation_on_a_denial_holds_the_transaction_against_it(office: Office) -> None:
    keep(office, DENIALS, {**DENIAL, "parameters": "axes=5"})
    load(office, DENIALS)
    consult(office, "Art. 16(5)")
    office.act(ANALYST, "enrich", field="params", value={"axes": 5}, item=1, source="data_sheet")
    compared = table(made(office, "consultation"), "denials_compared")
    rows = {row[2]: row for row in compared.rows if row[0] == "Item 1"}
    assert [shown(rows["Control entry"][at]) for at in (4, 5)] == ["2B001", "yes"]
    assert [shown(rows["Axes"][at]) for at in (3, 4, 5)] == ["5", "5", "yes"]
    assert [shown(rows["End user or consignee"][at]) for at in (3, 4)] == [CONSIGNEE, CONSIGNEE]
    assert "Denial DE-2025-77, items 1: essentially identical" in words(compared)


def test_another_value_of_a_parameter_is_another_transaction(office: Office) -> None:
    keep(office, DENIALS, {**DENIAL, "parameters": "axes=9"})
    load(office, DENIALS)
    consult(office, "Art. 16(5)")
    before = table(made(office, "consultation"), "denials_compared")
    assert "not every point can be told yet" in words(before)
    office.act(ANALYST, "enrich", field="params", value={"axes": 5}, item=1, source="data_sheet")
    after = table(made(office, "consultation"), "denials_compared")
    assert [row for row in after.rows if row[0] == "Item 1"] == []


def test_without_a_register_nothing_was_compared_and_that_is_said(office: Office) -> None:
    consult(office)
    assert "nothing was compared" in table(made(office, "consultation"), "denials_compared").empty
    load(office, DENIALS)
    assert "No standing denial" in table(made(office, "consultation"), "denials_compared").empty


def test_a_state_reads_its_question_and_no_secret_of_business(office: Office) -> None:
    consult(office)
    told = for_state(office)
    (row,) = table(told, "asked_state").rows
    assert shown(row[1]) == ASKED
    values = {shown(row[6]) for row in table(told, "transaction").rows}
    assert values == {"[T: business secret]"}
    assert CONSIGNEE in words(table(told, "transaction_parties"))
    assert told.answer is None
    assert told.decision is None


# denial


def fields(dossier: Dossier, name: str) -> dict[str, str]:
    """What stands in the boxes of a form."""
    return {shown(what): shown(said) for what, said in table(dossier, name).rows}


def refuse(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    office.act(ANALYST, "record_reply", outcome="acts", reason="Military end use is likely.")


def test_a_denial_is_drafted_once_the_authority_refused(office: Office) -> None:
    assert "No refusal of the licensing authority" in refused(office, "denial")
    for step in CONSULTED:
        step(office)
    assert "No refusal of the licensing authority" in refused(office, "denial")
    office.act(ANALYST, "record_reply", outcome="not_acting", reason="Nothing speaks against it.")
    assert "No refusal of the licensing authority" in refused(office, "denial")


def test_a_denial_says_what_is_recorded_and_leaves_the_rest_blank(office: Office) -> None:
    refuse(office)
    dossier = made(office, "denial")
    said = fields(dossier, "denial")
    assert said["Authority that refused"] == "licensing authority"
    assert said["Its refusal"] == "recorded on 30 Mar 2026"
    blank = {said["Number of the denial"], said["Day of the notification"]}
    assert {one.strip("_") for one in blank} == {""}
    assert said["Review at the latest (Art. 16: within three years)"].startswith("30 Mar 2029")
    reasons = fields(dossier, "denial_reasons")
    assert reasons["As the authority replied"] == "Military end use is likely."
    assert reasons["Reasons of the notification"].strip("_\n") == ""
    assert [row[0] for row in table(dossier, "transaction").rows] == ["Item 1"]
    assert "this office notifies no denial" in dossier.title


@pytest.mark.parametrize("name", ["consultation", "denial"])
def test_both_come_out_in_both_files_and_verify(office: Office, name: str, tmp_path: Path) -> None:
    consult(office) if name == "consultation" else refuse(office)
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    said = ReportCase(CaseReport(name), office.case().reference, pdf, xlsx)
    result = run(office.session(ANALYST), said)
    assert result.redaction is not None
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)


def test_a_prosecutor_who_leads_consents_first(office: Office) -> None:
    consult(office)
    office.act(ANALYST, "lead_by_prosecutor", prosecutor="regional prosecutor", number="Ds 12/26")
    assert "consent" in refused(office, "consultation")


@pytest.mark.parametrize("language", ["en", "pl", "de", "fr", "es", "it"])
def test_the_head_of_the_reply_form_breaks_no_word(language: str, tmp_path: Path) -> None:
    with speaking(catalogue(language)):
        form = reply_form(1, "A form", "", "A question?", (("A reply", True),))
        dossier = with_words(a_rich_dossier(tables=(form,)), catalogue(language))
    for column in form.columns:
        assert catalogue(language).text(str(column.title)) in text_of(dossier, tmp_path)
