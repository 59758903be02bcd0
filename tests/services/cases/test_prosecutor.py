"""A prosecutor leads a case: what goes out needs consent, and is refused without."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from tests.services.act_examples import LED, LED_BY, SECOND, second_case
from tests.services.reports.test_report_types import made, on_track, table
from tests.services.sample_office import ANALYST, HEAD, REASON, Office

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.court import OutgoingKind
from landwaiter.domain.cases.hearings import ADVERSE, is_adverse
from landwaiter.domain.cases.prosecution import lead_of, why_no_consent
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.errors import Fault, Invalid, NotAllowed
from landwaiter.services.people.today import today_view
from landwaiter.services.reports.dossier.slip import slip_dossier
from landwaiter.services.reports.dossier.types import REPORT_TYPES, report_type

NONE_RECORDED = "regional prosecutor leads this case, and no consent to"


def led(office: Office) -> None:
    LED(office)


def consents(office: Office, what: OutgoingKind, **given: Any) -> None:
    said = {"what": what, "number": "Ds 12/26-2", "purpose": "for the carrier", **given}
    office.act(ANALYST, "record_consent", **said)


@pytest.mark.parametrize(
    ("act", "what"),
    [
        ("request_information", OutgoingKind.LETTER),
        ("hear", OutgoingKind.LETTER),
        ("refer", OutgoingKind.REFERRAL),
    ],
)
def test_what_goes_out_needs_consent_to_its_kind(
    office: Office, act: str, what: OutgoingKind
) -> None:
    led(office)
    with pytest.raises(NotAllowed, match=NONE_RECORDED):
        office.act(ANALYST, act, to="exporter")
    consents(office, OutgoingKind.SLIP)
    with pytest.raises(NotAllowed, match=NONE_RECORDED):
        office.act(ANALYST, act, to="exporter")
    consents(office, what)
    office.act(ANALYST, act, to="exporter")
    assert office.case().actions[-1].addressee == "exporter"


def test_the_licensing_authority_is_consulted_without_consent(office: Office) -> None:
    """Art. 21(3) and (4) want it consulted without delay, whoever leads the case."""
    led(office)
    office.act(ANALYST, "consult", to="licensing authority")
    assert office.case().actions[-1].addressee == "licensing authority"


@pytest.mark.parametrize("what", list(OutgoingKind))
def test_every_kind_is_asked_for_itself(office: Office, what: OutgoingKind) -> None:
    assert why_no_consent(office.case(), what) == ""
    led(office)
    assert NONE_RECORDED in why_no_consent(office.case(), what)
    consents(office, what)
    case = office.case()
    assert [one for one in OutgoingKind if not why_no_consent(case, one)] == [what]


def test_a_referral_is_not_reported_without_consent(office: Office) -> None:
    led(office)
    why_not = {kind.name: kind.why_not(office.view()) for kind in REPORT_TYPES}
    assert NONE_RECORDED in why_not["referral"]
    assert why_not["case"] == ""
    consents(office, OutgoingKind.REFERRAL)
    on_track(office)
    assert report_type("referral").why_not(office.view()) == ""


def test_a_slip_is_not_made_without_consent(office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    led(office)
    frame: Any = None
    with pytest.raises(NotAllowed, match="no consent to slips"):
        slip_dossier(office.view(), frame, kind=SlipKind.HOLD, item=1)


def test_a_lead_that_was_taken_back_takes_its_consents_along(office: Office) -> None:
    led(office)
    consents(office, OutgoingKind.LETTER)
    with pytest.raises(NotAllowed, match="needs the role"):
        office.act(ANALYST, "end_lead", reason=REASON)
    office.act(HEAD, "end_lead", reason=REASON)
    assert lead_of(office.case()) is None
    office.act(ANALYST, "hear", to="exporter")
    led(office)
    assert NONE_RECORDED in why_no_consent(office.case(), OutgoingKind.LETTER)


def test_no_consent_is_older_than_the_lead(office: Office) -> None:
    office.act(ANALYST, "lead_by_prosecutor", **LED_BY, date=date(2026, 3, 27))
    with pytest.raises(Invalid, match="This day lies before 27 Mar 2026"):
        consents(office, OutgoingKind.SLIP, date=date(2026, 3, 26))
    consents(office, OutgoingKind.SLIP, date=date(2026, 3, 27))


def test_the_database_knows_one_lead_at_a_time(office: Office) -> None:
    led(office)
    with (
        pytest.raises((DatabaseError, Fault), match="one prosecutor leads a case at a time"),
        office.session(ANALYST).writing("plain SQL") as work,
    ):
        work.conn.exec_driver_sql(
            "INSERT INTO prosecutor_lead SELECT 'x', case_id, 'another', day, number, author, at "
            "FROM prosecutor_lead"
        )


def test_a_referral_is_no_adverse_decision() -> None:
    assert not is_adverse(("hold-and-refer", "suspend-and-refer", "refer_for_prosecution"))
    assert not any("refer" in one for one in ADVERSE)


def test_a_compelled_answer_is_marked_wherever_it_is_shown(office: Office) -> None:
    office.act(ANALYST, "request_information", to="exporter", reason="What is it for?")
    office.act(
        ANALYST, "record_answer", action="information_request", reason="milling", compelled=True
    )
    assert office.case().actions[-1].compelled
    report = made(office, "case")
    (row,) = table(report, "actions").rows
    assert str(row[-1]) == "Compelled under UCC 15. milling"


def test_the_lead_is_seen_in_today_report_and_json(office: Office) -> None:
    office.act(ANALYST, "take")
    led(office)
    consents(office, OutgoingKind.SLIP)
    said = "The prosecutor leads: regional prosecutor, since 30 Mar 2026, Ds 12/26."
    view = office.view()
    assert view.row.next_step.startswith(said)
    assert any(said in row.next_step for row in today_view(office.session(ANALYST)).queue)
    assert {"lead_by_prosecutor", "record_consent"} <= {
        one.kind for one in today_view(office.session(ANALYST)).news
    }
    assert any("consent to slips" in line for line in case_lines(view))
    (lead,) = case_object(view)["prosecutor_leads"]
    assert [one.purpose for one in lead.consents] == ["for the carrier"]
    report = made(office, "case")
    rows = table(report, "proceedings").rows
    assert [str(row[1]) for row in rows] == ["the prosecutor leads", "consent to slips"]


@pytest.mark.parametrize("act", ["merge", "split"])
def test_the_lead_goes_with_goods_and_case(office: Office, act: str) -> None:
    led(office)
    consents(office, OutgoingKind.SLIP)
    if act == "merge":
        second_case(office)
        office.act(ANALYST, "merge", to=SECOND, reason=REASON)
    else:
        office.act(ANALYST, "split", numbers=(2,), reason=REASON)
    lead = lead_of(office.case(SECOND))
    assert lead is not None
    assert (lead.number, [one.what for one in lead.consents]) == ("Ds 12/26", [OutgoingKind.SLIP])
